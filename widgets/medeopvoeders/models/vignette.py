"""A vignette: a graph of scenes, with a decision in most of them.

The vocabulary follows the content brief. An *approach* is instrumental (the school decides what a
parent must do), partnership (goals, form and roles are open to talk) or mixed. A choice moves the
two dimensions of a parent conversation, *structure* and *relationship*, after the Ghent
simulations of parent conversations (De Coninck and others).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, get_args

Approach = Literal["instrumental", "partnership", "mixed"]
Axis = Literal["agenda", "direction", "assumption", "resources", "safety"]
BlockKind = Literal["text", "said", "picture"]

APPROACHES: tuple[Approach, ...] = get_args(Approach)
AXES: tuple[Axis, ...] = get_args(Axis)

# Who the school meets, in words that are the same in every language: one of the first two groups,
# and of the third where it plays a part in the story.
CAST: tuple[tuple[str, ...], ...] = (
    (
        "mother",
        "father",
        "both-parents",
        "two-mothers",
        "two-fathers",
        "grandparent",
        "foster-carer",
    ),
    ("migration", "no-migration"),
    ("low-income", "privileged", "privileged-hard"),
)
EFFECT_LIMIT = 2


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the vignette; a `parent` is somebody whose thoughts may be shown."""

    id: str
    name: str
    role: str
    parent: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a scene, in reading order.

    `text` is what the reader sees; for a picture it is the alternative text. `source` is who said
    the words, or which drawing it is, and is empty for plain text. `line` is where it stands, which
    is no part of what it is.
    """

    kind: BlockKind
    text: str
    source: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Thought:
    """What a parent thinks and does not say. `person` is a person's name."""

    person: str
    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Comment:
    """What a choice does, seen along one of the five axes."""

    axis: Axis
    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Effect:
    """How far a choice moves the conversation; each from -EFFECT_LIMIT to +EFFECT_LIMIT."""

    structure: int = 0
    relationship: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer a teacher could defend, and the scene it leads to. `line` is where it stands."""

    id: str
    text: str
    target: str
    approach: Approach
    effect: Effect
    thoughts: tuple[Thought, ...] = ()
    comments: tuple[Comment, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """A moment: what happens, and then a decision, a way on (`onward`), or neither: an ending."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    question: str = ""
    question_line: int = field(default=0, compare=False)
    choices: tuple[Choice, ...] = ()
    onward: str = ""
    onward_text: str = ""
    line: int = 0

    @property
    def is_ending(self) -> bool:
        """True where the way stops."""
        return not self.choices and not self.onward

    @property
    def targets(self) -> tuple[str, ...]:
        """The scenes that follow this one, in reading order; empty at an ending."""
        return (self.onward,) if self.onward else tuple(choice.target for choice in self.choices)

    def choice(self, choice_id: str) -> Choice | None:
        """The choice of that id in this scene, or None."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)


@dataclass(frozen=True)
class Vignette:
    """A whole vignette in one language. `revision` counts changes of meaning in the original;
    `translates` is the revision that a translation follows (0 in the original itself). `cast` says
    in words of `CAST` who the school meets, so that the course as a whole can be counted.

    A mirror is one text, filled in for two families: each is a vignette of its own. `mirror` then
    holds the ids of both, in the order of the file, and `family` says which of them this one is.
    """

    id: str
    lang: str
    title: str
    setting: str
    start: str
    people: tuple[Person, ...]
    scenes: tuple[Scene, ...]
    sources: tuple[str, ...] = ()
    notice: str = ""
    mirror: tuple[str, ...] = ()
    family: str = ""
    cast: tuple[str, ...] = ()
    revision: int = 0
    translates: int = 0

    @cached_property
    def _scenes_by_id(self) -> dict[str, Scene]:
        return {scene.id: scene for scene in self.scenes}

    def scene(self, scene_id: str) -> Scene | None:
        """The scene of that id, or None."""
        return self._scenes_by_id.get(scene_id)

    def choice(self, scene_id: str, choice_id: str) -> Choice | None:
        """The choice of that id in that scene, or None where either is unknown."""
        scene = self.scene(scene_id)
        return scene.choice(choice_id) if scene else None

    @property
    def mirror_id(self) -> str:
        """The id of the mirror that this family stands in, or empty: `first-week` of the vignette
        `first-week.village`."""
        return self.id.partition(".")[0] if self.family else ""

    @property
    def may_be_skipped(self) -> bool:
        """True where something in it may be hard to read. A mirror is played for both families."""
        return bool(self.notice) and not self.family

    @property
    def parent(self) -> str:
        """The name of the first parent: what a family in a mirror is called. May be empty."""
        return next((person.name for person in self.people if person.parent), "")

    @property
    def endings(self) -> tuple[Scene, ...]:
        """The scenes where a way stops, in reading order."""
        return tuple(scene for scene in self.scenes if scene.is_ending)

    @property
    def decisions(self) -> tuple[Scene, ...]:
        """The scenes that ask for a choice, in reading order."""
        return tuple(scene for scene in self.scenes if scene.choices)
