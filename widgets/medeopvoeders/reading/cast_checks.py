"""Whom the course as a whole lets a trainee meet: no kind of family stands for a kind of problem.

What is asked of it is the course's own choice. It can only be told once the course is about whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from medeopvoeders.reading.fields import casts
from medeopvoeders.reading.findings import Finding
from medeopvoeders.reading.front_matter import split_front_matter
from medeopvoeders.reading.strings import languages

VIGNETTES_OF_A_WHOLE_COURSE = 20
Family = frozenset[str]


@dataclass(frozen=True, slots=True)
class Wish:
    """So many families at least of a kind; `name` has words in the finding's terms."""

    name: str
    least: int
    fits: Callable[[Family], bool]


WISHES = (
    Wish("no-migration", 6, lambda family: "no-migration" in family),
    Wish(
        "not-the-mother",
        4,
        lambda family: bool(family & {"father", "two-fathers", "grandparent", "foster-carer"}),
    ),
    Wish("privileged", 4, lambda family: bool(family & {"privileged", "privileged-hard"})),
    Wish("privileged-hard", 3, lambda family: "privileged-hard" in family),
    Wish("low-income-migration", 1, lambda family: {"low-income", "migration"} <= family),
    Wish("low-income-no-migration", 1, lambda family: {"low-income", "no-migration"} <= family),
)


def lint_cast(content: Path) -> Iterator[Finding]:
    """Every wish that the course does not meet, where it has vignettes enough to do so."""
    files = sorted((content / "vignettes").glob(f"*/{languages()[0]}.md"))
    if len(files) < VIGNETTES_OF_A_WHOLE_COURSE:
        return
    families = list(_families(files))
    for wish in WISHES:
        count = sum(map(wish.fits, families))
        if count < wish.least:
            detail = {"kind": wish.name, "count": count, "least": wish.least, "meant": ""}
            yield Finding("one-sided-cast", content / "vignettes", 0, detail)


def _families(files: Iterable[Path]) -> Iterator[Family]:
    """The cast of each family: a mirror has two."""
    for path in files:
        fields = split_front_matter(path.read_text("utf-8-sig", "replace")).fields
        yield from map(frozenset, casts(fields.get("cast")))
