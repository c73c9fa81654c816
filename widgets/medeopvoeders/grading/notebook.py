"""From a module's source to the notebook that trainees open, as bytes.

The same source gives the same bytes on any machine: cell ids come from what a cell says, keys are
sorted, and nothing is written of who built it, when, or with which version of a tool.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

from medeopvoeders.grading.citations import source_list, sources_of, with_addresses
from medeopvoeders.grading.drawings import with_drawings
from medeopvoeders.grading.source import Activity, Cell, NotebookSource
from medeopvoeders.reading.library import load_mirror, load_strings, load_vignette

ANSWER_TAG = "answer"
SCHEMA_VERSION = 3  # of nbgrader's cell metadata, as nbgrader 0.9 writes it
LOCKED = {"deletable": False, "editable": False}
HIDDEN = {"jupyter": {"source_hidden": True}, "tags": ["hide-input"]}


def notebook_bytes(source: NotebookSource) -> bytes:
    """The built notebook."""
    return _encode(_cells(source), _about(source))


def dashboard_bytes(title: str, lang: str) -> bytes:
    """The notebook of a cohort's dashboard: one hidden cell, which finds the cohort around it."""
    code = Cell("code", "from medeopvoeders.dashboard import open_cohort\n\nopen_cohort()", 1)
    return _encode([("code", _code(code))], {"lang": lang, "title": title, "wide": True})


def _encode(cells: list[tuple[str, dict[str, Any]]], about: dict[str, Any]) -> bytes:
    """A notebook in nbformat 4.5."""
    notebook = {
        "cells": _with_ids(cells),
        "metadata": {
            # Without a language version: that would differ from one machine to another.
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "medeopvoeders": about,
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
    return (text + "\n").encode()


def answer_stub(lang: str) -> str:
    """What stands in an answer cell until somebody types there. nbgrader puts the same text in
    released notebooks and gives an answer that still equals it 0 points and "No response."."""
    return load_strings(lang)("build.answer_stub")


def _about(source: NotebookSource) -> dict[str, Any]:
    """What every other part of the course goes by. A sheet to print is nothing to do: it stands
    apart, so that nothing counts, collects or grades it."""
    sheets = [a for a in source.activities if a.kind == "sheet"]
    todo = [a for a in source.activities if a.kind != "sheet"]
    about: dict[str, Any] = {
        "module": source.slug,
        "lang": source.lang,
        "title": source.title,
        "number": source.number,
        "minutes": source.minutes,
        "sources": [cited.key for cited in sources_of(source)],
        "activities": [_about_activity(source, activity) for activity in todo],
    }
    if sheets:
        about["sheets"] = [{"id": sheet.id, "title": sheet.title} for sheet in sheets]
    return about


def _about_activity(source: NotebookSource, activity: Activity) -> dict[str, Any]:
    about: dict[str, Any] = {
        "id": activity.id,
        "kind": activity.kind,
        "title": _title(source, activity),
        "points": activity.points,
    }
    match activity.kind:
        case "reflection":
            about["prompt"] = with_addresses(activity.prompt, source.lang)
        case "mirror":
            about["families"] = [family.id for family in load_mirror(activity.id, source.lang)]
    return about


def _title(source: NotebookSource, activity: Activity) -> str:
    match activity.kind:
        case "reflection":
            return activity.title
        case "hand-in":
            return load_strings(source.lang)("build.hand_in_title")
        case "mirror":
            return load_mirror(activity.id, source.lang)[0].title
    return load_vignette(activity.id, source.lang).title


def _cells(source: NotebookSource) -> list[tuple[str, dict[str, Any]]]:
    """Each cell with its role, which is part of its id."""
    cells: list[tuple[str, dict[str, Any]]] = []
    for cell in source.cells:
        if cell.kind == "prose":
            cells.append(("prose", _prose(cell.text, source.lang)))
            continue
        cells.append(("code", _code(cell)))
        if cell.activity and cell.activity.kind == "reflection":
            cells.append(("answer", _answer(cell.activity, source.lang)))
    if listed := source_list(source):
        cells.append(("prose", _markdown(listed, {})))
    return cells


def _prose(text: str, lang: str) -> dict[str, Any]:
    return _markdown(with_drawings(with_addresses(text, lang)), {})


def _markdown(text: str, metadata: dict[str, Any]) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": metadata, "source": _lines(text)}


def _code(cell: Cell) -> dict[str, Any]:
    metadata: dict[str, Any] = {**LOCKED, **HIDDEN}
    if cell.activity and cell.activity.kind in ("vignette", "mirror"):
        metadata["nbgrader"] = _nbgrader(cell.activity, "code", solution=False)
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": _lines(cell.text),
    }


def _answer(activity: Activity, lang: str) -> dict[str, Any]:
    graded = _nbgrader(activity, "markdown", solution=True)
    metadata = {"deletable": False, "nbgrader": graded, "tags": [ANSWER_TAG]}
    return _markdown(answer_stub(lang), metadata)


def _nbgrader(activity: Activity, cell_type: str, *, solution: bool) -> dict[str, Any]:
    """A solution is a cell that a trainee writes in; the other kind is locked and autograded."""
    return {
        "cell_type": cell_type,
        "grade": True,
        "grade_id": activity.id,
        "locked": not solution,
        "points": activity.points,
        "schema_version": SCHEMA_VERSION,
        "solution": solution,
        "task": False,
    }


def _lines(text: str) -> list[str]:
    """The list of lines of nbformat, cut at newlines only: other breaks belong to the text."""
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + lines[-1:]


def _with_ids(cells: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Ids from what each cell is and says, so that adding one leaves the others' alone."""
    seen: Counter[str] = Counter()
    named = []
    for role, cell in cells:
        graded = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        said = "\n".join([role, graded, "".join(cell["source"])])
        mark = hashlib.sha1(f"{said}\n{seen[said]}".encode(), usedforsecurity=False)
        seen[said] += 1
        named.append(cell | {"id": mark.hexdigest()[:12]})
    return named
