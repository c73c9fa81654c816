"""What a notebook loads from: the course's own content, by id and language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.findings import CONTENT, closest
from medeopvoeders.reading.strings import Strings, languages, load_strings

__all__ = [
    "Strings",
    "UnknownContentError",
    "content_dir",
    "languages",
    "load_drawing",
    "load_strings",
    "load_vignette",
    "vignette_ids",
]


class UnknownContentError(LookupError):
    """There is no content of that id and language. `meant` is the closest id, or empty."""

    def __init__(self, wanted: str, meant: str) -> None:
        super().__init__(wanted)
        self.wanted, self.meant = wanted, meant


def content_dir() -> Path:
    """The folder with the course's content files."""
    return CONTENT


def vignette_ids() -> tuple[str, ...]:
    """The ids of every vignette there is."""
    return tuple(sorted(path.name for path in (CONTENT / "vignettes").iterdir() if path.is_dir()))


@cache
def load_vignette(vignette_id: str, lang: str) -> Vignette:
    """The vignette of that id in `lang`. Raises UnknownContentError where there is none."""
    # Reading takes libraries that take a moment to load, and not everybody opens a vignette.
    from medeopvoeders.reading.vignette import read_vignette

    path = CONTENT / "vignettes" / vignette_id / f"{lang}.md"
    known = vignette_ids()
    if vignette_id not in known or not path.is_file():
        raise UnknownContentError(vignette_id, closest(vignette_id, known))
    return read_vignette(path)[0]


@cache
def load_drawing(name: str) -> str:
    """The SVG text of one of the course's own drawings; empty where there is none."""
    path = CONTENT / "drawings" / f"{name}.svg"
    return path.read_text("utf-8") if path.is_file() and path.stem == name else ""
