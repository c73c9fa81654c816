"""Saving all of one's work, bringing it back in a new session, and the reminder in between."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from conftest import copy_of_course, serving
from medeopvoeders.reading.library import load_strings, load_vignette
from medeopvoeders.record.journal import Journal, read_record

from .conftest import PATIENCE, Keyboard, Watch

pytestmark = pytest.mark.browser

MODULE = "01-lever-or-barrier"
SAY = load_strings("nl")
GATE = load_vignette("signature", "nl").scene("gate")


def copied_course(folder: Path) -> Path:
    return copy_of_course(folder, "01-*")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A session on Binder, as the course sees it: its address, and its folder."""
    folder = copied_course(tmp_path_factory.mktemp("session"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BINDER_REQUEST", "v2/gh/someone/medeopvoeders/HEAD")
        with serving("--lang", "nl", folder=folder, home=folder) as address:
            yield address, folder


@pytest.fixture
def record(session: tuple[str, Path]) -> Iterator[Path]:
    """The record of the Dutch module, which is not there yet; gone after the test."""
    folder = session[1] / "course" / "nl" / MODULE
    yield folder / "record.jsonl"
    for left in folder.glob("*record*"):
        left.unlink()


def open_module(page: Page) -> Locator:
    """The player, once the whole page is there."""
    page.locator(".module .button").first.click()
    expect(page.locator(".medeopvoeders.hand-in")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#waiting")).to_have_count(0, timeout=PATIENCE)
    return page.locator(".medeopvoeders.vignette")


def test_work_is_saved_on_a_modules_page_and_comes_back_in_a_new_session(
    page: Page,
    keyboard: Keyboard,
    watch: Watch,
    session: tuple[str, Path],
    record: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address, _ = session
    watch.over(page, address.split("medeopvoeders/")[0])
    page.goto(address)
    player = open_module(page)
    expect(page.locator(".session")).to_contain_text(SAY("work.session"))
    player.get_by_role("button", name=GATE.choices[0].text).click()
    there = load_vignette("signature", "nl").scene(GATE.choices[0].target)
    expect(player.get_by_role("heading", name=there.title, exact=True)).to_be_focused()

    with page.expect_download() as coming:
        keyboard.press(page.locator(".session").get_by_role("button", name=SAY("work.save")))
    kept = tmp_path / coming.value.suggested_filename
    coming.value.save_as(kept)
    told = page.locator(".session").get_by_role("status")
    expect(told).to_have_text(SAY("work.saved", name=kept.name))

    # To save is not to leave: the lesson goes on.
    player.get_by_role("button", name=SAY("vignette.back")).click()
    expect(player.get_by_role("heading", name=GATE.title, exact=True)).to_be_focused()
    expect(page.locator("#trouble")).to_be_hidden()
    assert [event.kind for event in read_record(record).events] == ["chose", "went-back"]

    monkeypatch.delenv("BINDER_REQUEST")
    folder = copied_course(tmp_path / "new")
    with serving("--lang", "nl", folder=folder, home=folder) as address:
        watch.over(page, address.split("medeopvoeders/")[0])
        page.goto(address)
        expect(page.locator(".session")).to_have_count(0)
        field = page.get_by_label(SAY("work.restore"))
        keyboard.go_to(field)
        field.set_input_files(kept)
        told = page.locator(".work").get_by_role("status")
        expect(told).to_have_text(SAY("work.restored", steps=1, texts=0))
        expect(page.locator(".stage")).to_contain_text(SAY("home.stage_begun"))
        expect(field).to_be_focused()
        field.set_input_files(kept)
        expect(told).to_have_text(SAY("work.restored-nothing"))
        player = open_module(page)
        expect(player.get_by_role("heading", name=there.title, exact=True)).to_be_visible()
    assert watch.outside == []
    assert watch.dialogs == []


def test_a_file_that_is_none_of_ours_is_said_and_never_run(
    page: Page, watch: Watch, session: tuple[str, Path]
) -> None:
    address, _ = session
    watch.over(page, address.split("medeopvoeders/")[0])
    page.goto(address)
    hostile = {
        "name": "<img src=x onerror=alert(1)>.zip",
        "mimeType": "application/zip",
        "buffer": b"<script>alert(1)</script>",
    }
    page.get_by_label(SAY("work.restore")).set_input_files(hostile)  # type: ignore[arg-type]
    expect(page.locator(".work").get_by_role("status")).to_have_text(SAY("work.not-ours"))
    assert (watch.outside, watch.dialogs) == ([], [])


def test_a_page_that_another_window_restored_goes_on_with_all_of_it(
    page: Page, session: tuple[str, Path], record: Path, tmp_path: Path
) -> None:
    address, _ = session
    page.goto(address)
    earlier = Journal(tmp_path / "record.jsonl")
    target = load_vignette("signature", "nl").scene(GATE.choices[0].target)
    earlier.append("signature", "chose", {"scene": "gate", "choice": GATE.choices[0].id})
    shutil.copy(earlier.path, record)
    with page.expect_download() as coming:
        page.locator(".work").get_by_role("button", name=SAY("work.save")).click()
    coming.value.save_as(tmp_path / "work.zip")
    record.unlink()

    player = open_module(page)
    other = page.context.new_page()
    other.goto(address)
    other.get_by_label(SAY("work.restore")).set_input_files(tmp_path / "work.zip")
    expect(other.locator(".work").get_by_role("status")).to_contain_text(
        SAY("work.restored", steps=1, texts=0)
    )
    player.get_by_role("button", name=GATE.choices[1].text).click()
    expect(player.get_by_role("heading", name=target.title, exact=True)).to_be_visible()
    expect(player).to_contain_text(SAY("problems.stale"))
    assert read_record(record).events[0] == earlier.events[0]


@pytest.mark.parametrize("where", ["home", "module"])
def test_after_seven_quiet_minutes_the_page_reminds_without_taking_the_focus(
    page: Page, session: tuple[str, Path], record: Path, where: str
) -> None:
    address, _ = session
    Journal(record).append("signature", "chose", {"scene": "gate", "choice": "x"})
    page.clock.install()
    page.goto(address)
    if where == "module":
        open_module(page)
    reminder = page.get_by_role("complementary", name=SAY("work.remind_title"))
    told = reminder.get_by_role("status")
    page.get_by_role("link", name="Medeopvoeders").first.focus()
    page.clock.fast_forward("06:30")
    page.keyboard.press("Shift")
    page.clock.fast_forward("06:30")
    expect(told).to_have_text("")
    page.clock.fast_forward("00:31")
    expect(told).to_contain_text(SAY("work.remind", minutes=10))
    hour, minute = page.evaluate(
        "since => [new Date(since).getHours(), new Date(since).getMinutes()]",
        read_record(record).events[0].at,
    )
    expect(told).to_contain_text(SAY("work.remind_since", time=f"{hour}.{minute:02}"))
    expect(page.get_by_role("link", name="Medeopvoeders").first).to_be_focused()

    with page.expect_download():
        reminder.get_by_role("button", name=SAY("work.save")).click()
    expect(told).to_contain_text(".zip")
    reminder.get_by_role("button", name=SAY("work.go_on")).press("Enter")
    expect(told).to_have_text("")
    expect(reminder.get_by_role("button", include_hidden=True).first).to_be_hidden()
    page.clock.fast_forward("07:01")
    expect(told).to_contain_text(SAY("work.remind_kept"))


def test_where_nothing_was_done_nothing_is_said(page: Page, session: tuple[str, Path]) -> None:
    page.clock.install()
    page.goto(session[0])
    with page.expect_response(lambda answer: answer.url.endswith("/work/state")) as asked:
        page.clock.fast_forward("07:01")
    assert asked.value.json() == {"any": False, "unsaved": False, "since": ""}
    expect(page.locator("#reminder").get_by_role("status")).to_have_text("")


def test_somebody_who_is_busy_in_another_window_is_not_reminded(
    page: Page, session: tuple[str, Path], record: Path
) -> None:
    Journal(record).append("signature", "chose", {"scene": "gate", "choice": "x"})
    other = page.context.new_page()
    page.clock.install()  # one clock for both windows
    for window in (page, other):
        window.goto(session[0])
    page.clock.fast_forward("06:30")
    page.evaluate(
        "() => { window.heard = new Promise((done) => {"
        " new BroadcastChannel('medeopvoeders').onmessage = ({ data }) => done(data); }); }"
    )
    other.keyboard.press("Shift")
    assert page.evaluate("window.heard") == "active"
    page.clock.fast_forward("06:30")
    expect(page.locator("#reminder").get_by_role("status")).to_have_text("")
    page.clock.fast_forward("00:31")
    expect(page.locator("#reminder").get_by_role("status")).not_to_have_text("")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_the_line_and_the_reminder_are_accessible_and_fit(
    chromium: Browser,
    accessible: Callable[..., None],
    session: tuple[str, Path],
    record: Path,
    lang: str,
    width: int,
    scheme: str,
) -> None:
    Journal(record).append("signature", "chose", {"scene": "gate", "choice": "x"})
    context = chromium.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.clock.install()
    page.goto(session[0])
    page.goto(session[0].split("medeopvoeders/")[0] + f"medeopvoeders/{lang}/")
    accessible(page)
    page.clock.fast_forward("07:01")
    reminder = page.locator("#reminder")
    expect(reminder.get_by_role("status")).not_to_have_text("")
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    box = reminder.bounding_box()
    assert box["x"] >= 0
    assert box["y"] + box["height"] <= 800
    context.close()
