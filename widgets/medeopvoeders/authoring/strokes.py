"""The few pieces of SVG that a map is drawn with. Classes are those of `map.css`."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from medeopvoeders.authoring.layout import Point
from medeopvoeders.authoring.lettering import width_of

SMALL = 12.0


def curve(here: Point, there: Point) -> str:
    """The rest of a path that leaves and arrives level."""
    bend = (there[0] - here[0]) / 2
    return (
        f"C{here[0] + bend:.1f} {here[1]:.1f} {there[0] - bend:.1f} {there[1]:.1f}"
        f" {there[0]:g} {there[1]:.1f}"
    )


def text(x: float, y: float, words: str, kind: str, *, anchor: str = "start") -> str:
    """Words with their base line at `y`; from `x`, or up to it where `anchor` is “end”."""
    place = f'x="{x:g}" y="{y:.1f}"' + (' text-anchor="end"' if anchor == "end" else "")
    return f'<text class="{kind}" {place}>{escape(words)}</text>'


def sign(words: str, right: float, top: float, kind: str) -> Iterator[str]:
    """A pill with words in it, which marks the start or an ending."""
    width = width_of(words, SMALL) + 16
    yield (
        f'<rect class="sign {kind}" x="{right - width:.1f}" y="{top:.1f}" width="{width:.1f}"'
        ' height="20" rx="10"/>'
    )
    yield (
        f'<text class="small on-{kind}" x="{right - width / 2:.1f}" y="{top + 14.2:.1f}"'
        f' text-anchor="middle">{escape(words)}</text>'
    )


def frame(kind: str, x: float, y: float, width: float, height: float) -> str:
    """A box with round corners."""
    size = f'width="{width:g}" height="{height:g}"'
    return f'<rect class="{kind}" x="{x:g}" y="{y:.1f}" {size} rx="8"/>'


def mark(kind: str, x: float, y: float) -> str:
    """An approach's shape around a point: a square, a circle, or both and hatched."""
    match kind:
        case "instrumental":
            place = f'x="{x - 6:.1f}" y="{y - 6:.1f}"'
            return f'<rect class="fill-{kind}" {place} width="12" height="12"/>'
        case "partnership":
            return f'<circle class="fill-{kind}" cx="{x:.1f}" cy="{y:.1f}" r="6.5"/>'
        case "mixed":  # as the player draws it
            return (
                f'<g class="both" transform="translate({x - 7:.1f} {y - 7:.1f})">'
                '<path class="way-of-instrumental" d="M1 6 6 1M1 13 13 1"/>'
                '<path class="way-of-partnership" d="M1 9.5 9.5 1M8 13 13 8"/>'
                '<rect x="1" y="1" width="12" height="12" rx="3"/></g>'
            )
    return f'<path class="onward-mark" d="M{x - 4:.1f} {y - 5:.1f}l5 5-5 5"/>'
