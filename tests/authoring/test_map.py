"""The map of a vignette: all of it is there, nothing lies on anything else, and it stands alone."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page

from medeopvoeders.authoring.layout import Box, lay_out
from medeopvoeders.authoring.lettering import shorten, width_of, wrap
from medeopvoeders.authoring.map import vignette_map
from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.findings import CONTENT
from medeopvoeders.reading.library import languages, load_strings, load_vignette
from medeopvoeders.reading.vignette import read_vignette

TEMPLATE = CONTENT / "templates/vignette/nl.md"
SVG = "{http://www.w3.org/2000/svg}"
CARDS = "card", "card ending"


def drawn(vignette: Vignette) -> ET.Element:
    return ET.fromstring(vignette_map(vignette, load_strings(vignette.lang)))  # noqa: S314 - ours


def edited(folder: Path, *edits: tuple[str, str]) -> Vignette:
    text = TEMPLATE.read_text("utf-8")
    for replace, by in edits:
        assert replace in text
        text = text.replace(replace, by)
    path = folder / "try-out" / "nl.md"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    return read_vignette(path)[0]


def words_of(drawing: ET.Element) -> list[str]:
    return [node.text or "" for node in drawing.iter(f"{SVG}text")]


def boxes_of(drawing: ET.Element) -> list[tuple[float, ...]]:
    cards = (node for node in drawing.iter(f"{SVG}rect") if node.get("class") in CARDS)
    sides = ("x", "y", "width", "height")
    return [tuple(float(card.get(side, 0)) for side in sides) for card in cards]


def overlapping(boxes: list[tuple[float, ...]]) -> list[object]:
    return [
        (a, b)
        for a, b in combinations(boxes, 2)
        if a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
    ]


@pytest.mark.parametrize("lang", languages())
def test_every_scene_and_every_choice_is_on_the_map(lang: str) -> None:
    vignette = load_vignette("signature", lang)
    drawing = drawn(vignette)
    assert len(boxes_of(drawing)) == len(vignette.scenes)
    choices = [choice.id for scene in vignette.scenes for choice in scene.choices]
    assert [name for name in choices if name not in words_of(drawing)] == []
    ways = drawing.findall(f"{SVG}polygon")
    assert len(ways) == len(choices)


def test_each_approach_has_its_own_shape_and_line() -> None:
    drawing = drawn(load_vignette("signature", "nl"))
    kinds = {node.get("class") for node in drawing.iter(f"{SVG}path")}
    assert {"way instrumental", "way partnership"} <= kinds
    assert {"way instrumental part", "way partnership part"} <= kinds
    shapes = {node.get("class"): node.tag.removeprefix(SVG) for node in drawing.iter()}
    assert shapes["fill-instrumental"] == "rect"
    assert shapes["fill-partnership"] == "circle"
    assert shapes["both"] == "g"


@pytest.mark.parametrize("lang", languages())
def test_no_card_lies_on_another_and_all_stand_within_the_drawing(lang: str) -> None:
    drawing = drawn(load_vignette("signature", lang))
    boxes = boxes_of(drawing)
    assert overlapping(boxes) == []
    width, height = float(drawing.get("width", 0)), float(drawing.get("height", 0))
    assert all(x >= 0 and y >= 0 and x + w < width and y + h < height for x, y, w, h in boxes)


def test_it_needs_nothing_else_and_runs_nothing() -> None:
    svg = vignette_map(load_vignette("signature", "nl"), load_strings("nl"))
    addresses = set(re.findall(r"https?://[^\"'\s<]+", svg)) - {"http://www.w3.org/2000/svg"}
    assert addresses == set()
    assert not re.search(r"<script|@import|url\(|href", svg)


def test_who_does_not_see_it_hears_every_way() -> None:
    drawing = drawn(load_vignette("signature", "en"))
    said = drawing.findtext(f"{SVG}desc") or ""
    assert drawing.get("aria-labelledby") == "map-title map-desc"
    assert drawing.findtext(f"{SVG}title")
    for scene in load_vignette("signature", "en").scenes:
        assert scene.title in said
        assert [choice.id for choice in scene.choices if choice.id not in said] == []


def test_a_way_that_leads_back_or_nowhere_says_so(tmp_path: Path) -> None:
    vignette = edited(
        tmp_path, ('(#end-plan "small-thing', '(#opening "small-thing'),
        ('(#end-plan "offer', '(#end-plam "offer'),
    )  # fmt: skip
    words = words_of(drawn(vignette))
    assert "terug naar opening" in words
    assert "bestaat niet: end-plam" in words


def test_scenes_that_nothing_leads_to_stand_in_a_row_of_their_own(tmp_path: Path) -> None:
    lost = "## lost\n\n### Verdwaald\n\n- [Verder](#end-plan)\n\n## gone\n\n### Weg\n\n## end-plan"
    drawing = drawn(edited(tmp_path, ("## end-plan", lost)))
    assert "Hier leidt geen enkele weg naartoe" in words_of(drawing)
    assert "naar end-plan" in words_of(drawing)
    boxes = boxes_of(drawing)
    assert overlapping(boxes) == []
    [first, second] = boxes[-2:]
    assert first[1] == second[1] > max(y + h for _, y, _, h in boxes[:-2])


@pytest.mark.parametrize(
    "text", ["", "Nog niets.", '---\ntitle: A\n---\n\n## a\n\n- [b](#a "c, mixed")\n\n## a\n']
)
def test_whatever_is_there_is_drawn(text: str, tmp_path: Path) -> None:
    path = tmp_path / "begun" / "nl.md"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    drawing = drawn(read_vignette(path)[0])
    assert "begun" in " ".join(words_of(drawing))


def test_markup_in_a_title_stays_text(tmp_path: Path) -> None:
    vignette = edited(tmp_path, ("### Het begin", "### 3 < 4 & `]]>`"))
    assert "3 < 4 & ]]>" in " ".join(words_of(drawn(vignette)))


def test_boxes_that_would_cross_change_places() -> None:
    boxes = {
        "start": Box(60, 30, (20, 40), ("above", "below")),
        "below": Box(40, 20),
        "above": Box(40, 20),
    }
    tops = lay_out(boxes, "start", gap=10, lane=6).tops
    assert tops["above"] < tops["below"]


def test_a_long_way_passes_beside_the_boxes_between() -> None:
    boxes = {
        "start": Box(60, 30, (20, 40), ("middle", "end")),
        "middle": Box(40, 20, (30,), ("end",)),
        "end": Box(40, 20),
    }
    layout = lay_out(boxes, "start", gap=10, lane=6)
    [(column, level)] = layout.bends["start", 1]
    assert column == 1
    top = layout.tops["middle"]
    assert not top <= level <= top + 40


def test_titles_are_cut_where_a_line_ends() -> None:
    lines = wrap("Een heel lange titel die niet op de kaart past", 18, 120, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(width_of(line, 18) <= 120 for line in lines)
    assert shorten("kort", 12, 100) == "kort"


@pytest.mark.browser
@pytest.mark.parametrize("lang", languages())
def test_no_words_stick_out_of_their_card_in_a_real_browser(lang: str, page: Page) -> None:
    vignette = load_vignette("signature", lang)
    page.set_content(vignette_map(vignette, load_strings(lang)))
    out = page.evaluate(
        """() => {
          const cards = [...document.querySelectorAll("rect.card")].map((c) => c.getBBox());
          return [...document.querySelectorAll("text")].filter((words) => {
            const box = words.getBBox();
            const on = cards.find((c) => box.x >= c.x && box.x < c.x + c.width
              && box.y >= c.y && box.y < c.y + c.height);
            return on && box.x + box.width > on.x + on.width - 6;
          }).map((words) => words.textContent);
        }"""
    )
    assert out == []


@pytest.mark.browser
def test_words_on_a_row_do_not_touch_each_other(page: Page) -> None:
    page.set_content(vignette_map(load_vignette("signature", "nl"), load_strings("nl")))
    touching = page.evaluate(
        """() => {
          const words = [...document.querySelectorAll("text")];
          const all = words.map((one) => [one.textContent, one.getBBox()]);
          return all.flatMap(([a, p], n) => all.slice(n + 1).filter(([, q]) =>
            p.x < q.x + q.width && q.x < p.x + p.width
            && p.y + 4 < q.y + q.height - 4 && q.y + 4 < p.y + p.height - 4).map(([b]) => [a, b]));
        }"""
    )
    assert touching == []
