from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from medeopvoeders.grading import submission as reading
from medeopvoeders.grading.submission import (
    MOST_EVENTS,
    Submission,
    answer_texts,
    read_submission,
)
from medeopvoeders.record.journal import Journal

NOTEBOOK = "01-a-module"


def answer(grade_id: str, source: Any, **other: Any) -> dict[str, Any]:
    about = {"grade": True, "solution": True, "grade_id": grade_id}
    return {"cell_type": "markdown", "metadata": {"nbgrader": about}, "source": source} | other


def put_notebook(folder: Path, *cells: Any) -> None:
    (folder / f"{NOTEBOOK}.ipynb").write_text(json.dumps({"cells": list(cells)}), "utf-8")


def read(folder: Path) -> Submission:
    return read_submission(folder, "jan", NOTEBOOK, NOTEBOOK)


def codes(submission: Submission) -> list[str]:
    return [remark.code for remark in submission.remarks]


def agree(folder: Path, *, read: bool = True) -> None:
    Journal(folder / "record.jsonl").append("hand-in", "consented", {"read": read, "show": False})


def test_a_whole_submission_gives_no_remarks(tmp_path: Path) -> None:
    agree(tmp_path)
    put_notebook(tmp_path, answer("a", ["one\n", "two"]))
    found = read(tmp_path)
    assert codes(found) == []
    assert found.may_read_record
    assert found.typed == {"a": ("one\ntwo",)}


def test_without_consent_nothing_may_be_read(tmp_path: Path) -> None:
    agree(tmp_path, read=False)
    put_notebook(tmp_path, answer("a", "text"))
    found = read(tmp_path)
    assert (found.may_read_record, found.may_read_typed) == (False, False)
    assert codes(found) == ["no_consent"]


def test_who_never_met_the_question_may_still_have_typed_in_the_notebook(tmp_path: Path) -> None:
    Journal(tmp_path / "record.jsonl").append("a", "wrote", {"text": "draft"})
    put_notebook(tmp_path, answer("a", "text"))
    found = read(tmp_path)
    assert (found.may_read_record, found.may_read_typed) == (False, True)


def test_every_way_in_which_a_record_can_be_bad_has_its_own_remark(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    agree(elsewhere)
    cases = {
        "no_record": lambda path: path.exists(),
        "not_a_record": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00"),
        "damaged": lambda path: path.write_bytes(
            (elsewhere / "record.jsonl").read_bytes() + b'{"v":1,"id":"torn'
        ),
        "newer": lambda path: path.write_text('{"v":99,"id":"x"}\n'),
        "not_a_file": lambda path: path.symlink_to(elsewhere / "record.jsonl"),
        "too_big": lambda path: path.write_bytes(b" " * (reading.LARGEST + 1)),
    }
    seen = {}
    for code, make in cases.items():
        folder = tmp_path / code
        folder.mkdir()
        put_notebook(folder)
        make(folder / "record.jsonl")
        found = read(folder)
        seen[code] = codes(found)
        for lang in ("nl", "en"):
            sentence = found.remarks[0].sentence(lang)
            assert sentence.startswith(f"jan, {NOTEBOOK}: ")
            assert "{" not in sentence
    assert seen == {code: [code] for code in cases}


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_a_record_that_is_no_plain_file_is_not_waited_for(tmp_path: Path, make: Any) -> None:
    make(tmp_path / "record.jsonl")
    put_notebook(tmp_path)
    assert codes(read(tmp_path)) == ["not_a_file"]


def test_a_deeply_nested_record_and_notebook_are_only_bad(tmp_path: Path) -> None:
    deep = "[" * 100_000
    (tmp_path / "record.jsonl").write_text(deep)
    (tmp_path / f"{NOTEBOOK}.ipynb").write_text(deep)
    assert codes(read(tmp_path)) == ["not_a_record", "bad_notebook"]


def test_a_record_without_end_is_read_up_to_more_than_anybody_does(tmp_path: Path) -> None:
    line = '{{"v":1,"id":"{}","at":"2026-11-23T10:00:00.000Z","activity":"a","kind":"restarted"}}\n'
    lines = (line.format(n) for n in range(MOST_EVENTS + 10))
    (tmp_path / "record.jsonl").write_text("".join(lines))
    put_notebook(tmp_path)
    assert len(read(tmp_path).events) == MOST_EVENTS


def test_a_missing_and_a_broken_notebook_are_told_apart(tmp_path: Path) -> None:
    agree(tmp_path)
    assert codes(read(tmp_path)) == ["no_notebook"]
    (tmp_path / f"{NOTEBOOK}.ipynb").write_text('{"cells": [')
    assert codes(read(tmp_path)) == ["bad_notebook"]


def test_the_notebook_of_somebody_else_is_not_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "mine").mkdir()
    put_notebook(tmp_path / "other", answer("a", "private"))
    agree(tmp_path / "mine")
    link = tmp_path / "mine" / f"{NOTEBOOK}.ipynb"
    link.symlink_to(tmp_path / "other" / f"{NOTEBOOK}.ipynb")
    assert read(tmp_path / "mine").typed == {}


def test_doubled_answer_cells_give_each_text_once_and_odd_cells_give_nothing() -> None:
    odd = [None, 3, "cell", [], {}, {"metadata": 3}, {"metadata": {"nbgrader": "x"}}]
    odd += [answer("a", None), answer("a", {"x": 1}), answer("a", [1, "kept", None])]
    cells = [*odd, answer("b", "one"), answer("b", "two"), answer("b", "one"), answer(7, "x")]
    found = answer_texts(json.dumps({"cells": cells}).encode())
    assert found == {"a": ("", "kept"), "b": ("one", "two")}


def test_names_with_terminal_codes_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    found = read_submission(tmp_path, "jan\x1b[2J", NOTEBOOK, NOTEBOOK)
    assert "\x1b" not in found.remarks[0].sentence("nl")
