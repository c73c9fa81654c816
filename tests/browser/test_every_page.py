"""Every page of ours, wide and narrow, light and dark: nothing for axe to find, nothing cut off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import serving
from medeopvoeders.reading.library import load_strings

from .conftest import PATIENCE, Watch

pytestmark = pytest.mark.browser

MODULE = "01-lever-or-barrier"
LOOKS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (320, "dark"))


def pages_of(lang: str) -> dict[str, str]:
    """The address of each page, below the server."""
    return {
        "home": f"medeopvoeders/{lang}/",
        "facilitators": f"medeopvoeders/{lang}/facilitators",
        "glossary": f"medeopvoeders/{lang}/glossary",
        "sources": f"medeopvoeders/{lang}/sources",
        "guide": f"medeopvoeders/{lang}/facilitators/guide/{MODULE}",
        "no such page": f"medeopvoeders/{lang}/nowhere",
        "no such module": f"voila/render/course/{lang}/99-nope/99-nope.ipynb",
        "module": f"voila/render/course/{lang}/{MODULE}/{MODULE}.ipynb",
    }


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_page_is_accessible_and_stays_on_its_server(
    lang: str,
    chromium: Browser,
    watch: Watch,
    accessible: Callable[..., None],
    course_copy: Path,
    home: Path,
) -> None:
    context = chromium.new_context(locale=lang)
    page = context.new_page()
    with serving("--lang", lang, folder=course_copy, home=home) as address:
        server = address.split("medeopvoeders/")[0]
        watch.over(page, server)
        page.goto(server)
        assert_sound(page, "key", accessible)
        page.goto(address)
        for name, path in pages_of(lang).items():
            page.goto(server + path)
            if name == "module":
                ready = page.locator(".medeopvoeders.hand-in")
                expect(ready).to_be_visible(timeout=PATIENCE)
                expect(page.locator("#waiting")).to_be_hidden(timeout=PATIENCE)
            expect(page.locator("html")).to_have_attribute("lang", lang)
            assert_sound(page, name, accessible)
    context.close()
    assert watch.outside == []


def assert_sound(page: Page, name: str, accessible: Callable[..., None]) -> None:
    """In each look axe finds nothing and nothing is wider than the page, with one main heading."""
    assert page.get_by_role("heading", level=1).count() == 1, name
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{name} is {wide} px too wide for {width}"


def test_an_unknown_module_is_said_in_the_readers_language_with_a_way_home(
    page: Page, course_copy: Path, home: Path
) -> None:
    with serving(folder=course_copy, home=home) as address:
        page.goto(address)
        for lang in ("nl", "en"):
            page.goto(address.split("medeopvoeders/")[0] + pages_of(lang)["no such module"])
            say = load_strings(lang)
            expect(page.get_by_role("main")).to_contain_text(say("home.unknown_module"))
            page.get_by_role("link", name=say("home.home")).click()
            expect(page.get_by_role("link", name=say("home.open_new"))).to_be_visible()
