"""Looking back in a real browser, by keyboard alone: the contrast, and the mirror from its draw to
the comparison; on a phone, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from cohort_maker import MIRROR, MODULE, Trainee
from conftest import serving
from medeopvoeders.reading.library import Strings, load_mirror, load_strings
from medeopvoeders.record.journal import read_record

from .conftest import PATIENCE, Keyboard

pytestmark = pytest.mark.browser

PANELS = ("chair", "way", "other")


def trainee_in(course: Path, lang: str) -> Trainee:
    return Trainee("jan", course / "course" / lang / MODULE, lang)


def open_module_page(page: Page, address: str, lang: str) -> None:
    server = address.split("medeopvoeders/", maxsplit=1)[0]
    page.goto(address)
    page.goto(f"{server}voila/render/course/{lang}/{MODULE}/{MODULE}.ipynb")
    expect(page.locator(".medeopvoeders.hand-in")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#waiting")).to_be_hidden(timeout=PATIENCE)


def too_wide(page: Page) -> int:
    return page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)")


def panel_titles(view: Locator, say: Strings) -> list[Locator]:
    return [
        view.get_by_role("heading", name=say(f"contrast.{name}"), exact=True) for name in PANELS
    ]


def test_on_a_phone_each_panel_fits_and_on_paper_all_three_are_there(
    chromium: Browser, accessible: Callable[..., None], course_copy: Path, home: Path
) -> None:
    """A vignette that was ended, and a mirror that was played: then looking back at both."""
    trainee, say = trainee_in(course_copy, "en"), load_strings("en")
    trainee.play_to_an_end(look=False)
    trainee.play_the_mirror(compare=False)
    context = chromium.new_context(viewport={"width": 320, "height": 800}, color_scheme="dark")
    page = context.new_page()
    keyboard = Keyboard(page)
    with serving("--lang", "en", folder=course_copy, home=home) as address:
        open_module_page(page, address, "en")
        look_through_the_panels(page, keyboard, say, accessible)
        print_the_page(page, say)
        compare_both_weeks(page, keyboard, say, accessible)
    context.close()
    kinds = [(e.activity, e.kind) for e in read_record(trainee.journal.path).events]
    assert kinds.count(("signature", "looked")) == 1
    assert kinds.count((MIRROR, "compared")) == 1


def look_through_the_panels(
    page: Page, keyboard: Keyboard, say: Strings, accessible: Callable[..., None]
) -> None:
    player = page.locator(".medeopvoeders.vignette")
    titles = panel_titles(player, say)
    for name, title in zip(PANELS, titles, strict=True):
        keyboard.go_to(player.locator("[role=tab][aria-selected=true]"))
        while not player.get_by_role("tab", name=say(f"contrast.{name}")).evaluate(
            "tab => tab === document.activeElement"
        ):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        expect(title).to_be_visible()
        assert sum(other.is_visible() for other in titles) == 1
        assert too_wide(page) == 0, name
    expect(player).to_have_attribute("data-done", "true", timeout=PATIENCE)
    expect(player.get_by_role("status")).to_contain_text(say("status.saved"))
    accessible(page, ".vignette")


def print_the_page(page: Page, say: Strings) -> None:
    page.emulate_media(media="print")
    for title in panel_titles(page.locator(".medeopvoeders.vignette"), say):
        expect(title).to_be_visible()
    expect(page.locator(".medeopvoeders.vignette").get_by_role("tab").first).to_be_hidden()
    page.emulate_media(media="screen")


def compare_both_weeks(
    page: Page, keyboard: Keyboard, say: Strings, accessible: Callable[..., None]
) -> None:
    mirror = page.locator(".medeopvoeders.mirror")
    assert say("approach.partnership") not in mirror.inner_text()
    keyboard.press(mirror.get_by_role("button", name=say("mirror.compare")))
    expect(mirror.get_by_role("heading", name=say("mirror.question"))).to_be_focused(
        timeout=PATIENCE
    )
    expect(mirror).to_have_attribute("data-done", "true")
    assert too_wide(page) == 0
    for family in load_mirror(MIRROR, say.lang):
        keyboard.press(mirror.get_by_text(say("mirror.look_back", name=family.parent)))
    expect(panel_titles(mirror, say)[0].first).to_be_visible()
    accessible(page, ".mirror")
    tab = mirror.get_by_role("tab", name=say("contrast.other")).first
    keyboard.go_to(mirror.get_by_role("tab", name=say("contrast.chair")).first)
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(tab).to_contain_text(say("contrast.looked"), timeout=PATIENCE)
    expect(tab).to_be_focused()
    assert too_wide(page) == 0
    accessible(page, ".mirror")


def test_a_mirror_is_played_and_compared_by_keyboard_alone(
    page: Page,
    keyboard: Keyboard,
    accessible: Callable[..., None],
    course_copy: Path,
    home: Path,
) -> None:
    say = load_strings("nl")
    trainee = trainee_in(course_copy, "nl")
    families = {family.parent: family for family in load_mirror(MIRROR, "nl")}
    with serving("--lang", "nl", folder=course_copy, home=home) as address:
        open_module_page(page, address, "nl")
        mirror = page.locator(".medeopvoeders.mirror")
        first = next(name for name in families if name in mirror.inner_text())
        take(keyboard, mirror, families[first].scene("cloakroom").choices[0].text)

        open_module_page(page, address, "nl")
        other = (families.keys() - {first}).pop()
        assert other not in mirror.inner_text(), "the draw holds after opening the page again"
        play_to_the_end(keyboard, mirror)
        accessible(page, ".mirror")
        keyboard.press(mirror.get_by_role("button", name=say("mirror.to_second")))
        title = families[other].scene("cloakroom").title
        expect(mirror.get_by_role("heading", name=title, exact=True)).to_be_focused(
            timeout=PATIENCE
        )
        expect(mirror).to_contain_text(other)
        take(keyboard, mirror, families[other].scene("cloakroom").choices[1].text)
        play_to_the_end(keyboard, mirror)
        keyboard.press(mirror.get_by_role("button", name=say("mirror.compare")))
        expect(mirror.get_by_role("heading", name=say("mirror.question"))).to_be_focused(
            timeout=PATIENCE
        )
        expect(mirror.get_by_text(say("mirror.differs")).first).to_be_visible()
        accessible(page, ".mirror")
        keyboard.press(mirror.get_by_role("button", name=say("mirror.play_again", name=first)))
        expect(mirror.get_by_role("heading", name=title, exact=True)).to_be_focused(
            timeout=PATIENCE
        )
    events = [(e.activity, e.kind) for e in read_record(trainee.journal.path).events]
    assert events[0] == (MIRROR, "drew")
    assert events[-1] == (families[first].id, "restarted")


def take(keyboard: Keyboard, mirror: Locator, text: str) -> None:
    keyboard.press(mirror.get_by_role("button", name=text))
    expect(mirror.get_by_role("heading", level=3)).to_be_focused(timeout=PATIENCE)
    expect(mirror.locator(".mo-status[data-kind=saved]:visible")).to_be_visible(timeout=PATIENCE)


def play_to_the_end(keyboard: Keyboard, mirror: Locator) -> None:
    """Always the first option, until there is none."""
    while (options := mirror.locator(".mo-option-text:visible")).count():
        take(keyboard, mirror, options.first.inner_text())
