"""The groups that a facilitator keeps on this computer, as far as the home page shows them."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cohort:
    """One group: its name and the folder that holds all of its data."""

    name: str
    folder: Path


def find_cohorts() -> tuple[Cohort, ...]:
    """The groups in the cohorts' home, by name; a folder that is no cohort is passed over."""
    files = sorted(_home().glob("*/cohort.toml"))
    return tuple(cohort for path in files if (cohort := _cohort(path)))


def _home() -> Path:
    chosen = os.environ.get("MEDEOPVOEDERS_HOME")
    return (Path(chosen) if chosen else Path.home() / "medeopvoeders") / "cohorts"


def _cohort(path: Path) -> Cohort | None:
    try:
        name = tomllib.loads(path.read_text("utf-8"))["name"]
    except (OSError, ValueError, KeyError):
        return None
    return Cohort(str(name), path.parent)
