"""What a page is told of an answer from another module, and of a sheet to print."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from medeopvoeders.reading.library import languages
from medeopvoeders.record.journal import RECORD_NAME, read_record
from medeopvoeders.record.notebook import read_notebook
from medeopvoeders.serving.modules import read_module
from medeopvoeders.views.module import Module
from two_modules import ASKS, BACK, DOCUMENT, NOW, OPEN, OPENER, SHEET, THEN, two_modules

THEIRS = "Ik dacht: <b>ouders</b> komen niet.\n\n  Maar toch [x](javascript:alert(1))."
RECALLS = f"{THEN}/{OPEN}"


@pytest.fixture(params=languages())
def modules(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Module, Module]:
    """The module of then and the one of now, beside each other."""
    course = two_modules(tmp_path) / request.param
    return tuple(Module(slug, request.param, course / slug) for slug in (THEN, NOW))


def press(view, **message: object) -> dict:
    view._receive(None, message, None)
    return view.state


def write(module: Module, activity: str, text: str) -> None:
    module.journal.append(activity, "wrote", {"text": text})


def type_in_cell(module: Module, activity: str, text: str) -> None:
    path = module.folder / f"{module.slug}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == activity:
            cell["source"] = [text]
    path.write_text(json.dumps(notebook), "utf-8")
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 1))


def test_a_reflection_shows_the_answer_of_another_module_and_says_where_it_is_from(
    modules: tuple[Module, Module],
) -> None:
    then, now = modules
    write(then, OPEN, "een klad")
    write(then, OPEN, THEIRS)
    recall = now.reflection(BACK, recalls=RECALLS).state["recall"]
    title = now.strings("reflection.recall_title", number="0", title="Een open vraag")
    assert (recall["title"], recall["texts"]) == (title, [THEIRS])


def test_an_answer_typed_straight_into_the_notebook_is_recalled_too(
    modules: tuple[Module, Module],
) -> None:
    then, now = modules
    write(then, OPEN, THEIRS)
    type_in_cell(then, OPEN, "getypt")
    assert now.reflection(BACK, recalls=RECALLS).state["recall"]["texts"] == [THEIRS, "getypt"]


def test_where_nothing_was_written_a_sentence_says_so_and_writing_goes_on(
    modules: tuple[Module, Module],
) -> None:
    then, now = modules
    view = now.reflection(BACK, recalls=RECALLS)
    assert view.state["recall"]["texts"] == []
    assert view.state["recall"]["none"] == now.strings("reflection.recall_none")
    assert press(view, do="write", text="nu", turn=1)["saved_turn"] == 1
    assert list(then.folder.glob("*record*")) == [], "the other module is only read"


def test_without_the_other_module_the_page_still_says_which_it_was(
    modules: tuple[Module, Module],
) -> None:
    then, now = modules
    for path in then.folder.iterdir():
        path.unlink()
    then.folder.rmdir()
    recall = now.reflection(BACK, recalls=RECALLS).state["recall"]
    assert recall["title"] == now.strings("reflection.recall", number="0")
    assert recall["texts"] == []


@pytest.mark.parametrize("content", [b"\x00 no record", b'{"v": 9, "id": "a"}\n', b""])
def test_a_record_that_cannot_be_read_is_no_reason_to_stop(
    modules: tuple[Module, Module], content: bytes
) -> None:
    then, now = modules
    (then.folder / RECORD_NAME).write_bytes(content)
    state = now.reflection(BACK, recalls=RECALLS).state
    assert (state["recall"]["texts"], state["notices"]) == ([], [])
    assert (then.folder / RECORD_NAME).read_bytes() == content


def test_what_is_written_there_meanwhile_is_seen_here(modules: tuple[Module, Module]) -> None:
    then, now = modules
    view = now.reflection(BACK, recalls=RECALLS)
    write(then, OPEN, "net geschreven")
    assert press(view, do="write", text="nu", turn=1)["recall"]["texts"] == ["net geschreven"]


def test_nothing_of_the_other_module_comes_in_this_record_or_is_handed_in(
    modules: tuple[Module, Module],
) -> None:
    then, now = modules
    write(then, OPEN, "alleen van toen")
    view, handing_in = now.reflection(BACK, recalls=RECALLS), now.hand_in()
    press(view, do="write", text="van nu", turn=1)
    state = press(handing_in, do="consent", read=True, show=True)
    sent = [event.data for event in now.outgoing().events]
    for told in (str(state), str(sent), now.journal.path.read_text("utf-8")):
        assert "van nu" in told
        assert "alleen van toen" not in told


def test_a_reflection_that_recalls_nothing_shows_nothing(modules: tuple[Module, Module]) -> None:
    assert modules[1].reflection(DOCUMENT).state["recall"] is None


def test_a_sheet_holds_the_texts_under_their_titles_and_the_questions(
    modules: tuple[Module, Module],
) -> None:
    _, now = modules
    write(now, DOCUMENT, THEIRS)
    state = now.sheet(SHEET, shows=(DOCUMENT, OPENER), asks=ASKS).state
    assert state["title"] == "Lees je mee?"
    assert state["asks"] == list(ASKS)
    assert state["texts"] == [
        {"title": "Mijn document", "texts": [THEIRS]},
        {"title": "Mijn eerste zin", "texts": []},
    ]
    assert state["labels"]["lead"] == now.strings("sheet.lead")


def test_a_sheet_follows_what_is_written_on_the_same_page(modules: tuple[Module, Module]) -> None:
    _, now = modules
    sheet, document = now.sheet(SHEET, (DOCUMENT,), ASKS), now.reflection(DOCUMENT)
    press(document, do="write", text="nieuw", turn=1)
    assert sheet.state["texts"][0]["texts"] == ["nieuw"]


def test_before_it_prints_a_sheet_takes_in_what_another_window_wrote(
    modules: tuple[Module, Module],
) -> None:
    _, now = modules
    sheet = now.sheet(SHEET, (DOCUMENT,), ASKS)
    write(Module(NOW, now.lang, now.folder), DOCUMENT, "elders")
    state = press(sheet, do="print", turn=7)
    assert (state["turn"], state["texts"][0]["texts"]) == (7, ["elders"])


@pytest.mark.parametrize("message", [{}, {"do": "print"}, {"do": "print", "turn": "x"}, "print"])
def test_a_sheet_has_no_event_and_counts_nowhere(
    modules: tuple[Module, Module], message: object
) -> None:
    _, now = modules
    sheet = now.sheet(SHEET, (DOCUMENT,), ASKS)
    sheet._receive(None, message, None)
    press(sheet, do="print", turn=1)
    assert read_record(now.journal.path).events == ()
    notebook = now.folder / f"{NOW}.ipynb"
    assert read_notebook(notebook)["metadata"]["medeopvoeders"]["sheets"]
    steps = read_module(now.folder.parents[2], notebook).activities
    assert [step.id for step in steps] == [DOCUMENT, OPENER, BACK, "hand-in"]
    handing_in = press(now.hand_in(), do="consent", read=True, show=True)
    assert "Lees je mee?" not in str(handing_in["preview"])


def test_every_word_of_both_is_plain_json_and_no_key_is_shown(
    modules: tuple[Module, Module],
) -> None:
    _, now = modules
    for view in (now.reflection(BACK, recalls=RECALLS), now.sheet(SHEET, (DOCUMENT,), ASKS)):
        told = json.dumps(view.state)
        assert json.loads(told) == view.state
        assert '"reflection.' not in told
        assert '"sheet.' not in told
