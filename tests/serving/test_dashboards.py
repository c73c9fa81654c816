"""A facilitator opens a dashboard with one press, a made-up one too; it ends with the course."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import serving
from medeopvoeders.grading.cohorts import new_cohort
from medeopvoeders.reading.library import load_strings

SAY = load_strings("en")
PATIENCE = 90_000

pytestmark = pytest.mark.browser


def test_a_dashboard_opens_with_one_press(page: Page, course_copy: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    new_cohort("balo-2", "en", course_copy / "course", home / "medeopvoeders", home / "exchange")
    with serving("--lang", "en", folder=course_copy, home=home) as address:
        page.goto(address)
        page.get_by_role("link", name=SAY("home.facilitators")).first.click()
        page.get_by_role("button", name=SAY("home.dashboard")).click(timeout=PATIENCE)
        view = page.locator(".medeopvoeders.dashboard")
        expect(view).to_be_visible(timeout=PATIENCE)
        dashboard = page.url
        page.go_back()
        page.get_by_role("button", name=SAY("home.dashboard")).click(timeout=PATIENCE)
        expect(view).to_be_visible(timeout=PATIENCE)
        assert page.url == dashboard, "one group has one server"
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        page.goto(dashboard)


def test_a_made_up_group_says_so_everywhere_and_leaves_nothing(
    page: Page, course_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lang, home, place = "nl", tmp_path / "home", tmp_path / "temporary"
    say = load_strings(lang)
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    with serving("--lang", lang, folder=course_copy, home=home) as address:
        page.goto(address)
        page.get_by_role("link", name=say("home.facilitators")).first.click()
        page.get_by_role("button", name=say("made_up.open")).press("Enter", timeout=PATIENCE)
        label = page.get_by_text(say("made_up.label"), exact=True)
        expect(label).to_be_visible(timeout=PATIENCE)
        expect(page.locator(".mo-decision").first).to_be_visible(timeout=PATIENCE)
        expect(page.locator("tbody tr")).to_have_count(28, timeout=PATIENCE)
        page.mouse.wheel(0, 3000)
        expect(label, "scrolled down it is still there").to_be_in_viewport()
        on_paper = "getComputedStyle(document.documentElement).getPropertyValue('--made-up')"
        assert say("made_up.label") in page.evaluate(on_paper)
        expect(page.get_by_role("link", name=say("dashboard.grading"))).to_have_count(0)
        page.get_by_role("link", name=say("home.name")).click()
        expect(label).to_be_visible()
        assert any(place.glob("medeopvoeders-*/cohorts/demo/submitted"))
    assert not any(place.glob("medeopvoeders-*"))
    assert not (home / "medeopvoeders").exists(), "no group of one's own was touched"
