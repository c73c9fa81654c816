"""What could not be saved is never shown as saved, stays on the page, and can be tried again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import PROJECT, serving
from medeopvoeders.reading.library import load_strings, load_vignette
from medeopvoeders.record.journal import read_record

from .conftest import PATIENCE

pytestmark = pytest.mark.browser

MODULE = "01-lever-or-barrier"
SAY = load_strings("nl")
GATE = load_vignette("signature", "nl").scene("gate")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a course that this file's tests share, and its folder."""
    folder = tmp_path_factory.mktemp("saving")
    skip = shutil.ignore_patterns("record*", ".record*", ".ipynb_checkpoints")
    shutil.copytree(PROJECT / "course", folder / "course", ignore=skip)
    with serving("--lang", "nl", folder=folder, home=folder) as address:
        yield address, folder / "course" / "nl" / MODULE


@pytest.fixture
def record(page: Page, served: tuple[str, Path]) -> Path:
    """The place of the record of a module that is open in `page`, untouched so far."""
    address, folder = served
    for left in folder.glob("record*"):
        left.unlink()
    page.goto(address)
    page.get_by_role("link", name=SAY("home.open_new")).click()
    expect(page.locator(".medeopvoeders.hand-in")).to_be_visible(timeout=PATIENCE)
    return folder / "record.jsonl"


def test_a_choice_that_cannot_be_saved_is_taken_back_and_can_be_made_again(
    page: Page, record: Path
) -> None:
    player = page.locator(".medeopvoeders.vignette").first
    option = player.get_by_role("button", name=GATE.choices[0].text)
    record.mkdir()  # nothing can be written where a folder stands
    option.click()
    alert = player.get_by_role("alert").filter(has_text=SAY("problems.unsaved_title"))
    expect(alert).to_be_visible()
    expect(player.get_by_role("heading", name=GATE.title)).to_be_focused()
    expect(player).not_to_contain_text(SAY("status.saved") + " om")

    record.rmdir()
    option.click()
    expect(player.get_by_role("status")).to_contain_text(SAY("status.saved"), timeout=PATIENCE)
    expect(player).to_contain_text(GATE.choices[0].thoughts[0].text)
    assert [event.kind for event in read_record(record).events] == ["chose"]


def test_a_text_that_cannot_be_saved_stays_and_is_saved_as_soon_as_it_can_be(
    page: Page, record: Path
) -> None:
    view = page.locator(".medeopvoeders.reflection").first
    record.mkdir()
    view.get_by_role("textbox").fill("Ik vroeg het niet.")
    expect(view.get_by_role("status")).to_contain_text(SAY("reflection.unsaved"), timeout=PATIENCE)
    expect(view.get_by_role("textbox")).to_have_value("Ik vroeg het niet.")

    record.rmdir()
    expect(view.get_by_role("status")).to_contain_text(SAY("status.saved"), timeout=PATIENCE)
    assert read_record(record).events[-1].data == {"text": "Ik vroeg het niet."}


def test_a_record_that_is_none_is_told_of_and_kept(page: Page, record: Path) -> None:
    content = b"\x00 geen verslag <script>alert(1)</script>"
    record.write_bytes(content)
    page.reload()
    player = page.locator(".medeopvoeders.vignette").first
    expect(player).to_contain_text(SAY("problems.not_a_record_title"), timeout=PATIENCE)
    player.get_by_role("button", name=GATE.choices[0].text).click()
    expect(player.get_by_role("status")).to_contain_text(SAY("status.saved"), timeout=PATIENCE)
    (aside,) = record.parent.glob("record.set-aside-*.jsonl")
    assert aside.read_bytes() == content
