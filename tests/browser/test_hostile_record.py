"""A record that somebody else wrote, opened in one's own player: everything in it stays text."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cohort_maker import MODULE
from conftest import serving
from medeopvoeders.record.journal import RECORD_NAME, Journal

from .conftest import PATIENCE, Watch

pytestmark = pytest.mark.browser

HOSTILE = (
    '<script>alert(1)</script><img src=x onerror="alert(2)">[x](javascript:alert(3))'
    "\x1b[31m\u202egnirts\u202c {{7*7}} $\\alpha$"
)


def write_a_hostile_record(folder: Path) -> None:
    journal = Journal(folder / RECORD_NAME)
    events = [
        ("signature", "chose", {"scene": "gate", "choice": HOSTILE}),
        ("signature", "chose", {"scene": HOSTILE, "choice": "write-note"}),
        ("signature", HOSTILE, {"scene": "gate", "choice": "write-note"}),
        ("signature", "chose", {"scene": "gate", "choice": "write-note"}),
        ("first-week", "drew", {"first": HOSTILE}),
        (HOSTILE, "wrote", {"text": HOSTILE}),
        ("what-wim-heard", "wrote", {"text": HOSTILE}),
        ("hand-in", "signed", {"name": HOSTILE}),
        ("hand-in", "consented", {"read": True, "show": True}),
        ("hand-in", "handed-in", {"to": HOSTILE, "file": HOSTILE}),
    ]
    for event in events:
        journal.append(*event)


def test_nothing_in_a_hostile_record_runs_in_the_page(
    page: Page, watch: Watch, course_copy: Path, home: Path
) -> None:
    write_a_hostile_record(course_copy / "course" / "nl" / MODULE)
    with serving("--lang", "nl", folder=course_copy, home=home) as address:
        server = address.split("medeopvoeders/")[0]
        watch.over(page, server)
        page.goto(address)
        page.goto(f"{server}voila/render/course/nl/{MODULE}/{MODULE}.ipynb")
        view = page.locator(".medeopvoeders.hand-in")
        expect(view).to_be_visible(timeout=PATIENCE)
        quote = page.locator(".medeopvoeders.reflection .mo-quote").first
        expect(quote).to_contain_text("Gelieve elke dag te tekenen")
        answer = page.locator(".medeopvoeders.reflection textarea").first
        assert "<script>" in answer.input_value()
        view.locator("summary, .mo-preview-button, button").first.click()
        expect(view).to_contain_text("<script>alert(1)</script>")
        inside = page.locator(".medeopvoeders").locator("script, img, iframe, a[href^=javascript]")
        assert inside.count() == 0
    assert watch.dialogs == []
    assert watch.outside == []
