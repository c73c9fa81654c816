"""A made-up group to measure on."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from course_copy import COURSE, MODULE, ON_DISK, CourseCopy, write_baselines

from medeopvoeders.grading.cohort import Cohort
from medeopvoeders.grading.cohorts import new_cohort, write_cohort
from medeopvoeders.grading.made_up import ORDINARY, Shares, make_group

LANG = "nl"


@contextmanager
def group(size: int) -> Iterator[CourseCopy]:
    """The folder of a group of `size`, with the notebooks to compare it with; gone afterwards."""
    with _place() as place:
        cohort = Cohort("bench", LANG, place, place / "exchange", "2026-11-01", made_up=True)
        write_cohort(cohort, [COURSE.parent / MODULE])
        make_group(cohort, size)
        yield write_baselines(CourseCopy(place))


@contextmanager
def course_root(size: int, shares: Shares = ORDINARY) -> Iterator[Cohort]:
    """A group that nbgrader knows, with its hand-ins collected; gone afterwards."""
    with _place() as place:
        course = place / "course"
        shutil.copytree(COURSE / LANG / MODULE.stem, course / LANG / MODULE.stem)
        cohort = new_cohort("bench", LANG, course, place, place / "exchange")
        make_group(cohort, size, shares=shares)
        yield cohort


@contextmanager
def _place() -> Iterator[Path]:
    where = ON_DISK if ON_DISK.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="bench-", dir=where) as name:
        yield Path(name).resolve()
