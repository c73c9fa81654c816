"""The record: acknowledged is saved, and nothing is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from medeopvoeders.models.event import Event
from medeopvoeders.record.journal import Journal, ReadOnlyRecordError, encode, read_record


def chose(name: str) -> dict[str, str]:
    return {"scene": "gate", "choice": name}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.jsonl"


def test_opening_a_record_writes_nothing(path: Path) -> None:
    assert Journal(path).events == ()
    assert list(path.parent.iterdir()) == []


def test_an_event_is_one_line_of_json(path: Path) -> None:
    event = Journal(path).append("signature", "chose", chose("wait"))
    lines = path.read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [event.to_json()]
    assert event.to_json()["v"] == 1
    assert event.at.endswith("Z")


def test_what_was_appended_is_read_back_in_order(path: Path) -> None:
    journal = Journal(path)
    made = [journal.append("signature", "chose", chose(str(n))) for n in range(5)]
    assert list(read_record(path).events) == made == list(journal.events)


def test_every_append_is_on_the_disk_before_it_returns(path: Path, tmp_path: Path) -> None:
    script = tmp_path / "type.py"
    script.write_text(
        "import sys, pathlib\n"
        "from medeopvoeders.record.journal import Journal\n"
        "journal = Journal(pathlib.Path(sys.argv[1]))\n"
        "for n in range(10_000):\n"
        "    event = journal.append('what', 'wrote', {'text': 'zin ' * n})\n"
        "    print(event.id, flush=True)\n",
        "utf-8",
    )
    command = [sys.executable, str(script), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as typing:
        assert typing.stdout
        said = [typing.stdout.readline().strip() for _ in range(30)]
        os.kill(typing.pid, signal.SIGKILL)
        said += typing.stdout.read().split()
    kept = {event.id for event in read_record(path).events}
    assert set(said) <= kept


def test_a_torn_last_line_is_set_aside_and_the_next_one_stands_by_itself(path: Path) -> None:
    journal = Journal(path)
    first = journal.append("signature", "chose", chose("wait"))
    with path.open("ab") as file:
        file.write(encode(first)[:25])
    again = Journal(path)
    assert (again.events, again.record.problem) == ((first,), "damaged")
    second = again.append("signature", "chose", chose("ask"))
    record = read_record(path)
    assert record.events == (first, second)
    assert record.unreadable == 1


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"[" * 100_000, b'{"v": 1}\n', b"zomaar tekst\n"],
)
def test_a_file_that_is_no_record_is_moved_aside_whole(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    journal = Journal(path)
    assert (journal.events, journal.record.problem) == ((), "not-a-record")
    assert path.read_bytes() == content
    event = journal.append("signature", "chose", chose("wait"))
    assert read_record(path).events == (event,)
    (aside,) = path.parent.glob("record.set-aside-*.jsonl")
    assert aside.read_bytes() == content


def test_steps_of_a_newer_version_are_kept_and_counted(path: Path) -> None:
    newer = json.dumps({"v": 2, "id": "x", "at": "y", "activity": "a", "kind": "flew"}) + "\n"
    path.write_text(newer, "utf-8")
    journal = Journal(path)
    assert (journal.record.problem, journal.record.newer) == ("newer", 1)
    journal.append("signature", "chose", chose("wait"))
    assert path.read_text("utf-8").startswith(newer)
    assert len(read_record(path).events) == 1


def test_two_tabs_write_without_losing_a_line(path: Path) -> None:
    first, second = Journal(path), Journal(path)

    def type_in(journal: Journal, name: str) -> None:
        for n in range(40):
            journal.append(name, "wrote", {"text": str(n)})

    threads = [
        threading.Thread(target=type_in, args=(journal, name))
        for journal, name in ((first, "left"), (second, "right"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    record = read_record(path)
    assert (len(record.events), record.unreadable) == (80, 0)
    first.catch_up()
    assert first.events == record.events


def test_what_the_other_tab_wrote_is_brought_in(path: Path) -> None:
    here, there = Journal(path), Journal(path)
    event = there.append("signature", "chose", chose("wait"))
    assert here.catch_up()
    assert here.events == (event,)
    assert not here.catch_up()


def test_the_same_line_twice_counts_once(path: Path) -> None:
    event = Event("a" * 32, "2026-11-23T14:20:58.123Z", "signature", "chose", chose("wait"))
    path.write_bytes(encode(event) * 2)
    assert read_record(path).events == (event,)


def test_a_folder_in_the_place_of_the_record_is_told_of_and_left_alone(path: Path) -> None:
    path.mkdir()
    assert read_record(path).problem == "unreadable-file"
    with pytest.raises(IsADirectoryError):
        Journal(path).append("signature", "chose", chose("wait"))
    assert path.is_dir()


def test_a_full_disk_leaves_the_record_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(path)
    journal.append("signature", "chose", chose("wait"))
    before = path.read_bytes()
    write = os.write

    def half_a_write(handle: int, content: bytes) -> int:
        write(handle, content[: len(content) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", half_a_write)
    with pytest.raises(OSError, match="No space"):
        journal.append("signature", "chose", chose("ask"))
    assert path.read_bytes() == before
    assert len(journal.events) == 1


def test_nothing_is_written_while_a_notebook_is_graded(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with pytest.raises(ReadOnlyRecordError):
        Journal(path).append("signature", "chose", chose("wait"))
    assert not path.exists()


def test_any_text_survives(path: Path) -> None:
    hostile = "<script>alert(1)</script>\n\x00\u202e\u2028“é” \U0001f9d1 ``` $x$"
    Journal(path).append("what", "wrote", {"text": hostile})
    assert read_record(path).events[0].data["text"] == hostile
    Journal(path).append("what", "wrote", {"text": "half \ud800 paar"})
    assert read_record(path).events[1].data["text"] == "half ? paar"


def test_half_a_surrogate_pair_in_a_record_reaches_no_page(path: Path) -> None:
    event = Event("a" * 32, "2026-11-23T14:20:58.123Z", "what", "wrote", {"text": "half \ud800"})
    path.write_text(json.dumps(event.to_json()) + "\n", "ascii")
    assert read_record(path).events[0].data["text"] == "half ?"
