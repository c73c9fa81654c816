"""Where there is no exchange: from a trainee's name to the facilitator's list, by keyboard alone.

A download must not leave the page: its kernel would be gone. (In JupyterLab: `every_module.py`.)
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Download, Locator, Page, expect

from conftest import PROJECT, serving
from medeopvoeders.reading.library import Strings, load_strings
from medeopvoeders.record.journal import RECORD_NAME, Journal, parse_record

from .conftest import PATIENCE, Keyboard, Watch

pytestmark = pytest.mark.browser

MODULE = "01-lever-or-barrier"
HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(2))\x1b[31m \u202egnirts\u202c"


@pytest.fixture
def group(home: Path) -> Path:
    """A group's folder as `cohort new` makes it, as far as bringing in goes."""
    folder = home / "medeopvoeders" / "cohorts" / "balo-2"
    source = folder / "source" / MODULE
    source.mkdir(parents=True)
    about = 'name = "balo-2"\nlang = "nl"\nexchange = "/nowhere"\ncreated = "2026-11-01"\n'
    (folder / "cohort.toml").write_text(about)
    notebook = PROJECT / "course" / "nl" / MODULE / f"{MODULE}.ipynb"
    (source / notebook.name).write_bytes(notebook.read_bytes())
    return folder


def test_a_file_goes_from_the_page_to_the_group_by_keyboard(
    page: Page,
    keyboard: Keyboard,
    watch: Watch,
    accessible: Callable[..., None],
    course_copy: Path,
    home: Path,
    group: Path,
    tmp_path: Path,
) -> None:
    say = load_strings("nl")
    folder = course_copy / "course" / "nl" / MODULE
    Journal(folder / RECORD_NAME).append("what-wim-heard", "wrote", {"text": HOSTILE})
    with serving("--lang", "nl", folder=course_copy, home=home) as address:
        watch.over(page, address.split("medeopvoeders")[0])
        page.goto(address)
        keyboard.press(page.get_by_role("link", name=say("home.open_begun")))
        view = page.locator(".medeopvoeders.hand-in")
        box = view.get_by_label(say("hand_in.read"), exact=True)
        expect(box).to_be_enabled(timeout=PATIENCE)
        expect(view.get_by_label(say("hand_in.name_label"))).to_have_count(0)
        keyboard.press(box, "Space")
        expect(view.get_by_role("status")).to_contain_text(say("status.saved"), timeout=PATIENCE)
        keyboard.press(view.get_by_role("button", name=say("hand_in.preview_button")))
        expect(view.locator(".mo-preview")).to_contain_text("<img src=x onerror=alert(1)>")
        assert view.locator("img, .mo-preview a").count() == 0
        keyboard.press(view.get_by_role("button", name=say("hand_in.submit", number=1)))
        name = view.get_by_label(say("hand_in.name_label"))
        expect(name).to_be_focused(timeout=PATIENCE)
        accessible(page, ".hand-in")
        page.keyboard.press("Enter")
        expect(view).to_contain_text(say("hand_in.name_missing"), timeout=PATIENCE)
        expect(name).to_be_focused()
        file = download(page, keyboard, name, "Emma D'Hondt")
        expect(view.get_by_role("heading", name=say("hand_in.file_receipt_title"))).to_be_focused()
        expect(view).to_contain_text(file.suggested_filename)
        accessible(page, ".hand-in")

        # The kernel still listens: a tick is saved after the download.
        keyboard.press(box, "Space")
        expect(view).to_contain_text(say("hand_in.receipt_changed"), timeout=PATIENCE)
        again = view.get_by_role("link", name=say("hand_in.file_again"))
        with page.expect_download() as second:
            keyboard.press(again)
        expect(view.get_by_role("status")).to_contain_text(say("status.saved"))
        assert second.value.suggested_filename == file.suggested_filename
        check(file, folder, tmp_path)

        bring_in(page, keyboard, say, tmp_path / file.suggested_filename, accessible)
    assert watch.dialogs == []
    assert watch.outside == []
    there = group / "submitted" / "Emma DHondt" / MODULE / RECORD_NAME
    assert json.dumps(HOSTILE)[1:20] in there.read_text("utf-8")


def download(page: Page, keyboard: Keyboard, name: Locator, typed: str) -> Download:
    with page.expect_download(timeout=PATIENCE) as waiting:
        keyboard.type_into(name, typed)
        page.keyboard.press("Enter")
    return waiting.value


def check(file: Download, folder: Path, place: Path) -> None:
    """The file holds what left the folder, and is nowhere but among the downloads."""
    assert file.suggested_filename.startswith(f"Emma DHondt+{MODULE}+2")
    file.save_as(place / file.suggested_filename)
    with zipfile.ZipFile(place / file.suggested_filename) as archive:
        label = file.suggested_filename.removesuffix(".zip")
        events = parse_record(archive.read(f"{label}/{RECORD_NAME}")).events
    assert [event.kind for event in events] == ["wrote", "consented"]
    assert not list(folder.glob("*.zip"))


def bring_in(
    page: Page, keyboard: Keyboard, say: Strings, file: Path, accessible: Callable[..., None]
) -> None:
    page.goto(page.url.split("/voila")[0] + "/medeopvoeders/nl/facilitators")
    bad = file.with_name("<img src=x onerror=alert(3)>.zip")
    bad.write_bytes(b"no zip")
    accessible(page)
    page.get_by_label(say("home.bring_in_label")).set_input_files([file, bad])
    keyboard.press(page.get_by_role("button", name=say("home.bring_in"), exact=True))
    main = page.get_by_role("main")
    expect(main).to_contain_text("Binnengehaald: Emma DHondt", timeout=PATIENCE)
    expect(main).to_contain_text("<img src=x onerror=alert(3)>.zip")
    assert page.locator("main img").count() == 0
    accessible(page)
