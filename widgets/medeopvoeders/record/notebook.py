"""What a notebook file tells of itself, and what a trainee typed straight into its answer cells.

A notebook is read as plain JSON, never executed; whatever else it holds, and in whatever shape,
plays no part.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Notebook = dict[str, Any]


def read_notebook(path: Path) -> Notebook:
    """The notebook in `path`; an empty one where there is none that can be read. Never raises."""
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def about(notebook: Notebook) -> dict[str, Any]:
    """What the build wrote about the module: language, title, activities."""
    return _inside(_inside(notebook, "metadata"), "medeopvoeders")


def activity_kinds(notebook: Notebook) -> dict[str, str]:
    """The kind of each activity of the module (vignette, mirror, reflection, hand-in), by id, in
    order. Behind a mirror stand both its families, each a vignette: a record names those too."""
    kinds: dict[str, str] = {}
    for entry in _listed(notebook):
        kinds[str(entry.get("id", ""))] = str(entry.get("kind", ""))
        kinds |= dict.fromkeys(families_of(entry), "vignette")
    return kinds


def families_of(activity: dict[str, Any]) -> tuple[str, ...]:
    """The ids of a mirror's families, from what the build wrote about it; empty for the rest."""
    families = activity.get("families") if activity.get("kind") == "mirror" else None
    return tuple(map(str, families)) if isinstance(families, list) else ()


def activity_title(notebook: Notebook, activity: str) -> str:
    """The title that the build gave an activity, or a sheet to print; empty where the notebook
    does not say."""
    entries = [*_listed(notebook, "sheets"), *_listed(notebook)]
    titles = {str(entry.get("id")): entry.get("title", "") for entry in entries}
    return str(titles.get(activity, ""))


def answer_texts(notebook: Notebook) -> dict[str, tuple[str, ...]]:
    """The distinct texts in each answer cell, by nbgrader's id of the cell. A cell that was copied
    keeps its id, so there can be several."""
    texts: dict[str, dict[str, None]] = {}
    for grade_id, text in _answers(notebook):
        texts.setdefault(grade_id, {})[text] = None
    return {grade_id: tuple(found) for grade_id, found in texts.items()}


def _listed(notebook: Notebook, what: str = "activities") -> list[dict[str, Any]]:
    listed = about(notebook).get(what)
    return (
        [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    )


def _answers(notebook: Notebook) -> Iterator[tuple[str, str]]:
    cells = notebook.get("cells")
    for cell in cells if isinstance(cells, list) else []:
        try:
            marks = cell["metadata"]["nbgrader"]
            grade_id = marks.get("grade_id")
        except (KeyError, TypeError, AttributeError):
            continue  # no answer cell, or a shape that no notebook has
        if marks.get("solution") is True and isinstance(grade_id, str):
            yield grade_id, _text(cell.get("source"))


def _inside(value: object, key: str) -> dict[str, Any]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def _text(source: object) -> str:
    """A cell's source: a string, or nbformat's list of lines."""
    lines = source if isinstance(source, list) else [source]
    return "".join(line for line in lines if isinstance(line, str))
