"""`medeopvoeders build`: every module in `solutions/`, built into `course/`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Literal

from medeopvoeders.grading.finding import BuildError, Finding, Problem
from medeopvoeders.grading.named_reflections import lost_reflections
from medeopvoeders.grading.notebook import notebook_bytes
from medeopvoeders.grading.source import NotebookSource, read_notebook_source
from medeopvoeders.reading.library import languages, load_strings

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
    paths = module_sources(solutions)
    sources: list[NotebookSource] = []
    findings = [] if paths else [_no_modules(solutions)]
    for path in paths:
        try:
            sources.append(read_notebook_source(path))
        except BuildError as error:
            findings += error.findings
    findings += [*_missing_languages(paths), *_differing_languages(sources)]
    findings += lost_reflections(sources, paths)
    if findings:
        raise BuildError(findings)
    return {course / s.lang / s.slug / f"{s.slug}.ipynb": notebook_bytes(s) for s in sources}


def module_sources(solutions: Path) -> list[Path]:
    """The module files, language by language; notes beside them start with a letter."""
    return sorted(solutions.glob("*/[0-9]*.md"))


def _no_modules(solutions: Path) -> Finding:
    """In every language: a folder has none of its own."""
    said = (load_strings(lang)("build.no_modules", path=solutions) for lang in languages())
    return Finding(solutions, 0, "no-modules", " / ".join(said))


def _missing_languages(paths: list[Path]) -> Iterator[Finding]:
    """Each module has to stand in every language."""
    for path in sorted({path.stem: path for path in paths}.values()):
        for lang in languages():
            wanted = path.parents[1] / lang / path.name
            if wanted not in paths:
                yield Problem("one-language", 1, {"path": _place(wanted)}).found_in(path)


def _differing_languages(sources: list[NotebookSource]) -> Iterator[Finding]:
    """Every place where a module's activities are not those of its first language."""
    order = {lang: place for place, lang in enumerate(languages())}
    sources = sorted(sources, key=lambda source: (source.slug, order.get(source.lang, len(order))))
    for _, group in groupby(sources, key=lambda source: source.slug):
        original, *others = group
        for other in others:
            yield from _differing_activities(original, other)


def _differing_activities(original: NotebookSource, other: NotebookSource) -> Iterator[Finding]:
    theirs, ours = [[str(todo) for todo in source.activities] for source in (original, other)]
    lines = [1, *(activity.line for activity in other.activities)]
    changes = difflib.SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes()
    for kind, from_there, to_there, from_here, to_here in changes:
        if kind == "equal":
            continue
        details = {
            "path": _place(original.path),
            "there": "; ".join(theirs[from_there:to_there]) or "-",
            "here": "; ".join(ours[from_here:to_here]) or "-",
        }
        # What is missing here is missing after the activity before it.
        line = lines[from_here + (to_here > from_here)]
        yield Problem("languages-differ", line, details).found_in(other.path)


def _place(source: Path) -> str:
    """A module file as the project's own folder shows it."""
    return "/".join(source.parts[-3:])


def _notebooks(course: Path) -> set[Path]:
    found = course.glob("*/*/*.ipynb")
    return {path for path in found if path.parent.name != ".ipynb_checkpoints"}


def _difference(path: Path, content: bytes) -> Difference | None:
    if not path.is_file():
        return Difference(path, "missing")
    if path.read_bytes().replace(b"\r\n", b"\n") == content:  # as git may check it out
        return None
    return Difference(path, "differs", "\n".join(islice(_hint(path, content), HINT_LINES)))


def _hint(path: Path, content: bytes) -> Iterator[str]:
    stands = path.read_bytes().decode("utf-8", "replace").splitlines()
    should = content.decode().splitlines()
    return difflib.unified_diff(stands, should, "course", "solutions", n=1, lineterm="")
