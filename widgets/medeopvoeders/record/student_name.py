"""Which names of students nbgrader may see, and how a name that somebody types becomes one.

A student's name is the name of a folder that any trainee can make. nbgrader's pages take it for
HTML and its exports for a spreadsheet's cell, so only what means nothing to either gets in.
"""

from __future__ import annotations

import unicodedata

LONGEST = 100  # characters
LONGEST_TYPED = 120  # bytes of UTF-8: a file's whole name may have 255
_BETWEEN = frozenset("._@- ")
_APOSTROPHES = frozenset("'`\u2018\u2019\u02bc\u00b4")
# Windows takes these for a device, whatever follows after a dot.
_DEVICES = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}


def is_student_name(name: str) -> bool:
    """True for letters and digits of any script, with `. _ @ -` and single spaces in between."""
    return (
        0 < len(name) <= LONGEST
        and name[0].isalnum()
        and not name.endswith(" ")
        and "  " not in name
        and all(letter in _BETWEEN or _is_of_a_word(letter) for letter in name)
    )


def as_student_name(typed: str) -> str:
    """The name under which `typed` can be a folder on any system; empty where nothing is left.

    What people call themselves stays readable: only an apostrophe and what cannot be seen fall
    away, and any other sign becomes a space. A name that is one already stays as it is.
    """
    composed = unicodedata.normalize("NFC", typed)
    kept = "".join(map(_kept, composed))
    words = " ".join(kept.split())
    while words and not words[0].isalnum():
        words = words[1:]
    short = words.encode("utf-8", "ignore")[:LONGEST_TYPED].decode("utf-8", "ignore")[:LONGEST]
    return _no_device(short.rstrip(" ."))


def same_name(name: str) -> str:
    """What two names have in common that one system or another takes for the same folder."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _kept(letter: str) -> str:
    if letter in _BETWEEN or _is_of_a_word(letter):
        return letter
    unseen = unicodedata.category(letter) in ("Cf", "Cs")
    return "" if unseen or letter in _APOSTROPHES else " "


def _no_device(name: str) -> str:
    """`Con` becomes `Con-`, and `nul.txt` becomes `nul-.txt`."""
    stem, dot, rest = name.partition(".")
    return f"{stem}-{dot}{rest}" if same_name(stem.rstrip(" ")) in _DEVICES else name


def _is_of_a_word(letter: str) -> bool:
    """A letter, a digit, or a mark on one: without those many scripts cannot write a name."""
    return letter.isalnum() or unicodedata.category(letter) in ("Mn", "Mc")
