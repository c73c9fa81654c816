"""From events to state: each activity's state is a fold over its events.

A record outlives the text it was made with. An event that no longer fits (a choice that was
removed since) leaves the state as it was; the event itself stays in the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from medeopvoeders.engine import hand_in, reflection
from medeopvoeders.engine import vignette as walking
from medeopvoeders.models.event import Event
from medeopvoeders.models.vignette import Vignette

HAND_IN = "hand-in"


def replay_walk(vignette: Vignette, events: Iterable[Event]) -> walking.Walk:
    """Where the trainee stands in `vignette`."""
    walk = walking.start(vignette)
    for event in events:
        if event.activity != vignette.id:
            continue
        if event.kind == "finished":
            walk = replace(walk, finished=True)
        elif action := action_of(event):
            walk = walking.step(vignette, walk, action)
    return walk


def finished_in(vignettes: Iterable[Vignette], events: Iterable[Event]) -> frozenset[str]:
    """The ids of the vignettes that were walked to an end."""
    events = tuple(events)
    return frozenset(v.id for v in vignettes if replay_walk(v, events).finished)


def action_of(event: Event) -> walking.Action | None:
    """The vignette action that an event records, or None for another kind of event."""
    scene = _word(event.data.get("scene"))
    match event.kind:
        case "chose":
            return walking.Choose(scene, _word(event.data.get("choice")))
        case "went-on":
            return walking.GoOn(scene)
        case "went-back":
            return walking.GoBack(scene)
        case "restarted":
            return walking.Restart()
    return None


def replay_answer(activity: str, events: Iterable[Event]) -> str:
    """What the trainee last wrote in the reflection `activity`; empty before the first word."""
    answer = reflection.Answer()
    for event in events:
        text = event.data.get("text")
        if event.activity == activity and event.kind == "wrote" and isinstance(text, str):
            answer = reflection.step(answer, reflection.Write(text))
    return answer.text


def replay_consent(events: Iterable[Event]) -> hand_in.HandIn:
    """What the trainee allows, and what was handed in."""
    state = hand_in.HandIn()
    for event in events:
        if event.activity == HAND_IN and (action := _hand_in_action(event)):
            state = hand_in.step(state, action)
    return state


def _hand_in_action(event: Event) -> hand_in.Consent | hand_in.Sign | hand_in.Delivered | None:
    data = event.data
    match event.kind:
        case "consented":
            return hand_in.Consent(data.get("read") is True, data.get("show") is True)
        case "handed-in":
            to, file = _word(data.get("to")), _word(data.get("file"))
            return hand_in.Delivered(hand_in.Receipt(to, event.at, file))
        case "signed":
            return hand_in.Sign(_word(data.get("name")))
    return None


def _word(value: object) -> str:
    """A string as it stands; anything else a stranger's record may hold is no word."""
    return value if isinstance(value, str) else ""
