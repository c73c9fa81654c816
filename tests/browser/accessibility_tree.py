"""A page as a screen reader has it: roles and names in Chromium's own accessibility tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page

PATIENCE = 60_000  # milliseconds: a cold kernel on two busy cores
LOOK_EVERY = 100


@dataclass(frozen=True, slots=True)
class Node:
    """What the tree says of one element. `id` is Chromium's own number for it."""

    role: str
    name: str
    description: str
    value: str
    states: dict[str, Any]
    id: int


class AccessibilityTree:
    """Somebody who finds things by role and name alone, and presses or fills in what was found."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("Accessibility.enable")

    def nodes(self) -> Iterator[Node]:
        """Every node that is not ignored, in reading order."""
        for found in self.session.send("Accessibility.getFullAXTree")["nodes"]:
            if not found.get("ignored") and "backendDOMNodeId" in found:
                yield _node(found)

    def all(self, role: str, name: str = "") -> list[Node]:
        """The nodes of that role, and of that name where one is given."""
        wanted = _plain(name)
        # Chromium looks for a role itself; a whole tree takes it half a second each time.
        root = self.session.send("DOM.getDocument", {"depth": 0})["root"]["backendNodeId"]
        query = {"backendNodeId": root, "role": role}
        found = self.session.send("Accessibility.queryAXTree", query)["nodes"]
        nodes = [_node(node) for node in found if not node.get("ignored")]
        return [node for node in nodes if not name or _plain(node.name) == wanted]

    def find(self, role: str, name: str = "") -> Node:
        """The one node of that role and name; waits for it. Fails where it never comes or there
        are several: then somebody who listens cannot know which is meant."""
        found: list[Node] = []
        for _ in range(PATIENCE // LOOK_EVERY):
            found = self.all(role, name)
            if len(found) == 1:
                return found[0]
            self.page.wait_for_timeout(LOOK_EVERY)
        said = sorted({f"{node.role} “{node.name}”" for node in self.nodes()})
        raise AssertionError(f"{len(found)} x {role} “{name}” among:\n" + "\n".join(said))

    def press(self, role: str, name: str = "") -> None:
        """Press what has that role and name, as a screen reader's user does: not while it is said
        to be unavailable, as a button is while saving takes long."""
        for _ in range(PATIENCE // LOOK_EVERY):
            found = self.find(role, name)
            if not found.states.get("disabled"):
                break
            self.page.wait_for_timeout(LOOK_EVERY)
        self._call(found, "function () { this.focus(); this.click(); }")

    def fill_in(self, name: str, text: str, role: str = "textbox") -> None:
        """Go to the box of that name and type."""
        self._call(self.find(role, name), "function () { this.focus(); }")
        self.page.keyboard.insert_text(text)

    def hears(self, role: str, part: str) -> None:
        """Wait until a node of that role says `part`, in its name or in the text below it."""
        for _ in range(PATIENCE // LOOK_EVERY):
            if any(part in self._text(node) for node in self.all(role)):
                return
            self.page.wait_for_timeout(LOOK_EVERY)
        raise AssertionError(f"no {role} says “{part}”")

    def arrives_at(self, role: str, name: str) -> Node:
        """Wait until the focus is on that node."""
        for _ in range(PATIENCE // LOOK_EVERY):
            here = [node for node in self.all(role, name) if node.states.get("focused")]
            if here:
                return here[0]
            self.page.wait_for_timeout(LOOK_EVERY)
        focused = [node for node in self.nodes() if node.states.get("focused")]
        raise AssertionError(f"the focus is on {focused}, not on {role} “{name}”")

    def _text(self, node: Node) -> str:
        return node.name + " " + self._call(node, "function () { return this.textContent; }")

    def _call(self, node: Node, function: str) -> Any:
        thing = self.session.send("DOM.resolveNode", {"backendNodeId": node.id})["object"]
        call = {"objectId": thing["objectId"], "functionDeclaration": function}
        done = self.session.send("Runtime.callFunctionOn", call | {"returnByValue": True})
        return done["result"].get("value")


def _node(found: dict[str, Any]) -> Node:
    def said(key: str) -> str:
        return str(found.get(key, {}).get("value", ""))

    states = {state["name"]: state["value"].get("value") for state in found.get("properties", [])}
    number = found["backendDOMNodeId"]
    return Node(said("role"), said("name"), said("description"), said("value"), states, number)


def _plain(text: str) -> str:
    """A name as it is heard: white space makes no difference."""
    return re.sub(r"\s+", " ", text).strip()
