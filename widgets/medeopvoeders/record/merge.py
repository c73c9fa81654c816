"""Two records of one module made into one. Pure: bytes in, bytes out.

The union by event id, in order of time, so that a record from an earlier session can be brought
into this one, in any order and any number of times. What cannot be read comes along as it is.

A fold over a mere union would hide work where both sides began from nothing, so two things are
added, each under an id that follows from the two sides: a new start between two walks through one
vignette (else the steps of the second do not fit), and, where both wrote in one reflection, a last
text that holds both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from medeopvoeders.models.event import Event
from medeopvoeders.record.journal import encode, parse_record

STEPS = frozenset({"chose", "went-on", "went-back", "restarted", "looked", "opened", "skipped"})
TEXT = "wrote"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a record. `since` is the latest moment met so far in its file: by it, lines keep
    the order of their own file even where a clock was set back. `turn` decides between equals."""

    raw: bytes
    event: Event | None
    since: str
    turn: int = 0

    @property
    def name(self) -> str | bytes:
        """By which two lines are the same one."""
        return self.event.id if self.event else self.raw


def merged(mine: bytes, theirs: bytes) -> bytes:
    """`mine` with all that only `theirs` holds; the same bytes where that is nothing."""
    ours, others = list(_lines(mine)), list(_lines(theirs))
    known = {line.name for line in ours}
    new: dict[str | bytes, _Line] = {}
    for line in others:
        if line.name not in known:
            new.setdefault(line.name, line)
    if not new:
        return mine
    both = [*ours, *new.values()]
    for one, other in _walks_apart(ours, others):
        both = list(_one_after_the_other(both, one, other))
    both += _texts_together(ours, others)
    ordered = sorted(both, key=lambda line: (line.since, line.turn))
    return b"".join(line.raw + b"\n" for line in ordered)


def _lines(content: bytes) -> Iterator[_Line]:
    since = ""
    for raw in filter(bytes.strip, content.split(b"\n")):
        event = next(iter(parse_record(raw).events), None)
        since = max(since, event.at) if event else since
        yield _Line(raw, event, since)


def _of(lines: Iterable[_Line], activity: str, kinds: frozenset[str]) -> list[_Line]:
    return [
        line
        for line in lines
        if line.event and line.event.activity == activity and line.event.kind in kinds
    ]


def _shared_activities(ours: list[_Line], others: list[_Line], kinds: frozenset[str]) -> list[str]:
    mine, theirs = (
        {line.event.activity for line in lines if line.event and line.event.kind in kinds}
        for lines in (ours, others)
    )
    return sorted(mine & theirs)


def _walks_apart(
    ours: list[_Line], others: list[_Line]
) -> Iterator[tuple[list[_Line], list[_Line]]]:
    """Two walks through one vignette that have no step in common, the older one first."""
    for activity in _shared_activities(ours, others, STEPS):
        walks = _of(ours, activity, STEPS), _of(others, activity, STEPS)
        if not {line.name for line in walks[0]} & {line.name for line in walks[1]}:
            older, newer = sorted(walks, key=lambda walk: (walk[-1].since, str(walk[0].name)))
            yield older, newer


def _one_after_the_other(
    both: list[_Line], older: list[_Line], newer: list[_Line]
) -> Iterator[_Line]:
    """All lines, the newer walk after the older one, and a new start between them."""
    end, names = older[-1].since, {line.name for line in newer}
    for line in both:
        late = line.name in names
        yield replace(line, since=max(line.since, end), turn=2) if late else line
    first = newer[0].event
    if first and first.kind != "restarted":
        event = Event(_id(older[0], newer[0]), first.at, first.activity, "restarted", {})
        yield _Line(_raw(event), event, max(newer[0].since, end), turn=1)


def _texts_together(ours: list[_Line], others: list[_Line]) -> Iterator[_Line]:
    """A last text for each reflection where either side ended in one that the other never saw."""
    kinds = frozenset({TEXT})
    known = [{line.name for line in lines} for lines in (ours, others)]
    for activity in _shared_activities(ours, others, kinds):
        mine, theirs = _of(ours, activity, kinds)[-1], _of(others, activity, kinds)[-1]
        if theirs.name in known[0] or mine.name in known[1]:
            continue
        older, newer = sorted((mine, theirs), key=lambda line: (line.since, str(line.name)))
        text = _beside(_text(older), _text(newer))
        if newer.event and text != _text(newer):
            event = Event(_id(older, newer), newer.event.at, activity, TEXT, {"text": text})
            yield _Line(_raw(event), event, newer.since, turn=3)


def _beside(older: str, newer: str) -> str:
    """Both texts; one of them where it holds the other."""
    if older.strip() in newer:
        return newer
    return older if newer.strip() in older else f"{older}\n\n{newer}"


def _text(line: _Line) -> str:
    text = line.event.data.get("text") if line.event else ""
    return text if isinstance(text, str) else ""


def _id(older: _Line, newer: _Line) -> str:
    """The id of what is added: the same whichever side does the merging, so it is added once."""
    names = f"{older.name!r} {newer.name!r}"
    return hashlib.sha256(names.encode("utf-8", "replace")).hexdigest()[:32]


def _raw(event: Event) -> bytes:
    return encode(event).rstrip(b"\n")
