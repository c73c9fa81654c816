"""Options that give themselves away: rules of thumb that find the partnership option unread.

A trainee who notices that the last option, or the longest, is always the generous one has no
dilemma left. Each rule here picks one option of a decision by its looks alone, or none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from medeopvoeders.models.vignette import Choice, Scene, Vignette

Rule = Callable[[Sequence[Choice]], Choice | None]

# Words that somebody who wants to sound kind puts in: whoever looks for the nicest option counts
# these. Whole words, in small letters.
COURTESY: dict[str, tuple[str, ...]] = {
    "nl": (
        "graag", "dank", "bedankt", "dankjewel", "dankuwel", "sorry", "alsjeblieft", "alstublieft",
        "fijn", "blij", "leuk", "begrijp", "begrip", "snap", "welkom", "vriendelijk",
        "spijt", "jammer", "gerust", "gerustgesteld", "tof", "lief",
    ),
    "en": (
        "please", "thank", "thanks", "sorry", "glad", "happy", "nice", "lovely", "kindly",
        "understand", "understanding", "welcome", "appreciate", "pleased", "pity", "gladly",
        "grateful", "gently",
    ),
}  # fmt: skip
WORD = re.compile(r"[^\W\d_]+")

# With three or four options a rule is right now and then by chance; two out of three is no habit.
FEWEST_HITS = 3


def _only(options: Sequence[Choice], has: Callable[[str], bool]) -> Choice | None:
    """The one option that has something which no other has."""
    found = [option for option in options if has(option.text)]
    return found[0] if len(found) == 1 else None


def _most(options: Sequence[Choice], size: Callable[[str], int]) -> Choice | None:
    """The one option that has most of something; None where two are equal."""
    ranked = sorted(options, key=lambda option: -size(option.text))
    if len(ranked) > 1 and size(ranked[0].text) == size(ranked[1].text):
        return None
    return ranked[0]


RULES: dict[str, Rule] = {
    "first": lambda options: options[0],
    "last": lambda options: options[-1],
    "longest": lambda options: _most(options, len),
    "shortest": lambda options: _most(options, lambda text: -len(text)),
    "most-sentences": lambda options: _most(options, lambda text: sum(map(text.count, ".?!…"))),
    "question": lambda options: _only(options, lambda text: "?" in text),
    "no-question": lambda options: _only(options, lambda text: "?" not in text),
    "said": lambda options: _only(options, _is_said),
    "not-said": lambda options: _only(options, lambda text: not _is_said(text)),
}
# The one rule that reads words, and so needs to know their language.
MOST_POLITE = "most-polite"


@dataclass(frozen=True, slots=True)
class RuleOfThumb:
    """How often a rule finds a partnership option, over a number of decisions."""

    name: str
    hits: int
    decisions: int

    @property
    def share(self) -> float:
        """The part of all decisions in which the rule is right."""
        return self.hits / self.decisions if self.decisions else 0.0

    @property
    def gives_away(self) -> bool:
        """Whether following it leads along the partnership road more often than not."""
        return self.hits >= FEWEST_HITS and self.hits * 2 > self.decisions


def rules_of_thumb(*vignettes: Vignette) -> tuple[RuleOfThumb, ...]:
    """Every rule over the decisions of these vignettes, the most telling first."""
    scenes = [(scene, vignette.lang) for vignette in vignettes for scene in vignette.decisions]
    counted = (
        RuleOfThumb(name, sum(_is_right(name, *scene) for scene in scenes), len(scenes))
        for name in (*RULES, MOST_POLITE)
    )
    return tuple(sorted(counted, key=lambda rule: -rule.hits))


def courtesies(text: str, lang: str) -> int:
    """How many words of courtesy a text has."""
    known = COURTESY.get(lang, ())
    return sum(word in known for word in WORD.findall(text.casefold()))


def _is_right(name: str, scene: Scene, lang: str) -> bool:
    if name == MOST_POLITE:
        picked = _most(scene.choices, lambda text: courtesies(text, lang))
    else:
        picked = RULES[name](scene.choices)
    return picked is not None and picked.approach == "partnership"


def _is_said(text: str) -> bool:
    return "“" in text or '"' in text
