"""A reflection: a text area that saves while the trainee types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medeopvoeders.engine.mirror import in_order
from medeopvoeders.engine.reflection import count_words
from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.library import (
    UnknownContentError,
    load_mirror,
    load_vignette,
    mirror_ids,
)
from medeopvoeders.record.notebook import activity_title
from medeopvoeders.record.replay import replay_answer, replay_mirror, replay_walk
from medeopvoeders.views.activity import ActivityView, State, notice, script, style

if TYPE_CHECKING:
    from medeopvoeders.views.module import Module

LABELS = (
    "words_one", "words_many", "hint_empty", "hint_short", "hint_good", "hint_long",
    "unsaved",
)  # fmt: skip


class ReflectionView(ActivityView):
    """An answer in the trainee's own words. `quotes` is `vignette/scene`, or
    `mirror/scene`: the own choices that the page quotes above it. `words` is the length that most
    answers have, least and most. `recalls` is `module/reflection`: an own answer of another module,
    to read beside this one. It stays where it is: nothing of it comes in this module's record."""

    _esm = script("recall", "reflection")
    _css = style("recall", "reflection")

    def __init__(
        self,
        module: Module,
        activity: str,
        quotes: str = "",
        words: tuple[int, int] = (80, 150),
        recalls: str = "",
    ) -> None:
        self.quotes, self.words = quotes, words
        slug, _, self.recalled = recalls.partition("/")
        self.other = module.beside(slug) if recalls else None
        self.saved_turn = 0
        super().__init__(module, activity)

    @property
    def text(self) -> str:
        """What the record holds now."""
        return replay_answer(self.activity, self.module.journal.events)

    def act(self, message: State) -> None:
        """Save the text that the page sends, and tell which of its turns is safe."""
        text, turn = message.get("text"), message.get("turn")
        if message.get("do") != "write" or not isinstance(text, str) or not isinstance(turn, int):
            return
        self.module.journal.catch_up()
        text = self._beside(text, message.get("bases"))
        if text != self.text:
            self.save("wrote", {"text": text})
        self.saved_turn = turn

    def _beside(self, text: str, bases: object) -> str:
        """The text to save. Where another window wrote something that this page never saw (its
        `bases` are what it knows of), both stand below each other: nothing is written over."""
        theirs, say = self.text, self.module.strings
        if not isinstance(bases, list) or not theirs.strip() or theirs in {text, *map(str, bases)}:
            return text
        told = notice(say("problems.beside_title"), say("problems.beside"), "info")
        self.passing.append(told)
        return f"{theirs}\n\n{text}"

    def paint(self) -> State:
        """The quote, the labels and the text as it was saved."""
        say, (least, most) = self.module.strings, self.words
        text = self.text
        return {
            "quotes": self._quotes(),
            "no_quote": self._no_quote() if self.quotes else "",
            "recall": self._recall(),
            "label": say("reflection.label"),
            "title": activity_title(self.module.notebook, self.activity),
            "help": say("reflection.help", min=least, max=most),
            "text": text,
            "saved_turn": self.saved_turn,
            "length": {"min": least, "max": most},
            "done": count_words(text) > 0,
            "labels": {key: self._label(key) for key in LABELS} | {"saved": say("status.saved")},
        }

    def _no_quote(self) -> str:
        """What stands in the place of a quote; nobody who skipped is sent back to the vignette."""
        say, vignette_id = self.module.strings, self.quotes.partition("/")[0]
        if vignette_id in mirror_ids():
            return say("reflection.no_quote")
        try:
            vignette = load_vignette(vignette_id, self.module.lang)
        except UnknownContentError:
            return say("reflection.no_quote")
        skipped = replay_walk(vignette, self.module.journal.events).skipped
        return say("reflection.no_quote_skipped" if skipped else "reflection.no_quote")

    def _label(self, key: str) -> str:
        """A label; the count of words is filled in by the page, which sees them first."""
        return self.module.strings.table.get(f"reflection.{key}", key)

    def _recall(self) -> State | None:
        """What the trainee wrote in the other module, under a line that says where; None where
        this reflection recalls nothing."""
        if not self.other:
            return None
        say, title = self.module.strings, activity_title(self.other.notebook, self.recalled)
        self.other.journal.catch_up()  # that module may be open in another window
        where = say("reflection.recall_title", number=self.other.number, title=title)
        return {
            "title": where if title else say("reflection.recall", number=self.other.number),
            "texts": list(self.other.written(self.recalled)),
            "none": say("reflection.recall_none"),
        }

    def _quotes(self) -> list[State]:
        """The trainee's own choice in the scene that this reflection looks back on: in a mirror
        with each family, the one that came first in front."""
        content_id, _, scene_id = self.quotes.partition("/")
        lang, events = self.module.lang, self.module.journal.events
        try:
            if content_id not in mirror_ids():
                return self._quote(load_vignette(content_id, lang), scene_id, "lead")
            pair = load_mirror(content_id, lang)
        except UnknownContentError:
            return []
        order = in_order((pair[0].id, pair[1].id), replay_mirror(pair, events))
        families = sorted(pair, key=lambda family: order.index(family.id))
        return [q for family in families for q in self._quote(family, scene_id, "lead_family")]

    def _quote(self, vignette: Vignette, scene_id: str, lead: str) -> list[State]:
        """What was chosen in that scene, under a line that says where; empty before that."""
        walk = replay_walk(vignette, self.module.journal.events)
        # Of a family in a mirror the first choice counts, made before knowing more.
        steps = walk.first if vignette.family else (*walk.first, *walk.trail)
        taken = {step.scene: step.choice for step in steps}
        choice = vignette.choice(scene_id, taken.get(scene_id, ""))
        scene = vignette.scene(scene_id)
        if choice is None or scene is None:
            return []
        words = {"scene": scene.title, "name": vignette.parent}
        return [{"lead": self.module.strings(f"reflection.{lead}", **words), "text": choice.text}]
