"""What could not be saved is never shown as saved, stays on the page, and can be tried again."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import copy_of_course, serving
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
    copy_of_course(folder, "01-*")
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


Mend = Callable[[], None]


def put_a_folder_in_its_place(record: Path) -> Mend:
    record.mkdir()
    return record.rmdir


def give_it_a_disk_of_its_own(record: Path) -> None:
    """A small one, for the module's folder."""
    notebook = record.parent / f"{MODULE}.ipynb"
    content = notebook.read_bytes()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(record.parent)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can give a folder a small disk of its own")
    notebook.write_bytes(content)


def make_it_read_only(record: Path) -> Mend:
    """For everybody, root included, who may write where the permissions say no."""
    give_it_a_disk_of_its_own(record)

    def turn(way: str) -> None:
        command = ["mount", "-o", f"remount,{way}", str(record.parent)]
        subprocess.run(command, check=True)

    turn("ro")
    return lambda: turn("rw")


def fill_the_disk(record: Path) -> Mend:
    """To the last byte."""
    give_it_a_disk_of_its_own(record)
    filler = record.with_name("filler")
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(1024))
    return filler.unlink


@pytest.fixture(params=[put_a_folder_in_its_place, fill_the_disk, make_it_read_only])
def break_saving(request: pytest.FixtureRequest, record: Path) -> Iterator[Callable[[], Mend]]:
    """A way to make saving impossible, which gives the way to mend it."""
    yield lambda: request.param(record)
    command = ["umount", str(record.parent)]
    subprocess.run(command, capture_output=True, check=False)


def test_what_cannot_be_saved_stays_on_the_page_and_is_saved_as_soon_as_it_can_be(
    page: Page, record: Path, break_saving: Callable[[], Mend]
) -> None:
    """A choice is taken back, and can be made again; a text stays, and is saved by itself."""
    player = page.locator(".medeopvoeders.vignette").first
    answer = page.locator(".medeopvoeders.reflection").first
    option = player.get_by_role("button", name=GATE.choices[0].text)
    mend = break_saving()
    option.click()
    alert = player.get_by_role("alert").filter(has_text=SAY("problems.unsaved_title"))
    expect(alert).to_be_visible()
    expect(player.get_by_role("heading", name=GATE.title)).to_be_focused()
    expect(player).not_to_contain_text(SAY("status.saved") + " om")

    answer.get_by_role("textbox").fill("Ik vroeg het niet.")
    told = answer.get_by_role("status")
    expect(told).to_contain_text(SAY("reflection.unsaved"), timeout=PATIENCE)
    expect(answer.get_by_role("textbox")).to_have_value("Ik vroeg het niet.")

    mend()
    expect(told).to_contain_text(SAY("status.saved"), timeout=PATIENCE)
    assert read_record(record).events[-1].data == {"text": "Ik vroeg het niet."}
    option.click()
    expect(player.get_by_role("status")).to_contain_text(SAY("status.saved"), timeout=PATIENCE)
    expect(player).to_contain_text(GATE.choices[0].thoughts[0].text)
    assert [event.kind for event in read_record(record).events] == ["wrote", "chose"]


def test_a_million_characters_are_saved_and_found_back(page: Page, record: Path) -> None:
    view = page.locator(".medeopvoeders.reflection").first
    box = view.get_by_role("textbox")
    text = ("Hij vroeg niets. Ik ook niet. “é” \U0001f9d1 " * 30_000)[:1_000_000]
    paste = "(box, text) => { box.value = text; box.dispatchEvent(new Event('input')); }"
    box.evaluate(paste, text)
    expect(view.get_by_role("status")).to_contain_text(SAY("status.saved"), timeout=PATIENCE)
    assert read_record(record).events[-1].data["text"] == text, "another text was saved"
    page.reload()
    expect(box).to_be_visible(timeout=PATIENCE)
    assert box.evaluate("(box, text) => box.value === text", text), "another text came back"


def test_two_windows_lose_neither_a_choice_nor_a_sentence(page: Page, record: Path) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    players = [window.locator(".medeopvoeders.vignette").first for window in (page, other)]
    answers = [window.locator(".medeopvoeders.reflection").first for window in (page, other)]
    first, second = GATE.choices[:2]
    players[0].get_by_role("button", name=first.text).click()
    expect(players[0].get_by_role("status")).to_contain_text(SAY("status.saved"), timeout=PATIENCE)
    players[1].get_by_role("button", name=second.text).click(timeout=PATIENCE)
    expect(players[1]).to_contain_text(SAY("problems.stale_title"), timeout=PATIENCE)
    expect(players[1]).to_contain_text(first.thoughts[0].text)

    for window, answer, text in zip((page, other), answers, ("Een.", "Twee."), strict=True):
        window.bring_to_front()
        answer.get_by_role("textbox").fill(text)
        expect(answer.get_by_role("status")).to_contain_text(SAY("status.saved"), timeout=PATIENCE)
    expect(answers[1].get_by_role("textbox")).to_have_value("Een.\n\nTwee.", timeout=PATIENCE)
    events = read_record(record).events
    assert [event.data.get("choice") for event in events if event.kind == "chose"] == [first.id]
    assert events[-1].data == {"text": "Een.\n\nTwee."}


def test_steps_of_a_newer_version_are_told_of_and_kept(page: Page, record: Path) -> None:
    newer = {"v": 2, "id": "x", "at": "y", "activity": "signature", "kind": "flew", "data": {}}
    line = json.dumps(newer).encode() + b"\n"
    record.write_bytes(line + b'{"v": 1, "id": "torn')
    page.reload()
    player = page.locator(".medeopvoeders.vignette").first
    expect(player).to_contain_text(SAY("problems.newer_title"), timeout=PATIENCE)
    player.get_by_role("button", name=GATE.choices[0].text).click()
    expect(player.get_by_role("status")).to_contain_text(SAY("status.saved"), timeout=PATIENCE)
    assert record.read_bytes().startswith(line)
    assert [event.kind for event in read_record(record).events] == ["chose"]


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
