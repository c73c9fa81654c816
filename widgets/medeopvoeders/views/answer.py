"""A choice in words: what was said, what a parent made of it, and, looking back, what it does."""

from __future__ import annotations

from medeopvoeders.models.vignette import Choice
from medeopvoeders.reading.strings import Strings
from medeopvoeders.views.activity import State


def thoughts(say: Strings, choice: Choice) -> list[State]:
    """What parents think and do not say, each under a label that tells who."""
    return [
        {"label": say("vignette.thought", name=thought.person), "text": thought.text}
        for thought in choice.thoughts
    ]


def answer(say: Strings, choice: Choice) -> State:
    """What was said, the approach that it belongs to, and what the parent thought."""
    return {
        "said": choice.text,
        "approach": choice.approach,
        "approach_label": say(f"approach.{choice.approach}"),
        "thoughts": thoughts(say, choice),
    }


def comments(say: Strings, choice: Choice) -> list[State]:
    """What the choice does, along each axis that it touches."""
    return [
        {"axis": say(f"axis.{comment.axis}"), "text": comment.text} for comment in choice.comments
    ]
