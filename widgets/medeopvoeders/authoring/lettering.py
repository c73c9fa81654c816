"""Fitting words in a drawing that does not know which font its reader has."""

from __future__ import annotations

NARROW, WIDE = frozenset("ijltfrI.,:;'\u2019|!()[] "), frozenset("mwMWOQG@%&")


def width_of(text: str, size: float) -> float:
    """About how wide a text is at a size in pixels: on the wide side for any ordinary font. For
    bold letters, ask for a size that is a fifth larger."""
    return size * sum(_em(character) for character in text)


def wrap(text: str, size: float, width: float, most: int) -> list[str]:
    """The text in lines that fit in `width`, at most `most`; what is left out leaves a “…”."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += "…"
    return [shorten(line, size, width) for line in kept]


def shorten(text: str, size: float, width: float) -> str:
    """The text, cut with a “…” where it is wider than `width`."""
    if width_of(text, size) <= width:
        return text
    while text and width_of(f"{text}…", size) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _em(character: str) -> float:
    if character in NARROW:
        return 0.34
    if character in WIDE:
        return 0.9
    return 0.68 if character.isupper() else 0.57
