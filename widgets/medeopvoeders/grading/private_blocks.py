"""Cutting what is not for trainees out of a module's text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

NoteKind = Literal["facilitator", "model-answer"]

_OPENING = re.compile(r"^:::+\s*\{(facilitator|model-answer)\}\s*$")
_CLOSING = re.compile(r"^:::+\s*$")


@dataclass(frozen=True, slots=True)
class Note:
    """A block that the course leaves out; `line` is where it opens, from 1."""

    kind: NoteKind
    text: str
    line: int


class UnclosedBlockError(ValueError):
    """A block has no end: everything after it would silently be lost to trainees, or shown."""

    def __init__(self, kind: str, line: int) -> None:
        super().__init__(kind)
        self.kind, self.line = kind, line


def without_notes(text: str) -> tuple[str, tuple[Note, ...]]:
    """The text with each private block replaced by as many empty lines, so that line numbers
    stay true, and those blocks. Raises UnclosedBlockError."""
    public: list[str] = []
    notes: list[Note] = []
    inside: list[str] | None = None
    kind, opened = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        opening = _OPENING.match(line)
        if opening and inside is not None:
            break
        if opening:
            inside, kind, opened = [], opening[1], number
        elif inside is not None and _CLOSING.match(line):
            notes.append(Note(kind, "\n".join(inside).strip(), opened))  # type: ignore[arg-type]
            inside = None
            public.append("")
            continue
        elif inside is not None:
            inside.append(line)
        public.append(line if inside is None else "")
    if inside is not None:
        raise UnclosedBlockError(kind, opened)
    return "\n".join(public), tuple(notes)
