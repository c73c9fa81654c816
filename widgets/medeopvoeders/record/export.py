"""What leaves a trainee's folder at hand-in, and nothing more.

`for_hand_in` is the one place that decides it: the page shows what it gives, and handing in sends
what it gives.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from medeopvoeders.models.event import Event
from medeopvoeders.record.journal import encode
from medeopvoeders.record.notebook import Notebook, activity_kinds, answer_texts
from medeopvoeders.record.replay import HAND_IN, replay_consent

# What travels of each kind of event, by the kind of its activity: these values, and no others.
WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "vignette": {
        "chose": ("scene", "choice"),
        "went-on": ("scene",),
        "went-back": ("scene",),
        "restarted": (),
        "looked": ("scene",),
        "opened": (),
        "skipped": (),
    },
    "mirror": {"drew": ("first",), "compared": ()},
    "reflection": {"wrote": ("text",)},
}

# What one `finished` event can stand for.
DOABLE = ("vignette", "mirror")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """All that a hand-in holds: events for the record, and for each answer cell the texts that
    were typed straight into it."""

    events: tuple[Event, ...] = ()
    typed: dict[str, tuple[str, ...]] = field(default_factory=dict)


def for_hand_in(
    events: Iterable[Event], notebook: Notebook, complete: Collection[str] = (), stub: str = ""
) -> Outgoing:
    """What is handed in of a record, and of the notebook beside it.

    Only activities that the notebook names count. With consent to read: every step through the
    vignettes and mirrors, the last text of each reflection, typed answers that differ from `stub`,
    and the consent. Without it: only that those in `complete` were done, and the consent; of a
    mirror not even which family came first. Drafts stay home, and so does the hour: a day is all
    that anyone else needs.
    """
    events, kinds = tuple(events), activity_kinds(notebook)
    if not replay_consent(events).read:
        done = [activity for activity in complete if kinds.get(activity) in DOABLE]
        return Outgoing(_dated([*_only_finished(events, done), *_last_consent(events)]))
    kept = [kept for event in events if (kept := _reduced(event, kinds.get(event.activity, "")))]
    steps = [event for event in kept if event.kind != "wrote"]
    kept = [*steps, *_last_texts(kept), *_last_consent(events)]
    return Outgoing(_dated(kept), typed_answers(notebook, stub))


def write_record(path: Path, events: Iterable[Event]) -> None:
    """Write a new record file; an existing one is replaced whole or not at all."""
    waiting = path.with_name(path.name + ".new")
    waiting.write_bytes(b"".join(encode(event) for event in events))
    waiting.replace(path)


def _reduced(event: Event, activity_kind: str) -> Event | None:
    """The event with its known words alone; None for one that is not of this module, or not
    whole: half an event must not push a good one aside."""
    keys = WORDS.get(activity_kind, {}).get(event.kind)
    words = {key: event.data.get(key) for key in keys or ()}
    if keys is None or not all(isinstance(word, str) for word in words.values()):
        return None
    return replace(event, data=words)


def _only_finished(events: tuple[Event, ...], complete: list[str]) -> list[Event]:
    """One `finished` event a vignette or mirror, in place of the steps in it."""
    last = {event.activity: event for event in events if event.activity in complete}
    return [Event(event.id, event.at, name, "finished", {}) for name, event in last.items()]


def _last_texts(events: list[Event]) -> list[Event]:
    return list({event.activity: event for event in events if event.kind == "wrote"}.values())


def _last_consent(events: tuple[Event, ...]) -> list[Event]:
    """The consent as it is counted, made plain: two answers, and nothing beside them. Its id is
    that of the first one, the same in every hand-in of this record: so a hand-in that takes
    everything back is known to come from whoever gave it."""
    asked = [e for e in events if e.activity == HAND_IN and e.kind == "consented"]
    state = replay_consent(events)
    data: dict[str, Any] = {"read": state.read, "show": state.show}
    return [replace(event, id=asked[0].id, data=data) for event in asked[-1:]]


def typed_answers(notebook: Notebook, stub: str) -> dict[str, tuple[str, ...]]:
    """What was typed straight into the answer cell of each reflection, other than `stub`."""
    kinds = activity_kinds(notebook)
    found = {
        activity: tuple(text for text in texts if text.strip() not in {"", stub.strip()})
        for activity, texts in answer_texts(notebook).items()
        if kinds.get(activity) == "reflection"
    }
    return {activity: texts for activity, texts in found.items() if texts}


def _dated(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(replace(event, at=event.at[:10] + "T00:00:00.000Z") for event in events)
