"""Leaving a vignette be that may be hard to read, in a real browser, by keyboard alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from conftest import PROJECT, serving
from medeopvoeders.reading.library import load_strings, load_vignette
from medeopvoeders.record.journal import read_record

from .conftest import PATIENCE, Keyboard
from .test_looking_back import open_module_page, too_wide, trainee_in

pytestmark = pytest.mark.browser

NOTICE = "Over schaamte."
SAY = load_strings("nl")
VIGNETTE = load_vignette("signature", "nl")
GATE = VIGNETTE.scene("gate")


@pytest.fixture
def with_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The course as it would be if its first vignette were hard to read."""
    package = tmp_path / "changed" / "medeopvoeders"
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PROJECT / "widgets" / "medeopvoeders", package, ignore=skip)
    file = package / "content" / "vignettes" / "signature" / "nl.md"
    text = file.read_text("utf-8")
    assert 'notice: ""' in text
    file.write_text(text.replace('notice: ""', f"notice: {NOTICE}"), "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(package.parent))


def button(player: Locator, key: str) -> Locator:
    return player.get_by_role("button", name=SAY(key), exact=True)


def expect_heading(player: Locator, title: str) -> Locator:
    heading = player.get_by_role("heading", name=title, exact=True)
    expect(heading).to_be_focused(timeout=PATIENCE)
    return heading


@pytest.mark.usefixtures("with_notice")
def test_a_hard_vignette_is_skipped_opened_after_all_and_stopped_by_keyboard(
    chromium: Browser, accessible: Callable[..., None], course_copy: Path, home: Path
) -> None:
    trainee = trainee_in(course_copy, "nl")
    context = chromium.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()

    def accessible_in_both_schemes(page: Page) -> None:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            accessible(page, ".vignette")

    with serving("--lang", "nl", folder=course_copy, home=home) as address:
        open_module_page(page, address, "nl")
        player = page.locator(".medeopvoeders.vignette")
        skip_it(page, player, accessible_in_both_schemes)
        open_module_page(page, address, "nl")
        expect(player).to_have_attribute("data-done", "true")
        expect(player.get_by_text(SAY("threshold.stays"))).to_be_visible()
        stop_on_the_way(page, player, accessible_in_both_schemes)
    context.close()
    kinds = [event.kind for event in read_record(trainee.journal.path).events]
    assert kinds == ["skipped", "opened", "chose", "skipped"]


def skip_it(page: Page, player: Locator, accessible: Callable[..., None]) -> None:
    expect(player.get_by_text(NOTICE)).to_be_visible()
    assert player.get_by_text(GATE.title).count() == 0, "what is behind it is not on the page"
    assert player.locator(".mo-option, .mo-people").count() == 0
    assert too_wide(page) == 0
    accessible(page)
    player.focus()
    page.keyboard.press("1")
    expect(button(player, "threshold.open")).to_be_visible()
    Keyboard(page).press(button(player, "threshold.skip"))
    heading = expect_heading(player, VIGNETTE.title)
    expect(heading).to_have_accessible_description(SAY("threshold.skipped"))
    expect(player).to_have_attribute("data-done", "true")
    expect(player.get_by_role("status")).to_contain_text(SAY("status.saved"))
    expect(button(player, "threshold.skip")).to_have_count(0)
    accessible(page)


def stop_on_the_way(page: Page, player: Locator, accessible: Callable[..., None]) -> None:
    keyboard = Keyboard(page)
    keyboard.press(button(player, "threshold.open_after_all"))
    expect_heading(player, GATE.title)
    keyboard.press(player.get_by_role("button", name=GATE.choices[0].text))
    there = VIGNETTE.scene(GATE.choices[0].target)
    expect_heading(player, there.title)
    assert too_wide(page) == 0
    accessible(page)
    keyboard.press(button(player, "vignette.stop"))
    expect_heading(player, VIGNETTE.title)
    assert player.get_by_text(there.title).count() == 0
    assert player.get_by_text(GATE.choices[0].text).count() == 0
