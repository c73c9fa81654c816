"""A facilitator opens a group's dashboard with one press, and it ends with the course."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import PROJECT, serving
from medeopvoeders.grading.cohorts import new_cohort
from medeopvoeders.reading.library import load_strings

SAY = load_strings("en")
PATIENCE = 90_000

pytestmark = pytest.mark.browser


def test_a_dashboard_opens_with_one_press(page: Page, course_copy: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    new_cohort("balo-2", "en", PROJECT / "course", home / "medeopvoeders", home / "exchange")
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
