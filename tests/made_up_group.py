"""A made-up group, for pictures and tests: real records of people who do not exist."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from medeopvoeders.engine.vignette import Action, Choose, GoOn, Look, start, step
from medeopvoeders.grading.cohort import Cohort
from medeopvoeders.models.event import Event
from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.library import load_mirror, load_vignette
from medeopvoeders.record.export import for_hand_in, write_record
from medeopvoeders.record.notebook import read_notebook
from medeopvoeders.record.replay import completed_in

MODULE, VIGNETTE, REFLECTION = "01-lever-or-barrier", "signature", "what-wim-heard"
KINDS = {Choose: "chose", GoOn: "went-on", Look: "looked"}
MIRROR = "first-week"
AT = "2026-11-{day:02}T10:{minute:02}:00.000Z"
TEXTS = {
    "nl": (
        "Ik stond al met de agenda in mijn hand. Dus ging het weer over het tekenen.",
        "Morgen laat ik de agenda binnen en vraag ik eerst hoe de week liep.",
        "Ik vind vijf minuten vragen mooi, maar ik heb er vierentwintig in mijn klas. Wanneer dan?",
        "Wim schrok van mijn telefoon. Ik zou beginnen met: met Lars gaat het goed.",
        "Ik blijf bij mijn zin. De regel geldt voor iedereen, en toch wil ik weten wat hij kost.",
        "Ik hoorde Lars te laat. Hij wilde het zelf vertellen.",
        "Mijn zin vroeg niets. Hij kon alleen ja zeggen.",
    ),
    "en": (
        "I was already holding the diary. So it was about signing after all.",
        "Tomorrow I leave the diary inside and first ask how the week went.",
        "Asking for five minutes is lovely, but I have twenty-four in my class. When, then?",
        "My call frightened Wim. I would start with: Lars is fine.",
        "I stand by my sentence. The rule is for everyone, and still I want to know what it costs.",
        "I heard Lars too late. He wanted to tell it himself.",
        "My sentence asked nothing. All he could say was yes.",
    ),
}


def make_group(cohort: Cohort, size: int, seed: int = 7) -> None:
    """Put the hand-ins of `size` made-up trainees in the cohort's `submitted/`."""
    dice = random.Random(seed)  # noqa: S311 - a made-up group keeps no secret
    vignettes = [load_vignette(VIGNETTE, cohort.lang), *load_mirror(MIRROR, cohort.lang)]
    for number in range(size):
        events = _events(vignettes, number, dice)
        _hand_in(cohort, f"trainee-{number + 1:03}", vignettes, events, dice)


def _events(vignettes: list[Vignette], number: int, dice: random.Random) -> list[Event]:
    events = [step for vignette in vignettes for step in _steps(vignette, dice)]
    first = dice.choice([vignette.id for vignette in vignettes if vignette.family])
    events += [(MIRROR, "drew", {"first": first}), (MIRROR, "compared", {})]
    if dice.random() < 0.9:
        texts = TEXTS[vignettes[0].lang]
        events.append((REFLECTION, "wrote", {"text": texts[number % len(texts)]}))
    read = dice.random() < 0.94
    events.append(("hand-in", "consented", {"read": read, "show": read and dice.random() < 0.7}))
    at = AT.format(day=dice.randint(16, 22), minute=dice.randint(0, 59))
    return [
        Event(f"{number:04}{position:028}", at, *event) for position, event in enumerate(events)
    ]


def _steps(vignette: Vignette, dice: random.Random) -> list[tuple[str, str, dict[str, str]]]:
    """A walk, as a record tells of it."""
    return [
        (vignette.id, KINDS[type(action)], {key: getattr(action, key) for key in action.__slots__})
        for action in _walk(vignette, dice)
    ]


def _walk(vignette: Vignette, dice: random.Random) -> list[Action]:
    """A way to an ending, looked back on. Some options draw more people than others, as they do in
    a class."""
    taken: list[Action] = []
    walk = start(vignette)
    while not (scene := vignette.scene(walk.here)).is_ending:  # type: ignore[union-attr]
        if scene.onward:
            action: Action = GoOn(scene.id)
        else:
            weights = [5, 4, 2, 1][: len(scene.choices)]
            action = Choose(scene.id, dice.choices(scene.choices, weights)[0].id)
        taken.append(action)
        walk = step(vignette, walk, action)
    return [*taken, Look(walk.here)]


def _hand_in(
    cohort: Cohort,
    student: str,
    vignettes: list[Vignette],
    events: list[Event],
    dice: random.Random,
) -> None:
    folder = cohort.folder / "submitted" / student / MODULE
    folder.mkdir(parents=True)
    done = completed_in(vignettes, events)
    sent = for_hand_in(events, read_notebook(_notebook(cohort.folder)), done)
    write_record(folder / "record.jsonl", sent.events)
    shutil.copy(_notebook(cohort.folder), folder)
    stamp = f"2026-11-{dice.randint(16, 22):02} {dice.randint(8, 22):02}:15:00.000000 UTC"
    (folder / "timestamp.txt").write_text(stamp, "utf-8")


def _notebook(cohort: Path) -> Path:
    return cohort / "source" / MODULE / f"{MODULE}.ipynb"
