"""Reading BibTeX: entries, their fields, and plain text from LaTeX's ways with letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_ENTRY = re.compile(r"^@(\w+)\{([^,\s]+),(.*?)(?=^@|\Z)", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"(\w[\w-]*)\s*=\s*\{")
_AND = re.compile(r"\s+and\s+")
# LaTeX writes the accent before its letter, Unicode after it.
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a",
}  # fmt: skip
_ACCENTED = re.compile(r"\\(?:(['`^\"~=.])\s*|([cvuHr])(?:\s+|(?=\{)))(?:\{\\?(\w)\}|\\?(\w))")
_LETTERS = {
    r"\ss": "ß", r"\o": "ø", r"\O": "Ø", r"\aa": "å", r"\ae": "æ", r"\oe": "œ", r"\l": "ł",
}  # fmt: skip
_LETTER = re.compile(r"\\(?:ss|aa|ae|oe|[oOl])(?![A-Za-z])\s*")
_QUOTES = (
    ("---", "\u2014"), ("--", "\u2013"), ("``", "\u201c"), ("''", "\u201d"), ("`", "\u2018"),
    ("'", "\u2019"), ("~", "\u00a0"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is written: its kind, key and line (from 1), and fields still in LaTeX."""

    kind: str
    key: str
    line: int
    fields: dict[str, str]


def entries(text: str) -> Iterator[Entry]:
    """Every entry, in the order of the file."""
    for found in _ENTRY.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Entry(found[1].lower(), found[2], line, dict(_fields(found[3])))


def names_in(field: str) -> list[str]:
    """The names in a field, still in LaTeX: one in braces is whole, with `and` and all."""
    names, depth, start = [], 0, 0
    for at, character in enumerate(field):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0 and at >= start and (found := _AND.match(field, at)):
            names.append(field[start:at])
            start = found.end()
    return [name.strip() for name in (*names, field[start:]) if name.strip()]


def plain(latex: str) -> str:
    """What LaTeX would print: accents on their letters, typographic quotes, no braces."""
    text = _ACCENTED.sub(_accented, latex)
    text = _LETTER.sub(lambda found: _LETTERS[found[0].strip()], text)
    text = re.sub(r"\\([&%$#_{}])", r"\1", re.sub(r"(?<!\\)[{}]", "", text))
    for written, printed in _QUOTES:
        text = text.replace(written, printed)
    return unicodedata.normalize("NFC", " ".join(text.split(" ")).strip())


def _accented(found: re.Match[str]) -> str:
    letter = found[3] or found[4]
    return letter + _ACCENTS[found[1] or found[2]]


def _fields(body: str) -> Iterator[tuple[str, str]]:
    """Names and values; a value ends at the brace that closes it."""
    at = 0
    while found := _FIELD.search(body, at):
        depth, end = 1, found.end()
        while depth and end < len(body):
            depth += {"{": 1, "}": -1}.get(body[end], 0)
            end += 1
        yield found[1].lower(), " ".join(body[found.end() : end - 1].split())
        at = end
