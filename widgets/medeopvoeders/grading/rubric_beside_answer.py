"""nbgrader preprocessors: the rubric and the model answers below each answer, for whoever grades.

The cells are none of nbgrader's: it saves and shows them as the prose that they are. What a trainee
handed in cannot pass for one, as nothing of it is left by then but text in answer cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor

from medeopvoeders.grading.rebuild_from_release import is_answer, language_of
from medeopvoeders.grading.rubrics import Rubric, read_rubrics
from medeopvoeders.reading.library import load_strings

RUBRIC, MODEL_ANSWERS = "rubric", "model-answers"

Resources = dict[str, Any]


class PutRubricsBeside(NbGraderPreprocessor):
    """Adds two cells below each answer; follows RebuildFromRelease."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """The notebook with what its author says of answers, or as it came where that is lost."""
        course, module = CourseDirectory(parent=self), resources["nbgrader"]["assignment"]
        try:
            rubrics = read_rubrics(Path(course.root), module)
        except (OSError, ValueError):
            strings = load_strings(language_of(nb))
            self.log.warning("%s", strings("grading.bad_rubrics", module=module))
            return nb, resources
        nb.cells = [each for cell in nb.cells for each in _beside(cell, rubrics, language_of(nb))]
        return nb, resources


class LeaveOutModelAnswers(NbGraderPreprocessor):
    """Keeps the model answers out of the pages that trainees get back; the rubric stays."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """The notebook without them."""
        nb.cells = [cell for cell in nb.cells if MODEL_ANSWERS not in cell.metadata.get("tags", ())]
        return nb, resources


def _beside(cell: NotebookNode, rubrics: Mapping[str, Rubric], lang: str) -> Iterator[NotebookNode]:
    yield cell
    if not is_answer(cell):
        return
    strings, rubric = load_strings(lang), rubrics.get(cell.metadata.nbgrader["grade_id"], Rubric())
    for tag, text in ((RUBRIC, rubric.points), (MODEL_ANSWERS, rubric.model_answers)):
        if text:
            title = strings(f"grading.{tag.replace('-', '_')}")
            yield _cell(f"**{title}**\n\n{text}", tag, cell)


def _cell(text: str, tag: str, answer: NotebookNode) -> NotebookNode:
    """A cell below `answer`, with an id that follows from it: the same each time."""
    metadata = {"tags": [tag], "deletable": False, "editable": False}
    made = new_markdown_cell(text, metadata=metadata)
    made.pop("id", None)
    if "id" in answer:
        made["id"] = f"{answer['id']}-{tag}"[:64]
    return made
