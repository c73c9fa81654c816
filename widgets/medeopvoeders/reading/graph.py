"""Ways through a vignette, seen as a graph of scenes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from medeopvoeders.models.vignette import Approach, Choice, Scene, Vignette


def _reached(
    vignette: Vignette, start: Iterable[str], following: Callable[[Scene], Iterable[str]]
) -> frozenset[str]:
    """Every scene id that can be reached from `start` along `following`; dead targets left out."""
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        scene = vignette.scene(waiting.pop())
        if scene and scene.id not in seen:
            seen.add(scene.id)
            waiting += following(scene)
    return frozenset(seen)


def reachable(vignette: Vignette) -> frozenset[str]:
    """The scenes that some way from the start leads to."""
    return _reached(vignette, [vignette.start], lambda scene: scene.targets)


def can_end(vignette: Vignette, scene_id: str) -> bool:
    """True where some way from that scene comes to an ending."""
    on_the_way = _reached(vignette, [scene_id], lambda scene: scene.targets)
    return any(scene.id in on_the_way for scene in vignette.endings)


def pure_endings(vignette: Vignette, approach: Approach) -> tuple[str, ...]:
    """The endings that are reached by answering every decision with that one approach."""

    def following(scene: Scene) -> list[str]:
        if scene.onward:
            return [scene.onward]
        return [choice.target for choice in scene.choices if choice.approach == approach]

    on_the_way = _reached(vignette, [vignette.start], following)
    return tuple(scene.id for scene in vignette.endings if scene.id in on_the_way)


def shortest_decisions(vignette: Vignette) -> int:
    """The number of decisions on the way with the fewest; 0 where no way ends."""
    ways = [sum(1 for _, choice in way if choice) for way in walks(vignette)]
    return min(ways, default=0)


def walks(vignette: Vignette) -> Iterator[tuple[tuple[Scene, Choice | None], ...]]:
    """Every way from the start to an ending that passes no scene twice: (scene, choice) pairs,
    the choice None where there was only a way on; the ending itself is the last, with None."""

    def onward(
        scene_id: str, way: tuple[tuple[Scene, Choice | None], ...]
    ) -> Iterator[tuple[tuple[Scene, Choice | None], ...]]:
        scene = vignette.scene(scene_id)
        if scene is None or any(scene.id == passed.id for passed, _ in way):
            return
        if scene.is_ending:
            yield (*way, (scene, None))
        elif scene.onward:
            yield from onward(scene.onward, (*way, (scene, None)))
        for choice in scene.choices:
            yield from onward(choice.target, (*way, (scene, choice)))

    yield from onward(vignette.start, ())
