"""What leaves a trainee's folder at hand-in, and nothing more."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from medeopvoeders.models.event import Event
from medeopvoeders.record.journal import encode
from medeopvoeders.record.replay import HAND_IN, replay_consent

WALKING = frozenset({"chose", "went-on", "went-back", "restarted"})


def for_hand_in(events: Iterable[Event], finished: Collection[str] = ()) -> tuple[Event, ...]:
    """The events that are handed in.

    With consent to read: every step through the vignettes, the last text of each reflection and
    the consent. Without it: only that the vignettes in `finished` were walked to an end, and the
    consent. Drafts stay home, and so does the hour: a day is all that anyone else needs.
    """
    events = tuple(events)
    if not replay_consent(events).read:
        kept = [*_only_finished(events, finished), *_last_consent(events)]
    else:
        steps = [event for event in events if event.kind in WALKING]
        kept = [*steps, *_last_texts(events), *_last_consent(events)]
    return tuple(replace(event, at=_day(event.at)) for event in kept)


def write_record(path: Path, events: Iterable[Event]) -> None:
    """Write a new record file; an existing one is replaced whole or not at all."""
    waiting = path.with_name(path.name + ".new")
    waiting.write_bytes(b"".join(encode(event) for event in events))
    waiting.replace(path)


def _only_finished(events: tuple[Event, ...], finished: Collection[str]) -> list[Event]:
    """One `finished` event a vignette, in place of the walk."""
    last = {event.activity: event for event in events if event.activity in finished}
    return [Event(event.id, event.at, activity, "finished", {}) for activity, event in last.items()]


def _last_texts(events: tuple[Event, ...]) -> list[Event]:
    return list({event.activity: event for event in events if event.kind == "wrote"}.values())


def _last_consent(events: tuple[Event, ...]) -> list[Event]:
    consents = [e for e in events if e.activity == HAND_IN and e.kind == "consented"]
    return consents[-1:]


def _day(at: str) -> str:
    return at[:10] + "T00:00:00.000Z"
