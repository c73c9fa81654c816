"""Which names of students nbgrader may see.

A student's name is the name of a folder that any trainee can make. nbgrader's pages take it for
HTML and its exports for a spreadsheet's cell, so only what means nothing to either gets in.
"""

from __future__ import annotations

import unicodedata

LONGEST = 100  # characters
_BETWEEN = frozenset("._@- ")


def is_student_name(name: str) -> bool:
    """True for letters and digits of any script, with `. _ @ -` and single spaces in between."""
    return (
        0 < len(name) <= LONGEST
        and name[0].isalnum()
        and not name.endswith(" ")
        and "  " not in name
        and all(letter in _BETWEEN or _is_of_a_word(letter) for letter in name)
    )


def _is_of_a_word(letter: str) -> bool:
    """A letter, a digit, or a mark on one: without those many scripts cannot write a name."""
    return letter.isalnum() or unicodedata.category(letter) in ("Mn", "Mc")
