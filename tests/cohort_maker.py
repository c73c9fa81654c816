"""Making cohorts and trainees for tests: real folders, real records, real nbgrader.

`make_course` builds the course, `make_cohort` a group with its modules released, and `Trainee` a
folder that somebody plays in. Browser tests use the same ones.
"""

from __future__ import annotations

import json
import shutil
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from medeopvoeders.grading.build import build
from medeopvoeders.grading.cohorts import new_cohort
from medeopvoeders.grading.notebook import answer_stub
from medeopvoeders.reading.library import load_mirror, load_vignette
from medeopvoeders.record.export import for_hand_in
from medeopvoeders.record.hand_in_file import Label, pack
from medeopvoeders.record.journal import RECORD_NAME, Journal
from medeopvoeders.record.notebook import read_notebook
from medeopvoeders.record.replay import completed_in

if TYPE_CHECKING:
    from medeopvoeders.grading.cohort import Cohort
    from medeopvoeders.models.vignette import Vignette

ROOT = Path(__file__).parent.parent
MODULE = "01-lever-or-barrier"
VIGNETTE = "signature"
MIRROR = "first-week"
REFLECTION = "what-wim-heard"
OTHER_REFLECTION = "two-mothers"


def make_course(folder: Path) -> Path:
    """Module 1, built from the repository's own solutions into `folder`."""
    build(ROOT / "solutions", folder)
    for other in (path for path in folder.glob("*/*") if path.name != MODULE):
        shutil.rmtree(other)
    return folder


def make_cohort(name: str, lang: str, course: Path, home: Path) -> Cohort:
    """A cohort in `home` whose modules are released, with an exchange of its own."""
    from medeopvoeders.grading.course_api import course_api

    shutil.copytree(ROOT / "solutions", course.parent / "solutions", dirs_exist_ok=True)
    cohort = new_cohort(name, lang, course, home, exchange=home / "exchange")
    api = course_api(cohort)
    for module in cohort.modules:
        result = api.release_assignment(module)
        assert result["success"], result
    return cohort


@dataclass(frozen=True)
class Trainee:
    """Somebody who works in a folder of their own: the module's notebook, and a record."""

    name: str
    folder: Path
    lang: str

    @property
    def journal(self) -> Journal:
        """The trainee's record, open for writing."""
        return Journal(self.folder / RECORD_NAME)

    def play_to_an_end(self, *, look: bool = True) -> None:
        """Walk the vignette along the shortest way to an ending, and look at the other road."""
        journal = self.journal
        for kind, data in complete_way(load_vignette(VIGNETTE, self.lang)):
            if look or kind != "looked":
                journal.append(VIGNETTE, kind, data)

    def play_the_mirror(self, *, compare: bool = True) -> None:
        """Walk both families along the shortest way, the second of the file first; then compare."""
        journal = self.journal
        families = load_mirror(MIRROR, self.lang)
        journal.append(MIRROR, "drew", {"first": families[1].id})
        for family in reversed(families):
            for kind, data in shortest_way(family):
                journal.append(family.id, kind, data)
        if compare:
            journal.append(MIRROR, "compared", {})

    def play_one_scene(self) -> None:
        """Take the first step and stop there."""
        kind, data = shortest_way(load_vignette(VIGNETTE, self.lang))[0]
        self.journal.append(VIGNETTE, kind, data)

    def write(self, text: str, reflection: str = REFLECTION) -> None:
        """Write in a reflection, on the page."""
        self.journal.append(reflection, "wrote", {"text": text})

    def consent(self, *, read: bool = True, show: bool = False) -> None:
        """Answer both questions of the hand-in."""
        self.journal.append("hand-in", "consented", {"read": read, "show": show})

    def make_file(self, signed: str, minute: int = 0) -> tuple[str, bytes]:
        """Hand in as a file, as the page does: its name, and what is in it."""
        vignette = load_vignette(VIGNETTE, self.lang)
        notebook = read_notebook(self.folder / f"{MODULE}.ipynb")
        events = self.journal.events
        finished = completed_in([vignette], events)
        sent = for_hand_in(events, notebook, finished, answer_stub(self.lang))
        at = datetime(2026, 11, 23, 14, minute, tzinfo=UTC)
        label = Label(signed, MODULE, at)
        return label.file_name, pack(sent, label)

    def type_in_cell(self, text: str, reflection: str = REFLECTION) -> None:
        """Type in an answer cell, in JupyterLab."""
        path = self.folder / f"{MODULE}.ipynb"
        notebook = json.loads(path.read_text("utf-8"))
        for cell in notebook["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == reflection:
                cell["source"] = text
        path.write_text(json.dumps(notebook), "utf-8")


def make_trainee(name: str, cohort: Cohort, home: Path) -> Trainee:
    """A trainee with a fresh copy of the module that the cohort released."""
    folder = home / name / MODULE
    folder.mkdir(parents=True)
    shutil.copy(cohort.folder / "release" / MODULE / f"{MODULE}.ipynb", folder)
    return Trainee(name, folder, cohort.lang)


@dataclass
class Desk:
    """A course root on nbgrader's desk: a released module and one submission, without a gradebook.

    `run` gives the submission to a preprocessor, as nbgrader would.
    """

    root: Path
    trainee: Trainee

    def run(self, preprocessor: type[Any], notebook: Any = None) -> Any:
        from traitlets.config import Config

        config = Config({"CourseDirectory": {"root": str(self.root)}})
        about = {"student": "jan", "assignment": MODULE, "notebook": MODULE, "db_url": ""}
        nothing = nbformat.v4.new_notebook()
        given = nothing if notebook is None else notebook
        result, _ = preprocessor(config=config).preprocess(given, {"nbgrader": about})
        return result

    @property
    def released(self) -> Any:
        return nbformat.read(self.root / "release" / MODULE / f"{MODULE}.ipynb", as_version=4)

    def rewrite(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Change the submitted notebook, as somebody with a text editor would."""
        path = self.trainee.folder / f"{MODULE}.ipynb"
        notebook = json.loads(path.read_text("utf-8"))
        change(notebook)
        path.write_text(json.dumps(notebook), "utf-8")


def submit_by_hand(cohort: Cohort, trainee: Trainee, minute: int = 0) -> Path:
    """Put the trainee's folder in the cohort's `submitted/` as it is, as a hostile trainee or a
    facilitator with a memory stick would, and return it."""
    target = cohort.folder / "submitted" / trainee.name / MODULE
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(trainee.folder, target, symlinks=True)
    stamp = f"2026-11-23 14:{minute:02}:00.000000 UTC"
    (target / "timestamp.txt").write_text(stamp, "utf-8")
    return target


def complete_way(vignette: Vignette) -> list[tuple[str, dict[str, str]]]:
    """The events of the shortest way to any ending, and of looking at the other road there."""
    way = shortest_way(vignette)
    scene = vignette.scene(way[-1][1]["scene"])
    choice = scene.choice(way[-1][1].get("choice", "")) if scene else None
    ending = choice.target if choice else scene.onward
    return [*way, ("looked", {"scene": ending})]


def shortest_way(vignette: Vignette) -> list[tuple[str, dict[str, str]]]:
    """The events of the shortest way from the first scene to any ending."""
    waiting: deque[tuple[str, list[tuple[str, dict[str, str]]]]] = deque([(vignette.start, [])])
    seen = {vignette.start}
    while waiting:
        scene_id, way = waiting.popleft()
        scene = vignette.scene(scene_id)
        assert scene, f"{vignette.id} leads to {scene_id}, which does not exist"
        if scene.is_ending:
            return way
        steps = [("chose", {"scene": scene_id, "choice": c.id}, c.target) for c in scene.choices]
        if scene.onward:
            steps.append(("went-on", {"scene": scene_id}, scene.onward))
        for kind, data, target in steps:
            if target not in seen:
                seen.add(target)
                waiting.append((target, [*way, (kind, data)]))
    raise AssertionError(f"{vignette.id} has no way to an ending")
