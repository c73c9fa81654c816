"""A page can be read and used before Voilà's own script is there, and saves once it is."""

from __future__ import annotations

from collections.abc import Callable
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
VOILA = "**/voila.js"


def hold(page: Page, what: str) -> Callable[[], None]:
    """Keep the page from reading `what`, until that is let go."""
    held: list[Route] = []
    page.route(what, lambda route: held.append(route))  # noqa: PLW0108 - it marks what it calls

    def let_go() -> None:
        assert held, f"the page did not ask for {what}"
        for route in held:
            route.continue_()

    return let_go


def test_what_is_chosen_and_written_before_the_kernel_is_reached_is_saved_once_it_is(
    page: Page, course_copy: Path, home: Path
) -> None:
    folder = course_copy / "course" / "nl" / MODULE
    let_go = hold(page, VOILA)
    with serving("--lang", "nl", folder=course_copy, home=home) as address:
        page.goto(address)
        page.get_by_role("link", name=SAY("home.open_new")).click(no_wait_after=True)
        player = page.locator(".medeopvoeders.vignette").first
        choice = VIGNETTE.scene(VIGNETTE.start).choices[0]
        player.get_by_role("button", name=choice.text).click(timeout=PATIENCE)
        heading = player.get_by_role("heading", name=VIGNETTE.scene(choice.target).title)
        expect(heading).to_be_focused()
        answer = page.locator(".medeopvoeders.reflection").first.get_by_role("textbox")
        answer.fill("Nog voor de kern.", timeout=PATIENCE)
        statuses = page.locator(".medeopvoeders [role=status]")
        kinds = statuses.evaluate_all("all => all.map((status) => status.dataset.kind)")
        assert "saved" not in kinds
        assert not (folder / "record.jsonl").exists()

        let_go()
        expect(page.locator("#waiting")).to_have_count(0, timeout=PATIENCE)
        expect(page.locator("#trouble")).to_be_hidden()
        for view in (player, page.locator(".medeopvoeders.reflection").first):
            status = view.get_by_role("status").first
            expect(status).to_contain_text(SAY("status.saved"), timeout=PATIENCE)
        expect(heading).to_be_visible()
        expect(answer).to_have_value("Nog voor de kern.")
    saved = {(event.kind, event.data.get("choice") or event.data.get("text")) for event in
             read_record(folder / "record.jsonl").events}  # fmt: skip
    assert ("chose", choice.id) in saved
    assert ("wrote", "Nog voor de kern.") in saved
