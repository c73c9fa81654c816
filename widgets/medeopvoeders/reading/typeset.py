"""A source as a list of sources prints it: in pieces, so that Markdown and a page can both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from medeopvoeders.reading.sources import Name, Source
from medeopvoeders.reading.strings import Strings

# A part of something larger stands in quotes; what can be held or opened by itself, in italics.
QUOTED = {"article", "incollection", "inproceedings", "misc"}
ENDS = (".", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one style; a link has an address."""

    text: str
    style: Literal["plain", "italic", "link"] = "plain"
    address: str = ""


def typeset(source: Source, say: Strings) -> tuple[Piece, ...]:
    """Authors, year, title, where it was published, and the way there."""
    return tuple(_pieces(source, say))


def short_name(source: Source, say: Strings) -> str:
    """How a text names it: one or two family names, or the first of more, and the year."""
    names = [author.family for author in source.authors]
    year = source.printed.get("year", "")
    match names:
        case []:
            said = source.printed.get("title", "")
        case [one]:
            said = f"{one} {say('sources.others')}" if source.and_others else one
        case [one, other] if not source.and_others:
            said = f"{one} {say('sources.and')} {other}"
        case _:
            said = f"{names[0]} {say('sources.others')}"
    return f"{said} ({year})" if year else said


def _pieces(source: Source, say: Strings) -> Iterator[Piece]:
    yield Piece(_head(source, say))
    yield from _title(source)
    where = list(_where(source, say))
    if where:
        yield Piece(" ")
        yield from where
        yield Piece("." if not where[-1].text.endswith(ENDS) else "")
    if source.address:
        yield Piece(" ")
        yield Piece(source.address.partition("://")[2], "link", source.address)


def _head(source: Source, say: Strings) -> str:
    year = source.printed.get("year", "")
    parts = [_people(source.authors, say, others=source.and_others), f"({year})" if year else ""]
    said = " ".join(filter(None, parts))
    return f"{said}{'' if said.endswith('.') else '.'} " if said else ""


def _people(names: tuple[Name, ...], say: Strings, *, others: bool = False) -> str:
    """Names with semicolons between them, for there is a comma in each."""
    said = list(map(str, names))
    if others and said:
        return f"{'; '.join(said)}, {say('sources.others')}"
    last = f" {say('sources.and')} {said.pop()}" if len(said) > 1 else ""
    return "; ".join(said) + last


def _title(source: Source) -> Iterator[Piece]:
    title = source.printed.get("title") or source.printed.get("howpublished", "")
    if source.kind in QUOTED:
        yield Piece(f"“{title}{'' if title.endswith(ENDS) else '.'}”")
    else:
        yield Piece(title, "italic")
        yield Piece("" if title.endswith(ENDS) else ".")


def _where(source: Source, say: Strings) -> Iterator[Piece]:
    """Where it was published; what nobody has seen is simply not said."""
    printed, pages = source.printed, _pages(source, say)
    match source.kind:
        case "article":
            yield from _journal(printed.get("journal", ""), _volume(source), pages)
        case "incollection" | "inproceedings":
            editors = _people(source.editors, say)
            yield Piece(f"{say('sources.in')} ")
            if editors:
                role = "editors" if len(source.editors) > 1 else "editor"
                yield Piece(f"{editors} ({say(f'sources.{role}')}), ")
            yield Piece(printed.get("booktitle", ""), "italic")
            yield Piece(_listed(", ", _publisher(source), pages, before=". "))
        case "misc":
            shown = printed.get("howpublished", "") if printed.get("title") else ""
            yield from [Piece(shown[0].upper() + shown[1:])] if shown else []
        case _:
            edition = printed.get("edition", "")
            numbered = say("sources.edition", number=edition) if edition else ""
            said = _listed(", ", numbered, printed.get("series", ""), _publisher(source), pages)
            yield from [Piece(said)] if said else []


def _journal(journal: str, volume: str, pages: str) -> Iterator[Piece]:
    if journal:
        yield Piece(journal, "italic")
        yield Piece(_listed(", ", volume, pages, before=" " if volume else ", "))


def _volume(source: Source) -> str:
    volume, number = (source.printed.get(name, "") for name in ("volume", "number"))
    return f"{volume}({number})" if volume and number else volume


def _pages(source: Source, say: Strings) -> str:
    pages = source.printed.get("pages", "")
    return say("sources.pages", pages=pages) if pages else ""


def _publisher(source: Source) -> str:
    names = ("publisher", "institution", "address")
    return _listed(", ", *(source.printed.get(name, "") for name in names))


def _listed(between: str, *parts: str, before: str = "") -> str:
    said = between.join(filter(None, parts))
    return before + said if said else ""
