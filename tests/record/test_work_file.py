"""The file with all of somebody's work: what goes in comes out, and nothing else gets in."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest

from medeopvoeders.record.work_file import (
    LARGEST_FILE,
    LARGEST_WORK,
    ModuleWork,
    WorkFileError,
    pack,
    unpack,
)

AT = "2026-11-23T14:05:00.000Z"
WORK = (
    ModuleWork(
        "nl", "01-lever-or-barrier", b'{"v":1}\n\x00\xff', {"what-wim-heard": ("<b>é</b>",)}
    ),
    ModuleWork("en", "01-lever-or-barrier", b'{"v":1}\n'),
)
MANIFEST = json.dumps({"what": "medeopvoeders", "v": 1, "at": AT})


def zipped(*parts: tuple[str, str | bytes], manifest: str = MANIFEST) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in (("manifest.json", manifest), *parts):
            file.writestr(name, content)
    return packed.getvalue()


def bomb() -> bytes:
    return zipped(("nl/01-a/record.jsonl", b"\n" * (LARGEST_WORK + 1)))


def bomb_that_lies() -> bytes:
    """Says of its own that it holds ten bytes."""
    content, real = bomb(), struct.pack("<I", LARGEST_WORK + 1)
    assert real in content
    return content.replace(real, struct.pack("<I", 10))


def many_parts() -> bytes:
    return zipped(*((f"nl/m{number}/record.jsonl", "") for number in range(501)))


def same_name_twice() -> bytes:
    one = ("nl/01-a/record.jsonl", "{}")
    with pytest.warns(UserWarning, match="Duplicate"):
        return zipped(one, one)


def cut() -> bytes:
    return pack(WORK, AT)[:-40]


def changed_inside() -> bytes:
    content = zipped(("nl/01-a/record.jsonl", b"0123456789" * 5))
    at = content.index(b"nl/01-a/record.jsonl") + 24
    return content[:at] + b"\x00\x00\x00" + content[at + 3 :]


def with_a_key() -> bytes:
    content = bytearray(zipped(("nl/01-a/record.jsonl", "{}")))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = content.rindex(mark) + (6 if mark == b"PK\x03\x04" else 8)
        content[at] |= 1
    return bytes(content)


def test_what_goes_in_comes_out() -> None:
    assert unpack(pack(WORK, AT)) == WORK


def test_nothing_done_is_a_file_too() -> None:
    assert unpack(pack((), AT)) == ()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not-ours"),
        (b"%PDF-1.7 my thesis", "not-ours"),
        (b"\x89PNG\r\n\x1a\n", "not-ours"),
        (zipped(manifest="{}"), "not-ours"),
        (zipped(manifest='{"what": "other-course", "v": 1}'), "not-ours"),
        (zipped(manifest="[]"), "not-ours"),
        (zipped(manifest='{"what": "medeopvoeders", "v": 2}'), "newer"),
        (zipped(manifest='{"what": "medeopvoeders"}'), "damaged"),
        (zipped(manifest="{"), "damaged"),
        (zipped(manifest="[" * 100_000), "damaged"),
        (zipped(("../../etc/passwd", "")), "not-ours"),
        (zipped(("nl/../record.jsonl", "")), "not-ours"),
        (zipped(("/nl/01-a/record.jsonl", "")), "not-ours"),
        (zipped(("nl\\01-a\\record.jsonl", "")), "not-ours"),
        (zipped(("nl/01-a/../../record.jsonl", "")), "not-ours"),
        (zipped(("nl/01-a/run.py", "")), "not-ours"),
        (zipped(("nl/01-a/", "")), "not-ours"),
        (zipped(("nl/01-a/answers.json", "[]")), "damaged"),
        (zipped(("nl/01-a/answers.json", '{"a": "text"}')), "damaged"),
        (zipped(("nl/01-a/answers.json", '{"a": [1]}')), "damaged"),
        (zipped(("nl/01-a/answers.json", "[" * 100_000)), "damaged"),
        (zipped(("nl/01-a/answers.json", b"\xff\xfe")), "damaged"),
        (b"PK" + b"\x00" * (LARGEST_FILE), "too-large"),
    ],
)
def test_another_file_is_told_apart(content: bytes, why: str) -> None:
    with pytest.raises(WorkFileError) as problem:
        unpack(content)
    assert problem.value.why == why


@pytest.mark.parametrize(
    ("make", "whys"),
    [
        (bomb, {"too-large"}),
        (bomb_that_lies, {"too-large", "damaged"}),
        (many_parts, {"too-large"}),
        (same_name_twice, {"damaged"}),
        (cut, {"damaged"}),
        (changed_inside, {"damaged"}),
        (with_a_key, {"damaged"}),
    ],
)
def test_a_file_made_to_do_harm_does_none(make: Callable[[], bytes], whys: set[str]) -> None:
    with pytest.raises(WorkFileError) as problem:
        unpack(make())
    assert problem.value.why in whys


def test_no_change_of_a_few_bytes_gets_past_as_another_error() -> None:
    whole = pack(WORK, AT)
    for at in range(len(whole)):
        changed = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        with suppress(WorkFileError):
            unpack(changed)


def test_more_than_can_be_taken_back_is_not_given_out() -> None:
    with pytest.raises(WorkFileError) as problem:
        pack([ModuleWork("nl", "01-a", b"\n" * (LARGEST_WORK + 1))], AT)
    assert problem.value.why == "too-large"
