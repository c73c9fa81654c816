"""How structure and relationship moved over a way: a sentence, two lines of numbers, and words.

Two lines, each for itself: they are never added, and neither is a mark.
"""

from __future__ import annotations

from medeopvoeders.engine.contrast import Way, trace
from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.strings import Strings
from medeopvoeders.views.activity import State

LABELS = ("more", "less", "start", "numbers", "moment", "note")


def trace_words(say: Strings, vignette: Vignette, way: Way) -> State:
    """The two lines as numbers, as a sentence and as the words beside them."""
    points = trace(vignette, way)
    lines = {
        "structure": [point.structure for point in points],
        "relationship": [point.relationship for point in points],
    }
    told = {name: ", ".join(map(signed, numbers)) for name, numbers in lines.items()}
    return {
        "name": say("trace.name", **told),
        "caption": say("trace.caption"),
        "labels": {key: say(f"trace.{key}") for key in LABELS},
        "lines": [
            {
                "id": name,
                "label": say(f"trace.{name}"),
                "help": say(f"trace.{name}_help"),
                "values": numbers,
                "signed": [signed(number) for number in numbers],
            }
            for name, numbers in lines.items()
        ],
        "moments": [point.scene.title for point in points],
    }


def signed(number: int) -> str:
    """A number with its sign, as it is typeset: with a minus, not a hyphen; nought has none."""
    return f"{number:+d}".replace("-", "\N{MINUS SIGN}") if number else "0"
