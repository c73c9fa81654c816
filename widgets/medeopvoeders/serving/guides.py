"""The guides to the modules: where they are, and their text as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

from medeopvoeders.grading.citations import CITATION
from medeopvoeders.grading.guide import Guide, guides_in

SOLUTIONS = "solutions"
# A clone of the course, with the package in it; where it was installed by itself there are none.
PACKAGED = Path(__file__).resolve().parents[3] / SOLUTIONS


@dataclass(frozen=True, slots=True)
class Prose:
    """An author's Markdown as HTML, with citations that lead to the page of sources."""

    sources: str

    def __call__(self, text: str) -> Markup:
        """The HTML of `text`. What an author writes is not shown as HTML."""
        linked = CITATION.sub(rf"{self.sources}#\1", text)
        html = MarkdownIt("commonmark", {"html": False}).render(linked)
        return Markup(html)  # noqa: S704 - made here, from the course's own text


def guides(root: Path, lang: str) -> tuple[Guide, ...]:
    """The guides to the modules: those of the folder that is served, else the package's own."""
    return guides_in(root / SOLUTIONS, lang) or guides_in(PACKAGED, lang)
