"""Two ways side by side, scene by scene, in words for a page.

Both sides keep their label in every cell: on a phone they stand one above the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from medeopvoeders.engine.contrast import Row, Way, align
from medeopvoeders.engine.vignette import Step
from medeopvoeders.models.vignette import Scene, Vignette
from medeopvoeders.reading.strings import Strings
from medeopvoeders.views.activity import State
from medeopvoeders.views.answer import answer, comments


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two ways: whose it is, where it leads, and what stands where it does not pass."""

    vignette: Vignette
    way: Way
    label: str
    empty: str


@dataclass(frozen=True, slots=True)
class Words:
    """What stands between the sides; a word that is empty leaves its mark out.

    `parts` and `meets` mark where two ways part and come together, `differs` and `same` every
    moment in which both choose. `both` is the label of one cell for two that are the same.
    """

    endings: str
    parts: str = ""
    meets: str = ""
    differs: str = ""
    same: str = ""
    both: str = ""
    with_comments: bool = False
    known: frozenset[str] = field(default_factory=frozenset)


def side_by_side(say: Strings, left: Side, right: Side, words: Words) -> State:
    """All rows of two ways, and where each of them ends. Scenes that are not in `words.known` open
    with their first words: whoever never came there knows what is talked about."""
    rows = align(left.vignette, left.way, right.way)
    return {
        "labels": [left.label, right.label],
        "rows": [_row(say, (left, right), row, words) for row in rows],
        "endings": {"title": words.endings, "cells": [_ending(left), _ending(right)]},
    }


def _row(say: Strings, sides: tuple[Side, Side], row: Row, words: Words) -> State:
    left, right = sides
    vignette = left.vignette if row.left else right.vignette
    scene = vignette.scene(row.scene) or Scene(row.scene, row.scene)
    same = bool(words.both and row.left and row.right and not row.differs)
    cells = [_cell(say, left, row.left, words), _cell(say, right, row.right, words)]
    return {
        "scene": scene.title,
        "opening": "" if scene.id in words.known else _opening(scene),
        "mark": _mark(row, words),
        "differs": row.differs,
        "both": words.both if same else "",
        "cells": cells[:1] if same else cells,
    }


def _mark(row: Row, words: Words) -> State | None:
    """The band across both sides, if there is something to mark."""
    marks: list[tuple[bool, str, str]] = [
        (row.parts, "parts", words.parts),
        (row.meets, "meets", words.meets),
        (row.differs, "differs", words.differs),
        (bool(row.left and row.right and not row.differs), "same", words.same),
    ]
    return next(({"kind": kind, "text": text} for set_, kind, text in marks if set_ and text), None)


def _cell(say: Strings, side: Side, step: Step | None, words: Words) -> State:
    choice = side.vignette.choice(step.scene, step.choice) if step else None
    if choice is None:
        return {"empty": side.empty}
    told = answer(say, choice)
    return told | {"comments": comments(say, choice)} if words.with_comments else told


def _ending(side: Side) -> State:
    scene = side.vignette.scene(side.way[-1].scene) if side.way else None
    if scene is None:
        return {"empty": side.empty}
    return {"title": scene.title, "blocks": _spoken(scene)}


def _spoken(scene: Scene) -> list[State]:
    """What is told and said in a scene; a drawing would tell the same again."""
    return [
        {"kind": block.kind, "who": block.source, "text": block.text}
        for block in scene.blocks
        if block.kind != "picture"
    ]


def _opening(scene: Scene) -> str:
    return next((block.text for block in scene.blocks if block.kind == "text"), "")
