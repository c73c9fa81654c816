"""What a hand-in will hold, in words that the trainee can check line by line.

Made from the very events that would be sent, so the preview cannot say less than what goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from medeopvoeders.engine import vignette as walking
from medeopvoeders.engine.hand_in import HandIn
from medeopvoeders.engine.vignette import Walk
from medeopvoeders.models.vignette import Vignette
from medeopvoeders.record.notebook import activity_kinds, activity_title
from medeopvoeders.record.replay import (
    Pair,
    action_of,
    pairs_in,
    replay_answer,
    replay_consent,
    replay_mirror,
    replay_walk,
)

if TYPE_CHECKING:
    from medeopvoeders.record.export import Outgoing
    from medeopvoeders.views.activity import State
    from medeopvoeders.views.module import Module


# What is told of in a sentence of its own, beside choices.
TOLD = {"went-back", "restarted", "looked", "opened", "skipped"}


def preview_items(module: Module, sent: Outgoing) -> list[State]:
    """One item an activity: its title, and every line that travels. Always the consent itself."""
    consent = replay_consent(sent.events)
    walks = [vignette for vignette in module.vignettes if not vignette.family]
    items = [_walk_item(module, vignette.title, vignette, sent) for vignette in walks]
    for pair in pairs_in(module.vignettes):
        items += _mirror_items(module, pair, sent)
    items += filter(None, (_answer_item(module, name, sent) for name in _reflections(module)))
    return [*items, _consent_item(module, consent)]


def _reflections(module: Module) -> list[str]:
    kinds = activity_kinds(module.notebook)
    return [name for name, kind in kinds.items() if kind == "reflection"]


def _mirror_items(module: Module, pair: Pair, sent: Outgoing) -> Iterator[State]:
    """What travels of a mirror as a whole, then of each family that anything travels of."""
    say, state = module.strings, replay_mirror(pair, sent.events)
    called = {family.id: family.parent for family in pair}
    lines = [say("hand_in.line_drew", name=called[state.first])] if state.first else []
    lines.append(say("hand_in.line_compared" if state.compared else "hand_in.line_not_compared"))
    yield {"title": pair[0].title, "lines": lines}
    met = {event.activity for event in sent.events}
    for family in (family for family in pair if family.id in met):
        title = say("hand_in.mirror_family", title=family.title, name=family.parent)
        yield _walk_item(module, title, family, sent)


def _walk_item(module: Module, title: str, vignette: Vignette, sent: Outgoing) -> State:
    line = module.strings(_how_far(vignette, replay_walk(vignette, sent.events)))
    return {"title": title, "lines": [*_way_lines(module, vignette, sent), line]}


def _how_far(vignette: Vignette, walk: Walk) -> str:
    """The sentence for how far somebody came; in a mirror nobody has to look back on a family, and
    of a vignette that may be skipped one fact alone does not tell which of both was done."""
    if walk.skipped and not walk.walked:
        return "hand_in.line_skip_counts"
    if vignette.may_be_skipped and walk.complete and not walk.tried:
        return "hand_in.line_done"
    if walk.finished and not walk.looked:
        return "hand_in.line_ended" if vignette.family else "hand_in.line_not_looked"
    return "hand_in.line_complete" if walk.complete else "hand_in.line_unfinished"


def _way_lines(module: Module, vignette: Vignette, sent: Outgoing) -> list[str]:
    """Every choice ever made, also those on ways that were left: they travel too."""
    say, walk, lines = module.strings, walking.start(vignette), []
    # Both families of a mirror have the same scenes: only the activity tells them apart.
    for event in (event for event in sent.events if event.activity == vignette.id):
        action = action_of(event)
        scene = vignette.scene(event.data.get("scene", ""))
        choice = scene.choice(event.data.get("choice", "")) if scene else None
        after = walking.step(vignette, walk, action) if action else walk
        if scene and choice:
            lines.append(say("hand_in.line_choice", scene=scene.title, choice=choice.text))
        elif after is not walk and event.kind in TOLD:
            lines.append(say(f"hand_in.line_{event.kind.replace('-', '_')}"))
        elif action and after is walk:
            # Made with another version of the text: it travels, so it is told of.
            words = " ".join(map(str, event.data.values()))
            lines.append(say("hand_in.line_other", words=f"{event.kind} {words}".strip()))
        walk = after
    return lines


def _answer_item(module: Module, activity: str, sent: Outgoing) -> State | None:
    own = replay_answer(activity, sent.events)
    typed = sent.typed.get(activity, ())
    lines = [own] if own.strip() else []
    lines += [f"{module.strings('hand_in.typed')}: {text}" for text in typed]
    title = activity_title(module.notebook, activity) or module.strings("reflection.label")
    return {"title": title, "lines": lines} if lines else None


def _consent_item(module: Module, consent: HandIn) -> State:
    say = module.strings
    ticked = [say(f"hand_in.{name}") for name in ("read", "show") if getattr(consent, name)]
    lines = ticked or [say("hand_in.consents_none")]
    return {"title": say("hand_in.consents_line"), "lines": lines}
