"""nbgrader preprocessor: points for what was done in an activity, from the record alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from nbformat.v4 import new_output
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

from medeopvoeders.engine.vignette import Walk
from medeopvoeders.grading.rebuild_from_release import language_of, submission_of
from medeopvoeders.models.event import Event
from medeopvoeders.reading.library import UnknownContentError, load_strings, load_vignette
from medeopvoeders.record.replay import replay_walk

if TYPE_CHECKING:
    from nbformat import NotebookNode

Resources = dict[str, Any]


class AwardActivityPoints(NbGraderPreprocessor):
    """Gives each autograded cell the output that a kernel would have given it, without one.

    A vignette is worth its points once any ending was reached, whichever way led there, and the
    road not taken was looked at; nothing before. nbgrader's SaveAutoGrades, next in line, reads
    the points from the output: it gives full marks to a cell that has none.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """The notebook with an output in each autograded cell."""
        submission = submission_of(CourseDirectory(parent=self), resources["nbgrader"])
        lang = language_of(nb)
        for cell in filter(_is_autograded, nb.cells):
            walk = self._walk(cell.metadata.nbgrader["grade_id"], lang, submission.events)
            cell.outputs = _outputs(walk, cell.metadata.nbgrader["points"], lang)
        return nb, resources

    def _walk(self, activity: str, lang: str, events: Iterable[Event]) -> Walk:
        try:
            return replay_walk(load_vignette(activity, lang), events)
        except UnknownContentError:
            self.log.warning("%s: no such vignette in this version of the course", activity)
            return Walk(here="")


def _is_autograded(cell: NotebookNode) -> bool:
    return bool(cell.cell_type == "code" and is_grade(cell) and not is_solution(cell))


def _outputs(walk: Walk, points: float, lang: str) -> list[NotebookNode]:
    """A sentence for people, and the points for nbgrader, which takes them from a result that is
    a number (and would give 0 for anything at all on stderr)."""
    ended = "not_looked" if walk.finished else "not_walked"
    sentence = load_strings(lang)(f"grading.{'complete' if walk.complete else ended}")
    awarded = float(points) if walk.complete else 0.0
    return [
        new_output("stream", name="stdout", text=f"{sentence}\n"),
        new_output("execute_result", data={"text/plain": str(awarded)}, execution_count=None),
    ]
