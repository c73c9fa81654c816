"""The course's terms: `content/glossary/<lang>/<NN-slug>.toml`, one file a module."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medeopvoeders.reading.fields import keys


class GlossaryError(ValueError):
    """A file that is no TOML, or holds something else than terms; `line` is where, from 1."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True)
class Term:
    """A term that a module introduces. `id` is the same in every language, `module` the slug of
    its module, and `line` where it begins in its file, from 1."""

    id: str
    term: str
    text: str
    sources: tuple[str, ...]
    module: str
    line: int


def read_terms(path: Path) -> tuple[Term, ...]:
    """The terms of one module, in the order of its file. Raises GlossaryError."""
    written = path.read_text("utf-8-sig", "replace")
    try:
        tables = tomllib.loads(written).get("term", [])
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise GlossaryError(str(error), int(found[1]) if found else 1) from error
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise GlossaryError("[[term]]", 1)
    starts = [written.count("\n", 0, at.start()) + 1 for at in re.finditer(r"\[\[", written)]
    lines = [*starts, *[1] * len(tables)]
    return tuple(_term(table, path.stem, line) for table, line in zip(tables, lines, strict=False))


def glossary_files(folder: Path) -> list[Path]:
    """The files of one language, by module."""
    return sorted(folder.glob("*.toml"))


def _term(table: dict[str, Any], module: str, line: int) -> Term:
    said = {name: " ".join(str(table.get(name) or "").split()) for name in ("id", "term", "text")}
    return Term(**said, sources=keys(table.get("sources")), module=module, line=line)
