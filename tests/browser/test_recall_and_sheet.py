"""An answer of another module beside the new one, and a sheet on paper, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from conftest import serving
from medeopvoeders.reading.library import Strings, load_strings
from medeopvoeders.record.journal import RECORD_NAME, Journal, read_record
from two_modules import ASKS, BACK, DOCUMENT, NOW, OPEN, OPENER, SHEET, THEN, two_modules

from .conftest import PATIENCE, Keyboard, Watch

pytestmark = pytest.mark.browser

HOSTILE = (
    "Eerst dit.\n\n  <script>alert(1)</script><img src=x onerror=alert(2)>\n"
    "[zo](javascript:alert(3)) </style></body></iframe><style>*{display:none}</style>"
)
WIDE_WORD = "mededelingsbereidheid" * 12
# Runs in every frame, before anything else: what would be printed is kept, and no dialog opens.
CATCH_PRINT = """window.print = () => {
  top.printed = [...(top.printed ?? []), {
    isFrame: window !== top,
    text: document.body.innerText,
    lang: document.documentElement.lang,
    title: document.title,
    scripts: document.querySelectorAll("script, img, iframe, a").length,
    ink: getComputedStyle(document.body).color,
    paper: getComputedStyle(document.documentElement).backgroundColor,
    wide: document.documentElement.scrollWidth - innerWidth,
    html: document.documentElement.outerHTML,
  }];
};"""


@dataclass
class Course:
    """Both modules, served; each test begins without records."""

    address: str
    folder: Path

    def journal(self, slug: str, lang: str = "nl") -> Journal:
        return Journal(self.folder / "course" / lang / slug / RECORD_NAME)

    def open(self, page: Page, lang: str = "nl") -> None:
        """The page of the second module."""
        page.goto(self.address)
        page.goto(f"{self.server}voila/render/course/{lang}/{NOW}/{NOW}.ipynb")
        expect(page.locator(".medeopvoeders.hand-in")).to_be_visible(timeout=PATIENCE)
        expect(page.locator("#waiting")).to_have_count(0, timeout=PATIENCE)

    @property
    def server(self) -> str:
        return self.address.split("medeopvoeders/", maxsplit=1)[0]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    folder = tmp_path_factory.mktemp("two")
    two_modules(folder)
    with serving("--lang", "nl", folder=folder, home=folder) as address:
        yield Course(address, folder)


@pytest.fixture
def course(served: Course) -> Course:
    for record in served.folder.rglob("record*.jsonl"):
        record.unlink()
    return served


@pytest.fixture
def screen(chromium: Browser) -> Iterator[Page]:
    """A wide, light screen, on which nothing is really printed."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="nl-BE")
    context.add_init_script(CATCH_PRINT)
    yield context.new_page()
    context.close()


def turn_into_a_phone(page: Page) -> None:
    """Narrow, and dark."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.emulate_media(color_scheme="dark")


def activity(page: Page, name: str) -> Locator:
    return page.locator(f'.medeopvoeders[data-activity="{name}"]')


def too_wide(page: Page) -> int:
    return page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)")


def test_an_earlier_answer_stands_beside_the_new_one_or_above_it_on_a_phone(
    screen: Page, course: Course, watch: Watch, accessible: Callable[..., None]
) -> None:
    say = load_strings("nl")
    course.journal(THEN).append(OPEN, "wrote", {"text": f"{HOSTILE}\n{WIDE_WORD}"})
    watch.over(screen, course.server)
    course.open(screen)
    view = activity(screen, BACK)
    title = say("reflection.recall_title", number="0", title="Een open vraag")
    then = view.get_by_role("region", name=title)
    words, box = then.locator("blockquote"), view.get_by_role("textbox")
    expect(then.get_by_role("heading", name=title)).to_be_visible()
    assert words.evaluate("node => node.innerText") == f"{HOSTILE}\n{WIDE_WORD}"
    assert then.locator("script, img, a, input, textarea").count() == 0
    left, right = words.bounding_box(), box.bounding_box()
    assert left["x"] + left["width"] <= right["x"]
    assert left["y"] < right["y"] + right["height"]
    assert too_wide(screen) == 0
    accessible(screen)
    turn_into_a_phone(screen)
    above, below = words.bounding_box(), box.bounding_box()
    assert above["y"] + above["height"] <= below["y"]
    assert too_wide(screen) == 0
    accessible(screen)

    Keyboard(screen).type_into(box, "Nu zie ik het anders.")
    expect(view.get_by_role("status")).to_contain_text(say("status.saved"), timeout=PATIENCE)
    expect(box).to_be_focused()
    events = read_record(course.journal(NOW).path).events
    assert {event.activity for event in events} == {BACK}
    assert "script" not in str(events)
    assert watch.dialogs == []


def test_without_an_earlier_answer_a_sentence_says_so_and_there_is_room_to_write(
    page: Page, course: Course, accessible: Callable[..., None]
) -> None:
    course.open(page, "en")
    view, say = activity(page, BACK), load_strings("en")
    none = view.get_by_text(say("reflection.recall_none"))
    expect(none).to_be_visible()
    above, box = none.bounding_box(), view.get_by_role("textbox").bounding_box()
    assert above["y"] + above["height"] <= box["y"]
    view.get_by_role("textbox").fill("New.")
    expect(view.get_by_role("status")).to_contain_text(say("status.saved"), timeout=PATIENCE)
    accessible(page)


def press_print(page: Page, say: Strings) -> dict:
    """Press the button by keyboard, and give what was printed."""
    view = page.locator(".medeopvoeders.sheet")
    button = view.get_by_role("button", name=say("sheet.print"))
    before = page.evaluate("(window.printed ?? []).length")
    Keyboard(page).press(button)
    page.wait_for_function("count => window.printed?.length > count", arg=before, timeout=PATIENCE)
    expect(button).to_be_focused()
    expect(button).not_to_have_attribute("aria-disabled", "true")
    assert page.evaluate("window.printed.length") == before + 1, "printed once"
    return page.evaluate("window.printed.at(-1)")


def assert_a_sheet(printed: dict, say: Strings) -> None:
    """Black on white, by itself, in its language, with nothing cut off."""
    assert printed["isFrame"]
    assert (printed["lang"], printed["title"]) == (say.lang, "Lees je mee?")
    assert (printed["ink"], printed["paper"]) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    assert printed["scripts"] == 0
    for line in ("Lees je mee?", say("sheet.lead"), "Mijn document", "Mijn eerste zin", *ASKS):
        assert line in printed["text"]
    for other in (say("sheet.print"), say("sheet.help"), say("hand_in.title"), "Toen en nu"):
        assert other not in printed["text"]


def test_a_sheet_prints_what_was_written_and_only_that(
    screen: Page, course: Course, watch: Watch, accessible: Callable[..., None]
) -> None:
    say = load_strings("nl")
    watch.over(screen, course.server)
    course.open(screen)
    view = screen.locator(".medeopvoeders.sheet")
    expect(view.get_by_text(say("sheet.empty"))).to_have_count(2)
    expect(view.get_by_role("heading", name="Lees je mee?", level=3)).to_be_visible()
    accessible(screen)
    printed = press_print(screen, say)
    assert_a_sheet(printed, say)
    assert printed["text"].count(say("sheet.empty")) == 2

    turn_into_a_phone(screen)
    long = f"{HOSTILE}\n{WIDE_WORD}\n" + "Nog een regel.\n" * 200 + "Het einde."
    answer = activity(screen, DOCUMENT).get_by_role("textbox")
    answer.fill(long)
    # Not waiting for it to be saved: what was just typed belongs on the paper.
    printed = press_print(screen, say)
    assert_a_sheet(printed, say)
    assert long in printed["text"]
    assert printed["text"].count(say("sheet.empty")) == 1
    expect(view.locator(".mo-words")).to_have_text(long, use_inner_text=True)
    assert too_wide(screen) == 0
    accessible(screen)
    assert_on_paper(screen, printed["html"])

    assert watch.dialogs == []
    assert watch.outside == []
    assert [event.kind for event in read_record(course.journal(NOW).path).events] == ["wrote"]
    assert screen.locator(f'.progress [data-activity="{SHEET}"]').count() == 0


def assert_on_paper(page: Page, html: str) -> None:
    """The document that was printed, at the width of an A4 between its margins."""
    paper = page.context.new_page()
    paper.set_viewport_size({"width": 642, "height": 980})
    paper.set_content(html)
    paper.emulate_media(media="print")
    assert too_wide(paper) == 0
    assert paper.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") > 3
    paper.close()


def test_a_sheet_grows_with_the_text_beside_it_and_prints_without_a_kernel(
    screen: Page, course: Course
) -> None:
    say = load_strings("nl")
    course.journal(NOW).append(OPENER, "wrote", {"text": "Dag."})
    turn_into_a_phone(screen)
    course.open(screen)
    view = screen.locator(".medeopvoeders.sheet")
    activity(screen, DOCUMENT).get_by_role("textbox").fill("Beste ouders,\n\nkom gerust.")
    expect(view.locator(".mo-words").first).to_have_text(
        "Beste ouders,\n\nkom gerust.", use_inner_text=True, timeout=PATIENCE
    )
    expect(view.get_by_text(say("sheet.empty"))).to_have_count(0)
    kernel = "window.jupyterapp.widgetManager.kernel"
    screen.evaluate(f"{kernel}.dispose()")
    printed = press_print(screen, say)
    assert "kom gerust." in printed["text"]
    expect(view.get_by_role("status")).to_contain_text(say("status.no_answer"))


def test_in_jupyterlab_the_sheet_prints_and_the_earlier_answer_is_there(
    chromium: Browser, course: Course
) -> None:
    say = load_strings("nl")
    course.journal(THEN).append(OPEN, "wrote", {"text": "Van toen."})
    course.journal(NOW).append(DOCUMENT, "wrote", {"text": HOSTILE})
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    context.add_init_script(CATCH_PRINT)
    page = context.new_page()
    page.goto(course.address)
    page.goto(f"{course.server}lab/tree/course/nl/{NOW}/{NOW}.ipynb")
    page.get_by_role("button", name="| Idle").wait_for(timeout=PATIENCE)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(activity(page, BACK).locator("blockquote")).to_have_text("Van toen.", timeout=PATIENCE)
    button = page.locator(".medeopvoeders.sheet").get_by_role("button", name=say("sheet.print"))
    button.click()
    page.wait_for_function("window.printed?.length", timeout=PATIENCE)
    printed = page.evaluate("window.printed[0]")
    assert_a_sheet(printed, say)
    assert HOSTILE in printed["text"]
    context.close()
