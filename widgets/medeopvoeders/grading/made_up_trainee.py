"""A trainee who does not exist: what somebody like that did in a module, as real events.

Everything follows from the dice that are given, so the same seed makes the same people. What there
is to do comes from the notebook's own list of activities: a new kind is one more function here.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from medeopvoeders.engine import vignette as walking
from medeopvoeders.models.event import Event
from medeopvoeders.models.vignette import Scene, Vignette
from medeopvoeders.reading.library import UnknownContentError, load_vignette
from medeopvoeders.reading.made_up import Cards, Sentences, load_sentences
from medeopvoeders.record.replay import HAND_IN

# What a text is laid out of, paragraph by paragraph, and how many people write one like that.
SHAPES: Mapping[str, int] = {
    "tomorrow": 4,
    "tomorrow heard": 3,
    "opening kept": 2,
    "opening tomorrow": 5,
    "saw tomorrow price": 4,
    "opening saw tomorrow": 5,
    "opening kept price": 3,
    "opening tomorrow heard price": 5,
    "opening saw tomorrow price": 5,
    "opening saw / tomorrow heard price": 4,
    "opening saw saw / tomorrow heard / price price": 2,
}
# How strongly a class leans to one answer; which one differs from scene to scene.
PULL = (9, 5, 3, 2)
STEPS_BACK = 0.06  # of all decisions on the way
SKIPS = 0.08  # of all who meet a vignette that may be skipped
MOST_STEPS = 60
KINDS = {
    walking.Choose: "chose",
    walking.GoOn: "went-on",
    walking.GoBack: "went-back",
    walking.Restart: "restarted",
    walking.Look: "looked",
    walking.Open: "opened",
    walking.Skip: "skipped",
}


class Decks:
    """Sentences dealt like cards: none comes back before each of the others had its turn."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.left: dict[Cards, list[str]] = {}

    def deal(self, cards: Cards) -> str:
        """The next sentence of these."""
        deck = self.left.setdefault(cards, [])
        if not deck:
            deck.extend(self.dice.sample(cards, len(cards)))
        return deck.pop()


@dataclass(frozen=True, slots=True)
class Traits:
    """What sets one made-up trainee apart from the next."""

    finishes: bool = True
    looks: bool = True
    tries_again: bool = False
    writes: bool = True
    reads_along: bool = True
    is_shown: bool = True
    withdraws: bool = False


@dataclass
class MadeUp:
    """Somebody made up, at work in one module. `events` is what the record holds by now."""

    traits: Traits
    dice: random.Random
    decks: Decks
    at: datetime
    seed: int
    events: list[Event] = field(default_factory=list)

    def work(self, activities: Mapping[str, str], lang: str) -> tuple[Event, ...]:
        """Everything that the module asks for (`activities`: kinds by id, in order), and the
        answers to both questions of the hand-in."""
        mirrored: list[str] = []
        for activity, kind in activities.items():
            if kind == "mirror":
                mirrored += self._mirror(activity, activities, lang)
            elif kind == "vignette" and activity not in mirrored:
                self._play(activity, lang)
            elif kind == "reflection" and self.traits.writes:
                self._write(load_sentences(lang, activity), activity)
        self._consent()
        return tuple(self.events)

    def _did(self, activity: str, kind: str, **data: object) -> None:
        self.at += timedelta(seconds=self.dice.randint(8, 90))
        at = self.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        name = f"{self.dice.getrandbits(128):032x}"
        self.events.append(Event(name, at, activity, kind, dict(data)))

    def _mirror(self, activity: str, activities: Mapping[str, str], lang: str) -> list[str]:
        """One vignette played for two families, the first drawn by chance, and then compared."""
        names = [name for name in activities if name.startswith(f"{activity}.")]
        families = [family for name in names if (family := _load(name, lang))]
        self.dice.shuffle(families)
        if families:
            self._did(activity, "drew", first=families[0].id)
        for family in families:
            self._walk(family, walking.start(family))
        if families and self.traits.finishes:
            self._did(activity, "compared")
        return names

    def _play(self, activity: str, lang: str) -> None:
        """A way through a vignette; for some to an end and back, to try another."""
        vignette = _load(activity, lang)
        if vignette is None:
            return
        walk = walking.start(vignette)
        if not walk.inside:
            skips = self.dice.random() < SKIPS
            walk = self._step(vignette, walk, walking.Skip() if skips else walking.Open())
        if not walk.inside:
            return
        walk = self._walk(vignette, walk)
        if self.traits.tries_again and walk.finished:
            walk = self._look(vignette, walk)
            again = self.dice.choice([walking.GoBack(walk.here), walking.Restart()])
            walk = self._walk(vignette, self._step(vignette, walk, again))
        self._look(vignette, walk)

    def _look(self, vignette: Vignette, walk: walking.Walk) -> walking.Walk:
        """Looking at the road not taken, which an ending leads to; once is enough."""
        if not walk.finished or walk.looked or not self.traits.looks:
            return walk
        return self._step(vignette, walk, walking.Look(walk.here))

    def _walk(self, vignette: Vignette, walk: walking.Walk) -> walking.Walk:
        """On from where `walk` stands, to an ending, or for a few until they have enough of it."""
        most = MOST_STEPS if self.traits.finishes else self.dice.randint(1, 3)
        for _ in range(most):
            scene = vignette.scene(walk.here)
            if scene is None or scene.is_ending:
                break
            walk = self._step(vignette, walk, self._next(scene, walk))
        return walk

    def _next(self, scene: Scene, walk: walking.Walk) -> walking.Action:
        if scene.onward:
            return walking.GoOn(scene.id)
        if walk.trail and self.dice.random() < STEPS_BACK:
            return walking.GoBack(scene.id)
        pulls = self._pulls(scene)
        new = {name: pull for name, pull in pulls.items() if (scene.id, name) not in walk.tried}
        names, weights = zip(*(new or pulls).items(), strict=True)
        return walking.Choose(scene.id, self.dice.choices(names, weights)[0])

    def _pulls(self, scene: Scene) -> dict[str, int]:
        """How strongly each answer draws: the same for everybody in the group."""
        names = [choice.id for choice in scene.choices]
        random.Random(f"{self.seed} {scene.id}").shuffle(names)  # noqa: S311 - no secret in it
        return {name: PULL[min(place, len(PULL) - 1)] for place, name in enumerate(names)}

    def _step(self, vignette: Vignette, walk: walking.Walk, action: walking.Action) -> walking.Walk:
        data = {key: getattr(action, key) for key in action.__slots__}
        self._did(vignette.id, KINDS[type(action)], **data)
        return walking.step(vignette, walk, action)

    def _write(self, sentences: Sentences, activity: str) -> None:
        """A first draft, and then the text."""
        text = self._text(sentences)
        self._did(activity, "wrote", text=text[: self.dice.randint(1, len(text))])
        self._did(activity, "wrote", text=text)

    def _text(self, sentences: Sentences) -> str:
        shape = self.dice.choices(list(SHAPES), list(SHAPES.values()))[0]
        chosen = [str(event.data["choice"]) for event in self.events if event.kind == "chose"]
        cards = {"opening": sentences.openings(chosen)}
        paragraphs = [
            [self.decks.deal(cards.get(part) or getattr(sentences, part)) for part in line.split()]
            for line in shape.split("/")
        ]
        return "\n\n".join(map(" ".join, paragraphs))

    def _consent(self) -> None:
        """Both answers; who withdraws handed in before, with a yes."""
        traits = self.traits
        for read in [True, False] if traits.withdraws else [traits.reads_along]:
            self._did(HAND_IN, "consented", read=read, show=read and traits.is_shown)


def _load(activity: str, lang: str) -> Vignette | None:
    """The vignette, or None for one that this version of the course does not have."""
    try:
        return load_vignette(activity, lang)
    except UnknownContentError:
        return None
