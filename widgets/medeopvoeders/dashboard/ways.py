"""How the group chose: everybody counts once a decision, with the first choice made there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from medeopvoeders.dashboard.group import Submission
from medeopvoeders.dashboard.privacy import Disclosure, disclose, may_count
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
        for step in replay_walk(vignette, submission.events).first
    )
    return tuple(_decision(scene, taken) for scene in vignette.decisions)


def _decision(scene: Scene, taken: Counter[tuple[str, str]]) -> Decision:
    counts = {choice.id: taken[scene.id, choice.id] for choice in scene.choices}
    return Decision(scene, disclose(counts))
