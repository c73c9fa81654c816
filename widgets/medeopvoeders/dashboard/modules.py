"""The modules of a cohort, as the build described them in the notebooks under `source/`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medeopvoeders.record.notebook import families_of


@dataclass(frozen=True, slots=True)
class Activity:
    """Something to do in a module. `kind` is vignette, mirror, reflection or hand-in; `prompt` is
    what a reflection asks, `families` are the ids of a mirror's vignettes."""

    id: str
    kind: str
    title: str
    prompt: str = ""
    families: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Module:
    """A module by its slug, with the activities in reading order."""

    slug: str
    title: str
    number: int
    activities: tuple[Activity, ...] = ()

    def of_kind(self, *kinds: str) -> tuple[Activity, ...]:
        """The activities of these kinds, in reading order."""
        return tuple(activity for activity in self.activities if activity.kind in kinds)


def read_modules(source: Path) -> tuple[Module, ...]:
    """The modules under `source`; a notebook that cannot be read is known by its slug alone."""
    return tuple(_read(path) for path in source.glob("*/*.ipynb") if path.stem == path.parent.name)


def unknown_module(slug: str) -> Module:
    """A module that only its folder's name is known of."""
    number = re.match(r"\d{1,3}(?=-)", slug, re.ASCII)
    return Module(slug, slug, int(number[0]) if number else 0)


def _read(path: Path) -> Module:
    plain = unknown_module(path.stem)
    try:
        about = json.loads(path.read_bytes())["metadata"]["medeopvoeders"]
        activities = tuple(map(_activity, about.get("activities", ())))
        title, number = str(about.get("title") or path.stem), about.get("number")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return plain
    return Module(path.stem, title, number if isinstance(number, int) else plain.number, activities)


def _activity(entry: dict[str, Any]) -> Activity:
    name, kind, title = (str(entry[key]) for key in ("id", "kind", "title"))
    return Activity(name, kind, title, str(entry.get("prompt", "")), families_of(entry))
