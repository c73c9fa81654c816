"""Painting what the group wrote: texts without names, and how many stay out of sight."""

from __future__ import annotations

import re

from medeopvoeders.dashboard.answers import Answers, answers, shortened
from medeopvoeders.dashboard.group import Group
from medeopvoeders.dashboard.modules import Activity, Module
from medeopvoeders.dashboard.privacy import FEWEST_PEOPLE
from medeopvoeders.dashboard.pseudonyms import Pseudonyms
from medeopvoeders.reading.strings import Strings
from medeopvoeders.views.activity import State

AT_ONCE = 12  # texts of one reflection; more is asked for

LABELS = ("filter", "filter_all", "cut", "prompt")


def paint_answers(
    group: Group, pseudonyms: Pseudonyms, pages: dict[str, int], say: Strings
) -> State | None:
    """Every reflection of a module that was handed in; None where there is none yet.

    `pages` says how many more times AT_ONCE texts are asked for, by reflection.
    """
    items = [
        _reflection(
            module,
            activity,
            answers(activity.id, handed_in, pseudonyms, say("build.answer_stub")),
            AT_ONCE * (1 + pages.get(activity.id, 0)),
            say,
        )
        for module in group.modules
        if (handed_in := group.of_module(module.slug))
        for activity in module.of_kind("reflection")
    ]
    if not items:
        return None
    return {
        "title": say("dashboard.texts"),
        "intro": say("dashboard.texts_intro"),
        "items": items,
        "labels": {key: say(f"dashboard.{key}") for key in LABELS},
    }


def _reflection(
    module: Module, activity: Activity, found: Answers, limit: int, say: Strings
) -> State:
    shown = [shortened(text) for text in found.texts[:limit]]
    left = len(found.texts) - len(shown)
    return {
        "id": activity.id,
        "title": activity.title,
        "kicker": say("dashboard.reflection_kicker", number=module.number),
        "prompt": _paragraphs(activity.prompt),
        "texts": [{"text": text.text, "cut": text.cut} for text in shown],
        "none": "" if found.texts else say("dashboard.no_texts"),
        "guess": say("dashboard.guess") if 0 < len(found.texts) < FEWEST_PEOPLE else "",
        "withheld": _withheld(found.withheld, say),
        "more": say("dashboard.more", count=left) if left else "",
    }


def _withheld(count: int, say: Strings) -> str:
    if not count:
        return ""
    return say("dashboard.withheld_one" if count == 1 else "dashboard.withheld", count=count)


def _paragraphs(prompt: str) -> list[str]:
    """What a reflection asks, a string a paragraph. It is an author's Markdown: marks of emphasis
    are taken off, pictures left out and links made words, for the page shows it as plain text."""
    plain = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", prompt)
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", plain)
    plain = re.sub(r"(\*\*|\*|__|`)", "", plain)
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", plain) if part.strip()]
