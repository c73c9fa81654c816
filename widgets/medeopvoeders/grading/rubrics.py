"""What a grader wants beside each answer: its rubric and model answers, kept with the group.

A group goes on working without the course's sources, so `cohort new` writes them beside the group's
data, in a folder that nbgrader leaves alone: one file a module.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from medeopvoeders.grading.citations import with_addresses
from medeopvoeders.grading.guide import ReflectionGuide, read_guide
from medeopvoeders.grading.private_blocks import PrivateBlockError

FOLDER = "rubrics"


@dataclass(frozen=True, slots=True)
class Rubric:
    """What the author of a reflection says of answers to it, as Markdown; either may be empty."""

    points: str = ""
    model_answers: str = ""


def write_rubrics(cohort: Path, sources: Iterable[Path]) -> None:
    """Write in the folder `cohort` what `sources`, its modules as their author wrote them, say of
    answers. A module that says nothing, or cannot be read, is left out. Raises OSError."""
    for source in sources:
        if found := _rubrics_in(source):
            file = _file(cohort, source.stem)
            file.parent.mkdir(exist_ok=True)
            told = {reflection: asdict(rubric) for reflection, rubric in found.items()}
            file.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def read_rubrics(cohort: Path, module: str) -> dict[str, Rubric]:
    """The rubrics of a module, by reflection; none in a group that was made before there were any.
    Raises ValueError where the file is none of ours, OSError where it cannot be opened."""
    file = _file(cohort, module)
    told: Any = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    try:
        return {
            str(reflection): Rubric(str(said["points"]), str(said["model_answers"]))
            for reflection, said in told.items()
        }
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(file.name) from error


def _file(cohort: Path, module: str) -> Path:
    return cohort / FOLDER / f"{module}.json"


def _rubrics_in(source: Path) -> dict[str, Rubric]:
    try:
        guide = read_guide(source)
    except (PrivateBlockError, OSError):
        return {}
    found = {guided.id: _rubric(guided, guide.lang) for guided in guide.reflections}
    return {reflection: rubric for reflection, rubric in found.items() if rubric != Rubric()}


def _rubric(guided: ReflectionGuide, lang: str) -> Rubric:
    return Rubric(with_addresses(guided.rubric, lang), with_addresses(guided.model_answer, lang))
