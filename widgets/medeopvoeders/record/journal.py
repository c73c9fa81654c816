"""Reading and appending `record.jsonl`: one event a line.

Acknowledged is saved: `append` returns only after the line has been forced to the disk. Nothing is
ever rewritten. A line that cannot be read stays where it is and is counted; a file that holds no
event at all is moved aside, whole, before the first new line is written.
"""

from __future__ import annotations

import json
import os
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from medeopvoeders.models.event import Event, NewerEventError

if TYPE_CHECKING:
    from filelock import FileLock

RECORD_NAME = "record.jsonl"
LOCK_SECONDS = 10

Problem = Literal["", "not-a-record", "damaged", "newer", "unreadable-file"]


@dataclass(frozen=True, slots=True)
class Record:
    """What a record file says. `unreadable` counts the lines that are no event, `newer` those of
    a later format; `problem` names the worst thing that was met, or is empty."""

    events: tuple[Event, ...] = ()
    unreadable: int = 0
    newer: int = 0
    problem: Problem = ""


class ReadOnlyRecordError(OSError):
    """The record may be read but not written here: the notebook is being graded."""


def read_record(path: Path) -> Record:
    """The record in `path`; an empty one where there is no file. Never raises."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Record()
    except OSError:
        return Record(problem="unreadable-file")
    return parse_record(content)


def parse_record(content: bytes) -> Record:
    """The record that `content` holds, each event once (two merged files may share lines)."""
    events: dict[str, Event] = {}
    unreadable = newer = 0
    for line in content.split(b"\n"):
        if not line.strip():
            continue
        try:
            event = Event.from_json(_decoded(line))
            events.setdefault(event.id, event)
        except NewerEventError:
            newer += 1
        except (ValueError, RecursionError):
            unreadable += 1
    return Record(tuple(events.values()), unreadable, newer, _problem(events, unreadable, newer))


def _decoded(line: bytes) -> object:
    """The JSON of one line. Half a surrogate pair, which JSON can hold and no page can show,
    becomes a question mark."""
    decoded = json.loads(line)
    if b"\\u" in line and b"\\ud" in line.lower():
        decoded = json.loads(json.dumps(decoded, ensure_ascii=False).encode("utf-8", "replace"))
    return decoded


def _problem(events: dict[str, Event], unreadable: int, newer: int) -> Problem:
    if newer:
        return "newer"
    if not unreadable:
        return ""
    return "damaged" if events else "not-a-record"


def encode(event: Event) -> bytes:
    """The event's line, with its newline. Half a surrogate pair becomes a question mark."""
    line = json.dumps(event.to_json(), ensure_ascii=False, separators=(",", ":"))
    return line.encode("utf-8", "replace") + b"\n"


def now() -> str:
    """The present moment in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Journal:
    """A trainee's record, open for reading and appending.

    Two tabs each have a journal of the same file. `catch_up` brings in what the other wrote;
    `append` does so first, under the writer's lock.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.record = Record()
        self._size = -1
        self.catch_up()

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event so far, oldest first."""
        return self.record.events

    def catch_up(self) -> bool:
        """Read what was added since; True where there was something."""
        size = self.path.stat().st_size if self.path.is_file() else -1
        if size == self._size and not (size < 0 and self.path.exists()):
            return False
        self._size = size
        before, self.record = self.record, read_record(self.path)
        return before.events != self.record.events

    def append(self, activity: str, kind: str, data: dict[str, Any]) -> Event:
        """Save one event, and return it once it is on the disk.

        Raises OSError where it could not be saved (no space, a read-only folder, a lock that is
        never released, grading): the file then still holds all that it held.
        """
        if os.environ.get("NBGRADER_EXECUTION"):
            raise ReadOnlyRecordError("a record is not written while a notebook is being graded")
        event = Event(uuid.uuid4().hex, now(), activity, kind, data)
        with writers_lock(self.path):
            self.catch_up()
            if self.record.problem == "not-a-record":
                set_aside(self.path)
                self.record, self._size = Record(), -1
            self._write(encode(event))
        return event

    def _write(self, line: bytes) -> None:
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        handle = os.open(self.path, flags, 0o644)
        try:
            size = os.fstat(handle).st_size
            try:
                _write_all(handle, _newline_after_torn(handle, size) + line)
                os.fsync(handle)
            except OSError:
                os.ftruncate(handle, size)
                raise
            self._size = os.fstat(handle).st_size
        finally:
            os.close(handle)
        if not size:
            sync_folder(self.path.parent)
        added = parse_record(line)
        self.record = Record(
            (*self.record.events, *added.events),
            self.record.unreadable,
            self.record.newer,
            self.record.problem,
        )


def writers_lock(record: Path) -> FileLock:
    """The lock that whoever writes in `record` holds. Raises OSError where it is never released."""
    from filelock import FileLock  # half a megabyte, for who writes

    return FileLock(record.with_name(".record.lock"), timeout=LOCK_SECONDS)


def set_aside(record: Path) -> None:
    """Keep what is no record under another name, so that nothing is lost."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    record.rename(record.with_name(f"record.set-aside-{stamp}.jsonl"))


def _write_all(handle: int, content: bytes) -> None:
    while content:
        content = content[os.write(handle, content) :]


def _newline_after_torn(handle: int, size: int) -> bytes:
    """A newline where the last line was torn off, so that the next one stands by itself."""
    if not size:
        return b""
    os.lseek(handle, size - 1, os.SEEK_SET)
    return b"" if os.read(handle, 1) == b"\n" else b"\n"


def sync_folder(folder: Path) -> None:
    """Make a new file's name survive a power cut, where the system can do that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
