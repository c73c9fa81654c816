"""A module's drawings, carried in the notebook itself.

A notebook has nothing beside it once it is handed out, collected or shown by nbgrader, and
JupyterLab shows no attachment that is an SVG. So the drawing becomes the image's address, which
every face of the notebook shows, without a network.

In an image a drawing sees no colours of the page around it. It brings its own, with its own paper
behind them: whatever theme JupyterLab has, and whatever the system has, ink and paper belong
together.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

from medeopvoeders.reading.library import load_drawing

PLACE = "../../widgets/medeopvoeders/content/drawings/"
_ADDRESS = re.compile(rf"(?<=\]\(){re.escape(PLACE)}([\w-]+)\.svg(?=\))")
_ROOT = re.compile(r"<svg\b[^>]*>")
_VIEW = re.compile(r'viewBox="([-\d. ]+)"')
_COMMENT = re.compile(r"<!--.*?-->|\s*\n\s*", re.DOTALL)
MARGIN = 16  # units of the drawing around it, so that its paper frames it

# The same as in views/static/tokens.css, light and dark.
LIGHT = {"paper": "#faf7f2", "ink": "#1d2733", "figure-1": "#6b4a7e", "figure-2": "#8f6b16"}
DARK = {"paper": "#161b22", "ink": "#ece7de", "figure-1": "#c4a6d6", "figure-2": "#dcb95c"}


def drawing_named(address: str) -> str:
    """The name of the drawing that an author's address leads to; empty for another address."""
    return address.removeprefix(PLACE).removesuffix(".svg") if address.startswith(PLACE) else ""


def missing_drawings(text: str) -> Iterator[tuple[str, int]]:
    """The names of drawings that are not there, each with its line in `text`, from 1."""
    for found in _ADDRESS.finditer(text):
        if not load_drawing(found[1]):
            yield found[1], text.count("\n", 0, found.start()) + 1


def with_drawings(text: str) -> str:
    """The text with each drawing in the place of its address."""
    return _ADDRESS.sub(lambda found: _data(load_drawing(found[1])) or found[0], text)


def portable(svg: str) -> str:
    """The drawing as it can be shown anywhere: with a size, its colours and its paper."""
    root = _ROOT.search(svg)
    view = _VIEW.search(root[0]) if root else None
    if not root or not view:
        return svg
    left, top, width, height = (float(number) for number in view[1].split())
    left, top = left - MARGIN, top - MARGIN
    width, height = width + 2 * MARGIN, height + 2 * MARGIN
    box = f"{left:g} {top:g} {width:g} {height:g}"
    size = f'viewBox="{box}" width="{width:g}" height="{height:g}"'
    paper = (
        f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" rx="14" '
        'stroke="none" fill="var(--paper)"/>'
    )
    opened = root[0].replace(view[0], size)
    whole = svg.replace(root[0], f"{opened}<style>{_colours()}</style>{paper}", 1)
    return _COMMENT.sub("", whole)


def _data(svg: str) -> str:
    if not svg:
        return ""
    return "data:image/svg+xml;base64," + base64.b64encode(portable(svg).encode()).decode()


def _colours() -> str:
    light, dark = (
        "svg{color:" + shades["ink"] + "".join(f";--{k}:{v}" for k, v in shades.items()) + "}"
        for shades in (LIGHT, DARK)
    )
    return f"{light}@media (prefers-color-scheme:dark){{{dark}}}"
