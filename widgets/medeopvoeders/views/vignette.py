"""The player: one scene at a time, and at an ending the way that led there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import traitlets

from medeopvoeders.engine import vignette as walking
from medeopvoeders.models.event import Event
from medeopvoeders.models.vignette import Block, Choice, Scene, Vignette
from medeopvoeders.reading.library import load_drawing
from medeopvoeders.record.replay import action_of, replay_walk
from medeopvoeders.views.activity import ActivityView, State, notice, script, style

if TYPE_CHECKING:
    from medeopvoeders.views.module import Module

LABELS = ("back", "restart", "people", "tried")
KINDS = {"choose": "chose", "go-on": "went-on", "go-back": "went-back", "restart": "restarted"}


class VignetteView(ActivityView):
    """A vignette as a trainee walks it. `pictures` are the drawings in it, by name, as SVG."""

    _esm = script("vignette")
    _css = style("vignette")
    pictures = traitlets.Dict().tag(sync=True)

    def __init__(self, module: Module, vignette: Vignette) -> None:
        self.vignette = vignette
        super().__init__(module, vignette.id)
        self.pictures = {name: load_drawing(name) for name in _drawings(vignette)}

    @property
    def walk(self) -> walking.Walk:
        """Where the trainee stands now."""
        return replay_walk(self.vignette, self.module.journal.events)

    def act(self, message: State) -> None:
        """Take the step that the page asks for, where it fits; otherwise show where we are."""
        self.module.journal.catch_up()
        kind = KINDS.get(str(message.get("do")), "")
        data: State = {key: str(message[key]) for key in ("scene", "choice") if key in message}
        action = action_of(Event("", "", self.activity, kind, data))
        walk = self.walk
        if action is None:
            return
        if data.get("scene") != walk.here or walking.step(self.vignette, walk, action) is walk:
            say = self.module.strings
            text = notice(say("problems.stale_title"), say("problems.stale"), "info")
            self.passing.append(text)
            return
        self.save(kind, data)

    def paint(self) -> State:
        """The scene, the options, what the last choice set off, and at an ending the way."""
        say, vignette, walk = self.module.strings, self.vignette, self.walk
        turn = sum(event.activity == vignette.id for event in self.module.journal.events)
        return {
            "title": vignette.title,
            "kicker": say("vignette.kicker", setting=vignette.setting),
            "fiction": say("vignette.fiction"),
            "warning": vignette.notice,
            "people": [{"name": person.name, "role": person.role} for person in vignette.people],
            "done": walk.finished,
            "labels": {key: say(f"vignette.{key}") for key in LABELS},
            "ahead": self._ahead(walk, turn + 1),
            **self._moment(walk, turn),
        }

    def _ahead(self, walk: walking.Walk, turn: int) -> dict[str, State]:
        """What the page may show at once after each way on from here, before it is saved."""
        here, scene = walk.here, self.vignette.scene(walk.here)
        ways: dict[str, walking.Action] = {"go-on": walking.GoOn(here)}
        for choice in scene.choices if scene else ():
            ways[choice.id] = walking.Choose(here, choice.id)
        after = {key: walking.step(self.vignette, walk, way) for key, way in ways.items()}
        return {key: self._moment(there, turn) for key, there in after.items() if there is not walk}

    def _moment(self, walk: walking.Walk, turn: int) -> State:
        """Where somebody stands: all of the page that changes with a step."""
        say = self.module.strings
        scene = self.vignette.scene(walk.here) or Scene(walk.here, walk.here)
        return {
            "scene": _scene(scene),
            "before": self._before(walk),
            "question": scene.question or say("vignette.question"),
            "options": [
                {"id": c.id, "text": c.text, "tried": (scene.id, c.id) in walk.tried}
                for c in scene.choices
            ],
            "onward": scene.onward_text or None,
            "ending": self._ending(walk) if scene.is_ending else None,
            "can_go_back": bool(walk.trail),
            "can_restart": bool(walk.trail),
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
            "thoughts": self._thoughts(choice),
        }

    def _ending(self, walk: walking.Walk) -> State:
        say = self.module.strings
        return {
            "label": say("vignette.ending"),
            "way_title": say("vignette.way"),
            "way": [way for step in walk.trail if (way := self._way(step))],
            "again": say("vignette.again"),
        }

    def _way(self, step: walking.Step) -> State | None:
        """One decision looked back on: only now does it show its approach."""
        choice = self.vignette.choice(step.scene, step.choice)
        scene = self.vignette.scene(step.scene)
        if choice is None or scene is None:
            return None
        say = self.module.strings
        return {
            "scene": scene.title,
            "said": choice.text,
            "approach": choice.approach,
            "approach_label": say(f"approach.{choice.approach}"),
            "thoughts": self._thoughts(choice),
            "comments": [
                {"axis": say(f"axis.{comment.axis}"), "text": comment.text}
                for comment in choice.comments
            ],
        }

    def _thoughts(self, choice: Choice) -> list[State]:
        say = self.module.strings
        return [
            {"label": say("vignette.thought", name=thought.person), "text": thought.text}
            for thought in choice.thoughts
        ]


def _scene(scene: Scene) -> State:
    return {"id": scene.id, "title": scene.title, "blocks": [_block(b) for b in scene.blocks]}


def _block(block: Block) -> State:
    kind, text, source = block.kind, block.text, block.source
    if kind == "picture":
        return {"kind": kind, "name": source, "alt": text}
    return {"kind": kind, "who": source, "text": text}


def _drawings(vignette: Vignette) -> set[str]:
    blocks = (block for scene in vignette.scenes for block in scene.blocks)
    return {block.source for block in blocks if block.kind == "picture"}
