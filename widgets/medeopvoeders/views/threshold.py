"""Before a vignette with something that may be hard to read: what it is, and two ways on.

Laid out as a scene, so that the page shows and announces it as one. Nothing of the vignette itself
is in it but its title and its notice.
"""

from __future__ import annotations

from medeopvoeders.engine.vignette import Walk
from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.strings import Strings
from medeopvoeders.views.activity import State


def threshold(say: Strings, vignette: Vignette, walk: Walk) -> State:
    """The threshold of somebody who was not there yet, or who skipped the vignette."""
    told = say("threshold.stays" if walk.skipped else "threshold.may")
    ways = {"open": "open_after_all"} if walk.skipped else {"open": "open", "skip": "skip"}
    return {
        "scene": {
            "id": walk.here,
            "title": vignette.title,
            "blocks": [{"kind": "text", "text": text} for text in (vignette.notice, told)],
        },
        "before": None,
        "question": "",
        "options": [],
        "onward": None,
        "ending": None,
        "can_go_back": False,
        "can_restart": False,
        "stop": None,
        "doors": {
            "label": say("threshold.skipped") if walk.skipped else None,
            "ways": [{"do": act, "text": say(f"threshold.{key}")} for act, key in ways.items()],
        },
    }
