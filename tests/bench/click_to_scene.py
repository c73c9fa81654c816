"""How long a trainee waits for the next scene after a choice."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from served import Served, served
from table import Row

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

CLICKS = 40
WARM_UP = 5
LIMIT = 1.3

# A view numbers its choices, and its first h3 is the scene's heading.
VIEW = ".medeopvoeders.vignette"
NEXT = ".medeopvoeders.vignette [data-number='1']"
AGAIN = ".medeopvoeders.vignette [data-key='restart']"
SCENE = ".medeopvoeders.vignette h3"
STATUS = ".medeopvoeders.vignette [role=status]"
IS_SAVED = "status => document.querySelector(status).dataset.kind === 'saved'"
# The scene behind each choice lies ready: somebody who reads gives the page time for that.
IS_READ = """view => {
    const shown = view + " .mo-turn:not([inert]) [data-number]";
    const ready = view + " .mo-turn[inert]";
    return document.querySelectorAll(ready).length >= document.querySelectorAll(shown).length;
}"""
IS_ANOTHER = "([heading, before]) => document.querySelector(heading)?.textContent !== before"
BUTTON = ".jupyter-button"
HTML = ".widget-html-content h3"


def measure() -> Iterator[Row]:
    """From Enter on a choice until the next scene is painted, against Enter on a bare
    `ipywidgets.Button` whose handler changes the heading in an `ipywidgets.HTML`.

    Both end with the frame that shows the new heading. The bare button goes through the server to
    a kernel and back. Ours shows the scene that the kernel sent ahead, and calls it saved when the
    kernel has answered: the second line is that whole way, with the choice on the disk (fsync);
    a baseline saves nothing. The pages are open in one browser and take turns. Choices only:
    starting again at an ending is done between the turns.

    The third line sets the next scene against a bare button whose HTML holds the words of a whole
    scene, without drawings, people or looks: how much of the first is the length of a scene.

    These three are timed inside the page, to the painted frame. The last is timed from outside, as
    a visitor's hand and eye are: from a mouse click until the new heading stands in the page.
    """
    with served() as (server, browser):
        visitor = server.visitor(browser)
        ours = _open(visitor, server.module_page, NEXT)
        bare = _open(visitor, server.stock_page(server.course.bare_button), BUTTON)
        words = _open(visitor, server.stock_page(server.course.scene_button), BUTTON)
        rounds = [(_choose(ours), _press(bare), _press(words)) for _ in range(WARM_UP + CLICKS)]
        _check_record(server)
        seen = [(_see_scene(ours), _see(bare, BUTTON, HTML)) for _ in range(CLICKS)]
    took = tuple(zip(*rounds[WARM_UP:], strict=True))
    shown, saved = zip(*took[0], strict=True)
    yield Row("click to next scene", "ms", shown, took[1], limit=LIMIT)
    yield Row("click to “saved”", "ms", saved, took[1])
    yield Row("next scene, words as HTML", "ms", shown, took[2])
    yield Row("click to next scene, seen", "ms", *zip(*seen, strict=True), limit=LIMIT)


def _open(visitor: BrowserContext, address: str, ready: str) -> Page:
    page = visitor.new_page()
    page.goto(address)
    page.locator(ready).first.wait_for()
    return page


def _choose(page: Page) -> tuple[float, float]:
    """Take the first choice of the scene: until it is shown, and until it is saved. At an ending,
    start again before the clock runs."""
    page.bring_to_front()
    if not page.locator(NEXT).count():
        _enter(page, AGAIN, SCENE, STATUS)
        page.evaluate("bench.saved")
    page.wait_for_function(IS_READ, arg=VIEW)
    shown = _enter(page, NEXT, SCENE, STATUS)
    return shown, float(page.evaluate("bench.saved"))


def _press(page: Page) -> float:
    page.bring_to_front()
    return _enter(page, BUTTON, HTML)


def _see_scene(page: Page) -> float:
    """Click the first choice of the scene; at an ending, start again before the clock runs."""
    if not page.locator(NEXT).count():
        _see(page, AGAIN, SCENE)
        page.wait_for_function(IS_SAVED, arg=STATUS)
    page.wait_for_function(IS_READ, arg=VIEW)
    took = _see(page, NEXT, SCENE)
    page.wait_for_function(IS_SAVED, arg=STATUS)
    return took


def _see(page: Page, button: str, heading: str) -> float:
    """Milliseconds from a mouse click on `button` until another `heading` stands in the page."""
    page.bring_to_front()
    target = page.locator(button).first
    target.scroll_into_view_if_needed()
    before = page.locator(heading).first.text_content()
    start = perf_counter()
    target.click()
    page.wait_for_function(IS_ANOTHER, arg=[heading, before])
    return (perf_counter() - start) * 1000


def _enter(page: Page, button: str, heading: str, status: str = "") -> float:
    """Milliseconds from Enter on `button` until another `heading` is painted."""
    page.locator(button).first.focus()
    page.evaluate("([heading, status]) => bench.listen(heading, status)", [heading, status])
    page.keyboard.press("Enter")
    return float(page.evaluate("bench.changed"))


def _check_record(server: Served) -> None:
    """Raises where the choices were not saved: then something else was measured."""
    lines = server.course.module.with_name("record.jsonl").read_text("utf-8").splitlines()
    if len(lines) < CLICKS + WARM_UP:
        raise RuntimeError(f"{len(lines)} events were saved for {CLICKS + WARM_UP} choices")
