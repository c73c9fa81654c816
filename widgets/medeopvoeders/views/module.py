"""A module as its notebook sees it: open it once, then call one activity a cell."""

from __future__ import annotations

from pathlib import Path

from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.library import (
    UnknownContentError,
    load_mirror,
    load_strings,
    load_vignette,
)
from medeopvoeders.record.export import Outgoing, for_hand_in, typed_answers
from medeopvoeders.record.journal import RECORD_NAME, Journal
from medeopvoeders.record.notebook import Notebook, about, activity_kinds, read_notebook
from medeopvoeders.record.replay import completed_in, replay_answer
from medeopvoeders.views.activity import ActivityView, State, notice
from medeopvoeders.views.hand_in import HandInView
from medeopvoeders.views.mirror import MirrorView
from medeopvoeders.views.problem import ProblemView
from medeopvoeders.views.reflection import ReflectionView
from medeopvoeders.views.sheet import SheetView
from medeopvoeders.views.vignette import VignetteView


class Module:
    """A module that is open in a notebook. Its record stands in `folder`, beside the notebook."""

    def __init__(self, slug: str, lang: str, folder: Path) -> None:
        self.slug, self.folder = slug, folder
        self.strings = load_strings(lang)
        self.lang = self.strings.lang
        self.journal = Journal(folder / RECORD_NAME)
        self.views: dict[str, ActivityView] = {}
        self._notebook: tuple[int, Notebook] = (0, {})

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
        return self._show(VignetteView(self, vignette))

    def mirror(self, mirror_id: str) -> ActivityView:
        """Both families of a mirror, where the trainee left them."""
        try:
            families = load_mirror(mirror_id, self.lang)
        except UnknownContentError as error:
            return self._unknown(error)
        return self._show(MirrorView(self, families))

    def reflection(
        self,
        activity: str,
        quotes: str = "",
        words: tuple[int, int] = (80, 150),
        recalls: str = "",
    ) -> ActivityView:
        """A reflection, with what the trainee wrote so far."""
        return self._show(ReflectionView(self, activity, quotes, words, recalls))

    def sheet(
        self, name: str, shows: tuple[str, ...] = (), asks: tuple[str, ...] = ()
    ) -> ActivityView:
        """A sheet to print, with the texts of the reflections that it shows."""
        return self._show(SheetView(self, name, shows, asks))

    def hand_in(self) -> ActivityView:
        """The consents, the preview and the button that hands this module in."""
        return self._show(HandInView(self))

    @property
    def notebook(self) -> Notebook:
        """The notebook that this module is open in, as it was last saved; read anew only when it
        was saved since."""
        path = self.folder / f"{self.folder.name}.ipynb"
        saved = path.stat().st_mtime_ns if path.is_file() else 0
        if saved != self._notebook[0]:
            self._notebook = (saved, read_notebook(path))
        return self._notebook[1]

    @property
    def vignettes(self) -> list[Vignette]:
        """The vignettes of this module, whether their cells have run or not; of a mirror both
        families. One that this version of the course does not have is left out."""
        kinds = activity_kinds(self.notebook)
        return [
            vignette
            for name, kind in kinds.items()
            if kind == "vignette" and (vignette := self._load(name))
        ]

    def _load(self, vignette_id: str) -> Vignette | None:
        try:
            return load_vignette(vignette_id, self.lang)
        except UnknownContentError:
            return None

    def written(self, reflection: str) -> tuple[str, ...]:
        """What the trainee wrote in a reflection of this module: on the page, and in JupyterLab
        straight into its answer cell. Empty where there is nothing."""
        own = replay_answer(reflection, self.journal.events)
        typed = typed_answers(self.notebook, self.strings("build.answer_stub"))
        texts = (own, *typed.get(reflection, ()))
        return tuple(dict.fromkeys(text for text in texts if text.strip()))

    def beside(self, slug: str) -> Module:
        """Another module in the same language, as the trainee's folders hold it: only to read."""
        return Module(slug, self.lang, self.folder.parent / slug)

    def outgoing(self) -> Outgoing:
        """Exactly what handing in would send now."""
        events = self.journal.events
        complete = completed_in(self.vignettes, events)
        return for_hand_in(events, self.notebook, complete, self.strings("build.answer_stub"))

    def repaint(self) -> None:
        """Show the record as it is now, in every activity: a reflection quotes a choice, and the
        preview of the hand-in shows both."""
        for view in self.views.values():
            view.repaint()

    def record_notices(self) -> list[State]:
        """What is to be said about the record file itself."""
        record, say = self.journal.record, self.strings
        if not record.problem:
            return self._stranger()
        key = record.problem.replace("-", "_")
        count = record.newer if key == "newer" else record.unreadable
        text = say(f"problems.{key}", name=RECORD_NAME, count=count)
        return [notice(say(f"problems.{key}_title"), text)]

    def _stranger(self) -> list[State]:
        """A notice where the set-up cell names another module than the notebook it stands in."""
        here = str(about(self.notebook).get("module", "")) or self.slug
        if here == self.slug:
            return []
        say = self.strings
        hint = say("problems.hint", meant=here)
        text = say("problems.unknown_module", wanted=self.slug, hint=hint)
        return [notice(say("problems.unknown_module_title"), text)]

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
