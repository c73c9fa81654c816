"""How long a facilitator waits for the dashboard of a large group."""

from __future__ import annotations

from collections.abc import Iterator

from group_copy import group
from module_page import WIDGET, open_page, rounds
from reading_a_group import SIZE
from served import browsing, serving
from table import Row

ROUNDS = 8
WARM_UP = 2
LIMIT = 1.5
SECTION = ".medeopvoeders.dashboard .mo-decision"


def measure() -> Iterator[Row]:
    """From the start of the navigation until the dashboard of 1,000 made-up trainees shows how they
    chose, against a stock Voilà page of one cell with one `ipywidgets.HTML`.

    Both from one server, each with a kernel that starts when the page is asked for.
    """
    with group(SIZE) as copy, serving(copy) as server, browsing() as browser:
        visitor = server.visitor(browser)
        stock = server.stock_page(copy.one_widget)

        def pair() -> tuple[float, float]:
            return (
                open_page(server, visitor, server.dashboard, SECTION, 1),
                open_page(server, visitor, stock, WIDGET, 1),
            )

        for _ in range(WARM_UP):
            pair()
        found = rounds(ROUNDS, pair)
    yield Row("dashboard of 1,000", "ms", *zip(*found, strict=True), limit=LIMIT)
