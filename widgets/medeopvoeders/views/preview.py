"""What a hand-in will hold, in words that the trainee can check line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medeopvoeders.engine import vignette as walking
from medeopvoeders.engine.hand_in import HandIn
from medeopvoeders.models.vignette import Vignette
from medeopvoeders.record.replay import action_of, replay_answer, replay_walk

if TYPE_CHECKING:
    from medeopvoeders.views.activity import State
    from medeopvoeders.views.module import Module


def preview_items(module: Module, consent: HandIn) -> list[State]:
    """One item an activity: its title, and every line that travels. Always the consent itself."""
    items = [_walk_item(module, vignette, consent) for vignette in module.vignettes]
    if consent.read:
        items += filter(None, (_answer_item(module, *entry) for entry in module.reflections))
    say = module.strings
    ticked = [say(f"hand_in.{name}") for name in ("read", "show") if getattr(consent, name)]
    lines = ticked or [say("hand_in.consents_none")]
    return [*items, {"title": say("hand_in.consents_line"), "lines": lines}]


def _walk_item(module: Module, vignette: Vignette, consent: HandIn) -> State:
    say, events = module.strings, module.journal.events
    finished = replay_walk(vignette, events).finished
    lines = _way_lines(module, vignette) if consent.read else []
    lines.append(say("hand_in.line_finished" if finished else "hand_in.line_unfinished"))
    return {"title": vignette.title, "lines": lines}


def _way_lines(module: Module, vignette: Vignette) -> list[str]:
    """Every choice ever made, also those on ways that were left: the record holds them too."""
    say, walk, lines = module.strings, walking.start(vignette), []
    for event in module.journal.events:
        action = action_of(event) if event.activity == vignette.id else None
        after = walking.step(vignette, walk, action) if action else walk
        if after is not walk and isinstance(action, walking.Choose):
            scene = vignette.scene(action.scene)
            choice = vignette.choice(action.scene, action.choice)
            if scene and choice:
                lines.append(say("hand_in.line_choice", scene=scene.title, choice=choice.text))
        elif after is not walk and isinstance(action, walking.GoBack | walking.Restart):
            lines.append(say(f"hand_in.line_{event.kind.replace('-', '_')}"))
        walk = after
    return lines


def _answer_item(module: Module, activity: str, title: str) -> State | None:
    own = replay_answer(activity, module.journal.events)
    typed = module.typed_answer(activity)
    lines = [own] if own.strip() else []
    if typed:
        lines.append(f"{module.strings('hand_in.typed')}: {typed}")
    return {"title": title, "lines": lines} if lines else None
