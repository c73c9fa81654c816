"""Reading what a trainee submitted: hostile until proven a record, and never executed.

Two files are looked at: `record.jsonl`, and the notebook, of which only the text in its answer
cells counts. Everything is read within limits, links are not followed, and what is wrong becomes
a remark, so that one bad submission never stops the others.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from medeopvoeders.grading.literal_text import visible
from medeopvoeders.models.event import Event
from medeopvoeders.reading.library import load_strings
from medeopvoeders.record.journal import RECORD_NAME, Record, parse_record
from medeopvoeders.record.notebook import answer_texts as notebook_answers
from medeopvoeders.record.replay import HAND_IN, replay_consent

TIMESTAMP_NAME = "timestamp.txt"
MEGABYTE = 1_000_000
LARGEST = 16 * MEGABYTE  # bytes of one file; a whole course of drafts stays far below
MOST_EVENTS = 20_000  # replaying more than anybody can click takes time that others wait for


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a facilitator should know about a submission; `code` is a key in [grading]."""

    code: str
    details: tuple[tuple[str, object], ...] = ()

    def sentence(self, lang: str) -> str:
        """The remark in `lang`."""
        return load_strings(lang)(f"grading.{self.code}", **dict(self.details))


@dataclass(frozen=True, slots=True)
class Submission:
    """What could be read. `typed` holds, for an answer cell's id, each text found in such cells.

    `asked` is False where the trainee never met the question of consent: then nothing of the
    record may be read, but text typed into the notebook was meant to be, as always in nbgrader.
    """

    events: tuple[Event, ...]
    typed: dict[str, tuple[str, ...]]
    remarks: tuple[Remark, ...]

    @property
    def asked(self) -> bool:
        """True where the trainee answered the question of consent."""
        return any(e.activity == HAND_IN and e.kind == "consented" for e in self.events)

    @property
    def may_read_record(self) -> bool:
        """True where the trainee lets the facilitator read what was written in the pages."""
        return replay_consent(self.events).read

    @property
    def may_read_typed(self) -> bool:
        """True unless the trainee said no."""
        return self.may_read_record or not self.asked

    @property
    def holds_words(self) -> bool:
        """True where there is something in it that the trainee lets the facilitator read."""
        return self.may_read_record or (self.may_read_typed and bool(self.typed))


class NotPlainError(OSError):
    """Not a plain file, or a larger one than anybody needs; `code` is the remark's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_submission(
    folder: Path, student: str, module: str, notebook: str, activities: Collection[str] = ()
) -> Submission:
    """What `student` submitted for `module` in `folder`; `notebook` is its name without suffix.

    Never raises: what cannot be read is empty, and a remark says so. With the module's own
    `activities`, a record of another module is remarked upon as well.
    """
    about = (("student", visible(student)), ("module", visible(module)))
    record, problem = _record(folder / RECORD_NAME)
    typed = _typed(folder / f"{notebook}.ipynb")
    remarks = [Remark(problem, (*about, *_amounts(record)))] if problem else []
    if typed is None:
        code = "bad_notebook" if (folder / f"{notebook}.ipynb").exists() else "no_notebook"
        remarks.append(Remark(code, (*about, ("name", f"{notebook}.ipynb"))))
    if belongs_elsewhere(record.events, activities):
        remarks.append(Remark("other_module", about))
    submission = Submission(record.events[:MOST_EVENTS], typed or {}, tuple(remarks))
    if submission.events and not submission.may_read_record:
        remarks.append(Remark("no_consent", about))
    return Submission(submission.events, submission.typed, tuple(remarks))


def belongs_elsewhere(events: Iterable[Event], activities: Collection[str]) -> bool:
    """True where there are steps, and none of them in one of a module's own `activities`."""
    met = {event.activity for event in events} - {HAND_IN}
    return bool(met and activities) and met.isdisjoint(activities)


def read_time(folder: Path) -> datetime | None:
    """When it was handed in, as nbgrader writes it: `2026-11-23 14:20:58.123456 UTC`; None where
    that cannot be read."""
    try:
        text = read_plain_file(folder / TIMESTAMP_NAME).decode().strip()
        at = datetime.fromisoformat(text.removesuffix(" UTC"))
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (OSError, ValueError, OverflowError):
        return None


def read_plain_file(path: Path) -> bytes:
    """The bytes of a plain file of at most LARGEST bytes.

    Raises FileNotFoundError, NotPlainError for a link, a folder, a pipe or too much, or another
    OSError. A link is not followed: it could point at somebody else's work.
    """
    try:
        handle = os.open(path, os.O_RDONLY | _no_follow(path) | _not_waiting())
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise NotPlainError("not_a_file") from error
        raise
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise NotPlainError("not_a_file")
        if about.st_size > LARGEST:
            raise NotPlainError("too_big")
        # Not one byte more than it had when it was opened, whoever is still writing in it.
        return file.read(about.st_size)


def answer_texts(content: bytes) -> dict[str, tuple[str, ...]]:
    """The distinct texts in each answer cell of a notebook, by nbgrader's id of the cell.

    The notebook is read as plain JSON: whatever else it holds, and in whatever shape, plays no
    part. Raises ValueError or RecursionError where it is no JSON object.
    """
    notebook = json.loads(content)
    if not isinstance(notebook, dict):
        raise ValueError("a notebook is a JSON object")  # noqa: TRY004 - as for bad JSON
    return notebook_answers(notebook)


def _no_follow(path: Path) -> int:
    """A link is refused: by the system where it can do that, else by looking first."""
    flag = getattr(os, "O_NOFOLLOW", 0)
    if not flag and path.is_symlink():
        raise NotPlainError("not_a_file")
    return flag


def _not_waiting() -> int:
    """A pipe is opened without waiting for somebody to write in it."""
    return getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def _record(path: Path) -> tuple[Record, str]:
    """The record, and the code of the remark it gives rise to, if any."""
    try:
        record = parse_record(read_plain_file(path))
    except FileNotFoundError:
        return Record(), "no_record"
    except NotPlainError as error:
        return Record(), error.code
    except IsADirectoryError:
        return Record(), "not_a_file"
    except OSError:
        return Record(), "unreadable_file"
    return record, record.problem.replace("-", "_")


def _amounts(record: Record) -> tuple[tuple[str, object], ...]:
    return (("count", record.unreadable), ("limit", LARGEST // MEGABYTE))


def _typed(path: Path) -> dict[str, tuple[str, ...]] | None:
    try:
        return answer_texts(read_plain_file(path))
    except (OSError, ValueError, RecursionError):
        return None
