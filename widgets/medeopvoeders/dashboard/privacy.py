"""What a group may see of itself: pure rules, without files or words.

*Who counts.* Without consent to read, somebody counts as having handed in, and in nothing else.
Words are shown to the group only with the second consent.

*Small numbers.* A facilitator puts this page on a screen before the very people it is about. Each
of them knows one answer, their own, and everybody can subtract. So:

1. An option that fewer than `FEWEST_PEOPLE` chose is held back, together with those that nobody
   chose, and with the next smallest until there are at least two options and `FEWEST_PEOPLE`
   people in what is held back. Only their sum is told.
2. A zero is shown only where nothing is held back. Otherwise it would say which of the held
   options the few did choose.
3. Where all but two, all but one, or all chose the same, those three cases look the same: "at
   least all but two". Otherwise "everybody" would tell each person's choice, and the one person
   who chose otherwise could name the choice of each of the others.
4. With fewer than `FEWEST_ANSWERS` nothing can be shown. Any way to split three or four answers
   holds a part of one or two, or is unanimous; five is the first number where rule 3 can speak.

The two families of a mirror are told of each by itself. Whose answer to one goes with which answer
to the other is never counted: nobody can be certain of both who is certain of neither.

`tests/dashboard/test_privacy.py` tries every possible group against what the page says of it. Two
limits are known. The rules look at one decision at a time: the number of answers at a later one
still tells something about how many went that way, blurred by those who came back and tried
another. And they keep out who subtracts, not who runs these very rules over all possible groups.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from medeopvoeders.engine.hand_in import HandIn

FEWEST_PEOPLE = 3
FEWEST_ANSWERS = 5

Kind = Literal["few", "apart", "almost", "shown"]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What may be told of one decision.

    `few`: too few answers, so not even their number (`answers` is 0). `apart`: the answers lie
    too far apart, so their number only. `almost`: the option in `shown` was chosen by at least
    that many, those in `held` by at most `together` people. `shown`: `shown` maps options to
    people; those in `held` were chosen by `together` people in all.
    """

    kind: Kind
    answers: int = 0
    shown: Mapping[str, int] = field(default_factory=dict)
    held: tuple[str, ...] = ()
    together: int = 0


def may_count(consent: HandIn) -> bool:
    """True where a trainee's ways and words may be read at all."""
    return consent.read


def may_show(consent: HandIn) -> bool:
    """True where a trainee's words may be shown to the group without a name."""
    return consent.read and consent.show


def disclose(counts: Mapping[str, int]) -> Disclosure:
    """What may be told of a decision that each option of was chosen by that many people."""
    answers = sum(counts.values())
    if answers < FEWEST_ANSWERS:
        return Disclosure("few", held=tuple(counts))
    top = max(counts, key=lambda option: counts[option])
    others = FEWEST_PEOPLE - 1
    if answers - counts[top] <= others:
        held = tuple(option for option in counts if option != top)
        return Disclosure("almost", answers, {top: answers - others}, held, others)
    held = _held_back(counts)
    if len(held) == len(counts):
        return Disclosure("apart", answers, held=held)
    shown = {option: count for option, count in counts.items() if option not in held}
    return Disclosure("shown", answers, shown, held, sum(counts[option] for option in held))


def _held_back(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The options that are held back together, in reading order; none where none is small."""
    if not any(0 < count < FEWEST_PEOPLE for count in counts.values()):
        return ()
    held: list[str] = []
    for option in sorted(counts, key=lambda option: counts[option]):
        enough = len(held) > 1 and sum(counts[name] for name in held) >= FEWEST_PEOPLE
        if enough and counts[option] >= FEWEST_PEOPLE:
            break
        held.append(option)
    return tuple(option for option in counts if option in held)
