"""Playing one vignette: the scene, the options, what the last choice set off; in words for a page.

A player is no view: the vignette's view has one, and the mirror's view has two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from medeopvoeders.engine import vignette as walking
from medeopvoeders.models.event import Event
from medeopvoeders.models.vignette import Block, Scene, Vignette
from medeopvoeders.reading.library import load_drawing
from medeopvoeders.record.replay import action_of, replay_walk
from medeopvoeders.views.activity import State
from medeopvoeders.views.answer import thoughts
from medeopvoeders.views.contrast import contrast
from medeopvoeders.views.threshold import threshold

if TYPE_CHECKING:
    from medeopvoeders.views.module import Module

# The parts that a page with a player is made of, as script and as style.
PARTS = ("player", "answer", "side_by_side", "trace", "contrast")
LABELS = ("back", "restart", "people", "tried")
KINDS = {
    "choose": "chose",
    "go-on": "went-on",
    "go-back": "went-back",
    "restart": "restarted",
    "look": "looked",
    "open": "opened",
    "skip": "skipped",
}


class Player:
    """A trainee's walk through one vignette, as it stands in the record of `module`."""

    def __init__(self, module: Module, vignette: Vignette) -> None:
        self.module, self.vignette = module, vignette

    @property
    def walk(self) -> walking.Walk:
        """Where the trainee stands now."""
        return replay_walk(self.vignette, self.module.journal.events)

    @property
    def at_ending(self) -> bool:
        """True where the trainee stands at an ending now."""
        walk = self.walk
        scene = self.vignette.scene(walk.here)
        return walk.inside and scene is not None and scene.is_ending

    def asked(self, message: State) -> tuple[str, State] | None:
        """The event that a message asks to save: its kind and data; None where it asks nothing
        that there is still to do."""
        kind = KINDS.get(str(message.get("do")), "")
        data: State = {key: str(message[key]) for key in ("scene", "choice") if key in message}
        if not kind or (kind == "looked" and self.walk.looked):
            return None
        return kind, data

    def fits(self, kind: str, data: State) -> bool:
        """True where that event changes something, from where the trainee stands now."""
        walk = self.walk
        action = action_of(Event("", "", self.vignette.id, kind, data))
        if action is None or not (kind == "skipped" or _is_here(kind, data, walk)):
            return False  # Stopping is never too late, whatever another window did.
        return walking.step(self.vignette, walk, action) is not walk

    def paint(self, follows: State | None = None) -> State:
        """The scene, the options, what the last choice set off, and at an ending the contrast; or,
        where something else `follows` an ending, a button that leads there instead."""
        say, vignette, walk = self.module.strings, self.vignette, self.walk
        people = vignette.people if walk.inside else ()
        turn = sum(event.activity == vignette.id for event in self.module.journal.events)
        return {
            "title": vignette.title,
            "kicker": say("vignette.kicker", setting=vignette.setting),
            "fiction": say("vignette.fiction"),
            "warning": vignette.notice if walk.inside else "",
            "people": [{"name": person.name, "role": person.role} for person in people],
            "done": walk.complete,
            "labels": {key: say(f"vignette.{key}") for key in LABELS},
            "ahead": self._ahead(walk, turn + 1, follows),
            # Not in `ahead`: it is long, and nobody waits for it while reading how it ended.
            "contrast": contrast(say, vignette, walk) if self.at_ending and not follows else None,
            **self._moment(walk, turn, follows),
        }

    def drawings(self) -> dict[str, str]:
        """The drawings in the vignette, by name, as SVG."""
        blocks = (block for scene in self.vignette.scenes for block in scene.blocks)
        names = {block.source for block in blocks if block.kind == "picture"}
        return {name: load_drawing(name) for name in names}

    def _ahead(self, walk: walking.Walk, turn: int, follows: State | None) -> dict[str, State]:
        """What the page may show at once after each way on from here, before it is saved. Before
        the threshold that is nothing: what lies behind it is not on the page until it is asked."""
        if not walk.inside:
            return {}
        here, scene = walk.here, self.vignette.scene(walk.here)
        ways: dict[str, walking.Action] = {"go-on": walking.GoOn(here)}
        for choice in scene.choices if scene else ():
            ways[choice.id] = walking.Choose(here, choice.id)
        after = {key: walking.step(self.vignette, walk, way) for key, way in ways.items()}
        return {
            key: self._moment(there, turn, follows)
            for key, there in after.items()
            if there is not walk
        }

    def _moment(self, walk: walking.Walk, turn: int, follows: State | None) -> State:
        """Where somebody stands: all of the page that changes with a step."""
        say = self.module.strings
        if not walk.inside:
            return threshold(say, self.vignette, walk) | {"turn": turn}
        stop = self.vignette.may_be_skipped and not walk.walked
        scene = self.vignette.scene(walk.here) or Scene(walk.here, walk.here)
        ending = {"label": say("vignette.ending"), **(follows or {"again": say("vignette.again")})}
        return {
            "scene": _scene(scene),
            "before": self._before(walk),
            "question": scene.question or say("vignette.question"),
            "options": [
                {"id": c.id, "text": c.text, "tried": (scene.id, c.id) in walk.tried}
                for c in scene.choices
            ],
            "onward": scene.onward_text or None,
            "ending": ending if scene.is_ending else None,
            "can_go_back": bool(walk.trail) and not (scene.is_ending and follows),
            "can_restart": bool(walk.trail),
            "stop": say("vignette.stop") if stop else None,
            "doors": None,
            "turn": turn,
        }

    def _before(self, walk: walking.Walk) -> State | None:
        """The choice that led here, and what the parent made of it."""
        if not walk.trail or not walk.trail[-1].choice:
            return None
        choice = self.vignette.choice(walk.trail[-1].scene, walk.trail[-1].choice)
        if choice is None:
            return None
        say = self.module.strings
        return {
            "label": say("vignette.before"),
            "said": choice.text,
            "thoughts": thoughts(say, choice),
        }


def _is_here(kind: str, data: State, walk: walking.Walk) -> bool:
    """True where the page that asks shows where the trainee stands."""
    return data.get("scene") == walk.here and (walk.inside or kind == "opened")


def _scene(scene: Scene) -> State:
    return {"id": scene.id, "title": scene.title, "blocks": [_block(b) for b in scene.blocks]}


def _block(block: Block) -> State:
    kind, text, source = block.kind, block.text, block.source
    if kind == "picture":
        return {"kind": kind, "name": source, "alt": text}
    return {"kind": kind, "who": source, "text": text}
