"""The order of a list for readers."""

from __future__ import annotations

import unicodedata


def alphabetical(text: str) -> str:
    """What a text is ordered by: capitals, accents and punctuation make no difference."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if c.isalnum() or c == " ")
