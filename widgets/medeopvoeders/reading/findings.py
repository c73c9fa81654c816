"""A finding: one thing in a content file that an author should know about.

Each kind of finding has one file in `content/findings/`, with its code, its words in every
language, and examples that must trigger it; the examples are the tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent.parent / "content"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found in `path` at `line` (1-based; 0 for the file as a whole).

    `slug` names the kind; `detail` fills in the places of its message. What is in it may be a term
    that its kind has words for in each language.
    """

    slug: str
    path: Path
    line: int = 0
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The finding's code, such as V201."""
        return str(kinds()[self.slug]["code"])

    def message(self, lang: str) -> str:
        """What was found and why it matters, in `lang`, or in English where that is missing."""
        words = kinds()[self.slug]
        words = words.get(lang) or words["en"]
        known, terms = self.detail.get("meant", ""), words.get("terms", {})
        detail = {name: terms.get(value, value) for name, value in self.detail.items()}
        hint = words.get("hint", "").format(**detail) if known else ""
        return " ".join(filter(None, [words["message"].format(**detail), hint]))

    def line_for(self, lang: str, root: Path | None = None) -> str:
        """The finding as one line: `path:line CODE message`."""
        path = self.path
        if root and path.is_relative_to(root):
            path = path.relative_to(root)
        return f"{path.as_posix()}:{self.line} {self.code} {self.message(lang)}"


@cache
def kinds() -> dict[str, dict[str, Any]]:
    """Every kind of finding, by its slug: code, words in each language, examples."""
    import tomllib

    files = sorted((CONTENT / "findings").glob("*.toml"))
    read = [tomllib.loads(file.read_text("utf-8")) for file in files]
    return {str(kind["slug"]): kind for kind in read}


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that somebody probably meant, or an empty string."""
    from difflib import get_close_matches  # no kernel needs it as long as all is well

    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.5)), "")
