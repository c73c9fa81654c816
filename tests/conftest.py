"""What tests share: a real browser, and the course served from a copy of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).parents[1]
# The headless shell is the same engine without the windows around it: a fifth of the work to open a
# page.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), "")
QUIET_CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# The slowest rooms of tests come first, so that all workers end at about the same time.
SLOWEST_FIRST = ("browser", "pipeline", "binder", "serving", "authoring", "record")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the slow tests in front; the order within a room stays."""
    order = {room: place for place, room in enumerate(SLOWEST_FIRST)}
    items.sort(key=lambda item: order.get(item.path.parent.name, len(order)))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium. Without one the test is skipped, except in CI, which requires it."""
    if not CHROMIUM:
        reason = "no Chromium on this machine: install Debian's package chromium to run this test"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET_CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page in a context of its own, 1280 px wide."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="nl-BE")
    yield context.new_page()
    context.close()


@pytest.fixture
def course_copy(tmp_path: Path) -> Path:
    """Module 1 in a folder of its own, so that no record lands in the repository."""
    return copy_of_course(tmp_path / "project", "01-*")


@pytest.fixture
def whole_course(tmp_path: Path) -> Path:
    """Every module in a folder of its own."""
    return copy_of_course(tmp_path / "project", "*")


def copy_of_course(folder: Path, modules: str) -> Path:
    """The built modules whose name is like `modules`, in every language, in `folder`/course."""
    for notebook in (PROJECT / "course").glob(f"*/{modules}/*.ipynb"):
        place = folder / notebook.relative_to(PROJECT)
        place.parent.mkdir(parents=True)
        shutil.copy(notebook, place)
    return folder


@contextmanager
def serving(*arguments: str, folder: Path, home: Path, warm: int = 0) -> Iterator[str]:
    """Run `medeopvoeders` in `folder` and give the address that it prints, token included.

    Without the kernel that waits for a reader (`warm`): most tests open one page, and would start a
    second kernel for nothing.
    """
    command = [sys.executable, "-m", "medeopvoeders", *arguments, "--no-browser"]
    groups = str(home / "medeopvoeders")
    environment = os.environ | {
        "HOME": str(home),
        "MEDEOPVOEDERS_HOME": groups,
        "MEDEOPVOEDERS_WARM_KERNELS": str(warm),
    }
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as server:
        assert server.stdout
        try:
            yield _address(server.stdout)
        finally:
            server.terminate()
            server.wait(timeout=60)


def _address(lines: Iterator[str]) -> str:
    said = []
    for line in lines:
        said.append(line)
        if found := re.search(r"https?://\S+", line):
            return found[0]
    raise AssertionError("the server gave no address: " + "".join(said))
