"""`medeopvoeders collect`: putting hand-ins that came as files in a group's `submitted/`.

The newest of a trainee counts. Nothing that a file says becomes a path: the trainee's name and the
module have been checked, and what is written are two files of known names, and the time.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock

from medeopvoeders.grading.cohort import Cohort
from medeopvoeders.grading.copies import forget, forget_copies
from medeopvoeders.grading.line import Kind, Line, noted
from medeopvoeders.grading.received import Found, Refusal, find_hand_ins
from medeopvoeders.grading.same_record import from_other_records, same_consent, sharing
from medeopvoeders.grading.submission import (
    TIMESTAMP_NAME,
    Submission,
    read_submission,
    read_time,
)
from medeopvoeders.record.hand_in_file import Label
from medeopvoeders.record.notebook import activity_kinds, read_notebook
from medeopvoeders.record.student_name import same_name

# A record of which nothing can be read never takes the place of one that can.
_WORTHLESS = frozenset({"not_a_record", "not_a_file", "too_big", "unreadable_file"})
_KINDS: dict[str, Kind] = {"taken": "taken", "replaced": "taken", "same": "note", "older": "note"}
_LOCK_SECONDS = 30


def collected(cohort: Cohort, files: Iterable[Path], *, trusting: bool = False) -> Iterator[Line]:
    """What became of each hand-in in `files`; without any, in the group's exchange."""
    given = [(path, str(path)) for path in files]
    if given:
        return bring_in(cohort, given, trusting=trusting)
    from medeopvoeders.grading.collect_exchange import collect_exchange  # takes seconds

    return collect_exchange(cohort)


def bring_in(
    cohort: Cohort, given: Iterable[tuple[Path, str]], *, trusting: bool = False
) -> Iterator[Line]:
    """Take in every hand-in among `given` (a file or folder, and its name for people), and tell
    what became of each; one bad file never stops the others.

    A name that already stands for somebody with another record is refused, for it may be another
    person; `trusting` takes the newest all the same.
    """
    desk = _Desk(cohort.folder, cohort.modules, trusting)
    modules: dict[str, None] = {}
    with FileLock(cohort.folder / ".collect.lock", timeout=_LOCK_SECONDS):
        for path, called in given:
            for found in find_hand_ins(path, called):
                if isinstance(found, Refusal):
                    yield Line("refused", found.code, {"where": found.where, **found.details})
                    continue
                modules[found.label.module] = None
                try:
                    yield from list(_taken(desk, found))
                except OSError as error:
                    details = {"where": found.where, "reason": error.strerror or error}
                    yield Line("refused", "not_kept", details)
        for module in modules:
            yield from _sharing(desk, module)


@dataclass(frozen=True, slots=True)
class _Desk:
    """A group's folder, and the modules that can be handed in there."""

    folder: Path
    modules: tuple[str, ...]
    trusting: bool

    @property
    def submitted(self) -> Path:
        return self.folder / "submitted"

    def read(self, folder: Path, student: str, module: str) -> Submission:
        notebook = read_notebook(self.folder / "source" / module / f"{module}.ipynb")
        return read_submission(folder, student, module, module, list(activity_kinds(notebook)))

    def spelled(self, student: str) -> str:
        """The name as the group already has it: `an` and `An` are one folder on many systems."""
        there = self.submitted.iterdir() if self.submitted.is_dir() else ()
        same = [path.name for path in there if same_name(path.name) == same_name(student)]
        return student if student in same else min(same, default=student)

    def others(self, module: str, student: str = "") -> Iterator[tuple[str, Path]]:
        """Everybody else who handed in `module`; links are not followed."""
        for folder in sorted(self.submitted.glob(f"*/{module}")):
            name = folder.parent.name
            if name != student and not (folder.is_symlink() or folder.parent.is_symlink()):
                yield name, folder


def _taken(desk: _Desk, found: Found) -> Iterator[Line]:
    label = replace(found.label, student=desk.spelled(found.label.student))
    about = {"where": found.where, "student": label.student, "module": label.module}
    if label.module not in desk.modules:
        known = ", ".join(desk.modules)
        yield Line("refused", "unknown_module", about | {"known": known})
        return
    with tempfile.TemporaryDirectory(prefix=".bringing-in-", dir=desk.folder) as waiting:
        new = Path(waiting) / "new"
        _write(new, found, label)
        read = desk.read(new, label.student, label.module)
        verdict = _verdict(desk, label, new, read)
        yield Line(_KINDS.get(verdict, "refused"), verdict, about)
        if _KINDS.get(verdict) != "taken":
            return
        yield from _put(desk, label, new, read)
    yield from map(noted, read.remarks)
    for name in found.left_out:
        yield Line("note", "file_left_out", about | {"name": name}, "grading")


def _write(folder: Path, found: Found, label: Label) -> None:
    folder.mkdir()
    for name, content in found.files.items():
        (folder / name).write_bytes(content)
    stamp = f"{label.at.replace(tzinfo=None)} UTC"
    (folder / TIMESTAMP_NAME).write_text(stamp, "utf-8")


def _verdict(desk: _Desk, label: Label, new: Path, read: Submission) -> str:
    """What a hand-in is beside what is there: taken, replaced, same, older; or why it is not to be
    put there at all."""
    there = desk.submitted / label.student / label.module
    if any(remark.code in _WORTHLESS for remark in read.remarks):
        return "worthless"
    if there.is_symlink() or there.parent.is_symlink() or desk.submitted.is_symlink():
        return "link_there"
    if not os.path.lexists(there):
        return "taken"
    old = desk.read(there, label.student, label.module)
    if not desk.trusting and from_other_records(read.events, old.events):
        return "other_record"
    at = read_time(there)
    if at and label.at < at:
        return "older"
    return "same" if at == label.at and _same_files(new, there) else "replaced"


def _same_files(new: Path, old: Path) -> bool:
    names = [path.name for path in new.iterdir() if path.name != TIMESTAMP_NAME]
    return all(
        (old / name).is_file() and (old / name).read_bytes() == (new / name).read_bytes()
        for name in names
    )


def _put(desk: _Desk, label: Label, new: Path, read: Submission) -> Iterator[Line]:
    """Put the new one in place of the old, and carry out what it takes back."""
    there = desk.submitted / label.student / label.module
    had_words = desk.read(there, label.student, label.module).holds_words
    there.parent.mkdir(parents=True, exist_ok=True)
    aside = new.with_name("old")
    if os.path.lexists(there):
        there.rename(aside)
    try:
        new.rename(there)
    except OSError:
        if os.path.lexists(aside):
            aside.rename(there)
        raise
    forget(aside)
    if read.holds_words:
        return
    about = {"student": label.student, "module": label.module}
    if had_words:
        forget_copies(desk.folder, label.student, label.module)
        yield Line("note", "withdrawn", about)
    # The same record under another name: what it takes back, it takes back there as well.
    for name, folder in desk.others(label.module, label.student):
        old = desk.read(folder, name, label.module)
        if old.holds_words and same_consent(old.events, read.events):
            _overwrite(folder, there)
            forget_copies(desk.folder, name, label.module)
            yield Line("note", "withdrawn", about | {"student": name})


def _overwrite(folder: Path, source: Path) -> None:
    """Make `folder` hold what `source` does, and nothing else."""
    for path in [*folder.iterdir()]:
        forget(path) if path.is_dir() else path.unlink()
    for path in source.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())


def _sharing(desk: _Desk, module: str) -> Iterator[Line]:
    """Whose hand-ins come from the same record, each pair once."""
    records = {name: desk.read(path, name, module).events for name, path in desk.others(module)}
    told = set()
    for student, others in sharing(records).items():
        if student not in told:
            told.update(others)
            names = ", ".join([student, *others])
            yield Line("note", "same_record", {"students": names, "module": module})
