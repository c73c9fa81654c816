"""What trainees write is text to everybody's browser: formgrader, feedback and JupyterLab."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from cohort_maker import (
    MODULE,
    OTHER_REFLECTION,
    REFLECTION,
    make_cohort,
    make_course,
    make_trainee,
    submit_by_hand,
)
from medeopvoeders.grading.literal_text import visible
from medeopvoeders.grading.rubrics import read_rubrics
from medeopvoeders.reading.library import load_strings

from .conftest import PATIENCE
from .every_module import close_notebook, open_in_lab

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from medeopvoeders.grading.cohort import Cohort

pytestmark = pytest.mark.browser
TOKEN = "hostile"
RUN = "window.pwned=1;alert(1)"

HOSTILE = {
    "script": f"<script>{RUN}</script>",
    "handler": f'<img src=x onerror="{RUN}"> <details open ontoggle={RUN}>',
    "links": f"[x](javascript:{RUN}) <a href='javascript:{RUN}'>x</a> <javascript:{RUN}>",
    "closes-the-block": f"</pre><script>{RUN}</script>\n\n</PRE >\n<script>{RUN}</script>",
    "formula": "$\\href{javascript:alert(1)}{x}$ $$\\href{javascript:alert(1)}{y}$$ \\(z\\)",
    "display-formula": f"$$\n</pre><img src=x onerror='{RUN}'>\n$$\n\\begin{{equation}}a\n\\[w\\]",
    "fences": f"```html\n<script>{RUN}</script>\n```\n\n~~~\n`</pre><script>{RUN}</script>`\n~~~",
    "comment": f"<!-- <script>{RUN}</script>\n\n--> <![CDATA[ <script>{RUN}</script> ]]> <?php ?>",
    "entities": f"&lt;script&gt;{RUN}&lt;/script&gt; &#60;script&#62;{RUN}",
    "textarea": f"</textarea></style></title><script>{RUN}</script>",
    "mermaid": f'```mermaid\ngraph TD; A-->B; click A href "javascript:{RUN}"\n```',
    "paragraphs": f"One.\n\n\n<script>{RUN}</script>\n\n    indented\n\n# Heading\n\n- a\n\n> b",
    "control": "\x1b[31mred\x1b[0m \x00null \x08back \x07bell \u202egnitcartnoc\u202c \u2028line",
    "long": "a" * 3000,
}  # fmt: skip
# Who handed in which: a text in each of both reflections.
HANDED_IN = {
    f"{one}-and-{other}": (one, other)
    for one, other in zip([*HOSTILE][::2], [*HOSTILE][1::2], strict=True)
}
REFLECTIONS = (REFLECTION, OTHER_REFLECTION)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Cohort:
    """A cohort in which each hostile text was handed in twice: in the page and in the cell."""
    from medeopvoeders.grading.course_api import course_api

    home = tmp_path_factory.mktemp("hostile")
    cohort = make_cohort("hostile", "en", make_course(home / "course"), home)
    for name, texts in HANDED_IN.items():
        trainee = make_trainee(name, cohort, home / "trainees")
        for reflection, text in zip(REFLECTIONS, texts, strict=True):
            trainee.write(HOSTILE[text], reflection)
            trainee.type_in_cell(HOSTILE[text], reflection)
        trainee.consent()
        submit_by_hand(cohort, trainee)
    api = course_api(cohort)
    for name in HANDED_IN:
        for done in (api.autograde(MODULE, name), api.generate_feedback(MODULE, name)):
            assert done["success"], done
    return cohort


@pytest.fixture(scope="module")
def server(graded: Cohort, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """JupyterLab with nbgrader's pages, started in the cohort's folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--ServerApp.port={port}", f"--IdentityProvider.token={TOKEN}"]
    command += [f"--ServerApp.root_dir={graded.folder}", "--ServerApp.port_retries=0"]
    folder = tmp_path_factory.mktemp("server")
    environment = os.environ | {"HOME": str(folder), "JUPYTER_CONFIG_DIR": str(folder / "config")}
    process = subprocess.Popen(
        command,
        cwd=graded.folder,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr
    try:
        said = _until_running(process.stderr)
        assert process.poll() is None, "".join(said)
        threading.Thread(target=process.stderr.read, daemon=True).start()
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # with its kernels; nothing here is worth saving
        process.wait()


def _until_running(log: IO[str]) -> list[str]:
    """What the server says until it answers requests, or stops."""
    said = []
    for line in log:
        said.append(line)
        if "is running at" in line:
            break
    return said


class Watched:
    """A page that notes every sign of something having run, and every request that leaves."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.page = browser.new_page(viewport={"width": 900, "height": 800})
        self.signs: list[str] = []
        self.page.on("dialog", self._dialog)
        self.page.on("request", lambda request: self._request(request.url, base))

    def _dialog(self, dialog: Any) -> None:
        self.signs.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _request(self, url: str, base: str) -> None:
        if not url.startswith((base, "data:", "blob:", "file:", "about:")):
            self.signs.append(f"request {url}")

    def what_ran(self) -> list[str]:
        for frame in self.page.frames:
            if frame.evaluate("window.pwned"):
                self.signs.append(f"ran in {frame.url}")
        return self.signs


IN_ANSWERS = """() => [...document.querySelectorAll('pre.mathjax_ignore')].map(pre => ({
  text: pre.textContent,
  elements: pre.querySelectorAll('*').length,
  links: [...pre.parentElement.querySelectorAll('a,img,svg,script,iframe')].length,
  wide: pre.scrollWidth > pre.clientWidth + 1,
  lines: pre.getClientRects().length
}))"""


def assert_shown_as_text(shown: list[dict[str, Any]], name: str) -> None:
    texts = [answer["text"].removeprefix("\n") for answer in shown]
    assert texts == [visible(HOSTILE[text]) for text in HANDED_IN[name] for _ in range(2)]
    assert all(answer["elements"] == 0 and answer["links"] == 0 for answer in shown), (name, shown)
    assert not any(answer["wide"] for answer in shown), f"{name}: lines do not wrap"


def test_feedback_shows_hostile_text_as_text(chromium: Browser, graded: Cohort) -> None:
    for name in HANDED_IN:
        watched = Watched(chromium, "file:")
        watched.page.goto((graded.folder / "feedback" / name / MODULE / f"{MODULE}.html").as_uri())
        assert_shown_as_text(watched.page.evaluate(IN_ANSWERS), name)
        assert watched.what_ran() == [], name
        watched.page.close()


def test_formgrader_shows_hostile_text_as_text(
    chromium: Browser, graded: Cohort, server: str
) -> None:
    from medeopvoeders.grading.course_api import course_api

    with course_api(graded).gradebook as gradebook:
        submissions = gradebook.notebook_submissions(MODULE, MODULE)
        pages = {submission.student.id: submission.id for submission in submissions}
    assert set(pages) == set(HANDED_IN)
    for name, submission in pages.items():
        watched = Watched(chromium, server)
        watched.page.goto(f"{server}/formgrader/submissions/{submission}/?token={TOKEN}")
        watched.page.wait_for_selector("textarea.comment")
        assert_shown_as_text(watched.page.evaluate(IN_ANSWERS), name)
        assert watched.what_ran() == [], name
        watched.page.close()


def test_formgrader_shows_the_rubric_and_the_model_answers_below_the_answer(
    chromium: Browser, graded: Cohort, server: str
) -> None:
    from medeopvoeders.grading.course_api import course_api

    with course_api(graded).gradebook as gradebook:
        name = next(iter(HANDED_IN))
        submission = gradebook.find_submission_notebook(MODULE, MODULE, name).id
    page = chromium.new_page(viewport={"width": 900, "height": 800})
    page.goto(f"{server}/formgrader/submissions/{submission}/?token={TOKEN}")
    page.wait_for_selector("textarea.comment")
    say = load_strings("en")
    for title in (say("grading.rubric"), say("grading.model_answers")):
        assert [found.is_visible() for found in page.get_by_text(title).all()] == [True, True]
    order = page.evaluate("document.body.innerText")
    places = [order.index(text) for text in (HOSTILE["script"], say("grading.rubric"))]
    assert places == sorted(places)
    listed = read_rubrics(graded.folder, MODULE)["what-wim-heard"].points.count("- **")
    points = page.locator(".text_cell_render", has_text=say("grading.rubric")).first
    assert points.locator("li").count() == listed == 4
    page.close()


@pytest.mark.usefixtures("graded")
def test_jupyterlab_shows_hostile_text_as_text(chromium: Browser, server: str) -> None:
    watched = Watched(chromium, server)
    page = watched.page
    page.goto(f"{server}/api/status?token={TOKEN}")
    for name in ("links-and-closes-the-block", "formula-and-display-formula"):
        open_in_lab(page, f"autograded/{name}/{MODULE}/{MODULE}.ipynb", server + "/")
        answers = page.locator(".jp-RenderedMarkdown pre")
        expect(answers).to_have_count(4, timeout=PATIENCE)
        shown = answers.evaluate_all(
            "all => all.map(pre => [pre.textContent.replace(/^\\n/, ''), pre.children.length])"
        )
        assert shown == [[visible(HOSTILE[t]), 0] for t in HANDED_IN[name] for _ in range(2)]
        assert watched.what_ran() == [], name
        close_notebook(page, "lab")
    page.close()
