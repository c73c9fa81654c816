"""nbgrader preprocessor: no feedback outlives the submission that it is about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor

from medeopvoeders.grading.copies import forget

if TYPE_CHECKING:
    from nbformat import NotebookNode

Resources = dict[str, Any]


class ForgetEarlierFeedback(NbGraderPreprocessor):
    """Removes a trainee's feedback page when a submission is graded anew.

    nbgrader leaves the page of the earlier submission, with all that was written in it, until
    somebody makes feedback again. What was taken back since must not stand there so long.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """The notebook as it came."""
        course, about = CourseDirectory(parent=self), resources["nbgrader"]
        steps = course.feedback_directory
        forget(Path(course.format_path(steps, about["student"], about["assignment"])))
        return nb, resources
