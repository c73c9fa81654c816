"""The modules there are, and how far a trainee is in each.

A module is a notebook that says so in its metadata. What a trainee did stands in the record beside
it; the home page shows the same state as the activities themselves would.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from medeopvoeders.grading.cohort import COHORT_FILE
from medeopvoeders.models.event import Event
from medeopvoeders.reading.library import UnknownContentError, load_mirror, load_vignette
from medeopvoeders.record.journal import RECORD_NAME, Problem, read_record
from medeopvoeders.record.replay import replay_answer, replay_consent, replay_mirror, replay_walk

Stage = Literal["new", "begun", "done", "handed-in"]

# The course's own folders, and a hub's folder where nbgrader put a fetched module beside others.
PLACES = ("course/{lang}/*/*.ipynb", "*/*.ipynb")
_OURS = re.compile(r"(?:course/[a-z]+/)?([^/]+)/\1\.ipynb")
DASHBOARD = "dashboard.ipynb"


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing to do in a module, and whether it is done."""

    id: str
    kind: str
    title: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class Module:
    """One module in one language. `path` is the notebook's, relative to the served folder;
    `sources` are the keys of those that it cites, or that its vignettes lean on."""

    slug: str
    lang: str
    title: str
    number: int
    minutes: int
    path: str
    activities: tuple[Activity, ...] = ()
    stage: Stage = "new"
    problem: Problem = ""
    sources: tuple[str, ...] = ()

    @property
    def steps_done(self) -> int:
        """How many activities are done."""
        return sum(activity.done for activity in self.activities)


def find_modules(root: Path, lang: str) -> tuple[Module, ...]:
    """The modules under `root` in `lang`, by number. One notebook a module: the first place."""
    found: dict[str, Module] = {}
    for place in PLACES:
        for path in sorted(root.glob(place.format(lang=lang))):
            module = read_module(root, path) if is_at_its_place(root, path) else None
            if module and module.lang == lang:
                found.setdefault(module.slug, module)
    return tuple(sorted(found.values(), key=lambda module: (module.number, module.slug)))


def is_at_its_place(root: Path, notebook: Path) -> bool:
    """Whether `notebook`, somewhere under `root`, stands where only the course's own stand.

    A group's folder holds what trainees handed in, which nobody's computer may execute: there
    only the dashboard is ours. No link is followed, nor `..`: the path says where the file is.
    """
    home, path = root.resolve(), notebook.relative_to(root).as_posix()
    if notebook.resolve() != home / path:
        return False
    if group := group_around(home):
        return notebook.resolve() == group / DASHBOARD
    return bool(_OURS.fullmatch(path))


def group_around(folder: Path) -> Path | None:
    """The group's folder that `folder` is, or lies in."""
    for around in (folder, *folder.parents):
        if os.path.exists(around / COHORT_FILE):  # noqa: PTH110 - Path's raises for a closed folder
            return around
    return None


def read_module(root: Path, path: Path) -> Module | None:
    """The module that the notebook at `path` holds, with its progress; None where it holds none."""
    try:
        notebook = json.loads(path.read_bytes())
        return _module(notebook["metadata"]["medeopvoeders"], root, path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _module(about: dict[str, Any], root: Path, path: Path) -> Module:
    record = read_record(path.with_name(RECORD_NAME))
    lang = str(about["lang"])
    activities = tuple(
        _activity(entry, lang, record.events) for entry in about.get("activities", ())
    )
    return Module(
        slug=str(about["module"]),
        lang=lang,
        title=str(about["title"]),
        number=int(about.get("number", 0)),
        minutes=int(about.get("minutes", 0)),
        path=path.relative_to(root).as_posix(),
        activities=activities,
        stage=_stage(activities, record.events),
        problem=record.problem,
        sources=tuple(map(str, about.get("sources", ()))),
    )


def _activity(entry: dict[str, Any], lang: str, events: Iterable[Event]) -> Activity:
    kind, name = str(entry["kind"]), str(entry["id"])
    return Activity(name, kind, str(entry["title"]), _is_done(kind, name, lang, events))


def _is_done(kind: str, name: str, lang: str, events: Iterable[Event]) -> bool:
    match kind:
        case "vignette":
            return _is_complete(name, lang, events)
        case "mirror":
            return _is_compared(name, lang, events)
        case "reflection":
            return bool(replay_answer(name, events).strip())
        case "hand-in":
            return bool(replay_consent(events).receipts)
    return any(event.activity == name for event in events)


def _is_complete(name: str, lang: str, events: Iterable[Event]) -> bool:
    try:
        return replay_walk(load_vignette(name, lang), events).complete
    except (UnknownContentError, ValueError):
        return False


def _is_compared(name: str, lang: str, events: Iterable[Event]) -> bool:
    try:
        return replay_mirror(load_mirror(name, lang), events).compared
    except UnknownContentError:
        return False


def _stage(activities: tuple[Activity, ...], events: tuple[Event, ...]) -> Stage:
    if replay_consent(events).receipts:
        return "handed-in"
    to_do = [activity for activity in activities if activity.kind != "hand-in"]
    if to_do and all(activity.done for activity in to_do):
        return "done"
    return "begun" if events else "new"
