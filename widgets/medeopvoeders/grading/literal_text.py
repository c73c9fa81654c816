"""A trainee's words, as literal text in a Markdown cell.

nbgrader's formgrader and feedback, and JupyterLab, run a cell's Markdown as HTML, scripts and
`javascript:` links included; each has its own Markdown dialect and its own idea of formulas. So
the words go in a raw `<pre>` block, in which Markdown sees nothing until `</pre>` and MathJax
nothing at all, and every character that any of them could react to is a character reference.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100_000  # characters; the record keeps the rest

# Letters, digits and spaces of any script, line breaks, and punctuation that means nothing to
# Markdown, HTML, MathJax or a URL by itself.
_HARMLESS = re.compile(r"[^\w\s.,;?]|_")

_OPEN = (
    '<pre class="tex2jax_ignore mathjax_ignore" dir="auto" style="white-space: pre-wrap; '
    'overflow-wrap: anywhere; word-break: normal; font: inherit">'
)
# Embeddings, overrides and isolates: they reorder what a reader sees. The plain left-to-right and
# right-to-left marks stay, for names need them.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def literal_block(text: str) -> str:
    """`text` as a block of HTML that shows it, and does nothing else, wherever it is rendered.

    A browser leaves out one line break after `<pre>`, so there is one too many.
    """
    return f"{_OPEN}\n{_HARMLESS.sub(_reference, visible(text))}</pre>"


def visible(text: str) -> str:
    """`text` with every line break a newline, and what cannot be seen made visible: control
    characters (so no terminal codes), characters that reorder a line, half surrogate pairs."""
    if text.isprintable():  # on one line, and nothing hidden: most texts are
        return text
    lines = re.split("\r\n|[\n\r\u0085\u2028\u2029]", text)
    return "\n".join("".join(map(_seen, line)) for line in lines)


def shortened(text: str, note: str) -> str:
    """`text` as it is, or its first LONGEST characters and `note` below them."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}\n{note}"


def _seen(character: str) -> str:
    code = ord(character)
    if character in _REORDERING:
        return f"[U+{code:04X}]"
    match unicodedata.category(character):
        case "Cs":
            return "\ufffd"
        case "Cc" if character != "\t":
            return _control_picture(code)
    return character


def _control_picture(code: int) -> str:
    """Unicode has a picture for each of the old control characters; the newer ones get a name."""
    if code < ord(" "):
        return chr(ord("\u2400") + code)
    return "\u2421" if code == ord("\x7f") else f"[U+{code:04X}]"


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"
