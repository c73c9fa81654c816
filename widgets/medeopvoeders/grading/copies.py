"""What is made of a submission, step by step, and has to go when the submission is taken back."""

from __future__ import annotations

import shutil
import stat
from contextlib import suppress
from pathlib import Path

GRADED, FEEDBACK = "autograded", "feedback"


def forget_copies(course: Path, student: str, module: str) -> None:
    """Remove the graded copy and the feedback that were made of an earlier submission. Scores and
    comments stay: those are a facilitator's own words, and nbgrader keeps them elsewhere."""
    for step in (GRADED, FEEDBACK):
        forget(course / step / student / module)


def forget(folder: Path) -> bool:
    """Remove a folder, whatever its files allow; True where nothing of it is left.

    A link is removed, and what it points at stays.
    """
    if folder.is_symlink():
        folder.unlink()
    # nbgrader's copies are read-only, which on Windows keeps them from being removed.
    for path in folder.rglob("*"):
        if not path.is_symlink():
            with suppress(OSError):
                path.chmod(path.stat().st_mode | stat.S_IWUSR)
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()
