"""A page can be read and used before Voilà's own script is there, and saves once it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from conftest import serving
from medeopvoeders.reading.library import load_strings, load_vignette
from medeopvoeders.record.journal import read_record

from .conftest import PATIENCE

pytestmark = pytest.mark.browser

MODULE = "01-lever-or-barrier"
SAY = load_strings("nl")
VIGNETTE = load_vignette("signature", "nl")
CHOICE = VIGNETTE.scene(VIGNETTE.start).choices[0]
VOILA = "**/voila.js"
TOLD = {"choice", "text", "read"}
LONGER_THAN_PATIENCE = 7_000  # milliseconds: a view gives up after five


def hold(page: Page, what: str) -> Callable[[], None]:
    """Keep the page from reading `what`, until that is let go."""
    held: list[Route] = []
    page.route(what, lambda route: held.append(route))  # noqa: PLW0108 - it marks what it calls

    def let_go() -> None:
        assert held, f"the page did not ask for {what}"
        for route in held:
            route.continue_()

    return let_go


@pytest.fixture
def early(page: Page, course_copy: Path, home: Path) -> Iterator[Callable[[], None]]:
    """Module 1 as it stands before Voilà's script was read; called, that script comes."""
    let_go = hold(page, VOILA)
    page.clock.install()
    with serving("--lang", "nl", folder=course_copy, home=home) as address:
        page.goto(address)
        page.get_by_role("link", name=SAY("home.open_new")).click(no_wait_after=True)
        expect(page.locator(".medeopvoeders.hand-in")).to_be_visible(timeout=PATIENCE)

        def connect() -> None:
            let_go()
            expect(page.locator("#waiting")).to_have_count(0, timeout=PATIENCE)
            expect(page.locator("#trouble")).to_be_hidden()

        yield connect


@pytest.fixture
def events(course_copy: Path) -> Callable[[], list[tuple[str, object]]]:
    """What is in the record now: each kind with what was chosen, written or ticked."""
    record = course_copy / "course" / "nl" / MODULE / "record.jsonl"

    def read() -> list[tuple[str, object]]:
        found = read_record(record).events
        return [(one.kind, next(map(one.data.get, TOLD & set(one.data)), None)) for one in found]

    return read


def test_what_is_chosen_and_written_before_the_kernel_is_reached_is_saved_once_it_is(
    page: Page, early: Callable[[], None], events: Callable[[], list[tuple[str, object]]]
) -> None:
    player = page.locator(".medeopvoeders.vignette").first
    reflection = page.locator(".medeopvoeders.reflection").first
    player.get_by_role("button", name=CHOICE.text).click()
    heading = player.get_by_role("heading", name=VIGNETTE.scene(CHOICE.target).title)
    expect(heading).to_be_focused()
    reflection.get_by_role("textbox").fill("Nog voor de kern.")
    page.clock.fast_forward(LONGER_THAN_PATIENCE)
    kinds = page.locator(".medeopvoeders [role=status]").evaluate_all(
        "all => all.map((status) => status.dataset.kind)"
    )
    assert set(kinds) <= {"idle", None}, "neither saved nor given up"
    assert events() == []
    expect(heading).to_be_visible()
    # What stands there is not painted anew when the kernel comes: only what it answers is.
    heading.evaluate("""(heading) => {
      window.titles = [];
      const view = heading.closest(".medeopvoeders");
      const note = () => titles.push(view.querySelector(".mo-turn:not([inert]) h3").textContent);
      new MutationObserver(note).observe(view, { childList: true, subtree: true });
    }""")

    early()
    for view in (player, reflection):
        status = view.get_by_role("status").first
        expect(status).to_contain_text(SAY("status.saved"), timeout=PATIENCE)
    assert set(page.evaluate("titles")) <= {heading.text_content()}
    expect(reflection.get_by_role("textbox")).to_have_value("Nog voor de kern.")
    assert set(events()) == {("chose", CHOICE.id), ("wrote", "Nog voor de kern.")}


def test_nothing_moves_when_the_kernel_is_reached_and_nothing_was_done(
    page: Page, early: Callable[[], None]
) -> None:
    option = page.locator(".medeopvoeders.vignette").first.get_by_role("button").nth(1)
    option.focus()
    option.evaluate("(node) => { window.kept = node; }")
    early()
    assert page.evaluate("kept === document.activeElement && kept.isConnected")
    expect(page.locator(".medeopvoeders [role=alert]")).to_have_count(0)


def test_a_consent_that_was_taken_back_before_the_kernel_is_reached_stays_taken_back(
    page: Page, early: Callable[[], None], events: Callable[[], list[tuple[str, object]]]
) -> None:
    box = page.locator(".medeopvoeders.hand-in").get_by_role("checkbox").first
    box.check()
    box.uncheck()
    page.clock.fast_forward(LONGER_THAN_PATIENCE)
    expect(box).not_to_be_checked()
    early()
    status = page.locator(".medeopvoeders.hand-in").get_by_role("status").first
    expect(status).to_contain_text(SAY("status.saved"), timeout=PATIENCE)
    expect(box).not_to_be_checked()
    assert events()[-1] == ("consented", False)
