"""Painting how the group chose: bars where they may be shown, plain questions where not."""

from __future__ import annotations

from collections.abc import Sequence

from medeopvoeders.dashboard.group import Group, Submission
from medeopvoeders.dashboard.modules import Activity, Module
from medeopvoeders.dashboard.privacy import Disclosure, may_count
from medeopvoeders.dashboard.ways import Decision, decisions
from medeopvoeders.models.vignette import APPROACHES, Choice, Vignette
from medeopvoeders.reading.library import UnknownContentError, load_mirror, load_vignette
from medeopvoeders.reading.strings import Strings
from medeopvoeders.record.replay import Pair
from medeopvoeders.views.activity import State


def paint_ways(group: Group, say: Strings) -> State | None:
    """Every vignette and mirror that somebody handed in; None where there is none yet."""
    vignettes = [
        _painted(module, activity, handed_in, say)
        for module in group.modules
        if (handed_in := group.of_module(module.slug))
        for activity in module.of_kind("vignette", "mirror")
    ]
    if not vignettes:
        return None
    return {
        "title": say("dashboard.ways"),
        "intro": say("dashboard.ways_intro"),
        # Approaches are named where there is something to read them from, and nowhere else.
        "legend": [_approach(a, say) for a in APPROACHES] if _any_bars(vignettes) else [],
        "legend_label": say("dashboard.legend"),
        "vignettes": vignettes,
    }


def _painted(
    module: Module, activity: Activity, handed_in: Sequence[Submission], say: Strings
) -> State:
    try:
        if activity.kind == "mirror":
            ways = _mirror(load_mirror(activity.id, say.lang), handed_in, say)
        else:
            ways = _vignette(load_vignette(activity.id, say.lang), handed_in, say)
    except UnknownContentError:
        return _unknown(module, activity.id, say)
    readable = sum(may_count(submission.consent) for submission in handed_in)
    return {
        "module": module.slug,
        "kicker": say(f"dashboard.{activity.kind}_kicker", number=module.number),
        "readable": say("dashboard.readable", readable=readable, count=len(handed_in)),
        **ways,
    }


def _vignette(vignette: Vignette, handed_in: Sequence[Submission], say: Strings) -> State:
    made = decisions(vignette, handed_in)
    return {
        "title": vignette.title,
        "decisions": [_question(d, say) | _ways(d, say) for d in made if _has_bars(d)],
        "quiet": _quiet([d for d in made if not _has_bars(d)], len(made), say),
    }


def _mirror(pair: Pair, handed_in: Sequence[Submission], say: Strings) -> State:
    """Both families beside each other, scene by scene; each is told of by itself."""
    made = list(zip(*(decisions(family, handed_in) for family in pair), strict=True))
    told = [both for both in made if any(map(_has_bars, both))]
    return {
        "title": pair[0].title,
        "note": say("dashboard.mirror_note"),
        "decisions": [
            _question(both[0], say)
            | {
                "families": [
                    _family(family, decision, say)
                    for family, decision in zip(pair, both, strict=True)
                ]
            }
            for both in told
        ],
        "quiet": _quiet([both[0] for both in made if both not in told], len(made), say),
    }


def _family(family: Vignette, decision: Decision, say: Strings) -> State:
    """How the group answered one family, or that this cannot be shown."""
    if _has_bars(decision):
        return {"name": family.parent, **_ways(decision, say)}
    return {"name": family.parent, "none": say("dashboard.family_none")}


def _unknown(module: Module, vignette_id: str, say: Strings) -> State:
    return {
        "module": module.slug,
        "title": vignette_id,
        "kicker": say("dashboard.vignette_kicker", number=module.number),
        "readable": say("dashboard.unknown_vignette", id=vignette_id),
        "decisions": [],
        "quiet": None,
    }


def _any_bars(vignettes: list[State]) -> bool:
    return any(vignette["decisions"] for vignette in vignettes)


def _has_bars(decision: Decision) -> bool:
    return decision.disclosure.kind in ("almost", "shown")


def _ways(decision: Decision, say: Strings) -> State:
    """The bars of a scene, and what is held back together."""
    scene, told = decision.scene, decision.disclosure
    return {
        "answers": say("dashboard.answers", count=told.answers),
        "shown": [
            _option(choice, say) | _amount(told, choice.id, say)
            for choice in scene.choices
            if choice.id in told.shown
        ],
        "held": _held(decision, say) if told.held else None,
    }


def _question(decision: Decision, say: Strings) -> State:
    scene = decision.scene
    return {"scene": scene.title, "question": scene.question or say("vignette.question")}


def _option(choice: Choice, say: Strings) -> State:
    return {"text": choice.text, **_approach(choice.approach, say)}


def _approach(approach: str, say: Strings) -> State:
    return {"approach": approach, "approach_label": say(f"approach.{approach}")}


def _amount(told: Disclosure, option: str, say: Strings) -> State:
    count, total = told.shown[option], told.answers
    key = "almost" if told.kind == "almost" else "amount" if count else "nobody"
    share = round(100 * count / total)
    text = say(f"dashboard.{key}", share=share, count=count, total=total)
    # Where it may be more, the bar ends open: that much further at most.
    most = 100 if told.kind == "almost" else share
    return {"share": share, "most": most, "amount": text}


def _held(decision: Decision, say: Strings) -> State:
    told = decision.disclosure
    key = "held_almost" if told.kind == "almost" else "held"
    share = round(100 * told.together / told.answers)
    values = {"share": share, "count": told.together, "total": told.answers}
    options = [_option(c, say) for c in decision.scene.choices if c.id in told.held]
    return {"options": options, "text": say(f"dashboard.{key}", **values)}


def _quiet(made: Sequence[Decision], of_all: int, say: Strings) -> State | None:
    """The decisions without bars: their questions are for the group itself to answer aloud."""
    if not made:
        return None
    key = "quiet_one" if len(made) == 1 else "quiet"
    return {
        "summary": say(f"dashboard.{key}", count=len(made)),
        "hint": say("dashboard.quiet_hint"),
        "open": len(made) == of_all,
        "decisions": [
            _question(d, say) | {"options": [choice.text for choice in d.scene.choices]}
            for d in made
        ],
    }
