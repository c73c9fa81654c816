"""A view's script and style, put together from files of this package.

anywidget sends their text along with each view. A page of ours fetches them from the server: there
a browser keeps what it has once read.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Literal

Kind = Literal["js", "css"]

PACKAGE = Path(__file__).parents[1]

# Where a page finds a script or a style, by its text.
_addresses: dict[str, str] = {}


def composed(kind: Kind, *parts: str) -> str:
    """The files `parts`, one behind the other: `views.common` is `common` in the static folder of
    the room `views`. Raises FileNotFoundError where there is none."""
    files = (part.partition(".") for part in parts)
    paths = (PACKAGE / room / "static" / f"{stem}.{kind}" for room, _, stem in files)
    return "\n".join(path.read_text("utf-8") for path in paths)


def print_of(text: str) -> str:
    """Twelve characters by which a browser knows whether it has that text already."""
    return sha256(text.encode()).hexdigest()[:12]


def part_of_view(kind: Kind, *parts: str) -> str:
    """The script or the style of a view, `composed`, which a page of ours can fetch."""
    text = composed(kind, *parts)
    _addresses[text] = f"medeopvoeders/view/{'+'.join(parts)}.{kind}?v={print_of(text)}"
    return text


def address_of(text: str) -> str:
    """Where a page finds that script or style, below the server's base. Raises KeyError where it is
    not a `part_of_view`."""
    return _addresses[text]
