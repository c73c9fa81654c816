"""`medeopvoeders cohort new`: making the folder of a group, ready for nbgrader."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from medeopvoeders.grading.cohort import (
    COHORT_FILE,
    Cohort,
    CohortError,
    cohort_folder,
    cohorts,
    default_home,
    find_cohort,
)
from medeopvoeders.grading.notebook import dashboard_bytes
from medeopvoeders.grading.rubrics import write_rubrics
from medeopvoeders.reading.library import languages

__all__ = [
    "Cohort",
    "CohortError",
    "cohorts",
    "find_cohort",
    "modules_of",
    "new_cohort",
    "write_cohort",
]

T = TypeVar("T")

CONFIG = """\
# nbgrader's settings for this group. What you set below the call wins; a gradebook in Postgres:
# c.CourseDirectory.db_url = "postgresql://user:password@host/database"
from medeopvoeders.grading.configuration import configure

configure(c, __file__)  # noqa: F821 - nbgrader gives this file its c
"""

TRAINEE_CONFIG = """\
# What a trainee's server needs to hand in to this group: put this folder on JUPYTER_CONFIG_PATH,
# or these two lines in the hub's own nbgrader_config.py.
c.CourseDirectory.course_id = {name}  # noqa: F821
c.Exchange.root = {exchange}  # noqa: F821
"""


def new_cohort(
    name: str, lang: str, course: Path, home: Path | None = None, exchange: Path | None = None
) -> Cohort:
    """Make the group `name` with the modules that `course` holds in `lang`, and with the rubrics
    from the folder `solutions` beside it, where there is one.

    `home` is where cohorts are kept (see `default_home`). `exchange` is the folder that nbgrader
    passes work through: unless it is given, the one that nbgrader is configured with, or its
    default where that can be written, or one in `home`. Everything or nothing: where something
    fails, no folder is left behind. Takes seconds, for nbgrader has to be imported. Raises
    CohortError.
    """
    folder = cohort_folder(name, home)
    modules = modules_of(course, lang)
    if folder.exists():
        raise CohortError("exists", name=name, path=folder)
    exchange = _exchange(exchange, home or default_home())
    made = Path(_writing(folder.parent, lambda: _waiting_folder(folder)))
    try:
        cohort = Cohort(name, lang, made, exchange, datetime.now(UTC).date().isoformat())
        _writing(folder.parent, lambda: write_cohort(cohort, modules))
        sources = [course.parent / "solutions" / lang / f"{path.stem}.md" for path in modules]
        _writing(folder.parent, lambda: write_rubrics(made, sources))
        _generate(cohort)
        _writing(folder.parent, lambda: made.rename(folder))
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return find_cohort(name, home)


def modules_of(course: Path, lang: str) -> list[Path]:
    """The built notebooks of one language. Raises CohortError where there are none."""
    if lang not in languages():
        raise CohortError("unknown-language", lang=lang, known=", ".join(languages()))
    found = [p for p in sorted((course / lang).glob("*/*.ipynb")) if p.stem == p.parent.name]
    if not found:
        raise CohortError("no-course", path=course / lang)
    return found


def _waiting_folder(folder: Path) -> str:
    """A hidden folder beside `folder`, readable by its owner alone: it will hold people's work."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    return tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent)


def write_cohort(cohort: Cohort, modules: list[Path]) -> None:
    """Write all that a group's folder holds before nbgrader knows of it. Raises OSError."""
    for notebook in modules:
        # The notebook alone: nbgrader puts every other file of an assignment's source over the
        # trainee's own, so a record among them would wipe out what each of them did.
        target = cohort.folder / "source" / notebook.stem / notebook.name
        target.parent.mkdir(parents=True)
        target.write_bytes(notebook.read_bytes())
    name, exchange = json.dumps(cohort.name), json.dumps(str(cohort.exchange), ensure_ascii=False)
    about = {"name": name, "lang": json.dumps(cohort.lang), "exchange": exchange}
    about["created"] = json.dumps(cohort.created)
    if cohort.made_up:
        about["made_up"] = "true"
    lines = "".join(f"{key} = {value}\n" for key, value in about.items())
    (cohort.folder / COHORT_FILE).write_text(lines, "utf-8")
    (cohort.folder / "nbgrader_config.py").write_text(CONFIG, "utf-8")
    (cohort.folder / "dashboard.ipynb").write_bytes(dashboard_bytes(cohort.title, cohort.lang))
    cohort.trainee_config.mkdir()
    config = TRAINEE_CONFIG.format(name=name, exchange=exchange)
    (cohort.trainee_config / "nbgrader_config.py").write_text(config, "utf-8")


def _generate(cohort: Cohort) -> None:
    """Make the modules known to nbgrader, as `nbgrader generate_assignment` does."""
    from medeopvoeders.grading.course_api import course_api

    api = course_api(cohort)
    for module in cohort.modules:
        result = api.generate_assignment(module)
        if not result["success"]:
            reason = str(result.get("log") or result.get("error", "")).strip()
            raise CohortError("failed", reason=reason.splitlines()[-1])


def _exchange(given: Path | None, home: Path) -> Path:
    """The hand-in folder, which nbgrader wants to exist and everybody to write in."""
    from medeopvoeders.grading.course_api import configured_exchange

    found = given or configured_exchange()
    if found and found.is_dir() and os.access(found, os.W_OK | os.X_OK):
        return found.absolute()
    if not given and found:
        reason = os.strerror(errno.EACCES if found.exists() else errno.ENOENT)
        raise CohortError("not-writable", path=found, reason=reason)
    folder = (given or home / "exchange").absolute()
    _writing(folder, lambda: _open_to_all(folder))
    return folder


def _open_to_all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    # nbgrader's own mode: a trainee adds a hand-in, and sees nobody else's, one level below.
    folder.chmod(0o777)


def _writing(folder: Path, write: Callable[[], T]) -> T:
    try:
        return write()
    except OSError as error:
        raise CohortError("not-writable", path=folder, reason=error.strerror) from error
