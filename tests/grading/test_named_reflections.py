"""Recalling another module's answer, and a sheet to print, as the build sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grading.module_maker import changed, mistakes, said
from medeopvoeders.grading.build import build
from medeopvoeders.grading.finding import BuildError
from medeopvoeders.record.notebook import activity_kinds
from two_modules import (
    ASKS,
    DOCUMENT,
    FIRST,
    NOW,
    OPENER,
    SECOND,
    SHEET,
    in_english,
    two_modules,
    two_sources,
)

SHOWN = r'shows=\("my-document", "my-opener"\)'
ASKED = r"asks=\(.*?\)\)"

WRONG = [
    (r'recalls="00-start/open-answer"', 'recalls="00-start/open-anser"', "unknown-recall"),
    (r'recalls="00-start/open-answer"', 'recalls="00-begin/open-answer"', "unknown-recall"),
    (r'recalls="00-start/open-answer"', 'recalls="open-answer"', "unknown-recall"),
    (r'recalls="00-start/open-answer"', 'recalls="00-start/hand-in"', "unknown-recall"),
    (r'recalls="00-start/open-answer"', 'recalls="09-closing/my-document"', "unknown-recall"),
    (r'recalls="00-start/open-answer"', 'recalls="../open-answer"', "unknown-recall"),
    (r'recalls="00-start/open-answer"', "recalls=12", "unknown-recall"),
    (SHOWN, 'shows=("my-document", "my-openr")', "unknown-shown"),
    (SHOWN, 'shows=("my-document", "hand-in")', "unknown-shown"),
    (SHOWN, 'shows=("open-answer",)', "unknown-shown"),
    (SHOWN, 'shows=("my-document")', "unknown-shown"),
    (SHOWN, "shows=()", "unknown-shown"),
    (SHOWN, "shows=(1,)", "unknown-shown"),
    (ASKED, "asks=())", "wrong-asks"),
    (ASKED, 'asks=("Wat mis je?"))', "wrong-asks"),
    (ASKED, 'asks=("Wat mis je?", 2))', "wrong-asks"),
    (ASKED, 'asks=("Wat mis je?", " "))', "wrong-asks"),
    (ASKED, 'asks=["Wat mis je?"])', "wrong-asks"),
    (rf", {ASKED}", ")", "wrong-asks"),
    (rf"{SHOWN}, ", "", "unknown-shown"),
    (r"## Lees je mee\?\n", "", "no-heading"),
    (SHOWN, 'show=("my-document",)', "unknown-argument"),
    (r'"read-along"', '"my-opener"', "duplicate-id"),
]


def line_of(text: str, call: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if call in line)


@pytest.mark.parametrize(("pattern", "replacement", "code"), WRONG)
def test_what_names_no_reflection_or_asks_nothing_is_named_at_its_line(
    tmp_path: Path, pattern: str, replacement: str, code: str
) -> None:
    text = changed(pattern, replacement, SECOND)
    found = mistakes(two_sources(tmp_path, second=text))
    call = "recalls" if code == "unknown-recall" else "module.sheet"
    assert ("nl", code, line_of(text, call)) in found


def message(folder: Path, text: str) -> str:
    with pytest.raises(BuildError) as caught:
        build(two_sources(folder, second=text), folder / "course")
    return next(f.message for f in caught.value.findings if f.path.parent.name == "nl")


def test_a_wrong_name_is_answered_with_one_that_would_do(tmp_path: Path) -> None:
    said_of_recall = message(tmp_path, changed(r"open-answer", "open-anser", SECOND))
    assert 'recalls="00-start/open-answer"' in said_of_recall
    said_of_sheet = message(tmp_path, changed(SHOWN, 'shows=("my-document")', SECOND))
    assert 'shows=("my-document",)' in said_of_sheet
    assert OPENER in said_of_sheet


def test_a_recall_is_looked_for_in_its_own_language(tmp_path: Path) -> None:
    where = two_sources(tmp_path)
    english = where / "en" / "00-start.md"
    english.write_text(english.read_text("utf-8").replace("open-answer", "another"), "utf-8")
    assert ("en", "unknown-recall") in [(lang, code) for lang, code, _ in mistakes(where)]


def test_of_a_module_that_cannot_be_read_no_recall_is_called_lost(tmp_path: Path) -> None:
    where = two_sources(tmp_path, first=FIRST.replace("minutes: 5", "minutes: nul"))
    assert {code for _, code, _ in mistakes(where)} == {"no-minutes"}


def test_a_sheet_is_nothing_to_do_and_nothing_to_grade(tmp_path: Path) -> None:
    path = two_modules(tmp_path) / "nl" / NOW / f"{NOW}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    about = notebook["metadata"]["medeopvoeders"]
    assert SHEET not in activity_kinds(notebook)
    assert about["sheets"] == [{"id": SHEET, "title": "Lees je mee?"}]
    (cell,) = (cell for cell in notebook["cells"] if "module.sheet" in said(cell))
    assert "nbgrader" not in cell["metadata"]
    assert cell["metadata"]["tags"] == ["hide-input"]


@pytest.mark.parametrize(
    ("theirs", "ours", "count"),
    [
        (repr(ASKS), '("What is missing?", "What sounds odd?")', 0),
        (repr(ASKS), '("What is missing?",)', 1),
        (f'("{DOCUMENT}", "{OPENER}")', f'("{OPENER}",)', 1),
        (f'"{SHEET}"', '"read-it"', 1),
    ],
    ids=["other words", "fewer questions", "other texts", "another name"],
)
def test_languages_have_the_same_sheet_in_words_of_their_own(
    tmp_path: Path, theirs: str, ours: str, count: int
) -> None:
    assert theirs in SECOND
    where = two_sources(tmp_path, english=in_english(SECOND).replace(theirs, ours))
    if not count:
        assert len(build(where, tmp_path / "course")) == 4
        return
    assert [(lang, code) for lang, code, _ in mistakes(where)] == [("en", "languages-differ")]
