"""The map of a vignette: every scene a card, every answer a row on it, and from each row a way.

A drawing for authors, as SVG that needs nothing else: no script, no font, no network. Each approach
has its own colour, shape and line, so that it can be read without colour. Whatever is wrong in the
vignette is drawn as far as it goes: scenes that nothing leads to stand in a row of their own, and
an answer that leads back, or nowhere, says so on its card.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

from medeopvoeders.authoring.cards import CARD, WORDS, Card, card_of, draw_card
from medeopvoeders.authoring.layout import Layout, Point, Way, lay_out, ways_from
from medeopvoeders.authoring.lettering import width_of
from medeopvoeders.authoring.strokes import curve, mark, text
from medeopvoeders.models.vignette import APPROACHES, Scene, Vignette
from medeopvoeders.reading.strings import Strings

GUTTER, GAP, LANE = 132.0, 30.0, 12.0  # pixels
MARGIN, TOP, ARROW = 40.0, 112.0, 9.0
STYLE = (Path(__file__).parent / "map.css").read_text("utf-8")


def vignette_map(vignette: Vignette, say: Strings) -> str:
    """The map as an SVG file's text."""
    return _Drawing(vignette, say).draw()


class _Drawing:
    """One map while it is being drawn."""

    def __init__(self, vignette: Vignette, say: Strings) -> None:
        self.vignette, self.say = vignette, say
        scenes = {scene.id: scene for scene in vignette.scenes}
        self.start = vignette.start if vignette.start in scenes else next(iter(scenes), "")
        self.cards = self._cards_of(scenes)
        boxes = {name: card.box for name, card in self.cards.items()}
        self.layout: Layout = lay_out(boxes, self.start, gap=GAP, lane=LANE)
        self.places: dict[str, Point] = {
            name: (MARGIN + at * (CARD + GUTTER), TOP + self.layout.tops[name])
            for at, names in enumerate(self.layout.columns)
            for name in names
        }
        self.bottom = max(
            (y + self.cards[n].height for n, (_, y) in self.places.items()), default=TOP
        )
        self.stray = [name for name in self.cards if name not in self.places]
        self.stray_top = self.bottom + 88
        self._place_strays()

    def _cards_of(self, scenes: dict[str, Scene]) -> dict[str, Card]:
        """The card of each scene; a row says in words where it leads if no line will."""
        ways = ways_from({name: scene.targets for name, scene in scenes.items()}, self.start)
        forward, say = set(ways[0]), self.say

        def noted(name: str, number: int, target: str) -> str:
            if target not in scenes:
                return say("map.nowhere", target=target)
            if (name, number) in forward:
                return ""
            return say("map.back" if (name, number) in ways[1] else "map.to", target=target)

        return {
            name: card_of(scene, say, partial(noted, name), is_start=name == self.start)
            for name, scene in scenes.items()
        }

    def _place_strays(self) -> None:
        """Scenes that nothing leads to, in rows below all others."""
        across = max(3, len(self.layout.columns))
        top = self.stray_top
        for first in range(0, len(self.stray), across):
            names = self.stray[first : first + across]
            for at, name in enumerate(names):
                self.places[name] = (MARGIN + at * (CARD + GUTTER), top)
            top += max(self.cards[name].height for name in names) + GAP
            self.bottom = top - GAP

    def draw(self) -> str:
        """Ways first, cards over them, and the legend below."""
        right = max((x for x, _ in self.places.values()), default=MARGIN) + CARD + MARGIN
        width, height = max(right, 900.0), self.bottom + 118
        body = [*self._head(), *self._ways(), *self._strays(), *self._cards(), *self._legend()]
        opening = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
            f' width="{width:g}" height="{height:g}" role="img"'
            f' lang="{self.vignette.lang}" aria-labelledby="map-title map-desc">'
        )
        return "\n".join((
            opening,
            f'<title id="map-title">{escape(self._name())}</title>',
            f'<desc id="map-desc">{escape(self._description())}</desc>',
            f"<style>{STYLE}</style>",
            f'<rect class="paper" width="{width:g}" height="{height:g}"/>',
            *body,
            "</svg>\n",
        ))  # fmt: skip

    def _name(self) -> str:
        return self.say("map.title", title=self.vignette.title or self.vignette.id)

    def _description(self) -> str:
        """Every way in words, for whoever hears the map."""
        return " ".join(
            self.say(
                "map.scene_line",
                scene=card.scene.title or name,
                ways="; ".join(_spoken(card, self)),
            )
            for name, card in self.cards.items()
        )

    def where(self, target: str) -> str:
        """The title of the scene that a way leads to; its id where there is none."""
        card = self.cards.get(target)
        return (card.scene.title if card else "") or target

    def _head(self) -> Iterator[str]:
        parts = (
            self.vignette.mirror_id or self.vignette.id,
            self.vignette.lang,
            self.vignette.setting,
        )
        about = " · ".join(filter(None, parts))
        yield text(MARGIN, 52, self.vignette.title or self.vignette.id, "name")
        yield text(MARGIN, 78, about, "soft")

    def _ways(self) -> Iterator[str]:
        arrivals: dict[str, list[tuple[float, Way]]] = defaultdict(list)
        for way, bends in self.layout.bends.items():
            last = TOP + bends[-1][1] if bends else self._leaves(way)[1]
            arrivals[self.cards[way[0]].rows[way[1]].target].append((last, way))
        for target, coming in arrivals.items():
            card, (x, y) = self.cards[target], self.places[target]
            room = min(13.0, (card.head - 20) / len(coming))
            for number, (_, way) in enumerate(sorted(coming)):
                end = (x, y + card.head / 2 + (number - (len(coming) - 1) / 2) * room)
                yield from self._way(way, end)

    def _leaves(self, way: Way) -> Point:
        x, y = self.places[way[0]]
        return x + CARD, y + self.cards[way[0]].levels[way[1]]

    def _way(self, way: Way, end: Point) -> Iterator[str]:
        row = self.cards[way[0]].rows[way[1]]
        here = self._leaves(way)
        path = f"M{here[0]:g} {here[1]:.1f}"
        for at, y in self.layout.bends[way]:
            x, lane = MARGIN + at * (CARD + GUTTER), TOP + y
            path += curve(here, (x, lane)) + f"H{x + CARD:g}"
            here = (x + CARD, lane)
        path += curve(here, (end[0] - ARROW, end[1]))
        strokes = ["instrumental part", "partnership part"] if row.kind == "mixed" else [row.kind]
        yield f'<path class="halo" d="{path}"/>'
        yield from (f'<path class="way {stroke}" d="{path}"/>' for stroke in strokes)
        tip = f"{end[0] - ARROW:g} {end[1] - 4.5:.1f} {end[0]:g} {end[1]:.1f}"
        tip += f" {end[0] - ARROW:g} {end[1] + 4.5:.1f}"
        yield f'<polygon class="tip {row.kind}" points="{tip}"/>'

    def _strays(self) -> Iterator[str]:
        if self.stray:
            yield text(MARGIN, self.stray_top - 22, self.say("map.stray"), "strong")
        if not self.cards:
            yield text(MARGIN, TOP, self.say("map.empty"), "strong")

    def _cards(self) -> Iterator[str]:
        for name, (x, y) in self.places.items():
            yield from draw_card(self.cards[name], x, y)

    def _legend(self) -> Iterator[str]:
        x, y = MARGIN, self.bottom + 62
        for approach in APPROACHES:
            label = self.say(f"approach.{approach}")
            yield mark(approach, x + 7, y)
            path = f"M{x + 24:g} {y:.1f}h44"
            strokes = (
                ["instrumental part", "partnership part"] if approach == "mixed" else [approach]
            )
            yield from (f'<path class="way {stroke}" d="{path}"/>' for stroke in strokes)
            yield text(x + 80, y + 4.5, label, "words")
            x += 80 + width_of(label, WORDS) + 36
        yield text(MARGIN, y + 32, self.say("map.effects"), "soft small")


def _spoken(card: Card, drawing: _Drawing) -> Iterator[str]:
    say = drawing.say
    if card.scene.is_ending:
        yield say("map.ending")
    for row in card.rows:
        approach = say(f"approach.{row.kind}") if row.kind in APPROACHES else ""
        known = row.target in drawing.cards
        where = drawing.where(row.target) if known else say("map.nowhere", target=row.target)
        yield ", ".join(filter(None, [row.name, approach, where]))
