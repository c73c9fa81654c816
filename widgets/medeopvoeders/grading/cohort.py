"""A cohort: a group of trainees, as a folder outside the repository.

The folder is an ordinary nbgrader course root. Deleting it deletes the group's data.
"""

from __future__ import annotations

import os
import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medeopvoeders.reading.library import load_strings

HOME_VARIABLE = "MEDEOPVOEDERS_HOME"
COHORT_FILE = "cohort.toml"

# No slash, no leading dot, and no plus sign, which nbgrader uses to take hand-ins apart.
_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,58}[A-Za-z0-9])?")


class CohortError(Exception):
    """A cohort cannot be made or found. `code` says why in one word; `message` in a sentence."""

    def __init__(self, code: str, **details: object) -> None:
        self.code, self.details = code, details
        super().__init__(self.message("en"))

    def message(self, lang: str) -> str:
        """What happened and what to do, in `lang`."""
        strings = load_strings(lang)
        details = dict(self.details)
        if self.code == "unknown":
            hint = "unknown_hint_some" if details.get("known") else "unknown_hint_none"
            details["hint"] = strings(f"cohort.{hint}", **details)
        return strings(f"cohort.{self.code.replace('-', '_')}", **details)


@dataclass(frozen=True, slots=True)
class Cohort:
    """A group. `folder` is its course root, `exchange` nbgrader's shared hand-in folder, `created`
    a day (ISO 8601). `made_up` says that nobody in it exists."""

    name: str
    lang: str
    folder: Path
    exchange: Path
    created: str
    made_up: bool = False

    @property
    def title(self) -> str:
        """What stands above the group's dashboard."""
        key = "made_up.name" if self.made_up else "cohort.dashboard_title"
        return load_strings(self.lang)(key, name=self.name)

    @property
    def trainee_config(self) -> Path:
        """The folder that a trainee's server needs on its JUPYTER_CONFIG_PATH to hand in here."""
        return self.folder / "trainees"

    @property
    def modules(self) -> tuple[str, ...]:
        """The slugs of the modules that this group can be given, in order."""
        return tuple(sorted(path.stem for path in self.folder.glob("source/*/*.ipynb")))


def default_home() -> Path:
    """Where cohorts are kept: $MEDEOPVOEDERS_HOME, or `medeopvoeders` in the home folder."""
    given = os.environ.get(HOME_VARIABLE)
    return Path(given).expanduser().absolute() if given else Path.home() / "medeopvoeders"


def cohort_folder(name: str, home: Path | None) -> Path:
    """Where the cohort `name` stands or would stand. Raises CohortError for a name that is no
    name: it becomes a folder, nbgrader's course id and part of a command."""
    if not _NAME.fullmatch(name):
        raise CohortError("bad-name", name=name)
    return (home or default_home()) / "cohorts" / name


def read_cohort(folder: Path) -> Cohort:
    """The cohort in `folder`. Raises CohortError where there is none."""
    try:
        about: dict[str, Any] = tomllib.loads((folder / COHORT_FILE).read_text("utf-8"))
        name, lang, exchange = (str(about[key]) for key in ("name", "lang", "exchange"))
    except (OSError, ValueError, KeyError) as error:
        raise CohortError("unknown", name=folder.name, path=folder.parent, known="") from error
    created, made_up = str(about.get("created", "")), about.get("made_up") is True
    return Cohort(name, lang, folder, Path(exchange), created, made_up)


def find_cohort(name: str, home: Path | None = None) -> Cohort:
    """The cohort of that name. Raises CohortError, which lists the ones that do exist."""
    folder = cohort_folder(name, home)
    if not (folder / COHORT_FILE).is_file():
        known = ", ".join(cohort.name for cohort in cohorts(home))
        raise CohortError("unknown", name=name, path=folder.parent, known=known)
    return read_cohort(folder)


def cohorts(home: Path | None = None) -> tuple[Cohort, ...]:
    """Every cohort that can be opened, by name."""
    files = sorted(((home or default_home()) / "cohorts").glob(f"*/{COHORT_FILE}"))
    found = []
    for file in files:
        # A hidden folder is one that is still being made.
        if not file.parent.name.startswith("."):
            with suppress(CohortError):
                found.append(read_cohort(file.parent))
    return tuple(found)
