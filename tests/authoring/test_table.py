"""The figures below the linter's findings: true, and readable in a narrow window."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from medeopvoeders.authoring.table import WIDTH, columns, summary_table
from medeopvoeders.reading.findings import CONTENT
from medeopvoeders.reading.library import languages, load_strings

PROJECT = Path(__file__).parents[2]


@cache
def table(lang: str, content: Path = CONTENT) -> str:
    return summary_table(content, PROJECT / "solutions", load_strings(lang))


@pytest.mark.parametrize("lang", languages())
def test_no_line_is_wider_than_a_terminal(lang: str, tmp_path: Path) -> None:
    content = shutil.copytree(CONTENT, tmp_path / "content")
    long = "a-vignette-with-quite-a-long-id-but-an-id-all-the-same"
    shutil.copytree(content / "templates/vignette", content / "vignettes" / long)
    assert [line for line in table(lang, content).splitlines() if len(line) > WIDTH] == []
    assert long in table(lang, content)


@pytest.mark.parametrize("lang", languages())
def test_every_word_of_the_table_is_in_the_readers_language(lang: str) -> None:
    assert [word for word in table(lang).split() if word.startswith(("lint.", "cast."))] == []


def test_the_figures_of_a_vignette_are_its_own() -> None:
    head, *rows = table("en").split("\n\n")[0].splitlines()
    assert head.split()[:4] == ["vignette", "scenes", "choices", "endings"]
    at = rows.index("signature")
    assert rows[at + 1].split()[:4] == ["nl", "18", "9", "9"]


def content_with(folder: Path, *vignettes: str) -> Path:
    """The course's content with no other vignettes than these."""
    content = shutil.copytree(CONTENT, folder / "content")
    for other in (path for path in content.glob("vignettes/*") if path.name not in vignettes):
        shutil.rmtree(other)
    return content


def test_the_cast_is_counted_by_family(tmp_path: Path) -> None:
    content = content_with(tmp_path, "signature", "first-week")
    cast = " ".join(table("en", content).split())
    assert "father 1," in cast
    assert "mother 2," in cast  # both families of the mirror
    assert "no migration 2" in cast
    assert "grandparent 0" in cast


def test_several_vignettes_are_also_taken_together(tmp_path: Path) -> None:
    content = content_with(tmp_path, "signature")
    assert "all vignettes" in table("en")
    assert "all vignettes" not in table("en", content)


def test_a_vignette_that_is_only_begun_is_counted_as_far_as_it_goes(tmp_path: Path) -> None:
    content = shutil.copytree(CONTENT, tmp_path / "content")
    (content / "vignettes/begun").mkdir()
    (content / "vignettes/begun/nl.md").write_text("Nog niets.", "utf-8")
    assert "begun" in table("nl", content)


def test_words_stand_left_and_figures_right() -> None:
    assert columns(("a", "bb"), [("xxx",), ("y", "1")]) == "a  bb\nxxx\ny   1"
