"""A module as its notebook sees it: open it once, then call one activity a cell."""

from __future__ import annotations

from pathlib import Path

from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.library import UnknownContentError, load_strings, load_vignette
from medeopvoeders.record.journal import RECORD_NAME, Journal
from medeopvoeders.views.activity import ActivityView, State, notice
from medeopvoeders.views.hand_in import HandInView
from medeopvoeders.views.notebook import reflection_title, typed_answer
from medeopvoeders.views.problem import ProblemView
from medeopvoeders.views.reflection import ReflectionView
from medeopvoeders.views.vignette import VignetteView


class Module:
    """A module that is open in a notebook. Its record stands in `folder`, beside the notebook."""

    def __init__(self, slug: str, lang: str, folder: Path) -> None:
        self.slug, self.lang, self.folder = slug, lang, folder
        self.strings = load_strings(lang)
        self.journal = Journal(folder / RECORD_NAME)
        self.vignettes: list[Vignette] = []
        self.reflections: list[tuple[str, str]] = []
        self.views: dict[str, ActivityView] = {}

    @property
    def number(self) -> str:
        """The module's number as a reader says it: `01-lever-or-barrier` is module 1."""
        return self.slug.split("-", 1)[0].lstrip("0") or "0"

    def vignette(self, vignette_id: str) -> ActivityView:
        """The player of a vignette, where the trainee left it."""
        try:
            vignette = load_vignette(vignette_id, self.lang)
        except UnknownContentError as error:
            return self._unknown(error)
        self.vignettes = [*(v for v in self.vignettes if v.id != vignette_id), vignette]
        return self._show(VignetteView(self, vignette))

    def reflection(
        self, activity: str, quotes: str = "", words: tuple[int, int] = (80, 150)
    ) -> ActivityView:
        """A reflection, with what the trainee wrote so far."""
        title = reflection_title(self.notebook, activity) or self.strings("reflection.label")
        others = [entry for entry in self.reflections if entry[0] != activity]
        self.reflections = [*others, (activity, title)]
        return self._show(ReflectionView(self, activity, quotes, words))

    def hand_in(self) -> ActivityView:
        """The consents, the preview and the button that hands this module in."""
        return self._show(HandInView(self))

    @property
    def notebook(self) -> Path:
        """The notebook that this module is open in."""
        return self.folder / f"{self.slug}.ipynb"

    def typed_answer(self, activity: str) -> str:
        """What the trainee typed straight into the answer cell of the notebook; mostly nothing."""
        return typed_answer(self.notebook, activity)

    def repaint(self) -> None:
        """Show the record as it is now, in every activity: a reflection quotes a choice, and the
        preview of the hand-in shows both."""
        for view in self.views.values():
            view.repaint()

    def record_notices(self) -> list[State]:
        """What is to be said about the record file itself."""
        record, say = self.journal.record, self.strings
        if not record.problem:
            return []
        key = record.problem.replace("-", "_")
        count = record.newer if key == "newer" else record.unreadable
        text = say(f"problems.{key}", name=RECORD_NAME, count=count)
        return [notice(say(f"problems.{key}_title"), text)]

    def _show(self, view: ActivityView) -> ActivityView:
        self.views[view.activity] = view
        self.repaint()
        return view

    def _unknown(self, error: UnknownContentError) -> ActivityView:
        say = self.strings
        hint = say("problems.hint", meant=error.meant) if error.meant else ""
        text = say("problems.unknown_activity", wanted=error.wanted, hint=hint)
        return ProblemView(self, error.wanted, notice(say("problems.unknown_activity_title"), text))


def open_module(slug: str, lang: str) -> Module:
    """Open the module `slug` in language `lang` in the folder of the notebook."""
    return Module(slug, lang, Path.cwd())
