"""A reflection: a text area that saves while the trainee types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medeopvoeders.engine.reflection import count_words
from medeopvoeders.reading.library import UnknownContentError, load_vignette
from medeopvoeders.record.replay import replay_answer, replay_walk
from medeopvoeders.views.activity import ActivityView, State, notice, script, style

if TYPE_CHECKING:
    from medeopvoeders.views.module import Module

LABELS = (
    "words_one", "words_many", "hint_empty", "hint_short", "hint_good", "hint_long",
    "unsaved",
)  # fmt: skip


class ReflectionView(ActivityView):
    """An answer in the trainee's own words. `quotes` is `vignette/scene`: the own choice that the
    page quotes above it; `words` the length that most answers have, least and most."""

    _esm = script("reflection")
    _css = style("reflection")

    def __init__(
        self, module: Module, activity: str, quotes: str = "", words: tuple[int, int] = (80, 150)
    ) -> None:
        self.quotes, self.words = quotes, words
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
            "quote": self._quote(),
            "no_quote": say("reflection.no_quote") if self.quotes else "",
            "label": say("reflection.label"),
            "help": say("reflection.help", min=least, max=most),
            "text": text,
            "saved_turn": self.saved_turn,
            "length": {"min": least, "max": most},
            "done": count_words(text) > 0,
            "labels": {key: self._label(key) for key in LABELS} | {"saved": say("status.saved")},
        }

    def _label(self, key: str) -> str:
        """A label; the count of words is filled in by the page, which sees them first."""
        return self.module.strings.table.get(f"reflection.{key}", key)

    def _quote(self) -> State | None:
        """The trainee's own choice in the scene that this reflection looks back on."""
        vignette_id, _, scene_id = self.quotes.partition("/")
        try:
            vignette = load_vignette(vignette_id, self.module.lang)
        except UnknownContentError:
            return None
        walk = replay_walk(vignette, self.module.journal.events)
        taken = {step.scene: step.choice for step in (*walk.first, *walk.trail)}
        choice = vignette.choice(scene_id, taken.get(scene_id, ""))
        scene = vignette.scene(scene_id)
        if choice is None or scene is None:
            return None
        lead = self.module.strings("reflection.lead", scene=scene.title)
        return {"lead": lead, "text": choice.text}
