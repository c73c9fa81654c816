"""Everything in the course is said in its own words: no run of eight words of the article that it
grew out of stands in any text of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from article_runs import copied, known_prints, print_of, runs_in
from conftest import PROJECT
from medeopvoeders.reading.findings import CONTENT

KINDS = {".md", ".toml", ".bib", ".svg"}
EIGHT = "Één zin die niemand zo ooit had geschreven"


def texts() -> list[Path]:
    found = [*CONTENT.rglob("*"), *(PROJECT / "solutions").rglob("*")]
    return sorted(path for path in found if path.suffix in KINDS)


def test_no_text_of_the_course_copies_the_article() -> None:
    prints = known_prints()
    found = {
        str(path.relative_to(PROJECT)): runs
        for path in texts()
        if (runs := copied(path.read_text("utf-8"), prints))
    }
    assert found == {}


def test_every_text_of_the_course_is_looked_at() -> None:
    names = {path.name for path in texts()}
    assert {"01-lever-or-barrier.md", "01-lever-or-barrier.toml", "nl.md", "nl.toml"} <= names
    assert "references.bib" in names


def test_the_article_is_known_by_prints_and_not_by_its_words() -> None:
    prints = known_prints()
    assert len(prints) > 300
    assert all(len(one) == 10 and set(one) <= set("0123456789abcdef") for one in prints)


@pytest.mark.parametrize(
    "text",
    [
        EIGHT,
        f"Vooraf iets anders. {EIGHT}, en dan verder.",
        "“Één ZIN”, die\nniemand – zo 3 ooit (had) geschreven!",
    ],
)
def test_a_run_is_found_whatever_stands_around_it_or_between(text: str) -> None:
    [run] = runs_in(EIGHT)
    assert copied(text, frozenset([print_of(run)])) == [run]


@pytest.mark.parametrize(
    "text", ["Één zin die niemand zo ooit had bedacht", "zin die niemand zo ooit had geschreven"]
)
def test_seven_words_or_another_one_is_no_copy(text: str) -> None:
    [run] = runs_in(EIGHT)
    assert copied(text, frozenset([print_of(run)])) == []
