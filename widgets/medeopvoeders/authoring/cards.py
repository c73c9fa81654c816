"""A scene as a card on the map: its title in lines, and a row for each way on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from medeopvoeders.authoring.layout import Box
from medeopvoeders.authoring.lettering import shorten, width_of, wrap
from medeopvoeders.authoring.strokes import SMALL, frame, mark, sign, text
from medeopvoeders.models.vignette import Scene
from medeopvoeders.reading.strings import Strings

# Pixels: a card's width and the room within its edges, then what stacks up on it.
CARD, EDGE = 236.0, 14.0
HEAD, LINE, ROW, NOTE = 34.0, 20.0, 26.0, 16.0
TITLE, WORDS, BOLD, TITLE_LINES = 15.0, 13.0, 1.2, 3

# What a row says of a way that is not drawn, from its number and the scene that it leads to.
Noted = Callable[[int, str], str]


@dataclass(frozen=True, slots=True)
class Row:
    """A choice, or the only way on, with where it leads. `note` says so in words where no line
    is drawn."""

    name: str
    kind: str
    effect: str
    target: str
    note: str

    @property
    def height(self) -> float:
        """A note takes a line of its own."""
        return ROW + (NOTE if self.note else 0)


@dataclass(frozen=True, slots=True)
class Card:
    """A scene as it is drawn. `mark` is “start”, “ending” or empty, and `sign` that in words."""

    scene: Scene
    title: tuple[str, ...]
    rows: tuple[Row, ...]
    mark: str = ""
    sign: str = ""

    @property
    def head(self) -> float:
        """The height of all that stands above the rows."""
        return HEAD + LINE * len(self.title) + 8

    @property
    def height(self) -> float:
        """The height of the whole card."""
        rows = sum(row.height for row in self.rows)
        return self.head + (rows + 6 if rows else 0)

    @property
    def levels(self) -> tuple[float, ...]:
        """How far below the card's top each row's name is, in the middle of its letters."""
        tops = accumulate((row.height for row in self.rows), initial=self.head)
        return tuple(top + ROW / 2 for top, _ in zip(tops, self.rows, strict=False))

    @property
    def box(self) -> Box:
        """The card as the layout sees it."""
        targets = tuple(row.target for row in self.rows)
        return Box(self.height, self.head / 2, self.levels, targets)


def card_of(scene: Scene, say: Strings, noted: Noted, *, is_start: bool) -> Card:
    """The card of a scene."""
    title = wrap(scene.title or scene.id, TITLE * BOLD, CARD - 2 * EDGE, TITLE_LINES)
    which = "start" if is_start else "ending" if scene.is_ending else ""
    words = say(f"map.{which}") if which else ""
    return Card(scene, tuple(title), tuple(_rows(scene, say, noted)), which, words)


def draw_card(card: Card, x: float, y: float) -> Iterator[str]:
    """The card with its upper left corner there."""
    yield frame("card ending" if card.scene.is_ending else "card", x, y, CARD, card.height)
    room = CARD - 2 * EDGE
    if card.sign:
        room -= width_of(card.sign, SMALL) + 26
        yield from sign(card.sign, x + CARD - EDGE, y + 9, card.mark)
    yield text(x + EDGE, y + 26, shorten(card.scene.id, SMALL, room), "soft small")
    for number, words in enumerate(card.title):
        yield text(x + EDGE, y + HEAD + LINE * number + 14, words, "strong")
    if card.rows:
        yield f'<path class="rule" d="M{x + 1:g} {y + card.head:.1f}H{x + CARD - 1:g}"/>'
    for row, level in zip(card.rows, card.levels, strict=True):
        yield from _draw_row(row, x, y + level)


def _draw_row(row: Row, x: float, y: float) -> Iterator[str]:
    left, right = x + EDGE + 24, x + CARD - EDGE
    yield mark(row.kind, x + EDGE + 7, y)
    yield text(right, y + 4.5, row.effect, "soft small", anchor="end")
    room = right - left - width_of(row.effect, SMALL) - 10
    yield text(left, y + 4.5, shorten(row.name, WORDS, room), "words")
    if row.note:
        yield text(left, y + 21, shorten(row.note, SMALL, right - left), "note small")


def _rows(scene: Scene, say: Strings, noted: Noted) -> Iterator[Row]:
    if scene.onward:
        yield Row(say("map.onward"), "onward", "", scene.onward, noted(0, scene.onward))
    for number, choice in enumerate(scene.choices):
        moves = (choice.effect.structure, choice.effect.relationship)
        effect = " ".join(map(_signed, moves))
        note = noted(number, choice.target)
        yield Row(choice.id or "?", choice.approach, effect, choice.target, note)


def _signed(amount: int) -> str:
    return f"{amount:+}".replace("-", "\N{MINUS SIGN}") if amount else "0"
