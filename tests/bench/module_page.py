"""How long a trainee waits for a module's page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic
from typing import TYPE_CHECKING

from course_copy import activity_count
from served import Served, served
from table import Row

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

WARM_UP = 2
WARM_ROUNDS = 10
COLD_ROUNDS = 5
FEWEST_ROUNDS = 3
SECONDS = 45  # of each kind: a busy machine does fewer rounds, so that a run stays short
LIMIT = 1.4
WAITING_ROUNDS = 6
WAITING_LIMIT = 0.5

ACTIVITY = "section.medeopvoeders"
CONNECTED = ".connected section.medeopvoeders"
WIDGET = ".jupyter-widgets"


def measure() -> Iterator[Row]:
    """From the start of the navigation until all activities of module 1 are painted, against a
    stock Voilà page of one cell with one `ipywidgets.HTML`, until that is painted.

    Both pages come from the same server, behind the same gate, each with a kernel that starts
    when the page is asked for and is gone before the next; the baseline has Voilà's default
    template and the lab extensions of a plain installation. Warm is a visitor who has been on
    both pages before, cold one with an empty cache. (The disk's own cache is warm for both.)
    In the last two lines a kernel waits for our page, as one does after the home page was read; the
    baseline's still starts when it is asked for. A painted activity can be used at once, and what
    is done there waits until the kernel can be reached: the last line ends only then.
    """
    with served() as (server, browser):
        visitor = server.visitor(browser)
        for _ in range(WARM_UP):
            _pair(server, visitor, visitor)
        warm = rounds(WARM_ROUNDS, lambda: _pair(server, visitor, visitor))
        visitor.close()
        cold = rounds(COLD_ROUNDS, lambda: _cold_pair(server, browser))
    with served(warm=1) as (server, browser):
        visitor = server.visitor(browser)
        for _ in range(WARM_UP):
            _waiting_pair(server, visitor)
        waiting = rounds(WAITING_ROUNDS, lambda: _waiting_pair(server, visitor))
        connected = rounds(WAITING_ROUNDS, lambda: _waiting_pair(server, visitor, CONNECTED))
    yield Row("module's page, warm cache", "ms", *zip(*warm, strict=True), limit=LIMIT)
    yield Row("module's page, cold cache", "ms", *zip(*cold, strict=True))
    yield Row("module's page, kernel waits", "ms", *zip(*waiting, strict=True), limit=WAITING_LIMIT)
    yield Row("… until the kernel is reached", "ms", *zip(*connected, strict=True))


def rounds(most: int, pair: Callable[[], tuple[float, float]]) -> list[tuple[float, float]]:
    """As many rounds as fit in SECONDS, at least FEWEST_ROUNDS and no more than `most`."""
    pairs: list[tuple[float, float]] = []
    end = monotonic() + SECONDS
    while len(pairs) < FEWEST_ROUNDS or (len(pairs) < most and monotonic() < end):
        pairs.append(pair())
    return pairs


def _cold_pair(server: Served, browser: Browser) -> tuple[float, float]:
    with server.visitor(browser) as first, server.visitor(browser) as second:
        return _pair(server, first, second)


def _waiting_pair(
    server: Served, visitor: BrowserContext, end: str = ACTIVITY
) -> tuple[float, float]:
    server.warm_a_kernel()
    return _pair(server, visitor, visitor, end)


def _pair(
    server: Served, ours: BrowserContext, stock: BrowserContext, end: str = ACTIVITY
) -> tuple[float, float]:
    count = activity_count(server.course.module)
    return (
        open_page(server, ours, server.module_page, end, count),
        open_page(server, stock, server.stock_page(server.course.one_widget), WIDGET, 1),
    )


def open_page(
    server: Served, visitor: BrowserContext, address: str, selector: str, count: int
) -> float:
    """Milliseconds until `count` elements of the page at `address` are painted."""
    page = visitor.new_page()
    page.goto(address, wait_until="commit")
    took = page.evaluate("([selector, count]) => bench.seen(selector, count)", [selector, count])
    page.close()
    server.stop_kernels()
    return float(took)
