"""A cohort's folder as nbgrader leaves it after collecting, made without nbgrader: fast."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from medeopvoeders.models.event import Event
from medeopvoeders.record.export import write_record

MODULE = "01-lever-or-barrier"
REFLECTION = "what-wim-heard"
ACTIVITIES = [
    {"id": "signature", "kind": "vignette", "title": "De handtekening", "points": 1},
    {
        "id": REFLECTION,
        "kind": "reflection",
        "title": "Wat hoorde Wim?",
        "points": 4,
        "prompt": "Kies **één** zin.\n\nLeg uit\nwaarom.",
    },
    {"id": "hand-in", "kind": "hand-in", "title": "Inleveren", "points": 0},
]


@dataclass(frozen=True)
class Desk:
    """A cohort's folder, and what lies in it."""

    folder: Path

    def submission(self, student: str, *events: Event, module: str = MODULE) -> Path:
        """The folder of a complete submission, with a record of `events`."""
        folder = self.folder / "submitted" / student / module
        folder.mkdir(parents=True)
        (folder / "timestamp.txt").write_text("2026-11-23 14:20:58.123456 UTC", "utf-8")
        write_notebook(folder / f"{module}.ipynb", "")
        write_record(folder / "record.jsonl", events)
        return folder


def make_desk(folder: Path, lang: str = "nl") -> Desk:
    """A cohort with one module and no submissions."""
    about = f'name = "balo-2"\nlang = "{lang}"\nexchange = "/srv"\ncreated = "2026-11-01"\n'
    (folder / "cohort.toml").write_text(about, "utf-8")
    make_module(folder, MODULE, "Hefboom of hindernis?", 1, ACTIVITIES)
    return Desk(folder)


def make_module(
    cohort: Path, slug: str, title: str, number: int, activities: Sequence[object]
) -> None:
    about = {"module": slug, "title": title, "number": number, "activities": list(activities)}
    folder = cohort / "source" / slug
    folder.mkdir(parents=True)
    notebook = {"cells": [], "metadata": {"medeopvoeders": about}}
    (folder / f"{slug}.ipynb").write_text(json.dumps(notebook), "utf-8")


def write_notebook(path: Path, typed: str) -> None:
    """A notebook with one answer cell, holding `typed`."""
    graded = {"grade_id": REFLECTION, "solution": True, "grade": True}
    cell = {"cell_type": "markdown", "metadata": {"nbgrader": graded}, "source": [typed]}
    path.write_text(json.dumps({"cells": [cell], "metadata": {}}), "utf-8")


def event(activity: str, kind: str, **data: object) -> Event:
    """One event; each has an id of its own."""
    return Event(uuid.uuid4().hex, "2026-11-23T00:00:00.000Z", activity, kind, data)


def chose(scene: str, choice: str) -> Event:
    return event("signature", "chose", scene=scene, choice=choice)


def wrote(text: str) -> Event:
    return event(REFLECTION, "wrote", text=text)


def consent(*, read: bool = True, show: bool = False) -> Event:
    return event("hand-in", "consented", read=read, show=show)
