"""What the views of all activities share: state, messages, and what to say when saving fails.

A view holds no truth. It paints `state`, which `paint` makes anew from the record; a message from
the page goes to `act`, which saves an event or raises. So a page can be closed, reloaded or opened
a second time at any moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from medeopvoeders.views.composing import part_of_view
from medeopvoeders.views.view import State, View

if TYPE_CHECKING:
    from medeopvoeders.views.module import Module

# What every view says, whatever it shows: the places are filled in by the page.
SHARED_LABELS = {
    "no_answer": "status.no_answer",
    "saving": "status.saving",
    "date": "status.date",
    "time_separator": "status.time_separator",
}


def script(*parts: str) -> str:
    """A view's ES module: what all views share, then its own parts, in that order."""
    return part_of_view("js", *(f"views.{part}" for part in ("common", *parts)))


def style(*parts: str) -> str:
    """A view's style sheet: tokens, what all views share, then its own parts."""
    return part_of_view("css", *(f"views.{part}" for part in ("tokens", "common", *parts)))


class ActivityView(View):
    """One activity on the page."""

    def __init__(self, module: Module, activity: str) -> None:
        self.module, self.activity = module, activity
        self.status: State = {"kind": "idle", "text": ""}
        self.passing: list[State] = []
        super().__init__()
        self.on_msg(self._receive)
        self.repaint()

    def paint(self) -> State:
        """The state of the page, from the record as it is now."""
        raise NotImplementedError

    def act(self, message: State) -> None:
        """Do what the page asks. Raises OSError where it could not be saved."""
        raise NotImplementedError

    def repaint(self) -> None:
        """Show the record as it is now."""
        painted = self.paint()
        words = self.module.strings.table
        shared = {
            "activity": self.activity,
            "lang": self.module.lang,
            "status": self.status,
            "notices": [*self.module.record_notices(), *self.passing],
            "labels": {name: words[key] for name, key in SHARED_LABELS.items()},
        }
        labels = shared["labels"] | painted.pop("labels", {})
        self.state = {**shared, **painted, "labels": labels}

    def save(self, kind: str, data: State, activity: str = "") -> None:
        """Append an event to the record, of this activity unless another is named, and say so once
        it is on the disk. The page fills in the time from the reader's own clock: a hub may stand
        in another time zone."""
        event = self.module.journal.append(activity or self.activity, kind, data)
        text = self.module.strings.table["status.saved_at"]
        self.status = {"kind": "saved", "text": text, "at": event.at}

    def _receive(self, _: object, message: object, __: object) -> None:
        if not isinstance(message, dict):
            return
        self.passing = []
        before = self.state
        try:
            self.act(message)
        except OSError as error:
            self._not_saved(error)
        self.module.repaint()
        if self.state == before:
            self.send({"answered": True})  # An unchanged state is not sent, and the page waits.

    def _not_saved(self, error: OSError) -> None:
        say = self.module.strings
        reason = error.strerror or type(error).__name__
        self.status = {"kind": "unsaved", "text": say("problems.unsaved_title")}
        text = say("problems.unsaved", path=str(self.module.folder), reason=reason)
        self.passing.append(notice(say("problems.unsaved_title"), text))


def notice(title: str, text: str, kind: str = "problem") -> State:
    """A panel with something that the reader should know."""
    return {"kind": kind, "title": title, "text": text}
