"""nbgrader preprocessor: points for what was done in an activity, from the record alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from nbformat.v4 import new_output
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

from medeopvoeders.grading.rebuild_from_release import language_of, submission_of
from medeopvoeders.models.event import Event
from medeopvoeders.reading.library import (
    UnknownContentError,
    load_mirror,
    load_strings,
    load_vignette,
)
from medeopvoeders.record.notebook import activity_kinds
from medeopvoeders.record.replay import replay_mirror, replay_walk

if TYPE_CHECKING:
    from nbformat import NotebookNode

Resources = dict[str, Any]


class AwardActivityPoints(NbGraderPreprocessor):
    """Gives each autograded cell the output that a kernel would have given it, without one.

    A vignette is worth its points once any ending was reached, whichever way led there; a mirror
    once both families were played and compared. Before that they are worth nothing. nbgrader's
    SaveAutoGrades, next in line, reads the points from the output: it gives full marks to a cell
    that has none.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """The notebook with an output in each autograded cell."""
        submission = submission_of(CourseDirectory(parent=self), resources["nbgrader"])
        lang, kinds = language_of(nb), activity_kinds(nb)
        for cell in filter(_is_autograded, nb.cells):
            activity = cell.metadata.nbgrader["grade_id"]
            kind = kinds.get(activity, "")
            done = self._is_done(activity, kind, lang, submission.events)
            cell.outputs = _outputs(kind, done, cell.metadata.nbgrader["points"], lang)
        return nb, resources

    def _is_done(self, activity: str, kind: str, lang: str, events: Iterable[Event]) -> bool:
        try:
            if kind == "mirror":
                return replay_mirror(load_mirror(activity, lang), events).compared
            return replay_walk(load_vignette(activity, lang), events).finished
        except UnknownContentError:
            self.log.warning("%s: no such vignette in this version of the course", activity)
            return False


def _is_autograded(cell: NotebookNode) -> bool:
    return bool(cell.cell_type == "code" and is_grade(cell) and not is_solution(cell))


def _outputs(kind: str, done: bool, points: float, lang: str) -> list[NotebookNode]:
    """A sentence for people, and the points for nbgrader, which takes them from a result that is
    a number (and would give 0 for anything at all on stderr)."""
    about = "mirrored" if kind == "mirror" else "walked"
    sentence = load_strings(lang)(f"grading.{about}" if done else f"grading.not_{about}")
    awarded = float(points) if done else 0.0
    return [
        new_output("stream", name="stdout", text=f"{sentence}\n"),
        new_output("execute_result", data={"text/plain": str(awarded)}, execution_count=None),
    ]
