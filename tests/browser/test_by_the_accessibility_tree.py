"""The whole of module 1 by roles and names of the accessibility tree alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from conftest import serving
from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.library import Strings, load_mirror, load_strings, load_vignette
from medeopvoeders.record.journal import read_record
from medeopvoeders.record.notebook import activity_title, read_notebook

from .accessibility_tree import AccessibilityTree

pytestmark = pytest.mark.browser

MODULE = "01-lever-or-barrier"
REFLECTIONS = {"what-wim-heard": "Hij stond daar.", "two-mothers": "Ik hoorde twee vragen."}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_module_1_can_be_done_by_roles_and_names_alone(
    lang: str, page: Page, course_copy: Path, home: Path
) -> None:
    say = load_strings(lang)
    folder = course_copy / "course" / lang / MODULE
    notebook = read_notebook(folder / f"{MODULE}.ipynb")
    with serving("--lang", lang, folder=course_copy, home=home) as address:
        page.goto(address)
        tree = AccessibilityTree(page)
        tree.press("link", say("home.open_new"))
        walk(tree, say, load_vignette("signature", lang))
        look_back(tree, say)
        play_the_mirror(tree, say)
        for activity, text in REFLECTIONS.items():
            title = activity_title(notebook, activity)
            tree.fill_in(f"{say('reflection.label')}: {title}", text)
            tree.press("button", say("hand_in.preview_button"))  # away from the field: it is saved
            tree.hears("status", say("status.saved"))
        hand_in(tree, say)
        with page.expect_download():
            tree.press("button", say("hand_in.make_file"))
        tree.arrives_at("heading", say("hand_in.file_receipt_title"))

    said = {e.activity: e.data["text"] for e in read_record(folder / "record.jsonl").events
            if e.kind == "wrote"}  # fmt: skip
    assert said == REFLECTIONS


def walk(tree: AccessibilityTree, say: Strings, vignette: Vignette) -> None:
    """By the first choice of each scene, to an ending. Each arrival reads out what led there."""
    here = vignette.scene(vignette.start)
    tree.find("heading", here.title)
    while not here.is_ending:
        choice = here.choices[0]
        tree.press("button", choice.text)
        here = vignette.scene(choice.target)
        arrived = tree.arrives_at("heading", here.title)
        assert choice.thoughts[0].text in arrived.description, "the thought is not read out"
        tree.hears("status", say("status.saved"))


def look_back(tree: AccessibilityTree, say: Strings) -> None:
    """The trace is a picture with a sentence for a name, and the other road is a tab away."""
    tree.press("tab", say("contrast.way"))
    (picture,) = (node for node in tree.all("image") if say("trace.structure") in node.name)
    assert say("trace.relationship") in picture.name
    tree.press("tab", f"{say('contrast.other')} {say('contrast.to_look')}")
    tree.find("tab", f"{say('contrast.other')} {say('contrast.looked')}")
    tree.hears("heading", say("contrast.other"))


def play_the_mirror(tree: AccessibilityTree, say: Strings) -> None:
    families = {family.parent: family for family in load_mirror("first-week", say.lang)}
    opening = {name: family.scene(family.start).blocks for name, family in families.items()}
    there = {node.name for node in tree.nodes()}
    first = next(name for name, blocks in opening.items() if blocks[1].text in there)
    second = next(name for name in families if name != first)
    walk(tree, say, families[first])
    tree.press("button", say("mirror.to_second"))
    walk(tree, say, families[second])
    tree.press("button", say("mirror.compare"))
    tree.arrives_at("heading", say("mirror.question"))


def hand_in(tree: AccessibilityTree, say: Strings) -> None:
    tree.press("checkbox", say("hand_in.read"))
    tree.hears("status", say("status.saved"))
    tree.press("button", say("hand_in.submit", number=1))
    tree.fill_in(say("hand_in.name_label"), "Emma De Smet")
