"""Groups of people who do not exist: for a first look at the dashboard, for tests and benchmarks.

A made-up group is an ordinary one: real records, exported as a hand-in exports them, in an ordinary
cohort's `submitted/`. What goes wrong in a real group goes wrong here in about the same share, and
the same seed gives the same group.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from medeopvoeders.grading.cohort import Cohort
from medeopvoeders.grading.cohorts import modules_of, write_cohort
from medeopvoeders.grading.made_up_trainee import Decks, MadeUp, Traits
from medeopvoeders.models.event import Event
from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.library import UnknownContentError, load_strings, load_vignette
from medeopvoeders.record.export import Outgoing, for_hand_in, write_record
from medeopvoeders.record.journal import RECORD_NAME
from medeopvoeders.record.notebook import Notebook, activity_kinds, read_notebook
from medeopvoeders.record.replay import completed_in

SIZE = 30
SEED = 7
DUE = datetime(2026, 11, 20, 20, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of a group does what, from 0 to 1."""

    missing: float = 0.05  # hands in nothing
    late: float = 0.1
    again: float = 0.12  # hands in a second time
    unfinished: float = 0.05
    unlooked: float = 0.1  # does not look at the road not taken
    tries_again: float = 0.35
    silent: float = 0.07  # writes nothing
    typed: float = 0.05  # types the answer in the notebook, in JupyterLab
    unread: float = 0.07  # does not let the facilitator read along
    withdrawn: float = 0.03
    unshown: float = 0.3
    bad: float = 0.06  # a file is not what it should be


ORDINARY = Shares()


@contextmanager
def made_up_cohort(lang: str, course: Path, size: int = SIZE) -> Iterator[Cohort]:
    """A made-up group in a folder of its own, which is gone afterwards; its hand-ins are of the
    last days. nbgrader knows nothing of it. Raises CohortError where `course` holds no modules."""
    modules = modules_of(course, lang)
    with TemporaryDirectory(prefix="medeopvoeders-", ignore_cleanup_errors=True) as place:
        home = Path(place).resolve()
        folder = home / "cohorts" / "demo"
        folder.mkdir(parents=True)
        name = load_strings(lang)("made_up.name")
        today = datetime.now(UTC)
        day = today.date().isoformat()
        cohort = Cohort(name, lang, folder, home / "exchange", day, made_up=True)
        write_cohort(cohort, modules)
        make_group(cohort, size, due=today - timedelta(days=1))
        yield cohort


def make_group(
    cohort: Cohort,
    size: int,
    seed: int = SEED,
    *,
    shares: Shares = ORDINARY,
    due: datetime = DUE,
) -> None:
    """Put the hand-ins of `size` made-up trainees in the cohort's `submitted/`, for each module."""
    for module in cohort.modules:
        dice = random.Random(f"{seed} {module}")  # noqa: S311 - nothing here is a secret
        _Module(cohort, module, seed, dice, due).hand_in(size, shares)


class _Module:
    """One module of a made-up group, being handed in."""

    def __init__(
        self, cohort: Cohort, slug: str, seed: int, dice: random.Random, due: datetime
    ) -> None:
        self.cohort, self.slug, self.seed, self.dice, self.due = cohort, slug, seed, dice, due
        self.path = cohort.folder / "source" / slug / f"{slug}.ipynb"
        self.notebook: Notebook = read_notebook(self.path)
        self.decks = Decks(dice)
        self.vignettes = tuple(_vignettes(self.notebook, cohort.lang))

    def hand_in(self, size: int, shares: Shares) -> None:
        """Everybody's hand-in: who does what is drawn, how many do is given."""
        drawn = {
            name: frozenset(self.dice.sample(range(size), round(getattr(shares, name) * size)))
            for name in Shares.__dataclass_fields__
        }
        bad = self._cards_of_bad_files()
        for number in range(size):
            is_one = {name: number in people for name, people in drawn.items()}
            if is_one["missing"]:
                continue
            folder = self.cohort.folder / "submitted" / f"student-{number + 1:03}" / self.slug
            self._hand_in(folder, is_one)
            if is_one["bad"]:
                next(bad)(folder, self.slug)

    def _cards_of_bad_files(self) -> Iterator[Callable[[Path, str], None]]:
        while True:
            yield from self.dice.sample(BAD_FILES, len(BAD_FILES))

    def _hand_in(self, folder: Path, is_one: Mapping[str, bool]) -> None:
        at = self._moment(is_one)
        someone = MadeUp(_traits(is_one), self.dice, self.decks, at - timedelta(hours=1), self.seed)
        events = someone.work(activity_kinds(self.notebook), self.cohort.lang)
        folder.mkdir(parents=True)
        typed = _last_texts(events) if is_one["typed"] else {}
        write_record(folder / RECORD_NAME, self._sent(events, typed).events)
        self._copy_notebook(folder, typed)
        stamp = at.strftime("%Y-%m-%d %H:%M:%S.%f UTC")
        (folder / "timestamp.txt").write_text(stamp, "utf-8")

    def _moment(self, is_one: Mapping[str, bool]) -> datetime:
        """When it was handed in (last): most in the two days before it was due."""
        if is_one["late"] or is_one["again"]:
            return self.due + timedelta(minutes=self.dice.randint(10, 1200))
        return self.due - timedelta(hours=min(self.dice.expovariate(1 / 20), 160))

    def _sent(self, events: tuple[Event, ...], typed: Mapping[str, str]) -> Outgoing:
        kept = [event for event in events if event.activity not in typed]
        return for_hand_in(kept, self.notebook, completed_in(self.vignettes, kept))

    def _copy_notebook(self, folder: Path, typed: Mapping[str, str]) -> None:
        if not typed:
            shutil.copyfile(self.path, folder / self.path.name)
            return
        notebook = json.loads(self.path.read_bytes())
        for cell in notebook["cells"]:
            activity = cell["metadata"].get("nbgrader", {}).get("grade_id")
            cell["source"] = typed.get(activity, cell["source"])
        (folder / self.path.name).write_text(json.dumps(notebook), "utf-8")


def _vignettes(notebook: Notebook, lang: str) -> Iterator[Vignette]:
    for activity, kind in activity_kinds(notebook).items():
        if kind == "vignette":
            with suppress(UnknownContentError):
                yield load_vignette(activity, lang)


def _traits(is_one: Mapping[str, bool]) -> Traits:
    return Traits(
        finishes=not is_one["unfinished"],
        looks=not is_one["unlooked"],
        tries_again=is_one["tries_again"] or is_one["again"],
        writes=not is_one["silent"],
        reads_along=not is_one["unread"],
        is_shown=not is_one["unshown"],
        withdraws=is_one["withdrawn"],
    )


def _last_texts(events: tuple[Event, ...]) -> dict[str, str]:
    return {event.activity: str(event.data["text"]) for event in events if event.kind == "wrote"}


# --- what a group's inbox also holds


def _torn(folder: Path, _: str) -> None:
    """The last line of the record was not written to its end."""
    path = folder / RECORD_NAME
    path.write_bytes(path.read_bytes()[:-30])


def _without_notebook(folder: Path, slug: str) -> None:
    (folder / f"{slug}.ipynb").unlink()


def _not_json(folder: Path, slug: str) -> None:
    """A notebook that an editor broke."""
    path = folder / f"{slug}.ipynb"
    path.write_bytes(path.read_bytes()[:2000])


def _foreign(folder: Path, _: str) -> None:
    """A record that is something else."""
    (folder / RECORD_NAME).write_text("date;hours\n2026-11-16;6\n2026-11-17;4\n", "utf-8")


def _empty(folder: Path, _: str) -> None:
    (folder / RECORD_NAME).write_bytes(b"")


BAD_FILES: tuple[Callable[[Path, str], None], ...] = (
    _torn,
    _without_notebook,
    _not_json,
    _foreign,
    _empty,
)
