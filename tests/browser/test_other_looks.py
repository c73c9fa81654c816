"""A lesson for who enlarges the page, wants no motion, or has colours of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from conftest import copy_of_course, serving

from .test_looking_back import open_module_page, too_wide, trainee_in

pytestmark = pytest.mark.browser

# A screen of 1280 by 900 at 200 %, with the system's own colours, and less motion.
LOOK = {
    "viewport": {"width": 640, "height": 450},
    "device_scale_factor": 2,
    "forced_colors": "active",
    "reduced_motion": "reduce",
}

MOVING = """() => [...document.querySelectorAll("body *")]
  .filter((node) => {
    const { transitionDuration, animationDuration } = getComputedStyle(node);
    return [transitionDuration, animationDuration].some((time) => parseFloat(time) > 0.001);
  })
  .map((node) => node.outerHTML.slice(0, 120))"""

# In forced colours backgrounds are gone: what can be pressed needs an edge, a mark its own shape.
EDGELESS = """() => [...document.querySelectorAll(".medeopvoeders button, .button")]
  .filter((node) => node.checkVisibility())
  .filter((node) => getComputedStyle(node).borderTopStyle === "none")
  .map((node) => node.outerHTML.slice(0, 120))"""
MARKS = """() => [...document.querySelectorAll(".medeopvoeders .mo-approach")]
  .map((node) => [node.dataset.approach, node.querySelector("svg").innerHTML, node.textContent])"""


@pytest.fixture(scope="module")
def lesson(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Module 1 with everything that it can show: both vignettes were walked and looked back on."""
    folder = tmp_path_factory.mktemp("looks")
    copy_of_course(folder, "01-*")
    trainee = trainee_in(folder, "nl")
    trainee.play_to_an_end()
    trainee.play_the_mirror()
    page = chromium.new_context(**LOOK).new_page()
    with serving("--lang", "nl", folder=folder, home=folder) as address:
        open_module_page(page, address, "nl")
        yield page
    page.context.close()


def test_at_twice_the_size_nothing_is_wider_than_the_screen(lesson: Page) -> None:
    assert too_wide(lesson) == 0


def test_with_less_motion_nothing_moves(lesson: Page) -> None:
    assert lesson.evaluate(MOVING) == []


def test_in_the_systems_colours_each_button_has_an_edge_and_each_approach_a_shape_and_a_word(
    lesson: Page,
) -> None:
    assert lesson.evaluate(EDGELESS) == []
    marks = lesson.evaluate(MARKS)
    shapes = {approach: shape for approach, shape, _ in marks}
    assert len(shapes) > 1
    assert len(set(shapes.values())) == len(shapes)
    assert all(word.strip() for _, _, word in marks)
