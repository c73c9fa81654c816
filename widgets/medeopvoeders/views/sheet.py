"""A sheet to print: what the trainee wrote, with questions for whoever reads along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import traitlets

from medeopvoeders.record.notebook import activity_title
from medeopvoeders.views.activity import ActivityView, State, script, style
from medeopvoeders.views.composing import composed

if TYPE_CHECKING:
    from medeopvoeders.views.module import Module

LABELS = ("lead", "empty", "asks_title", "print", "help")


class SheetView(ActivityView):
    """Texts of this module's reflections (`shows`) and questions (`asks`), as they will stand on
    paper. It is there to print: no event is saved, and nothing of it counts or is handed in."""

    _esm = script("sheet")
    _css = style("sheet")
    # How the sheet looks on paper: the page builds a document of its own for the printer.
    paper = traitlets.Unicode(composed("css", "views.paper")).tag(sync=True)

    def __init__(
        self, module: Module, name: str, shows: tuple[str, ...], asks: tuple[str, ...]
    ) -> None:
        self.shows, self.asks = shows, asks
        self.turn = 0
        super().__init__(module, name)

    def act(self, message: State) -> None:
        """The page is about to print, and waits for its turn: what was written until now, in this
        window or in another, comes along."""
        turn = message.get("turn")
        if message.get("do") == "print" and isinstance(turn, int):
            self.module.journal.catch_up()
            self.turn = turn

    def paint(self) -> State:
        """The sheet as it would be printed now."""
        say = self.module.strings
        return {
            "title": self._title(self.activity) or say("sheet.title"),
            "texts": [
                {"title": self._title(shown), "texts": list(self.module.written(shown))}
                for shown in self.shows
            ],
            "asks": list(self.asks),
            "turn": self.turn,
            "labels": {key: say(f"sheet.{key}") for key in LABELS},
        }

    def _title(self, name: str) -> str:
        return activity_title(self.module.notebook, name)
