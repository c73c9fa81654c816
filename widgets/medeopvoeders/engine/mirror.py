"""Playing a mirror: one family comes first, drawn by chance, and at the end both are compared.

Walking each family is `engine.vignette`'s work; chance is the view's. What stands here is only
what holds the two together.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

Families = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mirror:
    """How far somebody is. `first` is the id of the family that was drawn, empty before that;
    `compared` turns true where both ways were laid side by side, and stays so."""

    first: str = ""
    compared: bool = False


@dataclass(frozen=True, slots=True)
class Draw:
    """Chance chose the family that comes first."""

    first: str


@dataclass(frozen=True, slots=True)
class Compare:
    """Both ways were laid side by side."""


Action = Draw | Compare


def step(families: Families, finished: Collection[str], mirror: Mirror, action: Action) -> Mirror:
    """The mirror after `action`, or the same object where the action does not fit.

    `families` are the ids of both families' vignettes, `finished` the ids of those that were
    walked to an end. A family is drawn once, and only what was walked can be compared.
    """
    match action:
        case Draw(first=first) if not mirror.first and first in families:
            return replace(mirror, first=first)
        case Compare() if not mirror.compared and set(families) <= set(finished):
            return replace(mirror, compared=True)
    return mirror


def in_order(families: Families, mirror: Mirror) -> Families:
    """Both families, the one that was drawn first in front; as in the file before the draw."""
    one, other = families
    return (other, one) if mirror.first == other else families
