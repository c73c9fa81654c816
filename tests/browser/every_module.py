"""Somebody who does a whole module, in either face: always the first way on."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from conftest import serving
from medeopvoeders.reading.library import Strings, load_strings
from medeopvoeders.record.journal import read_record

from .conftest import PATIENCE, Watch

PROJECT = Path(__file__).parents[2]
OWN_WORDS = "Ik keek eerst naar het vakje, en dan pas naar hem."

# What leads on in a vignette or mirror, the first that is there. At an ending: to the next family,
# or to the comparison; else to the panel that looks back on the road not taken.
ON = (
    "[data-key='open']",
    "[data-number='1']",
    ".mo-actions .mo-primary",
    "[role='tab'][aria-selected='false']:last-child",
)


# In the page itself, for hundreds of steps: other tests show that real keys and clicks do the same.
PLAY = """
async (view, [ways, patience]) => {
  const now = () => `${view.querySelector(".mo-card")?.textContent} ${view.dataset.done}`;
  const next = () => ways.flatMap((way) => [...view.querySelectorAll(way)])
    .find((button) => button.checkVisibility() && !view.hasAttribute("data-waiting"));
  const until = async (ready) => {
    const end = performance.now() + patience;
    while (!ready() && performance.now() < end) await new Promise((go) => setTimeout(go, 20));
  };
  const isDone = () => view.dataset.done === "true";
  const steps = [];
  while (!isDone() && steps.length < 60) {
    await until(() => next() || isDone());
    const [button, before] = [next(), now()];
    if (!button) break;
    steps.push(button.textContent);
    button.click();
    await until(() => now() !== before && !view.hasAttribute("data-waiting"));
  }
  return steps.join(" / ");
}
"""


def do_every_module(
    lang: str, face: str, browser: Browser, watch: Watch, course: Path, home: Path
) -> None:
    """Do each module of `lang` in one of its faces, from its first cell to its hand-in."""
    with serving("--lang", lang, folder=course, home=home) as address:
        server = address.split("medeopvoeders/")[0]
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale=lang)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        watch.over(page, server)
        page.goto(address)
        for slug in sorted(path.stem for path in (PROJECT / "course" / lang).glob("*/*.ipynb")):
            open_notebook(page, face, f"course/{lang}/{slug}/{slug}.ipynb", server)
            do(page, load_strings(lang), int(slug[:2]))
            close_notebook(page, face)
            record = read_record(course / "course" / lang / slug / "record.jsonl")
            assert record.problem == "", slug
            assert [event.kind for event in record.events][-1] == "handed-in", slug
        context.close()
    assert watch.outside == []
    assert watch.dialogs == []


def open_notebook(page: Page, face: str, notebook: str, server: str) -> None:
    """The notebook in one of its faces, with every cell run."""
    if face == "voila":
        page.goto(f"{server}voila/render/{notebook}")
    else:
        open_in_lab(page, notebook, server)
        # Before its kernel answers, JupyterLab drops "Run All Cells" without a word.
        page.get_by_role("button", name="| Idle").wait_for()
        choose(page, "Run", "Run All Cells")
    expect(page.locator(".medeopvoeders.hand-in")).to_be_visible(timeout=PATIENCE)


def open_in_lab(page: Page, notebook: str, server: str) -> None:
    """By its address; and the next one from there, as JupyterLab takes long to load."""
    if "/lab/" not in page.url:
        page.goto(f"{server}lab/tree/{notebook}?reset")
        return
    choose(page, "File", "Open from Path…")
    page.get_by_role("dialog").get_by_role("textbox").fill(notebook)
    page.get_by_role("dialog").get_by_role("button", name="Open").click()


def close_notebook(page: Page, face: str) -> None:
    """In JupyterLab; on our own page the next one takes its place."""
    if face == "lab":
        choose(page, "File", "Close and Shut Down Notebook…")
        page.get_by_role("dialog").get_by_role("button", name="Ok").click()
        expect(page.locator(".jp-NotebookPanel")).to_have_count(0)


def choose(page: Page, menu: str, command: str) -> None:
    """A command from one of JupyterLab's menus."""
    page.get_by_role("menuitem", name=menu, exact=True).click()
    # Behind the command its key may stand.
    page.get_by_role("menuitem", name=re.compile(f"^{re.escape(command)}")).click()


def do(page: Page, say: Strings, number: int) -> None:
    """All that there is to do in a module, in its order."""
    for view in page.locator("section.medeopvoeders").all():
        name = str(view.get_attribute("class"))
        if re.search("vignette|mirror", name):
            play(view)
        elif "reflection" in name:
            write(view, say)
    hand_in(page, say, number)


def play(view: Locator) -> None:
    """Always the first way on, until there is nothing left to do."""
    told = view.evaluate(PLAY, [list(ON), PATIENCE])
    assert view.get_attribute("data-done") == "true", told


def write(view: Locator, say: Strings) -> None:
    view.locator("textarea").fill(OWN_WORDS)
    view.locator("textarea").blur()
    expect(view.get_by_role("status")).to_contain_text(say("status.saved"))


def hand_in(page: Page, say: Strings, number: int) -> None:
    view = page.locator(".medeopvoeders.hand-in")
    for consent in ("read", "show"):
        view.get_by_label(say(f"hand_in.{consent}"), exact=True).check()
        expect(view.get_by_role("status")).to_contain_text(say("status.saved"))
    view.get_by_role("button", name=say("hand_in.submit", number=number)).click()
    view.get_by_label(say("hand_in.name_label")).fill("Emma")
    with page.expect_download() as waiting:
        view.get_by_role("button", name=say("hand_in.make_file")).click()
    assert waiting.value.suggested_filename.startswith("Emma+")
    assert zipfile.is_zipfile(waiting.value.path())
    expect(view.get_by_role("heading", name=say("hand_in.file_receipt_title"))).to_be_visible()
