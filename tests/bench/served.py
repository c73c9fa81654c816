"""The server of a benchmark, in a process of its own, and the browser that opens its pages."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from course_copy import MODULE, CourseCopy, course_copy
from playwright.sync_api import Browser, BrowserContext, sync_playwright

SERVER = Path(__file__).with_name("server.py")
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
SECONDS = 60
QUIET = timedelta(seconds=1.5)

# Stock Voilà asks a CDN for icons. Nothing but our server answers, at once and for both pages
# (Playwright's own routing would switch the browser's cache off).
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

# Before anything else on each page. Both calls give a moment on the page's own clock: the one at
# which the frame with the change was handed over for painting.
PAGE_CLOCK = """
window.bench = {
  // Runs `then` with the moment after the next frame was painted.
  afterPaint(then) {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => then(performance.now());
      channel.port2.postMessage(null);
    });
  },
  // Milliseconds from the start of the navigation until `count` elements are seen.
  seen(selector, count) {
    const all = () => [...document.querySelectorAll(selector)];
    const ready = () => all().filter((node) => node.checkVisibility()).length >= count;
    return new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`${selector} did not come`)), PATIENCE);
      const look = () => {
        if (!ready()) return;
        watch.disconnect();
        bench.afterPaint(resolve);
      };
      const watch = new MutationObserver(look);
      watch.observe(document, { childList: true, subtree: true, attributes: true });
      look();
    });
  },
  // Milliseconds from the next key press until `done()`, painted.
  fromKeyUntil(done) {
    return new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`never came: ${done}`)), PATIENCE);
      let pressed = 0;
      const press = (event) => { pressed = event.timeStamp; };
      addEventListener("keydown", press, { capture: true, once: true });
      const watch = new MutationObserver(() => {
        if (!pressed || !done()) return;
        watch.disconnect();
        bench.afterPaint((now) => resolve(now - pressed));
      });
      const all = { childList: true, subtree: true, characterData: true, attributes: true };
      watch.observe(document.body, all);
    });
  },
  // `changed`: until another heading stands at `selector`. `saved`: until the view says that what
  // was pressed is saved, which it takes back at the press.
  listen(selector, status) {
    const heading = () => document.querySelector(selector)?.textContent;
    const before = heading();
    const isNew = () => heading() !== before;
    const kind = () => document.querySelector(status)?.dataset.kind;
    bench.changed = bench.fromKeyUntil(isNew);
    bench.saved = status && bench.fromKeyUntil(() => isNew() && kind() === "saved");
  },
};
""".replace("PATIENCE", str(SECONDS * 1000))


@dataclass(frozen=True, slots=True)
class Served:
    """A running server. Addresses without the token: a visitor gets in by `visitor`'s cookie."""

    address: str
    token: str
    course: CourseCopy

    @property
    def dashboard(self) -> str:
        """The page of the group that is served."""
        return f"{self.address}voila/render/dashboard.ipynb"

    @property
    def module_page(self) -> str:
        """Module 1 on our page."""
        return f"{self.address}voila/render/{MODULE.as_posix()}"

    def stock_page(self, notebook: str) -> str:
        """A notebook on stock Voilà's page."""
        return f"{self.address}stock/render/{notebook}"

    def visitor(self, browser: Browser) -> BrowserContext:
        """Somebody with the token and an empty cache."""
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(SECONDS * 1000)
        context.add_init_script(PAGE_CLOCK)
        context.request.get(f"{self.address}medeopvoeders/nl/?token={self.token}")
        return context

    def warm_a_kernel(self) -> None:
        """Read the home page, and wait until a kernel waits, with nothing left to do."""
        self._ask("GET", "medeopvoeders/nl/", decode=False)
        end = monotonic() + SECONDS
        while not self._has_a_quiet_kernel():
            if monotonic() > end:
                raise RuntimeError("no kernel came to wait")
            sleep(0.2)

    def _has_a_quiet_kernel(self) -> bool:
        # The list fails where a kernel in it ends at the same moment.
        with suppress(HTTPError):
            return any(map(_is_quiet, self._ask("GET", "api/kernels")))
        return False

    def stop_kernels(self) -> None:
        """Shut every kernel down, so that one that goes does not slow the next that comes."""
        while found := self._ask("GET", "api/kernels"):
            for kernel in found:
                # One that is only just starting refuses.
                with suppress(HTTPError):
                    self._ask("DELETE", f"api/kernels/{kernel['id']}")

    def _ask(self, method: str, what: str, *, decode: bool = True) -> Any:
        headers = {"Authorization": f"token {self.token}"}
        request = Request(self.address + what, method=method, headers=headers)  # noqa: S310 - ours
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - ours
            content = answer.read()
            return json.loads(content or "null") if decode else content


def _is_quiet(kernel: dict[str, str]) -> bool:
    """Idle, and for longer than it takes to import the course."""
    since = datetime.now(UTC) - datetime.fromisoformat(kernel["last_activity"])
    return kernel["execution_state"] == "idle" and since > QUIET


@contextmanager
def served(warm: int = 0) -> Iterator[tuple[Served, Browser]]:
    """A server on a copy of the course, with `warm` kernels that wait for a page, and a browser.
    Both are gone afterwards."""
    with course_copy() as course, serving(course, warm) as server, browsing() as browser:
        yield server, browser


@contextmanager
def serving(course: CourseCopy, warm: int = 0) -> Iterator[Served]:
    """A server on `course.folder`."""
    command = [sys.executable, str(SERVER), str(course.folder), str(warm)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            if not line:
                raise RuntimeError("the server did not start")
            yield Served(**json.loads(line), course=course)
        finally:
            _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    """End the server, which ends its kernels."""
    process.terminate()
    try:
        process.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser that reaches nothing but this machine."""
    path = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
