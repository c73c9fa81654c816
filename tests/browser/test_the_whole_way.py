"""From a trainee's first key to the facilitator's screen, by keyboard alone, with nothing mocked.

One test a language: it starts the course, plays, reflects and hands in; nbgrader collects and
grades; the facilitator reads. Then the same record opens in JupyterLab.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from conftest import serving
from medeopvoeders.grading.cohort import Cohort, find_cohort
from medeopvoeders.reading.library import Strings, load_strings, load_vignette
from medeopvoeders.record.journal import read_record

from .conftest import PATIENCE, Keyboard, Watch

pytestmark = pytest.mark.browser

MODULE = "01-lever-or-barrier"
OWN_WORDS = (
    "Ik had de agenda vast <script>alert(1)</script><img src=x onerror=alert(2)> "
    "[zo](javascript:alert(3)) en $\\alpha$ keek ik ernaar."
)
COMMENT = "Wat hoorde je hem zeggen?"


def run(command: list[str], cohort_home: Path, folder: Path) -> str:
    """Run a command as a facilitator would, and return what it said."""
    environment = os.environ | {
        "HOME": str(cohort_home),
        "MEDEOPVOEDERS_HOME": str(cohort_home / "medeopvoeders"),
    }
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_whole_way_by_keyboard_alone(
    lang: str,
    page: Page,
    keyboard: Keyboard,
    watch: Watch,
    accessible: Callable[..., None],
    course_copy: Path,
    home: Path,
) -> None:
    say = load_strings(lang)
    cohort = start_a_group(lang, course_copy, home)

    start = ("--cohort", cohort.name, "--lang", lang)
    with serving(*start, folder=course_copy, home=home, warm=1) as address:
        watch.over(page, server_of(address))
        open_the_course(page, keyboard, say, address, accessible)
        play_to_an_ending(page, keyboard, say, accessible)
        play_the_mirror(page, keyboard, say, accessible)
        reflect(page, keyboard, say)
        hand_in(page, keyboard, say, cohort, accessible)
        reload_and_find_everything(page, say)
        open_in_jupyterlab(page, say, address, course_copy, lang)

    record = read_record(course_copy / "course" / lang / MODULE / "record.jsonl")
    assert record.problem == ""

    nbgrader(cohort, home, "collect", MODULE)
    nbgrader(cohort, home, "autograde", MODULE)
    with serving("dashboard", cohort.name, folder=course_copy, home=home) as address:
        watch.over(page, server_of(address))
        see_the_dashboard(page, keyboard, say, address, accessible)
        grade(page, keyboard, address)
    nbgrader(cohort, home, "generate_feedback", MODULE)
    read_the_feedback(page, cohort)

    assert watch.dialogs == [], "a trainee's words ran as a script"
    assert watch.outside == [], "a page asked for something outside its server"


def server_of(address: str) -> str:
    return re.match(r"https?://[^/]+/", address)[0]


def start_a_group(lang: str, course: Path, home: Path) -> Cohort:
    command = [sys.executable, "-m", "medeopvoeders", "cohort", "new", "balo-2", "--lang", lang]
    said = run(command, home, course)
    cohort = find_cohort("balo-2", home / "medeopvoeders")
    assert str(cohort.folder) in said
    nbgrader(cohort, home, "release_assignment", MODULE)
    return cohort


def nbgrader(cohort: Cohort, home: Path, *arguments: str) -> str:
    """nbgrader's own command, in the cohort's folder, as its documentation says."""
    command = [str(Path(sys.executable).parent / "nbgrader"), *arguments]
    return run(command, home, cohort.folder)


def open_the_course(
    page: Page, keyboard: Keyboard, say: Strings, address: str, accessible: Callable[..., None]
) -> None:
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("lang", say.lang)
    accessible(page)
    keyboard.press(page.get_by_role("link", name=say("home.facilitators")).first)
    expect(page.get_by_role("heading", name=say("home.facilitators")).first).to_be_visible()
    accessible(page)
    page.go_back()
    keyboard.press(page.get_by_role("link", name=say("home.open_new")))
    expect(page.locator(".medeopvoeders.hand-in")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("html")).to_have_attribute("lang", say.lang)
    assert page.title() != MODULE
    accessible(page)


def scene(page: Page, title: str):
    return page.locator(".medeopvoeders.vignette").first.get_by_role(
        "heading", name=title, exact=True
    )


def play_to_an_ending(
    page: Page, keyboard: Keyboard, say: Strings, accessible: Callable[..., None]
) -> None:
    """The second way is the one that counts: go back once, then on to an ending."""
    vignette = load_vignette("signature", say.lang)
    player = page.locator(".medeopvoeders.vignette").first
    here = vignette.scene(vignette.start)
    keyboard.press(player.get_by_role("button", name=here.choices[0].text))
    there = vignette.scene(here.choices[0].target)
    expect(scene(page, there.title)).to_be_focused(timeout=PATIENCE)
    expect(player).to_contain_text(here.choices[0].thoughts[0].text)
    expect(player.get_by_role("status")).to_contain_text(say("status.saved"))
    accessible(page, ".vignette")

    keyboard.press(player.get_by_role("button", name=say("vignette.back")))
    expect(scene(page, here.title)).to_be_focused(timeout=PATIENCE)
    while not here.is_ending:
        if here.onward:
            keyboard.press(player.get_by_role("button", name=here.onward_text))
            target = here.onward
        else:
            page.keyboard.press("2")  # The number on the option is a key that works.
            target = here.choices[1].target
        here = vignette.scene(target)
        expect(scene(page, here.title)).to_be_focused(timeout=PATIENCE)
    look_back(page, keyboard, say, accessible)


def look_back(
    page: Page, keyboard: Keyboard, say: Strings, accessible: Callable[..., None]
) -> None:
    """Through the three panels with Tab, Enter and the arrow keys. Only opening the last counts."""
    player = page.locator(".medeopvoeders.vignette")
    tabs = [player.get_by_role("tab", name=say(f"contrast.{n}")) for n in ("chair", "way", "other")]
    heading = player.get_by_role("heading", name=say("contrast.chair"), exact=True)
    expect(heading).to_be_visible(timeout=PATIENCE)
    keyboard.press(
        player.get_by_role("button", name=say("contrast.next", title=say("contrast.way")))
    )
    expect(player.get_by_role("heading", name=say("contrast.way"), exact=True)).to_be_focused()
    expect(tabs[1]).to_have_attribute("aria-selected", "true")
    expect(player).to_contain_text(say("axis.agenda"))
    page.keyboard.press("Shift+Tab")  # to the panel, which can be focused itself,
    page.keyboard.press("Shift+Tab")  # and to its tab.
    expect(tabs[1]).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(tabs[2]).to_be_focused()
    expect(tabs[2]).to_contain_text(say("contrast.to_look"))
    page.keyboard.press("Enter")
    expect(tabs[2]).to_contain_text(say("contrast.looked"), timeout=PATIENCE)
    expect(player.get_by_text(say("sides.parts"))).to_be_visible()
    expect(player).to_have_attribute("data-done", "true")
    accessible(page, ".vignette")


def play_the_mirror(
    page: Page, keyboard: Keyboard, say: Strings, accessible: Callable[..., None]
) -> None:
    """Both families, by the number keys, and then both weeks side by side."""
    view = page.locator(".medeopvoeders.mirror")
    heading = view.get_by_role("heading", level=3).first
    keyboard.go_to(view.locator("[data-number='1']:visible"))
    walk_on(page, view)
    keyboard.press(view.get_by_role("button", name=say("mirror.to_second")))
    expect(heading).to_be_focused(timeout=PATIENCE)
    walk_on(page, view)
    keyboard.press(view.get_by_role("button", name=say("mirror.compare")))
    expect(view.get_by_role("heading", name=say("mirror.question"))).to_be_focused(timeout=PATIENCE)
    expect(view).to_have_attribute("data-done", "true")
    accessible(page, ".mirror")


def walk_on(page: Page, view: Locator) -> None:
    """Press 1 until there is nothing left to choose; after each the focus is on the new scene."""
    heading = view.get_by_role("heading", level=3).first
    while view.locator("[data-number='1']:visible").count():
        before = heading.text_content() or ""
        page.keyboard.press("1")
        expect(heading).not_to_have_text(before, timeout=PATIENCE)
        expect(heading).to_be_focused()
        expect(view.get_by_role("status").first).to_contain_text(re.compile(r"\w"))


def reflect(page: Page, keyboard: Keyboard, say: Strings) -> None:
    vignette = load_vignette("signature", say.lang)
    view = page.locator(".medeopvoeders.reflection").first
    first = vignette.scene(vignette.start).choices
    expect(view).to_contain_text(first[1].text, timeout=PATIENCE)
    keyboard.type_into(view.get_by_label(say("reflection.label")), OWN_WORDS)
    expect(view.get_by_role("status")).to_contain_text(say("status.saved"), timeout=PATIENCE)


def hand_in(
    page: Page, keyboard: Keyboard, say: Strings, cohort: Cohort, accessible: Callable[..., None]
) -> None:
    view = page.locator(".medeopvoeders.hand-in")
    for consent in ("read", "show"):
        box = view.get_by_label(say(f"hand_in.{consent}"), exact=True)
        expect(box).to_be_enabled(timeout=PATIENCE)
        keyboard.press(box, "Space")
        expect(box).to_be_checked()
        expect(view.get_by_role("status")).to_contain_text(say("status.saved"), timeout=PATIENCE)
    keyboard.press(view.get_by_role("button", name=say("hand_in.preview_button")))
    expect(view).to_contain_text(OWN_WORDS)
    expect(view).to_contain_text("record.jsonl")
    accessible(page, ".hand-in")
    keyboard.press(view.get_by_role("button", name=say("hand_in.submit", number=1)))
    receipt = view.get_by_role("heading", name=say("hand_in.receipt_title"), exact=True)
    expect(receipt).to_be_visible(timeout=PATIENCE)
    expect(view).to_contain_text(cohort.name)
    accessible(page, ".hand-in")


def reload_and_find_everything(page: Page, say: Strings) -> None:
    page.reload()
    player = page.locator(".medeopvoeders.vignette").first
    expect(player).to_contain_text(say("vignette.ending"), timeout=PATIENCE)
    text = page.locator(".medeopvoeders.reflection").first.get_by_label(say("reflection.label"))
    expect(text).to_have_value(OWN_WORDS, timeout=PATIENCE)


def open_in_jupyterlab(page: Page, say: Strings, address: str, project: Path, lang: str) -> None:
    """The other face: the same record, in the notebook itself."""
    notebook = f"course/{lang}/{MODULE}/{MODULE}.ipynb"
    assert (project / notebook).is_file()
    page.goto(f"{server_of(address)}lab/tree/{notebook}")
    # Before its kernel answers, JupyterLab drops "Run All Cells" without a word.
    page.get_by_role("button", name="| Idle").wait_for(timeout=PATIENCE)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    player = page.locator(".medeopvoeders.vignette").first
    expect(player).to_contain_text(say("vignette.ending"), timeout=PATIENCE)
    text = page.locator(".medeopvoeders.reflection").first.get_by_label(say("reflection.label"))
    expect(text).to_have_value(OWN_WORDS, timeout=PATIENCE)


def see_the_dashboard(
    page: Page, keyboard: Keyboard, say: Strings, address: str, accessible: Callable[..., None]
) -> None:
    page.goto(address)
    expect(page.locator("body")).to_contain_text(OWN_WORDS, timeout=PATIENCE)
    accessible(page)


def grade(page: Page, keyboard: Keyboard, address: str) -> None:
    """In nbgrader's own pages: from the list of hand-ins to a score and a comment."""
    page.goto(f"{server_of(address)}formgrader/gradebook/{MODULE}/{MODULE}")
    keyboard.press(page.get_by_role("link", name=re.compile("Submission #1")))
    expect(page.locator("body")).to_contain_text(OWN_WORDS, timeout=PATIENCE)
    assert page.locator("img[onerror], a[href^=javascript]").count() == 0
    score = page.locator("input.score").last
    keyboard.type_into(score, "3")
    keyboard.type_into(page.locator("textarea.comment").last, COMMENT)
    page.keyboard.press("Tab")
    expect(page.locator("textarea.comment").last).to_have_value(COMMENT)


def read_the_feedback(page: Page, cohort: Cohort) -> None:
    (feedback,) = cohort.folder.glob(f"feedback/*/{MODULE}/{MODULE}.html")
    page.goto(feedback.as_uri())
    expect(page.locator("body")).to_contain_text(OWN_WORDS)
    expect(page.locator("body")).to_contain_text(COMMENT)
    assert page.locator("img[onerror], a[href^=javascript]").count() == 0
