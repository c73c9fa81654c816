"""A module as its author writes it: `solutions/<lang>/<NN-slug>.md`, read into a frozen value.

The file is a MyST notebook. Prose between `:::{facilitator}`, `:::{model-answer}` or `:::{rubric}`
and `:::` is for other eyes than a trainee's: it is kept apart here, and never reaches the course.
What the page would trip over is found here too, so that a module that can be read can be shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from medeopvoeders.grading.activity_call import Call, CallError, argument_problems, read_call
from medeopvoeders.grading.drawings import missing_drawings
from medeopvoeders.grading.finding import BuildError, Finding, Problem
from medeopvoeders.grading.private_blocks import Note, PrivateBlockError, without_notes
from medeopvoeders.reading.front_matter import split_front_matter

Kind = Literal["vignette", "mirror", "reflection", "sheet", "hand-in"]

# A point is for playing to the end and looking back, one for a mirror too: what is graded is the
# reflection.
POINTS: dict[Kind, int] = {"vignette": 1, "mirror": 1, "reflection": 4, "sheet": 0, "hand-in": 0}
VERBS: dict[str, Kind] = {kind.replace("-", "_"): kind for kind in POINTS}
HAND_IN = "hand-in"
# What takes its title from the heading before it, and what is wrong where there is none.
TITLED_BY_HEADING: dict[Kind, str] = {"reflection": "no-prompt", "sheet": "no-heading"}

_SLUG = re.compile(r"\d{2}(-[a-z0-9]+)+")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Activity:
    """Something a trainee does. `title` and `prompt` come from the heading and the prose before
    it (a reflection, a sheet) and are empty for a vignette or mirror, whose file has a title."""

    id: str
    kind: Kind
    arguments: tuple[tuple[str, object], ...]
    line: int
    title: str = ""
    prompt: str = ""

    @property
    def points(self) -> int:
        """What it is worth in nbgrader; 0 where it is not graded."""
        return POINTS[self.kind]

    def __str__(self) -> str:
        """The activity without its language: the same in each, or the languages differ. Of what a
        sheet asks only the number is the same."""
        neutral = {name: len(v) if name == "asks" else v for name, v in sorted(self.arguments)}
        named = (f"{name}={value!r}" for name, value in neutral.items())
        return ", ".join([f"{self.kind} {self.id}", *named])


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell in reading order. A code cell without an `activity` is the set-up."""

    kind: Literal["prose", "code"]
    text: str
    line: int
    activity: Activity | None = None


@dataclass(frozen=True, slots=True)
class NotebookSource:
    """A module in one language, before it is built. `notes` are what the course leaves out."""

    path: Path
    lang: str
    slug: str
    title: str
    minutes: int
    cells: tuple[Cell, ...]
    notes: tuple[Note, ...]

    @property
    def number(self) -> int:
        """The module's number, from its slug."""
        return int(self.slug[:2])

    @property
    def activities(self) -> tuple[Activity, ...]:
        """What there is to do, in reading order."""
        return tuple(cell.activity for cell in self.cells if cell.activity)


def read_notebook_source(path: Path) -> NotebookSource:
    """The module that `path` holds. Raises BuildError with everything that is wrong in it."""
    return _Reader(path).read()


class _Reader:
    """Reads one file and gathers its findings, so that an author sees all of them at once."""

    def __init__(self, path: Path) -> None:
        self.path, self.lang, self.slug = path, path.parent.name, path.stem
        self.findings: list[Finding] = []
        self.seen: dict[str, int] = {}
        self.set_up_line, self.module = 0, ""
        self.used: list[tuple[str, int]] = []

    def find(self, code: str, line: int, **details: object) -> None:
        self.findings.append(Problem(code, line, details).found_in(self.path))

    def read(self) -> NotebookSource:
        if not _SLUG.fullmatch(self.slug):
            self.find("slug", 1, slug=self.slug)
        text, notes = self._public_text()
        matter = split_front_matter(text)
        if matter.error_line:
            self.find("front-matter", matter.error_line)
            raise BuildError(self.findings)
        title, minutes = self._front_matter(matter.fields)
        for name, line in missing_drawings(matter.body):
            self.find("no-drawing", line, name=name)
        notebook = self._parse(matter.body)
        cells = tuple(self._cells(notebook))
        self._expect_opened()
        if self.findings:
            raise BuildError(sorted(self.findings, key=lambda finding: finding.line))
        return NotebookSource(self.path, self.lang, self.slug, title, minutes, cells, notes)

    def _public_text(self) -> tuple[str, tuple[Note, ...]]:
        try:
            return without_notes(self.path.read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError as error:
            self.find("not-utf-8", error.object.count(b"\n", 0, error.start) + 1)
            raise BuildError(self.findings) from error
        except PrivateBlockError as error:
            self.findings += [problem.found_in(self.path) for problem in error.problems]
            raise BuildError(self.findings) from error

    def _parse(self, body: str) -> Any:
        """The notebook that the text below the front matter stands for."""
        from jupytext.myst import MystMetadataParsingError, myst_to_notebook  # takes seconds

        parse: Callable[..., Any] = myst_to_notebook
        try:
            return parse(body, add_source_map=True)
        except MystMetadataParsingError as error:
            self.find("not-a-notebook", 1, reason=error)
            raise BuildError(self.findings) from error

    def _front_matter(self, fields: dict[str, Any]) -> tuple[str, int]:
        title, minutes = str(fields.get("title") or "").strip(), fields.get("minutes")
        if not title:
            self.find("no-title", 1)
        if type(minutes) is not int or minutes < 1:  # true is an int too
            self.find("no-minutes", 1)
            minutes = 0
        return title, minutes

    def _cells(self, notebook: Any) -> Iterator[Cell]:
        prose = ""
        for cell, line in zip(notebook.cells, _lines(notebook), strict=True):
            if cell.cell_type == "code":
                yield self._code(cell.source, line, prose)
            elif text := re.sub(r"\n{3,}", "\n\n", cell.source).strip():
                prose = text
                yield Cell("prose", text, line)

    def _code(self, text: str, line: int, prose: str) -> Cell:
        try:
            call = read_call(text)
        except CallError as error:
            self.findings.append(error.problem.found_in(self.path, line))
            return Cell("code", text, line)
        if call.is_set_up:
            self._set_up(call, line + call.line)
            return Cell("code", text, line)
        return Cell("code", text, line, self._activity(call, line + call.line, prose))

    def _set_up(self, call: Call, line: int) -> None:
        if self.set_up_line:
            self.find("two-set-ups", line, first=self.set_up_line)
        else:
            self.set_up_line, self.module = line, call.module
        if call.positional != (self.slug, self.lang) or call.named:
            self.find("set-up-differs", line, slug=self.slug, lang=self.lang)
        if not call.imported:
            self.find("no-import", line)

    def _expect_opened(self) -> None:
        """Every activity must be called on the module, after it is opened."""
        if not self.set_up_line:
            self.find("no-set-up", 1, slug=self.slug, lang=self.lang)
            return
        for name, line in self.used:
            if name != self.module or line < self.set_up_line:
                self.find("not-opened", line, name=name, module=self.module)

    def _activity(self, call: Call, line: int, prose: str) -> Activity | None:
        kind = VERBS.get(call.name)
        if not kind:
            self.find("unknown-kind", line, name=call.name, known=", ".join(VERBS))
            return None
        self.used.append((call.module, line))
        for problem in argument_problems(call, self.lang):
            self.findings.append(problem.found_in(self.path, line - call.line))
        activity_id = HAND_IN if kind == HAND_IN else self._id(call, line)
        if not activity_id:
            return None
        if activity_id in self.seen:
            self.find("duplicate-id", line, id=activity_id, first=self.seen[activity_id])
        self.seen.setdefault(activity_id, line)
        title, prompt = self._prompt(kind, prose, activity_id, line)
        return Activity(activity_id, kind, call.named, line, title, prompt)

    def _id(self, call: Call, line: int) -> str:
        given = call.positional[0] if call.positional else None
        if not isinstance(given, str) or not _ID.fullmatch(given) or given == HAND_IN:
            self.find("no-id", line, name=call.name)
            return ""
        return given

    def _prompt(self, kind: Kind, prose: str, activity_id: str, line: int) -> tuple[str, str]:
        """The title of a reflection, or of a sheet, is the last heading before it; a reflection's
        prompt is what follows that."""
        headings = list(_HEADING.finditer(prose))
        if headings and kind in TITLED_BY_HEADING:
            return headings[-1][1], prose[headings[-1].end() :].strip()
        if kind in TITLED_BY_HEADING:
            self.find(TITLED_BY_HEADING[kind], line, id=activity_id)
        return "", ""


def _lines(notebook: Any) -> list[int]:
    """Where each cell stands, so that a line within a code cell can be added to it.

    jupytext counts a code cell's fence from 1 and prose from 0.
    """
    offsets = {"code": 0}
    cells_and_starts = zip(notebook.cells, notebook.metadata["source_map"], strict=True)
    return [start + offsets.get(cell.cell_type, 1) for cell, start in cells_and_starts]
