"""A group: a cohort's folder with all that was handed in, read as grading reads it.

Nothing in `submitted/` is trusted: links are not followed, and what is wrong with one submission
becomes its `Problem`, so that the rest goes on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from medeopvoeders.dashboard.modules import Module, read_modules, unknown_module
from medeopvoeders.engine.hand_in import HandIn
from medeopvoeders.grading.cohort import Cohort, read_cohort
from medeopvoeders.grading.same_record import sharing
from medeopvoeders.grading.submission import read_submission, read_time
from medeopvoeders.models.event import Event
from medeopvoeders.record.replay import replay_consent

# Not a fault but a choice: the page says it with the consent.
NO_CONSENT = "no_consent"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is to be known of a submission: a remark's code in grading, `link` or `same_record`.
    `count` is how many lines it is about, where it is about lines; `students` are the others it is
    about."""

    code: str
    count: int = 0
    students: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """What one trainee handed in for one module; `at` is None where the time cannot be read.

    `typed` holds what was typed straight into the answer cells of the notebook, by reflection.
    """

    student: str
    module: str
    at: datetime | None = None
    events: tuple[Event, ...] = ()
    consent: HandIn = field(default_factory=HandIn)
    typed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A cohort with its modules, by number, and its submissions, in no order of meaning."""

    cohort: Cohort
    modules: tuple[Module, ...]
    submissions: tuple[Submission, ...]

    @property
    def students(self) -> frozenset[str]:
        """Everybody who handed in something."""
        return frozenset(submission.student for submission in self.submissions)

    def of_module(self, slug: str) -> tuple[Submission, ...]:
        """Everything that was handed in for one module."""
        return tuple(s for s in self.submissions if s.module == slug)


def read_group(folder: Path) -> Group:
    """The group whose cohort is `folder`. Raises grading's CohortError where there is none; a bad
    submission never raises."""
    cohort = read_cohort(folder)
    known = {module.slug: module for module in read_modules(folder / "source")}
    submissions = _with_sharing(tuple(_submissions(folder / "submitted", known)))
    strange = {s.module for s in submissions} - known.keys() - {""}
    modules = [*known.values(), *map(unknown_module, strange)]
    modules.sort(key=lambda module: (module.number, module.slug))
    return Group(cohort, tuple(modules), submissions)


def _with_sharing(submissions: tuple[Submission, ...]) -> tuple[Submission, ...]:
    """The submissions, those that come from one record marked with each other."""
    found = {}
    for module in {submission.module for submission in submissions}:
        records = {s.student: s.events for s in submissions if s.module == module}
        shared = sharing(records).items()
        found |= {(student, module): others for student, others in shared}
    return tuple(
        replace(s, problems=(*s.problems, Problem("same_record", students=others)))
        if (others := found.get((s.student, s.module)))
        else s
        for s in submissions
    )


def _submissions(submitted: Path, known: dict[str, Module]) -> Iterator[Submission]:
    for student in _folders(submitted):
        if student.is_symlink():
            yield Submission(student.name, "", problems=(Problem("link"),))
            continue
        for entry in _folders(Path(student.path)):
            yield _submission(student.name, entry, known.get(entry.name))


def _folders(parent: Path) -> Iterator[os.DirEntry[str]]:
    """The folders in `parent`, and the links that stand where one could be."""
    try:
        entries = list(os.scandir(parent))
    except OSError:
        return
    for entry in entries:
        if not entry.name.startswith(".") and (entry.is_symlink() or entry.is_dir()):
            yield entry


def _submission(student: str, entry: os.DirEntry[str], module: Module | None) -> Submission:
    bare = Submission(student, entry.name)
    if entry.is_symlink():
        return replace(bare, problems=(Problem("link"),))
    bare = replace(bare, at=read_time(Path(entry.path)))
    try:
        return _filled(bare, Path(entry.path), module)
    except RecursionError:
        return replace(bare, problems=(Problem("not_a_record"),))


def _filled(bare: Submission, folder: Path, module: Module | None) -> Submission:
    activities = module.activities if module else ()
    own = [name for activity in activities for name in (activity.id, *activity.families)]
    read = read_submission(folder, bare.student, bare.module, bare.module, own)
    problems = [
        Problem(remark.code, int(str(dict(remark.details).get("count", 0))))
        for remark in read.remarks
        if remark.code != NO_CONSENT
    ]
    # An event holds plain values. Lists in lists could be so deep that merely printing one fails.
    events = tuple(event for event in read.events if _is_flat(event))
    if nested := len(read.events) - len(events):
        problems.append(Problem("damaged", nested))
    if not events and not problems:
        problems.append(Problem("no_record"))
    return replace(
        bare,
        events=events,
        consent=replay_consent(events),
        typed=read.typed,
        problems=tuple(problems),
    )


def _is_flat(event: Event) -> bool:
    return {type(value) for value in event.data.values()}.isdisjoint((list, dict))
