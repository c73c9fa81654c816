"""A module's citations: `[Goodall en Montgomery (2014)](#goodall2014)`, and its list of sources.

An author gives a source's key. The build puts the real address there, and sets every source that
the module cites, or that a vignette in it leans on, in a list at the end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from medeopvoeders.grading.source import NotebookSource
from medeopvoeders.reading.library import load_mirror, load_sources, load_strings, load_vignette
from medeopvoeders.reading.sources import Source
from medeopvoeders.reading.strings import Strings
from medeopvoeders.reading.typeset import Piece, typeset

CITATION = re.compile(r"(?<=\]\()#([\w-]+)(?=\))")
_MARKS = re.compile(r"([\\`*_\[\]<>])")


def with_addresses(text: str, lang: str) -> str:
    """The text with each key of a source replaced by where that source is found. One that is
    nowhere on the web leads to the module's own list; what is no key stays as it is."""
    sources, here = load_sources(), list_anchor(load_strings(lang))

    def address(found: re.Match[str]) -> str:
        source = sources.get(found[1])
        return _safe(source.address or here) if source else found[0]

    return CITATION.sub(address, text)


def sources_of(source: NotebookSource) -> tuple[Source, ...]:
    """The sources that a module cites and those of its vignettes, in the order of a list."""
    known = load_sources()
    keys = {key for cell in source.cells for key in CITATION.findall(cell.text)}
    for activity in source.activities:
        if activity.kind == "vignette":
            keys.update(load_vignette(activity.id, source.lang).sources)
        elif activity.kind == "mirror":
            keys.update(load_mirror(activity.id, source.lang)[0].sources)
    return in_order({key: known[key] for key in keys if key in known})


def in_order(sources: Mapping[str, Source]) -> tuple[Source, ...]:
    """Sources as a list has them: by author, year and title."""
    return tuple(sorted(sources.values(), key=lambda source: (source.place, source.key)))


def source_list(source: NotebookSource) -> str:
    """The module's list of sources as Markdown; empty where it has none."""
    say = load_strings(source.lang)
    items = [f"- {markdown(typeset(cited, say))}" for cited in sources_of(source)]
    if not items:
        return ""
    return "\n\n".join([f"## {say('sources.title')}", say("sources.lead"), "\n".join(items)])


def list_anchor(say: Strings) -> str:
    """The address of that list within its page. JupyterLab and nbconvert make the same name of a
    heading: its text, with hyphens for spaces."""
    return "#" + say("sources.title").replace(" ", "-")


def markdown(pieces: tuple[Piece, ...]) -> str:
    """Pieces as Markdown, in which no sign of a title means anything by itself."""
    return "".join(map(_markdown, pieces))


def _markdown(piece: Piece) -> str:
    text = _MARKS.sub(r"\\\1", piece.text)
    match piece.style:
        case "italic":
            return f"*{text}*" if text else ""
        case "link":
            return f"[{text}]({_safe(piece.address)})"
    return text


def _safe(address: str) -> str:
    """An address between Markdown's round brackets: it may hold some itself."""
    return address.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
