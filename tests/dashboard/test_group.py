"""Reading what was handed in: each bad submission is named, and the rest goes on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.collected import MODULE, Desk, chose, consent, event, wrote
from medeopvoeders.dashboard.group import Problem, Submission, read_group
from medeopvoeders.dashboard.handed_in_table import paint_table
from medeopvoeders.dashboard.pseudonyms import read_pseudonyms
from medeopvoeders.grading.cohort import CohortError
from medeopvoeders.reading.library import languages, load_strings


def test_a_submission_is_read_with_its_time_and_consent(desk: Desk) -> None:
    desk.submission("jan", chose("gate", "write-note"), consent(show=True))
    (submission,) = read_group(desk.folder).submissions
    assert submission.at == datetime(2026, 11, 23, 14, 20, 58, 123456, UTC)
    assert submission.consent.read
    assert submission.consent.show
    assert submission.problems == ()
    assert [event.kind for event in submission.events] == ["chose", "consented"]


def test_the_last_consent_counts(desk: Desk) -> None:
    desk.submission("jan", consent(show=True), consent(read=False))
    (submission,) = read_group(desk.folder).submissions
    assert not submission.consent.read


def remove_record(folder: Path) -> None:
    (folder / "record.jsonl").unlink()


def empty_record(folder: Path) -> None:
    (folder / "record.jsonl").write_bytes(b"")


def no_record(folder: Path) -> None:
    (folder / "record.jsonl").write_bytes(b"\x89PNG\r\n\x1a\n\x00\n")


def tear_last_line(folder: Path) -> None:
    with (folder / "record.jsonl").open("ab") as file:
        file.write(b'{"v":1,"id":"to')


def write_newer(folder: Path) -> None:
    with (folder / "record.jsonl").open("ab") as file:
        file.write(b'{"v":2,"id":"x","at":"y"}\n')


def make_record_a_folder(folder: Path) -> None:
    remove_record(folder)
    (folder / "record.jsonl").mkdir()


def link_record_out_of_the_folder(folder: Path) -> None:
    remove_record(folder)
    secret = folder.parents[3] / "secret.jsonl"
    secret.write_bytes(b'{"v":1,"id":"s","at":"t","activity":"signature","kind":"chose"}\n')
    (folder / "record.jsonl").symlink_to(secret)


def make_record_a_pipe(folder: Path) -> None:
    remove_record(folder)
    os.mkfifo(folder / "record.jsonl")


def blow_up_record(folder: Path) -> None:
    with (folder / "record.jsonl").open("wb") as file:
        file.truncate(100_000_000)


def remove_notebook(folder: Path) -> None:
    (folder / f"{MODULE}.ipynb").unlink()


def break_notebook(folder: Path) -> None:
    (folder / f"{MODULE}.ipynb").write_bytes(b"[" * 100_000)


def take_record_of_another_module(folder: Path) -> None:
    (folder / "record.jsonl").write_bytes(
        b'{"v":1,"id":"o","at":"t","activity":"first-week","kind":"restarted"}\n'
    )


def nest_record(folder: Path) -> None:
    """Deep enough to break a printer, or a reader; and so deep that no reader takes it."""
    deep = [b"[" * depth + b"]" * depth for depth in (100, 900, 950, 975, 990, 100_000)]
    lines = [
        b'{"v":1,"id":"n%d","at":"t","activity":"hand-in","kind":"handed-in","data":{"to":%s}}\n'
        % (number, value)
        for number, value in enumerate(deep)
    ]
    (folder / "record.jsonl").write_bytes(b"".join(lines))


BAD: list[tuple[Callable[[Path], None], set[str]]] = [
    (remove_record, {"no_record"}),
    (empty_record, {"no_record"}),
    (no_record, {"not_a_record"}),
    (tear_last_line, {"damaged"}),
    (write_newer, {"newer"}),
    (make_record_a_folder, {"not_a_file"}),
    (link_record_out_of_the_folder, {"not_a_file"}),
    (make_record_a_pipe, {"not_a_file"}),
    (blow_up_record, {"too_big"}),
    (remove_notebook, {"no_notebook"}),
    (break_notebook, {"bad_notebook"}),
    (take_record_of_another_module, {"other_module"}),
    (nest_record, {"damaged", "not_a_record"}),
]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
@pytest.mark.parametrize(("spoil", "codes"), BAD, ids=[spoil.__name__ for spoil, _ in BAD])
def test_a_bad_submission_is_named_and_the_rest_goes_on(
    desk: Desk, spoil: Callable[[Path], None], codes: set[str]
) -> None:
    desk.submission("an", chose("gate", "write-note"), consent())
    spoil(desk.submission("jan", chose("gate", "write-note"), consent()))
    found = {s.student: s for s in read_group(desk.folder).submissions}
    assert found["an"].problems == ()
    assert found["an"].consent.read
    assert {problem.code for problem in found["jan"].problems} & codes
    assert all(sentence_of(found["jan"], lang) for lang in languages())


def sentence_of(submission: Submission, lang: str) -> bool:
    """True where every problem has a sentence of its own in that language."""
    say = load_strings(lang)
    return all(f"dashboard.problem_{p.code}" in say.table for p in submission.problems)


def test_every_remark_that_grading_can_make_has_a_sentence() -> None:
    codes = (
        "no_record", "not_a_record", "damaged", "newer", "not_a_file", "too_big",
        "unreadable_file", "no_notebook", "bad_notebook", "link", "other_module", "same_record",
    )  # fmt: skip
    for lang in languages():
        missing = [c for c in codes if f"dashboard.problem_{c}" not in load_strings(lang).table]
        assert missing == [], lang


def test_hand_ins_from_one_record_point_at_each_other_under_their_pseudonyms(desk: Desk) -> None:
    shared = chose("gate", "write-note"), consent()
    for student in ("an", "bo"):
        desk.submission(student, *shared)
    desk.submission("cis", chose("gate", "write-note"), consent())
    group = read_group(desk.folder)
    problems = {s.student: s.problems for s in group.submissions}
    assert problems == {
        "an": (Problem("same_record", students=("bo",)),),
        "bo": (Problem("same_record", students=("an",)),),
        "cis": (),
    }
    say = load_strings("nl")
    trees = read_pseudonyms(desk.folder, group.students, 64)
    hidden = paint_table(group, trees, names=False, say=say)
    told = [
        problem for row in hidden["rows"] for cell in row["cells"] for problem in cell["problems"]
    ]
    assert len(told) == 2
    assert not [sentence for sentence in told if " an." in sentence or " bo." in sentence]
    shown = paint_table(group, trees, names=True, say=say)
    (cell,) = shown["rows"][0]["cells"]
    assert cell["problems"][0].startswith("Dezelfde stappen staan ook bij bo.")


def test_a_link_in_place_of_a_folder_is_not_followed(desk: Desk, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(desk.submission("jan", consent(), wrote("geheim")), elsewhere / MODULE)
    (desk.folder / "submitted" / "an").symlink_to(elsewhere)
    (desk.folder / "submitted" / "bo").mkdir()
    (desk.folder / "submitted" / "bo" / MODULE).symlink_to(elsewhere / MODULE)
    found = {s.student: s for s in read_group(desk.folder).submissions}
    assert found["an"].problems == (Problem("link"),)
    assert found["bo"].problems == (Problem("link"),)
    assert found["an"].events == found["bo"].events == ()


def test_a_time_that_cannot_be_read_is_unknown(desk: Desk) -> None:
    for student, time in {"an": "gisteren", "bo": "\x00", "cis": "9999-99-99 00:00:00 UTC"}.items():
        folder = desk.submission(student, consent())
        (folder / "timestamp.txt").write_text(time, "utf-8")
    (desk.submission("dirk", consent()) / "timestamp.txt").unlink()
    assert [s.at for s in read_group(desk.folder).submissions] == [None] * 4


def test_a_module_that_the_cohort_does_not_have_is_known_by_its_folder(desk: Desk) -> None:
    desk.submission("jan", consent(), module="07-later")
    modules = read_group(desk.folder).modules
    assert [(module.number, module.title) for module in modules] == [
        (1, "Hefboom of hindernis?"),
        (7, "07-later"),
    ]


def test_hidden_folders_and_loose_files_are_nobody(desk: Desk) -> None:
    submitted = desk.folder / "submitted"
    (submitted / ".ipynb_checkpoints").mkdir(parents=True)
    (submitted / "lijst.csv").write_text("jan", "utf-8")
    assert read_group(desk.folder).students == frozenset()


def test_a_folder_that_is_no_cohort_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CohortError):
        read_group(tmp_path)


def test_names_are_in_the_table_only_when_asked_for(desk: Desk) -> None:
    for student in ("jan", "an\u202e<b>", "zoë"):
        desk.submission(student, consent())
    group, say = read_group(desk.folder), load_strings("nl")
    pseudonyms = read_pseudonyms(desk.folder, group.students, 64)
    hidden = paint_table(group, pseudonyms, names=False, say=say)
    assert not {"jan", "zoë"} & {row["who"] for row in hidden["rows"]}
    assert [row["who"] for row in hidden["rows"]] == sorted(row["who"] for row in hidden["rows"])
    shown = paint_table(group, pseudonyms, names=True, say=say)
    assert [row["who"] for row in shown["rows"]] == ["an[U+202E]<b>", "jan", "zoë"]


def test_without_consent_the_table_says_only_that_it_was_handed_in(desk: Desk) -> None:
    desk.submission("jan", event("signature", "finished"), consent(read=False))
    group = read_group(desk.folder)
    pseudonyms = read_pseudonyms(desk.folder, {"jan"}, 64)
    table = paint_table(group, pseudonyms, names=False, say=load_strings("nl"))
    (cell,) = table["rows"][0]["cells"]
    assert cell["handed_in"]
    assert cell["note"] == "deelt alleen dat er ingeleverd is"
    assert cell["problems"] == []
