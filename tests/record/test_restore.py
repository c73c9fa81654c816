"""One module's work, out of its folder and back into it."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from medeopvoeders.record.journal import Journal, read_record
from medeopvoeders.record.notebook import answer_texts, read_notebook
from medeopvoeders.record.restore import Restored, gather, restore, take_in
from medeopvoeders.record.work_file import ModuleWork

STUB = "*Schrijf hier.*"
ID = "what-wim-heard"


def answer(text: str, *, cell_type: str = "markdown", cell_id: str = ID) -> dict[str, Any]:
    about = {"grade_id": cell_id, "grade": True, "solution": True}
    return {"cell_type": cell_type, "metadata": {"nbgrader": about}, "source": text}


def make(folder: Path, *cells: dict[str, Any]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "01-a.ipynb"
    prose = {"cell_type": "markdown", "metadata": {}, "source": ["# Titel\n", "Eén zin."]}
    notebook = {"cells": [prose, *cells], "metadata": {"kept": True}, "nbformat": 4}
    path.write_text(json.dumps(notebook), "utf-8")
    return path


def typed(path: Path) -> tuple[str, ...]:
    return answer_texts(read_notebook(path))[ID]


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return make(tmp_path / "there", answer(STUB))


def work(*texts: str, record: bytes = b"") -> ModuleWork:
    return ModuleWork("nl", "01-a", record, {ID: texts} if texts else {})


def test_all_work_comes_back_in_a_new_folder(tmp_path: Path, there: Path) -> None:
    here = make(tmp_path / "here", answer("Ik <b>stond</b> al klaar.\n\nMet de agenda."))
    journal = Journal(here.with_name("record.jsonl"))
    for number in range(3):
        journal.append(ID, "wrote", {"text": f"zin {number}"})
    saved = gather(here, "nl", "01-a", STUB)
    assert restore(there, saved, STUB) == Restored(events=3, typed=1)
    assert read_record(there.with_name("record.jsonl")).events == journal.events
    assert typed(there) == typed(here)
    assert restore(there, saved, STUB) == Restored()


def test_a_stub_or_nothing_is_no_work(tmp_path: Path) -> None:
    for text in (STUB, f"\n{STUB}  ", "", "  \n"):
        assert gather(make(tmp_path, answer(text)), "nl", "01-a", STUB).typed == {}


def test_a_folder_that_nobody_touched_has_no_work(there: Path) -> None:
    assert gather(there, "nl", "01-a", STUB) == ModuleWork("nl", "01-a")
    assert [path.name for path in there.parent.iterdir()] == ["01-a.ipynb"]


def test_two_typed_texts_stand_below_each_other(tmp_path: Path) -> None:
    there = make(tmp_path, answer("Wat hier al stond."))
    assert restore(there, work("Wat terugkomt."), STUB).typed == 1
    assert typed(there) == ("Wat hier al stond.\n\nWat terugkomt.",)
    assert restore(there, work("Wat terugkomt."), STUB).typed == 0


def test_the_rest_of_the_notebook_stays_as_it_was(there: Path) -> None:
    before = read_notebook(there)
    restore(there, work("Terug."), STUB)
    after = read_notebook(there)
    assert after["cells"][0] == before["cells"][0]
    assert after["metadata"] == before["metadata"]
    assert after["cells"][1]["metadata"] == before["cells"][1]["metadata"]


def test_a_notebook_is_not_written_where_it_does_not_change(there: Path) -> None:
    before = there.read_bytes()
    restore(there, work(STUB, "", record=b'{"v":9,"id":"x"}\n'), STUB)
    assert there.read_bytes() == before


def test_text_from_a_file_never_becomes_code(tmp_path: Path) -> None:
    there = make(tmp_path, answer("pass", cell_type="code"))
    before = there.read_bytes()
    assert restore(there, work("import os; os.abort()"), STUB) == Restored(homeless=1)
    assert there.read_bytes() == before


def test_a_text_whose_cell_is_gone_is_counted(tmp_path: Path) -> None:
    there = make(tmp_path, answer(STUB, cell_id="another"))
    assert restore(there, work("Terug."), STUB) == Restored(homeless=1)


@pytest.mark.parametrize("content", ["{", "[]", '{"cells": 3}', '{"cells": [3, null]}'])
def test_a_broken_notebook_loses_nothing(there: Path, content: str) -> None:
    there.write_text(content, "utf-8")
    assert restore(there, work("Terug."), STUB) == Restored(homeless=1)
    assert there.read_text("utf-8") == content


def test_a_journal_that_is_open_sees_what_came_back(there: Path, tmp_path: Path) -> None:
    record = there.with_name("record.jsonl")
    earlier = Journal(tmp_path / "record.jsonl").append(ID, "noted", {"n": 1})
    kernel = Journal(record)
    mine = kernel.append(ID, "noted", {"n": 2})
    assert take_in(record, (tmp_path / "record.jsonl").read_bytes()) == 1
    assert kernel.catch_up()
    assert kernel.events == (earlier, mine)
    last = kernel.append(ID, "noted", {"n": 3})
    assert read_record(record).events == (earlier, mine, last)


def test_a_file_that_is_no_record_is_set_aside(there: Path, tmp_path: Path) -> None:
    record = there.with_name("record.jsonl")
    record.write_bytes(b"\x00 no record")
    earlier = Journal(tmp_path / "record.jsonl").append(ID, "noted", {})
    assert take_in(record, (tmp_path / "record.jsonl").read_bytes()) == 1
    assert read_record(record).events == (earlier,)
    kept = [path.read_bytes() for path in record.parent.glob("record.set-aside-*.jsonl")]
    assert kept == [b"\x00 no record"]


def test_saving_and_restoring_at_once_loses_nothing(there: Path, tmp_path: Path) -> None:
    record = there.with_name("record.jsonl")
    earlier = Journal(tmp_path / "record.jsonl")
    parts = []
    for number in range(20):
        earlier.append(ID, "noted", {"n": number})
        parts.append(earlier.path.read_bytes())
    journal = Journal(record)

    def save() -> None:
        for number in range(40):
            journal.append("other", "noted", {"n": number})

    saving = threading.Thread(target=save)
    saving.start()
    for part in parts:
        take_in(record, part)
    saving.join()
    found = {event.id for event in read_record(record).events}
    assert {event.id for event in earlier.events} <= found
    assert len([e for e in read_record(record).events if e.activity == "other"]) == 40


def test_a_disk_that_is_full_leaves_what_was_there(
    there: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = there.with_name("record.jsonl")
    mine = Journal(record).append(ID, "noted", {})
    Journal(tmp_path / "record.jsonl").append(ID, "noted", {})

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("medeopvoeders.record.restore.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        take_in(record, (tmp_path / "record.jsonl").read_bytes())
    assert read_record(record).events == (mine,)
