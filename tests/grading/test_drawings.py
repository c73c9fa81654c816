"""Drawings in a module: carried in the notebook, with colours of their own."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import nbformat
import pytest

from grading.module_maker import GOOD, SLUG, built, findings, said
from medeopvoeders.grading.drawings import DARK, LIGHT, PLACE, portable
from medeopvoeders.reading.findings import CONTENT

TOKENS = CONTENT.parent / "views" / "static" / "tokens.css"
DATA = re.compile(r"data:image/svg\+xml;base64,([\w+/=]+)")
WITH_GATE = GOOD.replace("Slot.", f"![Een kind aan de poort.]({PLACE}gate.svg)")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_build_puts_the_drawing_in_the_notebook(tmp_path: Path) -> None:
    [cell] = [cell for cell in built(tmp_path, WITH_GATE)["cells"] if "poort" in said(cell)]
    assert said(cell).startswith("![Een kind aan de poort.](data:image/svg+xml;base64,")
    assert "widgets" not in said(cell)
    drawing = ET.fromstring(base64.b64decode(DATA.search(said(cell))[1]))  # noqa: S314
    assert float(drawing.get("width")) > 600


def test_nbconvert_shows_it_as_nbgraders_pages_do(tmp_path: Path) -> None:
    from nbconvert.exporters import HTMLExporter

    built(tmp_path, WITH_GATE)
    path = tmp_path / "course" / "nl" / SLUG / f"{SLUG}.ipynb"
    exporter = HTMLExporter(template_name="basic")
    html, _ = exporter.from_notebook_node(nbformat.read(path, as_version=4))
    [image] = [tag for tag in re.findall(r"<img[^>]*>", html) if "poort" in tag]
    assert DATA.search(image)
    assert 'alt="Een kind aan de poort."' in image


def test_a_drawing_that_is_not_there_is_named_at_its_line(tmp_path: Path) -> None:
    text = GOOD.replace("Slot.", f"Slot.\n\n![Een poort.]({PLACE}gaet.svg)")
    line = text.splitlines().index(f"![Een poort.]({PLACE}gaet.svg)") + 1
    assert findings(tmp_path, text) == [("no-drawing", line)]


@pytest.mark.parametrize("shades", [LIGHT, DARK], ids=["light", "dark"])
def test_all_that_is_drawn_stands_out_from_the_paper_it_brings(shades: dict[str, str]) -> None:
    for name in shades.keys() - {"paper"}:
        assert contrast(shades[name], shades["paper"]) >= 3, name


def test_its_colours_are_those_of_our_pages() -> None:
    tokens = dict(re.findall(r"--([\w-]+): light-dark\(([^)]+)\)", TOKENS.read_text("utf-8")))
    for name, light in LIGHT.items():
        assert tokens[name].split(", ") == [light, DARK[name]]


@pytest.mark.parametrize("path", sorted((CONTENT / "drawings").glob("*.svg")), ids=lambda p: p.stem)
def test_every_drawing_of_the_course_can_be_carried(path: Path) -> None:
    carried = portable(path.read_text("utf-8"))
    root = ET.fromstring(carried)  # noqa: S314
    left, top, width, height = map(float, root.get("viewBox").split())
    assert (float(root.get("width")), float(root.get("height"))) == (width, height)
    paper = root.find("{http://www.w3.org/2000/svg}rect")
    assert [float(paper.get(at)) for at in ("x", "y", "width", "height")] == [
        left, top, width, height,
    ]  # fmt: skip
    asked = set(re.findall(r"var\(--([\w-]+)", carried))
    assert asked <= LIGHT.keys()
    assert "http" not in carried.replace("http://www.w3.org/2000/svg", "")
