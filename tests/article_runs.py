"""Runs of eight words of the article that the course grew out of, and where they stand in a text.

The course writes everything in its own words. The article itself is not in this repository, so
`article_runs.txt` holds only a print of each run of eight words in it, which nobody can read back:
the first ten hexadecimal digits of the SHA-256 of the run as `runs_in` gives it (words of letters
only, in small letters, one space between them, UTF-8), sorted. Made with

    python tests/article_runs.py ARTICLE.txt
"""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

LENGTH = 8
DIGITS = 10
PRINTS = Path(__file__).with_suffix(".txt")
_WORD = re.compile(r"[^\W\d_]+")


def runs_in(text: str) -> Iterator[str]:
    """Every run of eight words, overlapping."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return (" ".join(words[at : at + LENGTH]) for at in range(len(words) - LENGTH + 1))


def print_of(run: str) -> str:
    """What is kept of a run."""
    return hashlib.sha256(run.encode()).hexdigest()[:DIGITS]


def copied(text: str, prints: frozenset[str]) -> list[str]:
    """The runs of a text that have one of these prints."""
    return [run for run in runs_in(text) if print_of(run) in prints]


def known_prints() -> frozenset[str]:
    """The prints of the article."""
    return frozenset(PRINTS.read_text("utf-8").split())


if __name__ == "__main__":
    article = Path(sys.argv[1]).read_text("utf-8")
    PRINTS.write_text("\n".join(sorted(set(map(print_of, runs_in(article))))) + "\n", "utf-8")
