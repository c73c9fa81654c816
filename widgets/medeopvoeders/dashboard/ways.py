"""How the group chose: everybody counts once a decision, with the first choice made there.

Whoever skipped a vignette is in none of its ways, whatever they tried before that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from medeopvoeders.dashboard.group import Submission
from medeopvoeders.dashboard.privacy import Disclosure, disclose, may_count
from medeopvoeders.engine.vignette import Step, Walk
from medeopvoeders.models.vignette import Scene, Vignette
from medeopvoeders.record.replay import replay_walk


@dataclass(frozen=True, slots=True)
class Decision:
    """A scene with its options, and what may be told of how the group chose there."""

    scene: Scene
    disclosure: Disclosure


def decisions(vignette: Vignette, submissions: Iterable[Submission]) -> tuple[Decision, ...]:
    """Every decision of `vignette`, in reading order."""
    taken = Counter(
        (step.scene, step.choice)
        for submission in submissions
        if may_count(submission.consent)
        for step in _first_choices(replay_walk(vignette, submission.events))
    )
    return tuple(_decision(scene, taken) for scene in vignette.decisions)


def _first_choices(walk: Walk) -> tuple[Step, ...]:
    return () if walk.skipped and not walk.finished else walk.first


def _decision(scene: Scene, taken: Counter[tuple[str, str]]) -> Decision:
    counts = {choice.id: taken[scene.id, choice.id] for choice in scene.choices}
    return Decision(scene, disclose(counts))
