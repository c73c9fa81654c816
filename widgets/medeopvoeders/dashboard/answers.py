"""What the group wrote, as far as it may be shown, without names.

A text carries no pseudonym either: several texts under one tree would soon have a face. The order
is drawn, and differs from one reflection to another, so that places tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from medeopvoeders.dashboard.group import Submission
from medeopvoeders.dashboard.privacy import may_count, may_show
from medeopvoeders.dashboard.pseudonyms import Pseudonyms
from medeopvoeders.grading.literal_text import visible
from medeopvoeders.record.replay import replay_answer

LONGEST = 5000  # characters of one answer on the page; nbgrader has all of it


@dataclass(frozen=True, slots=True)
class Text:
    """One answer as the page shows it; `cut` where only its beginning is here."""

    text: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to one reflection: those that may be shown, as they were written, and how many
    others there are."""

    texts: tuple[str, ...]
    withheld: int


def answers(
    activity: str, submissions: Iterable[Submission], pseudonyms: Pseudonyms, stub: str
) -> Answers:
    """The answers to the reflection `activity`. `stub` is what an answer cell is built with."""
    shown, withheld = [], 0
    for submission in submissions:
        if not may_count(submission.consent):
            continue
        text = _written(activity, submission, stub)
        if text and may_show(submission.consent):
            shown.append((pseudonyms.place(activity, submission.student), text))
        elif text:
            withheld += 1
    return Answers(tuple(text for _, text in sorted(shown)), withheld)


def shortened(text: str) -> Text:
    """What the page shows of an answer: what cannot be seen made visible, and LONGEST at most."""
    start = re.sub(r"\n\s*\n", "\n\n", visible(text[:LONGEST])).strip()
    return Text(start, cut=len(text) > LONGEST)


def _written(activity: str, submission: Submission, stub: str) -> str:
    """What was saved in the page, and what was typed straight into the notebook."""
    saved = replay_answer(activity, submission.events)
    found = (text.strip() for text in (saved, *submission.typed.get(activity, ())))
    return "\n\n".join(dict.fromkeys(text for text in found if text and text != stub.strip()))
