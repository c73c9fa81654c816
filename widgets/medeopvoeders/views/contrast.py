"""Looking back at an ending: the other chair, the way that was walked, the road not taken.

Three panels, one at a time. Approaches and comments stand in the last two alone: in the parent's
chair there is only what arrived.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from medeopvoeders.engine.contrast import (
    Way,
    decisions,
    other_approach,
    road_not_taken,
    way_of,
)
from medeopvoeders.engine.vignette import Walk
from medeopvoeders.models.vignette import Choice, Vignette
from medeopvoeders.reading.strings import Strings
from medeopvoeders.views.activity import State
from medeopvoeders.views.answer import answer, comments
from medeopvoeders.views.side_by_side import Side, Words, side_by_side
from medeopvoeders.views.trace import trace_words

LABELS = ("title", "next", "to_look", "looked", "still", "complete")
_QUOTED = re.compile(r"(“[^”]*”)")


def contrast(say: Strings, vignette: Vignette, walk: Walk) -> State:
    """The three panels of somebody who stands at an ending."""
    way = way_of(walk)
    labels = {name: say.table[f"contrast.{name}"] for name in LABELS}
    if vignette.family:  # In a mirror it is the comparison that completes it.
        labels |= {"still": "", "complete": ""}
    return {
        "labels": labels,
        "looked": walk.looked,
        "chair": _chair(say, vignette, way),
        "way": _own_way(say, vignette, way),
        "other": _other_way(say, vignette, way),
    }


def _chair(say: Strings, vignette: Vignette, way: Way) -> State:
    """The trainee's own words, as the parent received them."""
    parents = [person for person in vignette.people if person.parent]
    names = say("contrast.and").join(person.name for person in parents)
    alone = len(parents) == 1
    return {
        "title": say("contrast.chair"),
        "lead": say("contrast.chair_lead", name=names),
        "who": [", ".join(filter(None, (person.name, person.role))) for person in parents],
        "received": [
            {
                "scene": scene.title,
                "pieces": list(pieces(choice.text)),
                "thoughts": _inside(say, choice, alone=alone),
            }
            for scene, choice in decisions(vignette, way)
        ],
        "question": say("contrast.chair_question", name=names),
    }


def pieces(text: str) -> Iterator[State]:
    """A choice in pieces: what was said aloud, and what was done around it."""
    for piece in _QUOTED.split(text):
        if words := piece.strip():
            yield {"said": words.startswith("“"), "text": words}


def _inside(say: Strings, choice: Choice, *, alone: bool) -> list[State]:
    """The thoughts of whoever sits in the chair: yours. Of several parents each keeps a name."""
    key = "contrast.chair_thought" if alone else "vignette.thought"
    return [
        {"label": say(key, name=thought.person), "text": thought.text}
        for thought in choice.thoughts
    ]


def _own_way(say: Strings, vignette: Vignette, way: Way) -> State:
    return {
        "title": say("contrast.way"),
        "lead": say("contrast.way_lead"),
        "trace": trace_words(say, vignette, way),
        "steps_title": say("contrast.steps"),
        "steps": [
            {"scene": scene.title, **answer(say, choice), "comments": comments(say, choice)}
            for scene, choice in decisions(vignette, way)
        ],
    }


def _other_way(say: Strings, vignette: Vignette, way: Way) -> State:
    """One's own way beside one of the other approach; only a sentence where there is none."""
    other = road_not_taken(vignette, way)
    title = {"title": say("contrast.other")}
    if not other:
        return {**title, "lead": say("contrast.no_other"), "sides": None}
    approach = other_approach(vignette, way)
    mine = Side(vignette, way, say("sides.mine"), say("sides.empty_mine"))
    theirs = Side(vignette, other, say("sides.other"), say("sides.empty_other"))
    words = Words(
        endings=say("sides.endings"),
        parts=say("sides.parts"),
        meets=say("sides.meets"),
        both=say("sides.both"),
        known=frozenset(step.scene for step in way),
    )
    return {
        **title,
        "lead": say("contrast.other_lead"),
        "approach": {"id": approach, "label": say(f"contrast.other_{approach}")},
        "sides": side_by_side(say, mine, theirs, words),
    }
