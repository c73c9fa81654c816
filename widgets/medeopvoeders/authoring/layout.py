"""Where the boxes of a map go: columns from left to right, few crossings, nothing on top of
anything.

The layered method of Sugiyama, in four steps: leave out the ways that go back; give each box a
column; order each column by the average of what it is tied to, and keep the order with the fewest
crossings; then move the boxes of a column up and down towards their ties, as far as room allows. A
way over several columns gets a small empty place in each column that it passes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

Point = tuple[float, float]
Way = tuple[str, int]  # the box where it begins, and the number of its port there
Places = dict[str, float]

SWEEPS, SETTLING = 24, 40


@dataclass(frozen=True, slots=True)
class Box:
    """Something to place. Ways leave from its right side at the heights in `ports`, each to the
    box in `targets` at the same place, and arrive at its left side at height `entry`."""

    height: float
    entry: float
    ports: tuple[float, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The top of each box by column, and the points that each way passes between its ends. A way
    that leads back, or to no box at all, is not in `bends`."""

    columns: tuple[tuple[str, ...], ...]
    tops: Places
    bends: dict[Way, tuple[Point, ...]]


@dataclass(slots=True)
class _Tie:
    """A stretch of a way between neighbouring columns, with the heights of its two ends."""

    from_: str
    leaves: float
    to: str
    arrives: float


@dataclass(slots=True)
class _Plan:
    columns: list[list[str]]
    heights: dict[str, float]
    gap: float
    before: dict[str, list[_Tie]] = field(default_factory=lambda: defaultdict(list))
    after: dict[str, list[_Tie]] = field(default_factory=lambda: defaultdict(list))
    tops: Places = field(default_factory=dict)


def lay_out(boxes: Mapping[str, Box], start: str, *, gap: float, lane: float) -> Layout:
    """Place every box that can be reached from `start`; `gap` is the least room between two, and
    `lane` the height that a way takes where it passes a column."""
    forward, _ = ways_from({name: box.targets for name, box in boxes.items()}, start)
    column = _columns(boxes, start, forward)
    plan, lanes = _plan(boxes, column, forward, gap, lane)
    _order(plan)
    for _ in range(SETTLING):
        _settle(plan)
    highest = min(plan.tops.values(), default=0.0)
    tops = {name: top - highest for name, top in plan.tops.items()}
    bends = {
        way: tuple((float(n), tops[name] + lane / 2) for n, name in passed)
        for way, passed in lanes.items()
    }
    real = tuple(tuple(name for name in names if name in boxes) for names in plan.columns)
    return Layout(real, {name: tops[name] for name in column}, bends)


def ways_from(targets: Mapping[str, Sequence[str]], start: str) -> tuple[list[Way], frozenset[Way]]:
    """The ways that lead on from `start`, in the order of a walk that finishes what it begins; and
    those that lead back to where it came from, or nowhere."""
    forward: list[Way] = []
    loose: set[Way] = set()
    open_, done = set(), set()

    def walk(name: str) -> None:
        open_.add(name)
        for port, target in enumerate(targets[name]):
            if target not in targets or target in open_:
                loose.add((name, port))
                continue
            forward.append((name, port))
            if target not in done:
                walk(target)
        open_.discard(name)
        done.add(name)

    if start in targets:
        walk(start)
    return forward, frozenset(loose)


def _columns(boxes: Mapping[str, Box], start: str, forward: Sequence[Way]) -> dict[str, int]:
    """The column of each box: one past the last of those that lead to it."""
    column = {start: 0} if start in boxes else {}
    for _ in boxes:
        for name, port in forward:
            target = boxes[name].targets[port]
            if name in column:
                column[target] = max(column.get(target, 0), column[name] + 1)
    return column


def _plan(
    boxes: Mapping[str, Box],
    column: dict[str, int],
    forward: Sequence[Way],
    gap: float,
    lane: float,
) -> tuple[_Plan, dict[Way, list[tuple[int, str]]]]:
    """The columns with a place for each passing way, and all the ties between them."""
    plan = _Plan([[] for _ in range(max(column.values(), default=-1) + 1)], {}, gap)
    for name, at in column.items():
        plan.columns[at].append(name)
        plan.heights[name] = boxes[name].height
    lanes: dict[Way, list[tuple[int, str]]] = {}
    for name, port in forward:
        here, leaves = name, boxes[name].ports[port]
        target = boxes[name].targets[port]
        lanes[name, port] = []
        for at in range(column[name] + 1, column[target]):
            passing = f"{name}\0{port}\0{at}"
            plan.columns[at].append(passing)
            plan.heights[passing] = lane
            lanes[name, port].append((at, passing))
            _tie(plan, here, leaves, passing, lane / 2)
            here, leaves = passing, lane / 2
        _tie(plan, here, leaves, target, boxes[target].entry)
    return plan, lanes


def _tie(plan: _Plan, from_: str, leaves: float, to: str, arrives: float) -> None:
    tie = _Tie(from_, leaves, to, arrives)
    plan.after[from_].append(tie)
    plan.before[to].append(tie)


def _order(plan: _Plan) -> None:
    """Sweep to and fro, and keep the best order seen."""
    for names in plan.columns:
        _stack(plan, names, [0.0] * len(names))
    best, fewest = [list(names) for names in plan.columns], _crossings(plan)
    for sweep in range(SWEEPS):
        backwards = sweep % 2 == 1
        for names in reversed(plan.columns) if backwards else plan.columns:
            pulled = {name: _pull(plan, name, back=not backwards, on=backwards) for name in names}
            names.sort(key=lambda name: pulled[name])
            _stack(plan, names, [pulled[name] for name in names])
        _swap(plan)
        if (crossings := _crossings(plan)) < fewest:
            best, fewest = [list(names) for names in plan.columns], crossings
    plan.columns = best


def _settle(plan: _Plan) -> None:
    """Move each column towards its ties on both sides, in its order."""
    for names in plan.columns:
        _stack(plan, names, [_pull(plan, name, back=True, on=True) for name in names])


def _pull(plan: _Plan, name: str, *, back: bool, on: bool) -> float:
    """The top at which a box's ties would be level, on average."""
    tops, wanted = plan.tops, []
    if back:
        wanted += [tops[t.from_] + t.leaves - t.arrives for t in plan.before[name]]
    if on:
        wanted += [tops[t.to] + t.arrives - t.leaves for t in plan.after[name]]
    return sum(wanted) / len(wanted) if wanted else tops.get(name, 0.0)


def _stack(plan: _Plan, names: Sequence[str], wanted: Sequence[float]) -> None:
    """Place a column as near as can be to what is wanted, in this order, without overlap.

    Without the room that those above take, the tops may not decrease: neighbours that want to pass
    each other share their average (isotonic regression).
    """
    groups: list[tuple[float, int]] = []
    above = [0.0]
    for name in names:
        above.append(above[-1] + plan.heights[name] + plan.gap)
    for place, want in zip(above, wanted, strict=False):
        level, count = want - place, 1
        while groups and groups[-1][0] > level:
            higher, many = groups.pop()
            level = (level * count + higher * many) / (count + many)
            count += many
        groups.append((level, count))
    levels = [level for level, count in groups for _ in range(count)]
    for name, level, place in zip(names, levels, above, strict=False):
        plan.tops[name] = level + place


def _swap(plan: _Plan) -> None:
    """Let neighbours change places as long as that leaves fewer crossings."""
    improved = True
    while improved:
        improved = False
        for at, names in enumerate(plan.columns):
            around = plan.columns[max(0, at - 1) : at + 1]
            for n in range(len(names) - 1):
                before = _crossings(plan, around)
                names[n], names[n + 1] = names[n + 1], names[n]
                if _crossings(plan, around) < before:
                    improved = True
                else:
                    names[n], names[n + 1] = names[n + 1], names[n]


def _crossings(plan: _Plan, columns: Sequence[Sequence[str]] | None = None) -> int:
    """How many ties that leave from these columns cross; from all of them without `columns`."""
    rank = {name: n for names in plan.columns for n, name in enumerate(names)}
    count = 0
    for names in plan.columns if columns is None else columns:
        ties = [
            (rank[name], tie.leaves, rank[tie.to]) for name in names for tie in plan.after[name]
        ]
        for one, other in combinations(sorted(ties), 2):
            count += one[2] > other[2]
    return count
