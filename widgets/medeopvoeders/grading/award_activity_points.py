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
from medeopvoeders.models.vignette import Vignette
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

DONE = {"complete", "done", "mirrored"}


class AwardActivityPoints(NbGraderPreprocessor):
    """Gives each autograded cell the output that a kernel would have given it, without one.

    A vignette is worth its points once any ending was reached, whichever way led there, and the
    road not taken was looked at, or once it was skipped where that is allowed; a mirror once both
    families were played and compared. Before that they are worth nothing. nbgrader's
    SaveAutoGrades, next in line, reads the points from the output: it gives full marks to a cell
    that has none.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """The notebook with an output in each autograded cell."""
        submission = submission_of(CourseDirectory(parent=self), resources["nbgrader"])
        lang, kinds = language_of(nb), activity_kinds(nb)
        for cell in filter(_is_autograded, nb.cells):
            activity = cell.metadata.nbgrader["grade_id"]
            told = self._told(activity, kinds.get(activity, ""), lang, submission.events)
            cell.outputs = _outputs(told, cell.metadata.nbgrader["points"], lang)
        return nb, resources

    def _told(self, activity: str, kind: str, lang: str, events: Iterable[Event]) -> str:
        """How far the trainee came, as the key of a sentence."""
        try:
            if kind == "mirror":
                compared = replay_mirror(load_mirror(activity, lang), events).compared
                return "mirrored" if compared else "not_mirrored"
            vignette = load_vignette(activity, lang)
        except UnknownContentError:
            self.log.warning("%s: no such vignette in this version of the course", activity)
            return "not_walked"
        return _how_far(vignette, replay_walk(vignette, events))


def _how_far(vignette: Vignette, walk: Walk) -> str:
    """Where skipping is allowed, one sentence for all who are done: how is nobody's business."""
    if walk.complete:
        return "done" if vignette.may_be_skipped else "complete"
    return "not_looked" if walk.finished else "not_walked"


def _is_autograded(cell: NotebookNode) -> bool:
    return bool(cell.cell_type == "code" and is_grade(cell) and not is_solution(cell))


def _outputs(told: str, points: float, lang: str) -> list[NotebookNode]:
    """A sentence for people, and the points for nbgrader, which takes them from a result that is
    a number (and would give 0 for anything at all on stderr)."""
    sentence = load_strings(lang)(f"grading.{told}")
    awarded = float(points) if told in DONE else 0.0
    return [
        new_output("stream", name="stdout", text=f"{sentence}\n"),
        new_output("execute_result", data={"text/plain": str(awarded)}, execution_count=None),
    ]
