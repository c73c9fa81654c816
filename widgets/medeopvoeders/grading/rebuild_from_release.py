"""nbgrader preprocessor: the released notebook, with a trainee's texts in it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

from medeopvoeders.grading.literal_text import LONGEST, literal_block, shortened
from medeopvoeders.grading.submission import Submission, read_submission
from medeopvoeders.reading.library import load_strings
from medeopvoeders.record.notebook import activity_kinds
from medeopvoeders.record.replay import replay_answer

Resources = dict[str, Any]


class NotReleasedError(RuntimeError):
    """There is no released notebook to rebuild a submission from."""


class RebuildFromRelease(NbGraderPreprocessor):
    """Replaces a submitted notebook by the released one, wholesale.

    Each reflection is set in its manually graded cell, as literal text: what was written in the
    page, from the record, and what was typed in the cell itself. Nothing else that was submitted
    travels on, so cells that were added, removed, doubled or moved make no difference. A cell
    that nobody wrote in keeps the released text, by which nbgrader knows that there is no answer.
    """

    def preprocess(
        self,
        nb: NotebookNode,  # noqa: ARG002 - it was submitted, and is not looked at
        resources: Resources,
    ) -> tuple[NotebookNode, Resources]:
        """The rebuilt notebook."""
        course, about = CourseDirectory(parent=self), resources["nbgrader"]
        released = _released(course, about["assignment"], about["notebook"])
        lang = language_of(released)
        submission = submission_of(course, about, list(activity_kinds(released)))
        for remark in submission.remarks:
            self.log.warning("%s", remark.sentence(lang))
        for cell in filter(is_answer, released.cells):
            cell.source = _answer(cell, submission, lang)
        return released, resources


def submission_of(
    course: Any, about: dict[str, Any], activities: Collection[str] = ()
) -> Submission:
    """What was submitted for the notebook that nbgrader is at. It is read where it was submitted:
    nbgrader's copy of it, one step on, no longer shows which files were links."""
    student, assignment = about["student"], about["assignment"]
    folder = Path(course.format_path(course.submitted_directory, student, assignment))
    return read_submission(folder, student, assignment, about["notebook"], activities)


def language_of(notebook: NotebookNode) -> str:
    """The language of a built notebook."""
    return str(notebook.metadata.get("medeopvoeders", {}).get("lang", ""))


def _released(course: Any, assignment: str, notebook: str) -> NotebookNode:
    folder = Path(course.format_path(course.release_directory, ".", assignment))
    try:
        return nbformat.read(folder / f"{notebook}.ipynb", as_version=4)
    except FileNotFoundError as error:
        # Without a notebook there is no language either: say it in each.
        said = [
            load_strings(lang)("grading.no_release", module=assignment) for lang in ("nl", "en")
        ]
        raise NotReleasedError(" / ".join(said)) from error


def is_answer(cell: NotebookNode) -> bool:
    """Whether it is a cell that a trainee writes a reflection in."""
    return bool(cell.cell_type == "markdown" and is_grade(cell) and is_solution(cell))


def _answer(cell: NotebookNode, submission: Submission, lang: str) -> str:
    """The cell's new text: each thing that the trainee wrote under a line that says where."""
    strings, grade_id = load_strings(lang), cell.metadata.nbgrader["grade_id"]
    said: list[tuple[str, str]] = []
    if submission.may_read_record:
        said.append(("from_the_page", replay_answer(grade_id, submission.events)))
    if submission.may_read_typed:
        typed = submission.typed.get(grade_id, ())
        said += [("from_the_cell", text) for text in typed if text.strip() != cell.source.strip()]
    note = strings("grading.cut_off", limit=LONGEST)
    blocks = [
        f"**{strings(f'grading.{label}')}**\n\n{literal_block(shortened(text, note))}"
        for label, text in said
        if text.strip()
    ]
    return "\n\n".join(blocks) or str(cell.source)
