"""Whether two hand-ins come from one record.

Each event has an id that nobody can guess, and a copy of a record has the same ones. That is a
finding and no proof of anything: two people may have worked on one computer, or one person may have
used two names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from medeopvoeders.models.event import Event
from medeopvoeders.record.replay import HAND_IN


def sharing(records: Mapping[str, Iterable[Event]]) -> dict[str, tuple[str, ...]]:
    """For each student whose record has a step in common with others': who those others are."""
    owners: dict[str, list[str]] = {}
    for student in sorted(records):
        for event in {event.id: event for event in records[student]}:
            owners.setdefault(event, []).append(student)
    found: dict[str, set[str]] = {}
    for students in owners.values():
        for student in students if len(students) > 1 else ():
            found.setdefault(student, set()).update(students)
    return {student: tuple(sorted(all_ - {student})) for student, all_ in found.items()}


def from_other_records(one: Iterable[Event], other: Iterable[Event]) -> bool:
    """True where it is certain that two hand-ins do not come from the same record: both answered
    the question of consent, whose id stays the same, and they share nothing."""
    one, other = tuple(one), tuple(other)
    both_asked = all(any(map(_is_consent, events)) for events in (one, other))
    return both_asked and {e.id for e in one}.isdisjoint(e.id for e in other)


def same_consent(one: Iterable[Event], other: Iterable[Event]) -> bool:
    """True where two hand-ins are answers by the same record to the question of consent."""
    ids = {event.id for event in one if _is_consent(event)}
    return any(_is_consent(event) and event.id in ids for event in other)


def _is_consent(event: Event) -> bool:
    return event.activity == HAND_IN and event.kind == "consented"
