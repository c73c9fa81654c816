"""A reflection: the last text that was written counts, whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What a trainee wrote; empty before the first word."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Write:
    """Replace the answer by `text`."""

    text: str


def step(state: Answer, action: Write) -> Answer:
    """The answer after `action`; the same object where nothing changed."""
    return state if action.text == state.text else Answer(action.text)


def count_words(text: str) -> int:
    """How many words a reader would count: runs of characters between white space."""
    return len(text.split())
