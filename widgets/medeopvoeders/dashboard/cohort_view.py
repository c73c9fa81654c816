"""The facilitator's page: one view of one group, painted anew from the files each time."""

from __future__ import annotations

from pathlib import Path

from medeopvoeders.dashboard.answers_panel import paint_answers
from medeopvoeders.dashboard.group import Group, read_group
from medeopvoeders.dashboard.handed_in_table import paint_table, trees_of
from medeopvoeders.dashboard.modules import Module
from medeopvoeders.dashboard.pseudonyms import read_pseudonyms
from medeopvoeders.dashboard.ways_panel import paint_ways
from medeopvoeders.grading.cohort import CohortError
from medeopvoeders.reading.library import languages, load_strings
from medeopvoeders.reading.strings import Strings
from medeopvoeders.record.journal import now
from medeopvoeders.views.activity import notice
from medeopvoeders.views.composing import part_of_view
from medeopvoeders.views.view import State, View

LABELS = (
    "refresh", "refreshed", "grading", "on_page", "per_module", "no_answer",
    "today", "yesterday", "day",
)  # fmt: skip


class CohortView(View):
    """A group on the page."""

    _esm = part_of_view("js", "views.common", "dashboard.dashboard")
    _css = part_of_view("css", "views.tokens", "views.common", "dashboard.dashboard")

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names = False
        self.pages: dict[str, int] = {}
        super().__init__()
        self.on_msg(self._receive)
        self.refresh()

    def refresh(self) -> None:
        """Read the folder again, and show it."""
        try:
            self.group: Group | None = read_group(self.folder)
        except CohortError:
            self.group = None
        self.read_at = now()
        self.repaint()

    def repaint(self) -> None:
        """Show what was read last."""
        painted = _paint(self.group, self.names, self.pages) if self.group else self._no_cohort()
        self.state = {**painted, "read_at": self.read_at}

    def _receive(self, _: object, message: object, __: object) -> None:
        if not isinstance(message, dict):
            return
        match message.get("do"):
            case "refresh":
                self.refresh()
            case "names":
                self.names = message.get("show") is True
                self.repaint()
            case "more":
                activity = str(message.get("activity"))
                self.pages[activity] = self.pages.get(activity, 0) + 1
                self.repaint()
        self.send({"answered": True})  # An unchanged state is not sent, and the page waits.

    def _no_cohort(self) -> State:
        """Without a cohort no language is known, so it is said in each."""
        told = [(lang, load_strings(lang)) for lang in languages()]
        return {
            "lang": languages()[0],
            "labels": _labels(told[0][1]) | {"grading": ""},
            "notices": [
                notice(
                    say("dashboard.no_cohort_title"),
                    say("dashboard.no_cohort", path=self.folder),
                )
                | {"lang": lang}
                for lang, say in told
            ],
        }


def open_cohort(folder: Path | None = None) -> CohortView:
    """The page of the cohort in `folder`, or of the one around the notebook that asks for it.

    A folder that is no cohort gives a page that says so.
    """
    return CohortView(Path.cwd() if folder is None else folder)


def _paint(group: Group, names: bool, pages: dict[str, int]) -> State:
    say = load_strings(group.cohort.lang)
    students = group.students
    pseudonyms = read_pseudonyms(group.cohort.folder, students, len(trees_of(say)))
    made_up = group.cohort.made_up
    return {
        "lang": say.lang,
        "made_up": say("made_up.label") if made_up else "",
        "kicker": _kicker(group, say),
        "modules": _modules(group, say),
        # There is nothing to grade in a made-up group: nbgrader does not know of it.
        "labels": _labels(say) | ({"grading": ""} if made_up else {}),
        "notices": [],
        "attention": _attention(group, say),
        "empty": None if students else _empty(say),
        "ways": paint_ways(group, say),
        "answers": paint_answers(group, pseudonyms, pages, say),
        "table": paint_table(group, pseudonyms, names=names, say=say) if students else None,
    }


def _labels(say: Strings) -> State:
    """Labels as they stand: the page fills in times, for it knows where its reader is."""
    labels = {key: say.table.get(f"dashboard.{key}", key) for key in LABELS}
    return labels | {"time_separator": say("status.time_separator")}


def _kicker(group: Group, say: Strings) -> str:
    """How many handed in: of which module, where it is but one (`_modules` tells of several)."""
    kicker = say("dashboard.kicker")
    if not group.students:
        return kicker
    handed_in = _handed_in(group)
    number = handed_in[0][0].number
    key, count = "dashboard.count", len(group.students)
    if len(handed_in) > 1:
        key = "dashboard.students"
    return f"{kicker} · {say(_counted(key, count), count=count, number=number)}"


def _modules(group: Group, say: Strings) -> list[State]:
    """How many handed in each module, where there are several."""
    modules = [
        {"slug": module.slug, "title": say("dashboard.module", number=module.number, count=count)}
        for module, count in _handed_in(group)
    ]
    return modules if len(modules) > 1 else []


def _handed_in(group: Group) -> list[tuple[Module, int]]:
    """Each module that somebody handed in, with how many did."""
    counts = ((module, len(group.of_module(module.slug))) for module in group.modules)
    return [(module, count) for module, count in counts if count]


def _counted(key: str, count: int) -> str:
    """The key of a sentence about one, or about several."""
    return f"{key}_one" if count == 1 else key


def _attention(group: Group, say: Strings) -> str:
    count = sum(bool(submission.problems) for submission in group.submissions)
    return say(_counted("dashboard.attention", count), count=count) if count else ""


def _empty(say: Strings) -> State:
    steps = [say(f"dashboard.empty_{number}") for number in (1, 2, 3)]
    return {"title": say("dashboard.empty"), "steps": steps}
