"""Looking back on a way: its trace, the road that was not taken, and both side by side.

A *way* is a tuple of steps from the first scene to the last; the last has no choice. Nothing here
weighs one way against another: there is no score, and structure and relationship are never added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from medeopvoeders.engine.vignette import Step, Walk
from medeopvoeders.models.vignette import Approach, Choice, Scene, Vignette

Way = tuple[Step, ...]
Decision = tuple[Scene, Choice]


@dataclass(frozen=True, slots=True)
class Point:
    """Where the conversation stands after a decision in `scene`, counted from its beginning."""

    scene: Scene
    structure: int
    relationship: int


@dataclass(frozen=True, slots=True)
class Row:
    """One moment of two ways side by side; a side is None where that way does not pass.

    `parts` marks the first moment at which they choose differently, `meets` each moment that
    brings them together again.
    """

    left: Step | None
    right: Step | None
    parts: bool = False
    meets: bool = False

    @property
    def scene(self) -> str:
        """The id of the scene."""
        step = self.left or self.right
        return step.scene if step else ""

    @property
    def differs(self) -> bool:
        """True where both ways pass and choose differently."""
        return bool(self.left and self.right and self.left.choice != self.right.choice)


def way_of(walk: Walk) -> Way:
    """The way that led to where somebody stands, that scene included."""
    return (*walk.trail, Step(walk.here))


def decisions(vignette: Vignette, way: Way) -> tuple[Decision, ...]:
    """The scenes of a way in which something was chosen, with the choice."""
    found = ((vignette.scene(step.scene), vignette.choice(*_pair(step))) for step in way)
    return tuple((scene, choice) for scene, choice in found if scene and choice)


def trace(vignette: Vignette, way: Way) -> tuple[Point, ...]:
    """How structure and relationship moved, decision by decision; each for itself."""
    points: list[Point] = []
    structure = relationship = 0
    for scene, choice in decisions(vignette, way):
        structure += choice.effect.structure
        relationship += choice.effect.relationship
        points.append(Point(scene, structure, relationship))
    return tuple(points)


def other_approach(vignette: Vignette, way: Way) -> Approach:
    """The approach that the other way takes: the one of the two that this way took less; for as
    many of each, partnership."""
    taken = [choice.approach for _, choice in decisions(vignette, way)]
    more = taken.count("partnership") > taken.count("instrumental")
    return "instrumental" if more else "partnership"


def road_not_taken(vignette: Vignette, way: Way) -> Way:
    """A way of the other approach from start to end: of all those, the one that passes most of
    the same scenes, then the one that stays together longest, then the first in reading order.
    Empty where the vignette has no such way."""
    passed = {step.scene for step in way}
    others = ways_of_one_approach(vignette, other_approach(vignette, way))

    def nearness(other: Way) -> tuple[int, int]:
        return len(passed & {step.scene for step in other}), _together(way, other)

    return max(others, key=nearness, default=())


def ways_of_one_approach(vignette: Vignette, approach: Approach) -> Iterator[Way]:
    """Every way to an ending that takes choices of that approach alone and passes no scene twice,
    in reading order."""

    def onward(scene_id: str, way: Way) -> Iterator[Way]:
        scene = vignette.scene(scene_id)
        if scene is None or any(step.scene == scene_id for step in way):
            return
        if scene.is_ending:
            yield (*way, Step(scene_id))
        elif scene.onward:
            yield from onward(scene.onward, (*way, Step(scene_id)))
        for choice in scene.choices:
            if choice.approach == approach:
                yield from onward(choice.target, (*way, Step(scene_id, choice.id)))

    yield from onward(vignette.start, ())


def align(vignette: Vignette, left: Way, right: Way) -> tuple[Row, ...]:
    """Two ways scene by scene, in the order in which they are walked: as many scenes as possible
    stand beside themselves, and where both ways run apart the scene that the author wrote first
    goes first. Only scenes with a choice: endings and ways on leave nothing to set side by side."""
    written = {scene.id: position for position, scene in enumerate(vignette.scenes)}
    rows = tuple(_paired(_chosen(left), _chosen(right), written))
    parting = next((position for position, row in enumerate(rows) if row.differs), -1)
    return tuple(
        Row(row.left, row.right, parts=position == parting, meets=_meets(rows, position))
        for position, row in enumerate(rows)
    )


def _meets(rows: tuple[Row, ...], position: int) -> bool:
    """True where both ways pass, and one of them came a way of its own just before."""
    row, before = rows[position], rows[position - 1]
    return bool(position and row.left and row.right and not (before.left and before.right))


def _paired(left: Way, right: Way, written: Mapping[str, int]) -> Iterator[Row]:
    common = _common(left, right)
    i = j = 0

    def precedence(way: Way, at: int, without: int) -> tuple[int, int]:
        """Of two scenes that do not match, the one goes first without which more match later."""
        return -without, written.get(way[at].scene, 0)

    while i < len(left) or j < len(right):
        both = i < len(left) and j < len(right) and left[i].scene == right[j].scene
        only_left = j == len(right) or (
            i < len(left)
            and precedence(left, i, common(i + 1, j)) <= precedence(right, j, common(i, j + 1))
        )
        if both:
            yield Row(left[i], right[j])
        elif only_left:
            yield Row(left[i], None)
        else:
            yield Row(None, right[j])
        i, j = i + (both or only_left), j + (both or not only_left)


def _common(left: Way, right: Way) -> Callable[[int, int], int]:
    """How many scenes the rests of two ways, from `i` and from `j`, have in common, in order."""
    table = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            same = left[i].scene == right[j].scene
            table[i][j] = table[i + 1][j + 1] + 1 if same else max(table[i + 1][j], table[i][j + 1])
    return lambda i, j: table[min(i, len(left))][min(j, len(right))]


def _chosen(way: Way) -> Way:
    return tuple(step for step in way if step.choice)


def _together(way: Way, other: Way) -> int:
    """How many scenes two ways have in common before they part."""
    pairs = enumerate(zip(way, other, strict=False))
    apart = (position for position, (one, two) in pairs if one.scene != two.scene)
    return next(apart, min(len(way), len(other)))


def _pair(step: Step) -> tuple[str, str]:
    return step.scene, step.choice
