"""`medeopvoeders build`: every module in `solutions/`, built into `course/`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from medeopvoeders.grading.finding import BuildError, Finding
from medeopvoeders.grading.notebook import notebook_bytes
from medeopvoeders.grading.source import read_notebook_source
from medeopvoeders.reading.library import load_strings

HINT_LINES = 12


@dataclass(frozen=True, slots=True)
class Difference:
    """A notebook in `course/` that is not what its source gives. `hint` is the beginning of a
    unified diff from what stands there to what should, or empty."""

    path: Path
    kind: Literal["differs", "missing", "superfluous"]
    hint: str = ""

    def message(self, lang: str) -> str:
        """What to do about it, in `lang`."""
        strings = load_strings(lang)
        said = strings(f"build.difference_{self.kind}", path=self.path.as_posix())
        return f"{said}\n{self.hint}".strip()


def build(solutions: Path, course: Path) -> list[Path]:
    """Build every module and return the notebooks, in order.

    Nothing is written unless everything can be built. Raises BuildError with the findings of all
    sources, OSError where `course` cannot be written.
    """
    built = build_all(solutions, course)
    for path, content in built.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
    return list(built)


def differences(solutions: Path, course: Path) -> list[Difference]:
    """Every notebook in `course` that differs from its source, is missing, or has no source.

    Empty where all is well; nothing is written. Raises BuildError like `build`.
    """
    built = build_all(solutions, course)
    found = [_difference(path, content) for path, content in built.items()]
    strangers = [Difference(path, "superfluous") for path in _notebooks(course) - set(built)]
    return sorted(filter(None, [*found, *strangers]), key=lambda difference: difference.path)


def build_all(solutions: Path, course: Path) -> dict[Path, bytes]:
    """What each notebook in `course` should hold. Raises BuildError."""
    built: dict[Path, bytes] = {}
    findings: list[Finding] = []
    for source in module_sources(solutions):
        path = course / source.parent.name / source.stem / f"{source.stem}.ipynb"
        try:
            built[path] = notebook_bytes(read_notebook_source(source))
        except BuildError as error:
            findings += error.findings
    if findings:
        raise BuildError(findings)
    return built


def module_sources(solutions: Path) -> list[Path]:
    """The module files, language by language; notes beside them start with a letter."""
    return sorted(solutions.glob("*/[0-9]*.md"))


def _notebooks(course: Path) -> set[Path]:
    found = course.glob("*/*/*.ipynb")
    return {path for path in found if path.parent.name != ".ipynb_checkpoints"}


def _difference(path: Path, content: bytes) -> Difference | None:
    if not path.is_file():
        return Difference(path, "missing")
    if path.read_bytes() == content:
        return None
    return Difference(path, "differs", "\n".join(islice(_hint(path, content), HINT_LINES)))


def _hint(path: Path, content: bytes) -> Iterator[str]:
    stands = path.read_bytes().decode("utf-8", "replace").splitlines()
    should = content.decode().splitlines()
    return difflib.unified_diff(stands, should, "course", "solutions", n=1, lineterm="")
