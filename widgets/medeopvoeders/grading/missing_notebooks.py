"""Naming the submissions that nbgrader passes over, for it has no notebook to grade there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from traitlets.log import get_logger

from medeopvoeders.grading.cohort import read_cohort
from medeopvoeders.grading.literal_text import visible
from medeopvoeders.grading.submission import Remark


def name_missing_notebooks(assignment: str, student: str, notebooks: list[str]) -> None:
    """The hook of nbgrader before it grades a submission: `notebooks` are the paths of that one's.

    nbgrader only warns of a pattern that nothing matched. Where a whole group is graded at once,
    say once who it is about.
    """
    if student == "*" and notebooks:
        _name_all(assignment, Path(notebooks[0]).absolute().parents[2])


@cache
def _name_all(assignment: str, submitted: Path) -> None:
    lang = read_cohort(submitted.parent).lang
    for folder in sorted(submitted.glob(f"*/{assignment}")):
        if any(folder.glob("*.ipynb")):
            continue
        about = {"student": visible(folder.parent.name), "module": assignment}
        about["name"] = f"{assignment}.ipynb"
        remark = Remark("no_notebook", tuple(about.items()))
        get_logger().warning("%s", remark.sentence(lang))
