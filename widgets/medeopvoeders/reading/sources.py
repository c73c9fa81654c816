"""The citable sources: `content/references.bib`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from medeopvoeders.reading.alphabet import alphabetical
from medeopvoeders.reading.bibtex import Entry, entries, names_in, plain

OTHERS = "others"
DOI = "https://doi.org/"
# What is looked up or linked, and so never cleaned of LaTeX.
RAW = ("doi", "url")


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody's name, or the body that wrote a text, which has no given name."""

    family: str
    given: str = ""

    def __str__(self) -> str:
        """As a list of sources has it: the family name first."""
        return ", ".join(filter(None, (self.family, self.given)))


@dataclass(frozen=True, slots=True)
class Source:
    """One entry. `status` is checked, part (cite without its unconfirmed detail) or unconfirmed.
    `addresses` are the DOI and the page that a link may lead to. `authors`, `editors` and `printed`
    hold what may be typeset: without what nobody has seen."""

    key: str
    status: str
    addresses: tuple[str, ...] = ()
    year: str = ""
    kind: str = "misc"
    line: int = 0
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    and_others: bool = False
    printed: Mapping[str, str] = field(default_factory=dict)

    @property
    def citable(self) -> bool:
        """True where the entry may be cited."""
        return self.status in {"checked", "part"}

    @property
    def address(self) -> str:
        """Where a link to it leads: its DOI, else its page; empty where it has neither."""
        doi = self.printed.get("doi", "")
        return DOI + doi if doi else self.printed.get("url", "")

    @property
    def place(self) -> str:
        """What it is ordered by in a list: capitals and accents make no difference."""
        said = [*map(str, self.authors), self.year, self.printed.get("title", "")]
        return alphabetical(" ".join(filter(None, said)))

    def is_at(self, address: str) -> bool:
        """True where a link to `address` leads to this source."""
        return any(known.casefold() in address.casefold() for known in self.addresses)


def read_sources(path: Path) -> dict[str, Source]:
    """The sources in `path`, by key; none where there is no such file."""
    return _sources_in(path.read_text("utf-8") if path.is_file() else "")


@lru_cache(maxsize=2)  # the linter asks for it at each file
def _sources_in(text: str) -> dict[str, Source]:
    return {entry.key: _source(entry) for entry in entries(text)}


def _source(entry: Entry) -> Source:
    fields = {
        name: value if name in RAW else plain(value)
        for name, value in entry.fields.items()
        if name not in {"author", "editor"}
    }
    left_out = set(re.split(r"\s*,\s*", fields.get("omit", "")))
    authors, others = _authors(entry, left_out)
    return Source(
        key=entry.key,
        status=fields.get("keywords") or "unconfirmed",
        addresses=tuple(filter(None, (fields.get("doi"), fields.get("url")))),
        year=fields.get("year", ""),
        kind=entry.kind,
        line=entry.line,
        authors=authors,
        editors=_known(_names(entry.fields.get("editor", "")), "editor-given" in left_out),
        and_others=others,
        printed=_printed(fields, left_out),
    )


def _authors(entry: Entry, left_out: set[str]) -> tuple[tuple[Name, ...], bool]:
    """The authors that may be named, and whether there are more."""
    names = _names(entry.fields.get("author", ""))
    cut = next((int(word[6:]) for word in left_out if re.fullmatch(r"author\d+", word)), 0)
    known = [name for name in names if name.family != OTHERS]
    shown = known[: cut - 1] if cut else known
    return _known(shown, "given" in left_out), len(shown) < len(names)


def _names(latex: str) -> list[Name]:
    return [_name(name) for name in names_in(latex)]


def _name(latex: str) -> Name:
    if latex.startswith("{"):
        return Name(plain(latex))
    family, _, given = plain(latex).partition(",")
    return Name(family.strip(), given.strip())


def _known(names: list[Name], without_given: bool) -> tuple[Name, ...]:
    return tuple(Name(name.family) if without_given else name for name in names)


def _printed(fields: dict[str, str], left_out: set[str]) -> dict[str, str]:
    shown = {name: value for name, value in fields.items() if name not in left_out and value}
    if "subtitle" in left_out:
        shown["title"] = re.split(r":\s|(?<=[?.!])\s", shown.get("title", ""))[0]
    return shown
