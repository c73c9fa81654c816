"""nbgrader's submit, for a staged folder, from any working folder."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError, ExchangeFactory

from medeopvoeders.grading.course_api import jupyter_config
from medeopvoeders.grading.exchange import HandInError, HandInResult

if TYPE_CHECKING:
    from traitlets.config import Config


def submit(staged: Path) -> HandInResult:
    """Submit `staged`, whose name is the assignment's, with nbgrader's configuration.

    Raises HandInError, with what a trainee can do about it.
    """
    config = jupyter_config()
    course = CourseDirectory(config=config)
    # Where a hub keeps its trainees' assignments plays no part: the stage is elsewhere.
    course.assignment_id = staged.name
    submission = _submission(config, course)
    submission.assignment_dir = str(staged.parent)
    _check(course, submission)
    try:
        submission.start()
    except (ExchangeError, RuntimeError, OSError) as error:
        raise HandInError("refused", reason=str(error)) from error
    return HandInResult(ok=True, to=course.course_id, receipt=str(submission.timestamp))


def _submission(config: Config, course: CourseDirectory) -> Any:
    """The submit of nbgrader, silent: what a trainee should know is in the result."""
    silent = logging.getLogger("medeopvoeders.hand_in")
    silent.setLevel(logging.CRITICAL + 1)
    authenticator = Authenticator(config=config, log=silent)
    factory = ExchangeFactory(config=config, log=silent)
    return factory.Submit(coursedir=course, authenticator=authenticator, log=silent)


def _check(course: CourseDirectory, submission: Any) -> None:
    """Say beforehand, in words for a trainee, what nbgrader would say in words for its makers."""
    if not course.course_id:
        raise HandInError("no-exchange")
    if not submission.authenticator.has_access(course.student_id, course.course_id):
        raise HandInError("no-access", course=course.course_id)
    if not hasattr(submission, "root"):
        return  # an exchange that is no folder, on a hub: it speaks for itself
    root = Path(submission.root)
    if not os.access(root, os.W_OK | os.X_OK):
        raise HandInError("no-folder", path=root)
    if not (root / course.course_id / "outbound" / course.assignment_id).is_dir():
        raise HandInError("not-released", course=course.course_id)
