"""Options that give themselves away: rules of thumb that find the partnership option unread.

A trainee who notices that the last option, or the longest, is always the generous one has no
dilemma left. Each rule here picks one option of a decision by its looks alone, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from medeopvoeders.models.vignette import Choice, Scene, Vignette

Rule = Callable[[Sequence[Choice]], Choice | None]

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
    scenes = [scene for vignette in vignettes for scene in vignette.decisions]
    counted = (
        RuleOfThumb(name, sum(_is_right(rule, scene) for scene in scenes), len(scenes))
        for name, rule in RULES.items()
    )
    return tuple(sorted(counted, key=lambda rule: -rule.hits))


def _is_right(rule: Rule, scene: Scene) -> bool:
    picked = rule(scene.choices)
    return picked is not None and picked.approach == "partnership"


def _is_said(text: str) -> bool:
    return "“" in text or '"' in text
