"""Which of somebody's work is in a file of their own, as far as this server knows.

Kept in memory: where sessions end, the server ends with them, and so does what it knew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from medeopvoeders.record.journal import parse_record
from medeopvoeders.record.work_file import ModuleWork


@dataclass(slots=True)
class Kept:
    """The pieces of work that were downloaded from here, or came back out of a file."""

    pieces: set[object] = field(default_factory=set)

    def note(self, works: Iterable[ModuleWork]) -> None:
        """All of `works` is in a file now."""
        self.pieces.update(name for name, _ in _pieces(works))

    def state(self, works: Iterable[ModuleWork]) -> dict[str, Any]:
        """What a page needs to know of `works`: whether there is any, whether some of it is in no
        file yet, and the moment of the first step that is not; empty where no step is missing."""
        pieces = list(_pieces(works))
        missing = [moment for name, moment in pieces if name not in self.pieces]
        since = min(filter(None, missing), default="")
        return {"any": bool(pieces), "unsaved": bool(missing), "since": since}


def _pieces(works: Iterable[ModuleWork]) -> Iterator[tuple[object, str]]:
    """Each event with its moment, and each typed text, which has none."""
    for work in works:
        yield from ((event.id, event.at) for event in parse_record(work.record).events)
        for cell, texts in work.typed.items():
            yield from (((work.lang, work.module, cell, text), "") for text in texts)
