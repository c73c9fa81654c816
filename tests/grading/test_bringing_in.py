"""Bringing in hand-ins that came as files: without nbgrader, so everything here is fast."""

from __future__ import annotations

import io
import json
import os
import stat
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from medeopvoeders.grading import unpacking
from medeopvoeders.grading.bringing_in import bring_in
from medeopvoeders.grading.cohort import Cohort
from medeopvoeders.grading.line import Line, closing
from medeopvoeders.grading.received import find_hand_ins
from medeopvoeders.grading.submission import LARGEST
from medeopvoeders.models.event import Event
from medeopvoeders.record.export import Outgoing
from medeopvoeders.record.hand_in_file import Label, pack
from medeopvoeders.record.journal import parse_record

MODULE = "01-lever-or-barrier"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = "2026-11-23T00:00:00.000Z"


@pytest.fixture
def cohort(tmp_path: Path) -> Cohort:
    """A group's folder with one module."""
    folder = tmp_path / "group"
    source = folder / "source" / MODULE
    source.mkdir(parents=True)
    activities = [
        {"id": "signature", "kind": "vignette"},
        {"id": "what-wim-heard", "kind": "reflection"},
    ]
    about = {"metadata": {"medeopvoeders": {"activities": activities}}, "cells": []}
    (source / f"{MODULE}.ipynb").write_text(json.dumps(about))
    return Cohort("group", "nl", folder, tmp_path / "exchange", "2026-11-01")


def events(who: str, text: str = "Tekst.", *, read: bool = True) -> tuple[Event, ...]:
    """A record as it is handed in; the ids are those of `who`."""
    consent = Event(f"{who}-c", DAY, "hand-in", "consented", {"read": read, "show": False})
    if not read:
        return (consent,)
    return (
        Event(f"{who}-1", DAY, "signature", "went-on", {"scene": "gate"}),
        Event(f"{who}-2", DAY, "what-wim-heard", "wrote", {"text": text}),
        consent,
    )


def hand_in(
    student: str,
    *sent: Event,
    module: str = MODULE,
    minute: int = 0,
    typed: dict[str, tuple[str, ...]] | None = None,
) -> tuple[str, bytes]:
    label = Label(student, module, NOON + timedelta(minutes=minute))
    return label.file_name, pack(Outgoing(sent or events(student), typed or {}), label)


def a_zip(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.fixture
def bring(cohort: Cohort, tmp_path: Path) -> Callable[..., list[Line]]:
    """Bring in files, each a name and its content, as a facilitator received them."""

    def bring(*files: tuple[str, bytes], **options: Any) -> list[Line]:
        folder = tmp_path / "received"
        folder.mkdir(exist_ok=True)
        for name, content in files:
            (folder / name).write_bytes(content)
        return list(bring_in(cohort, [(folder / name, "") for name, _ in files], **options))

    return bring


def codes(lines: list[Line]) -> list[str]:
    return [line.code for line in lines]


def submitted(cohort: Cohort) -> set[str]:
    folder = cohort.folder / "submitted"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_hand_in_is_put_where_nbgrader_looks_for_it(cohort: Cohort, bring: Any) -> None:
    lines = bring(hand_in("Emma De Smet"))
    assert codes(lines) == ["taken"]
    assert submitted(cohort) == {
        f"Emma De Smet/{MODULE}/{name}"
        for name in ("record.jsonl", f"{MODULE}.ipynb", "timestamp.txt")
    }
    there = cohort.folder / "submitted" / "Emma De Smet" / MODULE
    assert (there / "timestamp.txt").read_text() == "2026-11-23 12:00:00 UTC"
    assert parse_record((there / "record.jsonl").read_bytes()).events == events("Emma De Smet")
    assert "1 binnengehaald, 0 niet." in closing(lines, "nl")
    assert [path.name for path in cohort.folder.iterdir() if "bringing" in path.name] == []


def test_the_newest_counts_in_whatever_order_they_come(cohort: Cohort, bring: Any) -> None:
    first, second = (hand_in("An", *events("An", text), minute=m) for m, text in enumerate("ab"))
    assert codes(bring(second, first, second)) == ["taken", "older", "same"]
    assert codes(bring(hand_in("An", *events("An", "c"), minute=2))) == ["replaced"]
    text = (cohort.folder / "submitted" / "An" / MODULE / "record.jsonl").read_text()
    assert '"text":"c"' in text


def test_what_a_platform_packed_is_looked_into_whatever_it_calls_the_files(
    cohort: Cohort, bring: Any
) -> None:
    _, emma = hand_in("Emma")
    _, jan = hand_in("Jan")
    _, bo = hand_in("Bo")
    packed = a_zip(
        ("Emma Peeters_4711_assignsubmission_file_/Emma+01.zip", emma),
        ("peetersjan_LATE_123_456_file-1.ZIP", jan),
        ("Bo_1_assignsubmission_file_/again.zip", a_zip(("bo (2).zip", bo))),
        ("__MACOSX/._Emma+01.zip", b"noise"),
        ("Kim_9_onlinetext_/onlinetext.html", b"<p>Sorry</p>"),
    )
    lines = bring(("bulk.zip", packed))
    assert codes(lines) == ["taken", "taken", "taken", "no_hand_in"]
    assert "Kim_9_onlinetext_/onlinetext.html" in lines[-1].sentence("nl")
    assert {name.split("/")[0] for name in submitted(cohort)} == {"Emma", "Jan", "Bo"}


def test_a_folder_is_looked_into_and_what_else_lies_there_is_let_be(
    cohort: Cohort, tmp_path: Path
) -> None:
    folder = tmp_path / "downloads"
    folder.mkdir()
    name, content = hand_in("Emma")
    (folder / name).write_bytes(content)
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    name, content = hand_in("Unpacked By Safari")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    assert codes(list(bring_in(cohort, [(folder, "")]))) == ["taken", "taken"]
    unpacked = folder / name.removesuffix(".zip")
    assert codes(list(bring_in(cohort, [(unpacked, "")]))) == ["same"]


def broken_central_directory(content: bytes) -> bytes:
    return content[:-30] + b"\0" * 30


def encrypted(content: bytes) -> bytes:
    """The same zip, with the mark of a password on each of its files."""
    marked = bytearray(content)
    for start, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = marked.find(start)
        while place >= 0:
            marked[place + offset] |= 1
            place = marked.find(start, place + 4)
    return bytes(marked)


def linking(label: Label) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        entry = zipfile.ZipInfo(f"{label}/record.jsonl")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    return packed.getvalue()


def doubled(folder: str) -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return a_zip((f"{folder}/record.jsonl", b"1"), (f"{folder}/record.jsonl", b"2"))


LABEL = Label("Mallory", MODULE, NOON)
BOMB = b"\0" * (LARGEST + 1)


def bad_files() -> dict[str, tuple[bytes, list[str]]]:
    """What somebody may send, and what is said of it."""
    ok = hand_in("Mallory")[1]
    return {
        "none.zip": (b"this is no zip", ["no_zip"]),
        "torn.zip": (ok[:100], ["not_a_zip"]),
        "broken.zip": (broken_central_directory(ok), ["not_a_zip"]),
        "locked.zip": (encrypted(ok), ["locked"]),
        "bomb.zip": (a_zip((f"{LABEL}/record.jsonl", BOMB)), ["too_big"]),
        "lzma.zip": (
            a_zip((f"{LABEL}/record.jsonl", b"x"), method=zipfile.ZIP_LZMA),
            ["not_a_zip"],
        ),
        "link.zip": (linking(LABEL), ["link"]),
        "doubled.zip": (doubled(str(LABEL)), ["doubled"]),
        "case.zip": (
            a_zip((f"{LABEL}/record.jsonl", b""), (f"{LABEL}/Record.jsonl", b"")),
            ["doubled"],
        ),
        "empty.zip": (a_zip((f"{LABEL}/other.txt", b"")), ["empty"]),
        "several.zip": (
            a_zip(
                (f"{LABEL}/record.jsonl", b""), (f"x+{MODULE}+20261123T120000Z/record.jsonl", b"")
            ),
            ["several"],
        ),
        "deep.zip": (a_zip(("a.zip", a_zip(("b.zip", a_zip(("c.zip", ok)))))), ["too_deep"]),
        "module.zip": (hand_in("Mallory", module="99-other")[1], ["unknown_module"]),
        "up.zip": (hand_in("Mallory", module="..")[1], ["unknown_module"]),
        "noise.zip": (a_zip((f"{LABEL}/record.jsonl", b"\x89PNG" * 50)), ["worthless"]),
        "nested.zip": (a_zip((f"{LABEL}/record.jsonl", b"[" * 100_000)), ["worthless"]),
    }


def test_each_bad_file_is_named_and_the_rest_is_taken(cohort: Cohort, bring: Any) -> None:
    bad = bad_files()
    files = [(name, content) for name, (content, _) in bad.items()]
    lines = bring(*files[:8], hand_in("Good"), *files[8:])
    said = {name: [] for name in bad}
    for line in lines:
        where = str(line.details["where"]).split(" ")[0]
        if where in said:
            said[where].append(line.code)
        for lang in ("nl", "en"):
            assert where in line.sentence(lang)
            assert "{" not in line.sentence(lang)
    assert said == {name: expected for name, (_, expected) in bad.items()}
    assert {name.split("/")[0] for name in submitted(cohort)} == {"Good"}
    assert closing(lines, "en").startswith(f"1 brought in, {len(bad)} not.")


OUTSIDE = ["../../evil.py", "/etc/evil", "C:\\evil.py", "a/../../../evil", "\\\\host\\evil"]


def test_no_name_in_a_zip_leads_out_of_the_group(
    cohort: Cohort, bring: Any, tmp_path: Path
) -> None:
    content = a_zip((f"{LABEL}/record.jsonl", b""), *((name, b"evil") for name in OUTSIDE))
    before = {path for path in tmp_path.rglob("*") if "received" not in path.parts}
    lines = bring(("slip.zip", content))
    assert codes(lines).count("outside") == len(OUTSIDE)
    new = {path for path in tmp_path.rglob("*") if "received" not in path.parts} - before
    inside = cohort.folder / "submitted" / "Mallory"
    assert not [p for p in new if p.is_file() and inside not in p.parents and "lock" not in p.name]


@pytest.mark.parametrize(
    "name", ["..", "CON", "nul.txt", "a<b", "=1+1", "-x", "a\u202eb", "a b.", "x" * 101, ".hidden"]
)
def test_a_folders_name_that_is_no_safe_name_of_a_student_is_refused(
    name: str, cohort: Cohort, bring: Any
) -> None:
    content = a_zip((f"{name}+{MODULE}+20261123T120000Z/record.jsonl", b""))
    assert not {"taken", "replaced"} & set(codes(bring(("odd.zip", content))))
    assert submitted(cohort) == set()


def test_names_that_differ_only_in_case_are_one_folder(cohort: Cohort, bring: Any) -> None:
    same = events("emma")
    lines = bring(hand_in("Emma", *same), hand_in("EMMA", *same, minute=1))
    assert codes(lines) == ["taken", "replaced"]
    assert [path.name for path in (cohort.folder / "submitted").iterdir()] == ["Emma"]


def test_a_header_that_lies_about_the_size_does_not_help(bring: Any) -> None:
    """The size in both headers says 10 bytes; what comes out is counted all the same."""
    content = bytearray(a_zip((f"{LABEL}/record.jsonl", BOMB)))
    true_size = struct.pack("<I", len(BOMB))
    assert content.count(true_size) == 2
    (line,) = bring(("liar.zip", bytes(content).replace(true_size, struct.pack("<I", 10))))
    assert line.kind == "refused"


def test_a_zip_with_a_list_without_end_is_not_read_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"{number:060}", b"")
    (refused,) = find_hand_ins(path)
    assert refused.code == "too_many"


def test_bombs_in_a_platforms_zip_do_not_take_the_place_of_others(
    cohort: Cohort, bring: Any
) -> None:
    bomb = a_zip(*((f"{n}.zip", a_zip((f"{LABEL}/record.jsonl", BOMB))) for n in range(6)))
    lines = bring(("bulk.zip", a_zip(("bomb.zip", bomb), ("good.zip", hand_in("Good")[1]))))
    assert codes(lines)[-1] == "taken"
    assert set(codes(lines)[:-1]) == {"too_big"}


def test_all_that_comes_out_of_one_archive_is_counted_together(
    bring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from medeopvoeders.grading import received

    monkeypatch.setattr(received, "MOST_BYTES", 100_000)
    large = events("x", "a b c d " * 10_000)
    inner = [(f"{n}.zip", hand_in(f"Student {n}", *large)[1]) for n in range(5)]
    assert "too_big" in codes(bring(("bulk.zip", a_zip(*inner))))
    assert unpacking.MOST_BYTES > 100_000


def test_a_pipe_a_device_and_a_missing_file_are_named_and_not_waited_for(
    cohort: Cohort, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "out").symlink_to("/etc")
    given = [tmp_path / "pipe", Path("/dev/zero"), tmp_path / "gone", tmp_path / "linked"]
    lines = list(bring_in(cohort, [(path, "") for path in given]))
    assert codes(lines) == ["no_zip", "no_zip", "closed", "link"]


def test_somebody_elses_name_does_not_take_the_place_of_their_work(
    cohort: Cohort, bring: Any
) -> None:
    bring(hand_in("Emma", *events("first")))
    stranger = hand_in("Emma", *events("second"), minute=5)
    (line,) = bring(stranger)
    assert (line.kind, line.code) == ("refused", "other_record")
    record = cohort.folder / "submitted" / "Emma" / MODULE / "record.jsonl"
    assert "first-1" in record.read_text()
    assert codes(bring(stranger, trusting=True)) == ["replaced"]
    assert "second-1" in record.read_text()


def test_a_name_that_was_taken_beforehand_is_not_lost_as_older(bring: Any) -> None:
    bring(hand_in("Emma", *events("squatter"), minute=60 * 24 * 365))
    assert codes(bring(hand_in("Emma", *events("emma")))) == ["other_record"]


def test_hand_ins_from_one_record_are_named_without_accusing(bring: Any) -> None:
    same = events("shared")
    lines = bring(hand_in("An", *same), hand_in("Bo", *same), hand_in("Cis"))
    assert codes(lines) == ["taken", "taken", "taken", "same_record"]
    sentence = lines[-1].sentence("en")
    assert sentence.startswith(f"An, Bo, {MODULE}: these hand-ins hold the same steps.")
    assert "Cis" not in sentence


def test_what_is_withdrawn_goes_from_every_copy_at_once(cohort: Cohort, bring: Any) -> None:
    bring(hand_in("Emma", *events("emma", "Geheim.")))
    for step in ("autograded", "feedback"):
        copy = cohort.folder / step / "Emma" / MODULE / "copy.txt"
        copy.parent.mkdir(parents=True)
        copy.write_text("Geheim.")
        copy.chmod(0o444)
    lines = bring(hand_in("Emma", *events("emma", read=False), minute=1))
    assert codes(lines) == ["replaced", "withdrawn", "no_consent"]
    left = [p.read_text() for p in cohort.folder.rglob("*") if p.is_file()]
    assert not [text for text in left if "Geheim" in text]


def test_what_is_withdrawn_is_withdrawn_under_an_earlier_name_too(
    cohort: Cohort, bring: Any
) -> None:
    bring(hand_in("Enma", *events("emma", "Geheim.")))
    bring(hand_in("Emma", *events("emma", "Geheim."), minute=1))
    lines = bring(hand_in("Emma", *events("emma", read=False), minute=2))
    assert [line.details["student"] for line in lines if line.code == "withdrawn"] == [
        "Emma",
        "Enma",
    ]
    left = [p.read_text() for p in (cohort.folder / "submitted").rglob("*") if p.is_file()]
    assert not [text for text in left if "Geheim" in text]


def test_an_older_file_does_not_bring_back_what_was_withdrawn(bring: Any) -> None:
    old = hand_in("Emma", *events("emma", "Geheim."))
    bring(hand_in("Emma", *events("emma", read=False), minute=1))
    assert codes(bring(old)) == ["older"]


def test_a_record_of_another_module_and_a_missing_record_are_remarked_upon(bring: Any) -> None:
    steps = (Event("x", DAY, "elsewhere", "went-on", {"scene": "a"}), *events("x")[-1:])
    lines = bring(hand_in("Emma", *steps))
    assert codes(lines) == ["taken", "other_module"]
    folder = f"Bo+{MODULE}+20261123T120000Z"
    only = a_zip(
        (f"{folder}/{MODULE}.ipynb", b'{"cells": []}'), (f"{folder}/sitecustomize.py", b"")
    )
    lines = bring(("bo.zip", only))
    assert codes(lines) == ["taken", "no_record", "file_left_out"]


def test_a_link_in_the_groups_own_folder_is_not_written_through(
    cohort: Cohort, bring: Any, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (cohort.folder / "submitted").mkdir()
    (cohort.folder / "submitted" / "Emma").symlink_to(tmp_path / "elsewhere")
    assert codes(bring(hand_in("Emma"))) == ["link_there"]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_cannot_be_put_in_its_place_leaves_the_earlier_one_and_the_rest_goes_on(
    cohort: Cohort, bring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(hand_in("Emma", *events("emma", "a")))
    rename = Path.rename

    def full(path: Path, target: Path) -> Path:
        if path.name == "new" and target.parent.name == "Emma":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", full)
    lines = bring(hand_in("Emma", *events("emma", "b"), minute=1), hand_in("Jan"))
    assert codes(lines) == ["not_kept", "taken"]
    record = cohort.folder / "submitted" / "Emma" / MODULE / "record.jsonl"
    assert '"text":"a"' in record.read_text()
