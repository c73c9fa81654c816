"""A module's page in a real browser: what is around the activities, and what is said in trouble."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import serving
from medeopvoeders.reading.library import load_strings
from serving.conftest import Served, make_module

pytestmark = pytest.mark.browser
PATIENCE = 60_000
SAY = load_strings("nl")

# An activity in one cell: a button that says that it is done.
ACTIVITY = """
import os, anywidget
class Activity(anywidget.AnyWidget):
    _esm = '''export default { render({ el }) {
      const button = document.createElement("button");
      button.textContent = "Speel";
      const tell = (done) => el.dispatchEvent(new CustomEvent("medeopvoeders:progress",
        { bubbles: true, detail: { activity: "signature", done } }));
      button.addEventListener("click", () => tell(true));
      el.append(button);
      tell(false);
    } }'''
Activity()
"""
ACTIVITIES = [{"id": "signature", "kind": "other", "title": "De handtekening"}]


@pytest.fixture
def module(served: Served) -> Iterator[str]:
    """The address of a small module: prose, one activity, an answer cell."""
    cells = ["# Proef\n\nEen eerste zin.", ACTIVITY]
    path = make_module(served.folder, "09-small", title="Proef", activities=ACTIVITIES, cells=cells)
    yield served.module_address("nl", "09-small")
    shutil.rmtree(path.parent)


def visit(page: Page, served: Served, address: str) -> None:
    """Open `address` as somebody who came with the token."""
    page.goto(f"{served.base}/medeopvoeders/nl/?token={served.token}")
    page.goto(served.base + address)


def wait_for_activities(page: Page) -> None:
    """Until the kernel is done and every activity has painted."""
    page.wait_for_url("**/voila/render/**", timeout=PATIENCE)  # a link was pressed just now
    expect(page.locator("#waiting")).to_have_count(0, timeout=PATIENCE)


@pytest.fixture(scope="module")
def lesson(chromium: Browser, served: Served) -> Iterator[Page]:
    """The page of module 1, opened once, with what it asked for: for tests that only look at it."""
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.on("request", lambda request: ASKED.append(request.url))
    visit(page, served, served.module_address())
    wait_for_activities(page)
    yield page
    page.context.close()


ASKED: list[str] = []


def test_a_module_page_has_its_language_title_and_landmarks(lesson: Page) -> None:
    title = lesson.locator("h1").inner_text()
    assert lesson.locator("html").get_attribute("lang") == "nl"
    assert lesson.title() == f"{title} · Medeopvoeders"
    for role in ("banner", "main", "contentinfo"):
        expect(lesson.get_by_role(role)).to_have_count(1)
    progress = lesson.get_by_role("navigation", name=SAY("page.progress"))
    expect(progress.get_by_role("link")).to_have_count(5)
    expect(progress.get_by_role("link").first).to_have_accessible_name(
        f"De handtekening: {SAY('page.to_do')}"
    )
    lesson.keyboard.press("Tab")
    expect(lesson.get_by_role("link", name=SAY("home.skip"))).to_be_focused()


def test_no_page_makes_a_request_outside_its_server(lesson: Page, served: Served) -> None:
    host = urlsplit(served.base).netloc
    assert len(ASKED) > 10
    outside = [url for url in ASKED if urlsplit(url).scheme in ("http", "https", "ws", "wss")]
    assert [url for url in outside if urlsplit(url).netloc != host] == []


def test_prose_can_be_read_while_the_kernel_starts_and_progress_follows_the_activities(
    page: Page, served: Served, module: str
) -> None:
    visit_early(page, served, module)
    status = page.get_by_role("status")
    expect(status).to_have_text(SAY("page.loading"))
    expect(page.get_by_text("Een eerste zin.")).to_be_visible()
    wait_for_activities(page)

    step = page.locator(".progress a")
    expect(step).to_have_accessible_name("De handtekening: nog te doen")
    expect(step).to_have_attribute("aria-current", "step")
    page.get_by_role("button", name="Speel").click()
    expect(step).to_have_accessible_name("De handtekening: klaar")
    expect(step).not_to_have_attribute("aria-current", "step")
    step.click()
    assert page.evaluate("document.querySelector(':target').contains("
                         "[...document.querySelectorAll('button')].at(0))")  # fmt: skip


def test_a_start_that_takes_long_is_said(page: Page, served: Served, module: str) -> None:
    page.clock.install()
    visit_early(page, served, module)
    status = page.get_by_role("status")
    expect(status).to_have_text(SAY("page.loading"))
    page.clock.fast_forward(21_000)
    expect(status).to_have_text(SAY("page.loading_slow"))


def visit_early(page: Page, served: Served, address: str) -> None:
    """As `visit`, and go on as soon as the first bytes are there."""
    page.goto(f"{served.base}/medeopvoeders/nl/?token={served.token}")
    page.goto(served.base + address, wait_until="commit")


def test_source_and_answer_cells_are_not_shown(lesson: Page) -> None:
    text = lesson.locator("body").inner_text()
    assert "open_module" not in text
    assert "Werk je liever in JupyterLab" not in text


def test_a_drawing_and_the_sources_are_there_on_the_page(lesson: Page) -> None:
    assert_a_drawing_and_the_sources(lesson)


def test_a_drawing_and_the_sources_are_there_in_jupyterlab(page: Page, served: Served) -> None:
    visit(page, served, served.module_address().replace("voila/render", "lab/tree"))
    assert_a_drawing_and_the_sources(page)


def assert_a_drawing_and_the_sources(page: Page) -> None:
    drawing = page.locator("img[src^='data:image/svg']").first
    drawing.scroll_into_view_if_needed(timeout=PATIENCE)
    page.wait_for_function("image => image.naturalWidth > 0", arg=drawing.element_handle())
    assert drawing.get_attribute("alt").startswith("Een schoolagenda")
    # This source has no page of its own, so the citation leads to the list in the module.
    citation = page.get_by_role("link", name="Lareau en Horvat (1999)")
    citation.scroll_into_view_if_needed(timeout=PATIENCE)
    citation.click()
    heading = page.get_by_role("heading", name=SAY("sources.title"))
    expect(heading).to_be_in_viewport(timeout=PATIENCE)


def test_on_paper_only_the_lesson_stands(lesson: Page) -> None:
    lesson.emulate_media(media="print", color_scheme="dark")
    expect(lesson.get_by_role("banner")).to_be_hidden()
    assert lesson.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    lesson.emulate_media(media="screen", color_scheme="light")


def test_nothing_is_wider_than_a_phone(page: Page, lesson: Page, served: Served) -> None:
    visit(page, served, "/medeopvoeders/nl/facilitators")
    home = page.context.new_page()
    home.goto(f"{served.base}/medeopvoeders/nl/")
    too_wide = []
    for shown in (home, page, lesson):
        shown.set_viewport_size({"width": 320, "height": 640})
        if shown.evaluate("document.documentElement.scrollWidth") > 320:
            too_wide.append(shown.url)
    assert too_wide == []


def test_modules_lead_to_each_other(page: Page, served: Served, module: str) -> None:
    visit(page, served, served.module_address())
    page.get_by_role("link", name="9 · Proef").click()
    page.wait_for_url(f"**{module}")
    expect(page.locator("a[rel=prev]")).to_have_attribute("href", served.module_address())
    expect(page.locator("a[rel=next]")).to_have_count(0)


def test_a_cell_that_fails_is_said_calmly(page: Page, served: Served) -> None:
    path = make_module(served.folder, "08-fails", cells=["# Proef", "1/0", ACTIVITY])
    visit(page, served, served.module_address("nl", "08-fails"))
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(SAY("page.failed"), timeout=PATIENCE)
    expect(alert.get_by_role("button")).to_have_text(SAY("page.reload"))
    assert "ZeroDivisionError" not in page.content()
    shutil.rmtree(path.parent)


def test_a_kernel_that_dies_or_is_culled_is_said_with_a_way_on(
    page: Page, served: Served, module: str
) -> None:
    visit(page, served, module)
    wait_for_activities(page)
    page.evaluate(
        "window.jupyterapp.widgetManager.kernel.requestExecute("
        "{ code: 'import os; os._exit(1)', store_history: false })"
    )
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(SAY("page.stopped"), timeout=PATIENCE)
    alert.get_by_role("button").click()
    wait_for_activities(page)
    expect(page.get_by_role("button", name="Speel")).to_be_visible()
    expect(alert).to_have_count(0)

    kernel = page.evaluate("window.jupyterapp.widgetManager.kernel.id")
    assert served.ask(f"/api/kernels/{kernel}", method="DELETE").status == 204
    expect(alert).to_contain_text(SAY("page.stopped"), timeout=PATIENCE)


def test_leaving_a_page_stops_its_kernel(page: Page, served: Served, module: str) -> None:
    visit(page, served, module)
    wait_for_activities(page)
    kernel = page.evaluate("window.jupyterapp.widgetManager.kernel.id")
    with page.expect_request(f"**/voila/api/shutdown/{kernel}"):
        page.goto(f"{served.base}/medeopvoeders/nl/")
    answers = (served.ask(f"/api/kernels/{kernel}").status for _ in range(1_000))
    assert any(status == 404 for status in answers)


def test_a_server_that_is_gone_is_said(page: Page, tmp_path: Path) -> None:
    cells = ["# Proef", ACTIVITY]
    make_module(tmp_path, "01-small", activities=ACTIVITIES, cells=cells)
    with serving(folder=tmp_path, home=tmp_path) as address:
        page.goto(address)
        page.get_by_role("link", name=SAY("home.open_new"), exact=True).click()
        wait_for_activities(page)
    expect(page.get_by_role("alert")).to_contain_text(SAY("page.lost"), timeout=PATIENCE)
