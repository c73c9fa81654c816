"""Each module from its first cell to its hand-in in JupyterLab, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .conftest import Watch
from .every_module import do_every_module

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_each_module_can_be_done_from_its_first_cell_to_its_hand_in(
    lang: str, chromium: Browser, watch: Watch, whole_course: Path, home: Path
) -> None:
    do_every_module(lang, "lab", chromium, watch, whole_course, home)
