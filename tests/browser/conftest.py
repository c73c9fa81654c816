"""Driving a page as somebody without a mouse does, and looking at it as a screen reader's user."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Dialog, Locator, Page, Request, expect

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATIENCE = 60_000  # milliseconds: a cold kernel on two busy cores
MOST_TABS = 150


@dataclass
class Keyboard:
    """Somebody at the keyboard. Nothing here ever touches the mouse."""

    page: Page

    def go_to(self, target: Locator) -> None:
        """Press Tab until `target` has the focus. Fails where it is never reached."""
        expect(target).to_be_visible(timeout=PATIENCE)
        for _ in range(MOST_TABS):
            if target.evaluate("node => node === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} is not reached with Tab")

    def press(self, target: Locator, key: str = "Enter") -> None:
        """Go to `target` and press it."""
        self.go_to(target)
        self.page.keyboard.press(key)

    def type_into(self, target: Locator, text: str) -> None:
        """Go to `target` and type, key by key."""
        self.go_to(target)
        self.page.keyboard.type(text)


@dataclass
class Watch:
    """What a page did that nobody sees: requests that left the server, scripts that ran."""

    outside: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    servers: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    def over(self, page: Page, server: str) -> None:
        """Keep an eye on `page`, which may ask things of `server` from now on."""
        self.servers.append(server)
        if page in self.pages:
            return
        self.pages.append(page)

        def request(made: Request) -> None:
            if not made.url.startswith((*self.servers, "data:", "blob:", "file:")):
                self.outside.append(made.url)

        def dialog(opened: Dialog) -> None:
            if opened.type == "beforeunload":  # JupyterLab asks whether to leave unsaved outputs.
                opened.accept()
            else:
                self.dialogs.append(opened.message)
                opened.dismiss()

        page.on("request", request)
        page.on("dialog", dialog)


@pytest.fixture
def keyboard(page: Page) -> Keyboard:
    """The keyboard of `page`."""
    return Keyboard(page)


@pytest.fixture
def watch() -> Watch:
    """An eye on what pages do; tests look at it at the end."""
    return Watch()


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """A check that axe finds no violation of WCAG 2.2 A or AA in a page as it is now, or in that
    part of it that changed, where the rest was looked at before."""

    def check(page: Page, inside: str = "") -> None:
        context = {"include": [[inside]]} if inside else None
        # What passed is not told: hundreds of elements that would be put into words for nothing.
        options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
        found = Axe().run(page, context=context, options=options).response["violations"]
        told = [
            f"{violation['id']}: {violation['help']} at {node['target']} {node['failureSummary']}"
            for violation in found
            for node in violation["nodes"]
        ]
        assert told == [], "\n".join(told)

    return check


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder of its own."""
    (tmp_path / "home").mkdir()
    return tmp_path / "home"
