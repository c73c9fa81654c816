"""Walking a vignette: choosing, going on, going back, starting again, looking back.

One with something that may be hard to read has a threshold, to be passed by whoever wants to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from medeopvoeders.models.vignette import Scene, Vignette


@dataclass(frozen=True, slots=True)
class Step:
    """One scene left behind on the way here; `choice` is empty where there was only a way on."""

    scene: str
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a trainee stands in a vignette.

    `here` is a scene id, `trail` the steps that led to it. `finished` stays true once any ending
    was reached, `looked` once the road not taken was opened there; `tried` holds every
    (scene, choice) ever taken, also on ways that were left. `first` keeps the first choice made in
    each scene: what somebody did before knowing more.

    `inside` is False before the threshold of a vignette that may be skipped; `skipped` stays true
    once it was, so that nobody loses anything by having a look after all.
    """

    here: str
    trail: tuple[Step, ...] = ()
    finished: bool = False
    tried: frozenset[tuple[str, str]] = frozenset()
    first: tuple[Step, ...] = ()
    looked: bool = False
    inside: bool = True
    skipped: bool = False

    @property
    def walked(self) -> bool:
        """True once it was walked to an end, and looked back on."""
        return self.finished and self.looked

    @property
    def complete(self) -> bool:
        """True once there is nothing left to do: walked, or skipped where that is allowed."""
        return self.walked or self.skipped


@dataclass(frozen=True, slots=True)
class Choose:
    """Take a choice, in the scene where the trainee saw it."""

    scene: str
    choice: str


@dataclass(frozen=True, slots=True)
class GoOn:
    """Follow the only way on from a scene without a decision."""

    scene: str


@dataclass(frozen=True, slots=True)
class GoBack:
    """Return to the last decision, to try another way."""

    scene: str


@dataclass(frozen=True, slots=True)
class Restart:
    """Begin again at the first scene."""


@dataclass(frozen=True, slots=True)
class Look:
    """Look at the road not taken, from an ending."""

    scene: str


@dataclass(frozen=True, slots=True)
class Open:
    """Pass the threshold, knowing what may be hard to read."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave it be: at the threshold, or on the way."""


Action = Choose | GoOn | GoBack | Restart | Look | Open | Skip


def start(vignette: Vignette) -> Walk:
    """The state of somebody who has just opened the vignette."""
    return Walk(here=vignette.start, inside=not vignette.may_be_skipped)


def step(vignette: Vignette, walk: Walk, action: Action) -> Walk:
    """The walk after `action`, or the same object where the action does not fit."""
    match action:
        case Choose(scene=scene, choice=choice) if scene == walk.here:
            return _choose(vignette, walk, choice)
        case GoOn(scene=scene) if scene == walk.here:
            return _go_on(vignette, walk)
        case GoBack(scene=scene) if scene == walk.here and walk.trail:
            return _go_back(walk)
        case Restart() if walk.trail:
            return replace(walk, here=vignette.start, trail=())
        case Look(scene=scene) if scene == walk.here and not walk.looked:
            return _look(vignette, walk)
    return _at_the_threshold(vignette, walk, action)


def _at_the_threshold(vignette: Vignette, walk: Walk, action: Action) -> Walk:
    match action:
        case Open() if not walk.inside:
            return replace(walk, inside=True)
        case Skip() if vignette.may_be_skipped and (walk.inside or not walk.skipped):
            return replace(walk, inside=False, skipped=True)
    return walk


def _look(vignette: Vignette, walk: Walk) -> Walk:
    scene = vignette.scene(walk.here)
    return replace(walk, looked=True) if scene and scene.is_ending else walk


def _choose(vignette: Vignette, walk: Walk, choice_id: str) -> Walk:
    choice = vignette.choice(walk.here, choice_id)
    target = vignette.scene(choice.target) if choice else None
    if target is None:
        return walk
    taken = Step(walk.here, choice_id)
    seen_before = any(step.scene == walk.here for step in walk.first)
    return _arrive(
        walk,
        target,
        taken,
        tried=walk.tried | {(walk.here, choice_id)},
        first=walk.first if seen_before else (*walk.first, taken),
    )


def _go_on(vignette: Vignette, walk: Walk) -> Walk:
    scene = vignette.scene(walk.here)
    target = vignette.scene(scene.onward) if scene and scene.onward else None
    return _arrive(walk, target, Step(walk.here)) if target else walk


def _go_back(walk: Walk) -> Walk:
    """Back past scenes that only lead on: a step back must give something to decide."""
    trail = list(walk.trail)
    left = trail.pop()
    while not left.choice and trail:
        left = trail.pop()
    return replace(walk, here=left.scene, trail=tuple(trail))


def _arrive(walk: Walk, target: Scene, taken: Step, **learnt: Any) -> Walk:
    return replace(
        walk,
        here=target.id,
        trail=(*walk.trail, taken),
        finished=walk.finished or target.is_ending,
        inside=True,  # A record from before there were thresholds has only the steps.
        **learnt,
    )
