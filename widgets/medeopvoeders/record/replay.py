"""From events to state: each activity's state is a fold over its events.

A record outlives the text it was made with. An event that no longer fits (a choice that was
removed since) leaves the state as it was; the event itself stays in the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from medeopvoeders.engine import hand_in, mirror, reflection
from medeopvoeders.engine import vignette as walking
from medeopvoeders.models.event import Event
from medeopvoeders.models.vignette import Vignette

HAND_IN = "hand-in"

# The actions in a vignette that are whole without a scene.
WORDLESS: Mapping[str, walking.Action] = {
    "restarted": walking.Restart(),
    "opened": walking.Open(),
    "skipped": walking.Skip(),
}

Pair = tuple[Vignette, Vignette]


def replay_walk(vignette: Vignette, events: Iterable[Event]) -> walking.Walk:
    """Where the trainee stands in `vignette`. The event `finished` stands for all that made it
    complete, where its trainee keeps that to themselves."""
    walk = walking.start(vignette)
    for event in events:
        if event.activity != vignette.id:
            continue
        if event.kind == "finished":
            walk = replace(walk, finished=True, looked=True)
        elif action := action_of(event):
            walk = walking.step(vignette, walk, action)
    return walk


def completed_in(vignettes: Iterable[Vignette], events: Iterable[Event]) -> frozenset[str]:
    """The ids of the vignettes that are complete (walked to an end and looked back on, or skipped),
    and of the mirrors that were compared: a family of a mirror is no activity by itself."""
    read, events = tuple(vignettes), tuple(events)
    walked = {v.id for v in read if not v.family and replay_walk(v, events).complete}
    pairs = [pair for pair in pairs_in(read) if replay_mirror(pair, events).compared]
    return frozenset(walked | {one.mirror_id for one, _ in pairs})


def pairs_in(vignettes: Iterable[Vignette]) -> Iterator[Pair]:
    """Both families of each mirror among the vignettes, in the order of its file."""
    known = {vignette.id: vignette for vignette in vignettes}
    for mirrored in dict.fromkeys(vignette.mirror for vignette in known.values()):
        match mirrored:
            case (one, other) if one in known and other in known:
                yield known[one], known[other]


def replay_mirror(families: Pair, events: Iterable[Event]) -> mirror.Mirror:
    """How far the trainee is in the mirror that both vignettes of `families` stand in.

    Compared means complete: both were walked to an end, whatever the order of the events (two
    records may have been merged). A hand-in without consent to read says that in one event.
    """
    events, (one, other) = tuple(events), families
    finished = [vignette.id for vignette in families if replay_walk(vignette, events).finished]
    state = mirror.Mirror()
    for event in events:
        if event.activity != one.mirror_id:
            continue
        if event.kind == "finished":
            state = replace(state, compared=True)
        elif action := mirror_action_of(event):
            state = mirror.step((one.id, other.id), finished, state, action)
    return state


def mirror_action_of(event: Event) -> mirror.Action | None:
    """The action in a mirror that an event records, or None for another kind of event."""
    match event.kind:
        case "drew":
            return mirror.Draw(_word(event.data.get("first")))
        case "compared":
            return mirror.Compare()
    return None


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
        case "looked":
            return walking.Look(scene)
    return WORDLESS.get(event.kind)


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
