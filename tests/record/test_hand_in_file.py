from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from medeopvoeders.models.event import Event
from medeopvoeders.record.export import Outgoing
from medeopvoeders.record.hand_in_file import (
    NAMED_REGEXP,
    Label,
    next_moment,
    pack,
    read_label,
)
from medeopvoeders.record.journal import parse_record
from medeopvoeders.record.student_name import as_student_name, is_student_name, same_name

AT = datetime(2026, 11, 23, 14, 5, 9, tzinfo=UTC)
LABEL = Label("Emma De Smet", "01-lever-or-barrier", AT)


def test_a_file_holds_what_is_sent_in_one_folder_and_nothing_else() -> None:
    event = Event("a", "2026-11-23T00:00:00.000Z", "signature", "restarted", {})
    packed = pack(Outgoing((event,), {"why": ("Daarom.",)}), LABEL)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        folder = "Emma De Smet+01-lever-or-barrier+20261123T140509Z"
        assert archive.namelist() == [
            f"{folder}/01-lever-or-barrier.ipynb",
            f"{folder}/record.jsonl",
        ]
        assert parse_record(archive.read(f"{folder}/record.jsonl")).events == (event,)
        assert "Daarom." in archive.read(f"{folder}/01-lever-or-barrier.ipynb").decode()


def test_a_label_is_read_back_as_it_was_written() -> None:
    assert read_label(str(LABEL)) == LABEL
    for other in ("x", "a+b", "a+b+20269999T000000Z", "a/b+c+20261123T140509Z", "a+b+c+d"):
        assert read_label(other) is None


def test_nbgraders_pattern_finds_who_and_when_wherever_the_folder_stands() -> None:
    for before in ("/x/extracted/1_assignsubmission_file_any/", "C:\\x\\"):
        found = re.match(NAMED_REGEXP, f"{before}{LABEL}/record.jsonl")
        assert found
        assert found.groupdict() == {
            "student_id": "Emma De Smet",
            "module": "01-lever-or-barrier",
            "timestamp": "20261123T140509Z",
            "file_id": "record.jsonl",
        }
    assert not re.match(NAMED_REGEXP, f"/x/{LABEL}/sitecustomize.py")


def test_the_newest_file_is_the_newest_even_where_the_clock_was_set_back() -> None:
    assert next_moment(AT, []) == AT
    assert next_moment(AT - timedelta(days=1), [LABEL.file_name, "", "odd"]) == AT + timedelta(
        seconds=1
    )


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Emma De Smet", "Emma De Smet"),
        ("  Jan   D'Hondt ", "Jan DHondt"),
        ("O’Neill, Sean", "ONeill Sean"),
        ("jan.peeters@school.be", "jan.peeters@school.be"),
        ("Zoe\u0308", "Zoë"),
        ("李雷", "李雷"),
        ("हिन्दी", "हिन्दी"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\Windows", "C Windows"),
        ("con", "con-"),
        ("NUL.txt", "NUL-.txt"),
        ("Com1", "Com1-"),
        ("Jan P.", "Jan P"),
        ("=1+1", "1 1"),
        ("a\u202eb\u200b\x00\ud800", "ab"),
        ("<script>", "script"),
        ("...", ""),
        ("🙂", ""),
        ("", ""),
        ("an\nemma", "an emma"),
    ],
)
def test_a_typed_name_becomes_one_that_is_safe_as_a_folder(typed: str, name: str) -> None:
    assert as_student_name(typed) == name
    assert as_student_name(name) == name
    assert not name or is_student_name(name)


def test_a_long_name_still_fits_in_a_file_name() -> None:
    for typed in ("a" * 500, "李" * 500, "e\u0301" * 500):
        name = as_student_name(typed)
        assert is_student_name(name)
        label = Label(name, "09-from-insight-to-practice", AT)
        assert len(label.file_name.encode()) < 255


def test_names_that_a_system_may_take_for_one_folder_are_the_same() -> None:
    assert same_name("Emma") == same_name("EMMA")
    assert same_name("Zoe\u0308") == same_name("ZOË")
    assert same_name("Emma") != same_name("Ema")
