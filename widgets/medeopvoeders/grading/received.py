"""Finding the hand-ins in what a facilitator received: files, folders, and what a platform packed.

A learning platform puts the files of a group in one zip, each with a name of its own making. So
only the folder inside a trainee's file says whose it is: `name+module+moment`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from medeopvoeders.grading.literal_text import visible
from medeopvoeders.grading.submission import LARGEST
from medeopvoeders.grading.unpacking import (
    LARGEST_INSIDE,
    MOST_BYTES,
    MOST_BYTES_INSIDE,
    Allowance,
    Entry,
    RefusedError,
    archive_entries,
    folder_entries,
    open_archive,
)
from medeopvoeders.record.hand_in_file import Label, read_label
from medeopvoeders.record.journal import RECORD_NAME
from medeopvoeders.record.student_name import as_student_name, is_student_name

DEEPEST = 3  # a zip in what a platform packed, which somebody packed once more
# What systems put beside somebody's files without being asked.
_NOISE = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Found:
    """A hand-in. `where` is how the facilitator knows it; `files` holds what may be kept, by name;
    `left_out` is what stood beside it and is not asked for."""

    where: str
    label: Label
    files: dict[str, bytes]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that is no hand-in; `code` is a key in [collect]."""

    where: str
    code: str
    details: dict[str, object] = field(default_factory=dict)


def find_hand_ins(given: Path, called: str = "") -> Iterator[Found | Refusal]:
    """The hand-ins in `given`, a file or a folder; never raises. `called` is its name for people,
    where that is another one."""
    where = visible(called or given.name or str(given))
    try:
        if given.is_dir():
            yield from _in_entries("", folder_entries(given), Allowance(MOST_BYTES), depth=0)
        elif file := open_archive(given):
            with file:
                allowance = Allowance(MOST_BYTES)
                yield from _in_entries(where, archive_entries(file, allowance), allowance, depth=1)
        else:
            yield Refusal(where, "no_zip")
    except RefusedError as error:
        yield Refusal(where, error.code, error.details)
    except OSError as error:
        yield Refusal(where, "closed", {"reason": error.strerror or type(error).__name__})


def _in_entries(
    where: str, entries: Iterable[Entry], allowance: Allowance, *, depth: int
) -> Iterator[Found | Refusal]:
    """What stands in an archive, `depth` of them deep; 0 is a folder.

    An archive holds one hand-in at most, as its trainee made it, or files with one each. Somebody
    who makes up many in one file is not believed.
    """
    hand_ins: dict[tuple[str, ...], list[Entry]] = {}
    strays: list[str] = []
    for entry in entries:
        name = visible("/".join(entry.parts))
        if any(part in _NOISE or part.startswith("._") for part in entry.parts):
            continue
        if entry.problem:
            yield Refusal(_inside(where, name), entry.problem)
        elif len(entry.parts) > 1 and read_label(entry.parts[-2]):
            hand_ins.setdefault(entry.parts[:-1], []).append(entry)
        elif entry.parts and entry.parts[-1].lower().endswith(".zip"):
            yield from _in_archive(_inside(where, name), entry, allowance, depth + 1)
        else:
            strays.append(name)
    if depth and len(hand_ins) > 1:
        yield Refusal(where, "several")
        return
    for place, found in hand_ins.items():
        # An archive with one hand-in is known by its own name alone.
        yield _hand_in(where or visible("/".join(place)), found)
    if depth and strays:
        yield Refusal(where, "no_hand_in", {"count": len(strays), "names": ", ".join(strays[:3])})


def _inside(where: str, name: str) -> str:
    return f"{where} \u203a {name}" if where else name


def _in_archive(
    where: str, entry: Entry, around: Allowance, depth: int
) -> Iterator[Found | Refusal]:
    if entry.path:
        yield from find_hand_ins(entry.path, where)
        return
    if depth > DEEPEST:
        yield Refusal(where, "too_deep")
        return
    inside = Allowance(MOST_BYTES_INSIDE, around)
    try:
        entries = archive_entries(io.BytesIO(entry.read(LARGEST_INSIDE)), inside)
        yield from _in_entries(where, entries, inside, depth=depth)
    except RefusedError as error:
        yield Refusal(where, error.code, error.details)


def _hand_in(where: str, entries: list[Entry]) -> Found | Refusal:
    label = read_label(entries[0].parts[-2])
    assert label  # noqa: S101 - that is how they were gathered
    if not is_student_name(label.student) or as_student_name(label.student) != label.student:
        return Refusal(where, "odd_name", {"name": visible(label.student)})
    wanted = {RECORD_NAME, f"{label.module}.ipynb"}
    names = [entry.parts[-1].casefold() for entry in entries]
    if len(names) != len(set(names)):
        return Refusal(where, "doubled")
    try:
        files = {e.parts[-1]: e.read(LARGEST) for e in entries if e.parts[-1] in wanted}
    except RefusedError as error:
        return Refusal(where, error.code, error.details)
    if not files:
        return Refusal(where, "empty")
    left_out = tuple(visible(e.parts[-1]) for e in entries if e.parts[-1] not in wanted)
    return Found(where, label, files, left_out)
