"""What a notebook loads from: the course's own content, by id and language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.findings import CONTENT, closest
from medeopvoeders.reading.kept import kept
from medeopvoeders.reading.strings import Strings, languages, load_strings

if TYPE_CHECKING:
    from medeopvoeders.reading.glossary import Term
    from medeopvoeders.reading.sources import Source

__all__ = [
    "Strings",
    "UnknownContentError",
    "content_dir",
    "languages",
    "load_drawing",
    "load_glossary",
    "load_mirror",
    "load_sources",
    "load_strings",
    "load_vignette",
    "mirror_ids",
    "vignette_ids",
]


PAIR = 2


class UnknownContentError(LookupError):
    """There is no content of that id and language. `meant` is the closest id, or empty."""

    def __init__(self, wanted: str, meant: str) -> None:
        super().__init__(wanted)
        self.wanted, self.meant = wanted, meant


def content_dir() -> Path:
    """The folder with the course's content files."""
    return CONTENT


@cache
def mirror_ids() -> tuple[str, ...]:
    """The ids of every mirror there is: what `load_mirror` takes."""
    return tuple(name for name in _folders() if _families(name))


@cache
def vignette_ids() -> tuple[str, ...]:
    """The ids of every vignette there is: what `load_vignette` takes, and what a record names.

    A mirror gives one for each family, such as `first-week.village`; its own id is none of them.
    """
    ids = ([f"{name}.{family}" for family in _families(name)] or [name] for name in _folders())
    return tuple(vignette_id for group in ids for vignette_id in group)


@cache
def load_vignette(vignette_id: str, lang: str) -> Vignette:
    """The vignette of that id in `lang`; `first-week.village` is the mirror `first-week` with the
    words of the family `village`. Raises UnknownContentError where there is none."""
    for vignette in _vignettes(vignette_id.partition(".")[0], lang):
        if vignette.id == vignette_id:
            return vignette
    raise UnknownContentError(vignette_id, closest(vignette_id, vignette_ids()))


@cache
def load_mirror(mirror_id: str, lang: str) -> tuple[Vignette, Vignette]:
    """Both families' vignettes of a mirror, in the order of its file. Raises UnknownContentError
    where there is no mirror of that id in `lang`."""
    read = _vignettes(mirror_id, lang)
    if len(read) != PAIR:
        raise UnknownContentError(mirror_id, closest(mirror_id, mirror_ids()))
    return read[0], read[1]


def _folders() -> list[str]:
    return sorted(path.name for path in (CONTENT / "vignettes").iterdir() if path.is_dir())


def _vignettes(name: str, lang: str) -> tuple[Vignette, ...]:
    """What there is of that name in `lang`. An id never leads out of the content folder."""
    path = CONTENT / "vignettes" / name / f"{lang}.md"
    return kept(path, _read) if name in _folders() and path.is_file() else ()


def _read(path: Path) -> tuple[Vignette, ...]:
    from medeopvoeders.reading.vignette import read_both

    return read_both(path).vignettes


def _families(name: str) -> tuple[str, ...]:
    """The families of a vignette that is a mirror: the same in every language, so read in one."""
    path = CONTENT / "vignettes" / name / f"{languages()[0]}.md"
    written = path.read_text("utf-8") if path.is_file() else ""
    if not re.search(r"^mirror:\s*$", written, re.MULTILINE):
        return ()  # most are none, and what stands in them takes a moment
    return tuple(vignette.family for vignette in kept(path, _read) if vignette.family)


@cache
def load_drawing(name: str) -> str:
    """The SVG text of one of the course's own drawings; empty where there is none."""
    path = CONTENT / "drawings" / f"{name}.svg"
    return path.read_text("utf-8") if path.is_file() and path.stem == name else ""


@cache
def load_sources() -> dict[str, Source]:
    """The course's own list of sources, by key."""
    from medeopvoeders.reading.sources import read_sources  # no kernel needs it

    return read_sources(CONTENT / "references.bib")


@cache
def load_glossary(lang: str) -> tuple[Term, ...]:
    """The course's terms in one language, alphabetically."""
    from medeopvoeders.reading.alphabet import alphabetical
    from medeopvoeders.reading.glossary import glossary_files, read_terms

    files = glossary_files(CONTENT / "glossary" / lang)
    terms = (term for path in files for term in read_terms(path))
    return tuple(sorted(terms, key=lambda term: alphabetical(term.term)))
