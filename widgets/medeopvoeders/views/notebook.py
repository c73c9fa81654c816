"""What a view wants to know of its own notebook file: titles, and answers typed into it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from medeopvoeders.reading.strings import load_strings


def reflection_title(notebook: Path, activity: str) -> str:
    """The title that the build gave a reflection; empty where the notebook does not say."""
    about = _about(_read(notebook)).get("activities")
    for entry in about if isinstance(about, list) else []:
        if isinstance(entry, dict) and entry.get("id") == activity:
            return str(entry.get("title", ""))
    return ""


def typed_answer(notebook: Path, activity: str) -> str:
    """What stands in the answer cell of `activity`, where that is not what it was built with."""
    content = _read(notebook)
    stub = load_strings(str(_about(content).get("lang", "")))("build.answer_stub")
    cells = content.get("cells")
    for cell in cells if isinstance(cells, list) else []:
        if _grade_id(cell) == activity and cell.get("cell_type") == "markdown":
            source = cell.get("source", "")
            text = "".join(map(str, source)) if isinstance(source, list) else str(source)
            return "" if text.strip() == stub.strip() else text.strip()
    return ""


def _read(notebook: Path) -> dict[str, Any]:
    try:
        content = json.loads(notebook.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _about(content: dict[str, Any]) -> dict[str, Any]:
    metadata = content.get("metadata")
    about = metadata.get("medeopvoeders") if isinstance(metadata, dict) else None
    return about if isinstance(about, dict) else {}


def _grade_id(cell: object) -> str:
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return str(nbgrader.get("grade_id", "")) if isinstance(nbgrader, dict) else ""
