"""How long a trainee waits for the next scene after a choice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from served import Served, served
from table import Row

if TYPE_CHECKING:
    from playwright.sync_api import Page

CLICKS = 40
WARM_UP = 5
LIMIT = 1.3

# A view numbers its choices, and its first h3 is the scene's heading.
NEXT = ".medeopvoeders [data-number='1']"
AGAIN = ".medeopvoeders [data-key='restart']"
SCENE = ".medeopvoeders h3"
BUTTON = ".jupyter-button"
HTML = ".widget-html-content h3"


def measure() -> Iterator[Row]:
    """From Enter on a choice until the next scene is painted, against Enter on a bare
    `ipywidgets.Button` whose handler changes the heading in an `ipywidgets.HTML`.

    Both go from a key press through the same server to a kernel and back into the page, and end
    with the frame that shows the new heading. Ours saves the choice on the disk (fsync) before
    the page may change; the baseline saves nothing. Both pages are open in one browser and take
    turns. Choices only: starting again at an ending is done between the turns.
    """
    with served() as (server, browser):
        visitor = server.visitor(browser)
        ours, stock = visitor.new_page(), visitor.new_page()
        _open(ours, server.module_page, NEXT)
        _open(stock, server.stock_page(server.course.bare_button), BUTTON)
        pairs = [(_choose(ours), _press(stock)) for _ in range(WARM_UP + CLICKS)]
        _check_record(server)
    yield Row("click to next scene", "ms", *zip(*pairs[WARM_UP:], strict=True), limit=LIMIT)


def _open(page: Page, address: str, ready: str) -> None:
    page.goto(address)
    page.locator(ready).first.wait_for()


def _choose(page: Page) -> float:
    """Take the first choice of the scene; at an ending, start again before the clock runs."""
    page.bring_to_front()
    if not page.locator(NEXT).count():
        _enter(page, AGAIN, SCENE)
    return _enter(page, NEXT, SCENE)


def _press(page: Page) -> float:
    page.bring_to_front()
    return _enter(page, BUTTON, HTML)


def _enter(page: Page, button: str, heading: str) -> float:
    """Milliseconds from Enter on `button` until another `heading` is painted."""
    page.locator(button).first.focus()
    page.evaluate("heading => bench.listen(heading)", heading)
    page.keyboard.press("Enter")
    return float(page.evaluate("bench.changed"))


def _check_record(server: Served) -> None:
    """Raises where the choices were not saved: then something else was measured."""
    lines = server.course.module.with_name("record.jsonl").read_text("utf-8").splitlines()
    if len(lines) < CLICKS + WARM_UP:
        raise RuntimeError(f"{len(lines)} events were saved for {CLICKS + WARM_UP} choices")
