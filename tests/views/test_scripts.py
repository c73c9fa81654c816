"""The scripts and style sheets of the views: several files that a browser reads as one."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from medeopvoeders.dashboard.cohort_view import CohortView
from medeopvoeders.views.composing import composed
from medeopvoeders.views.hand_in import HandInView
from medeopvoeders.views.mirror import MirrorView
from medeopvoeders.views.player import PARTS
from medeopvoeders.views.problem import ProblemView
from medeopvoeders.views.reflection import ReflectionView
from medeopvoeders.views.sheet import SheetView
from medeopvoeders.views.vignette import VignetteView

DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
VIEWS = [
    CohortView, HandInView, MirrorView, ProblemView, ReflectionView, SheetView, VignetteView,
]  # fmt: skip


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_no_name_stands_twice_in_a_view(view: type) -> None:
    # One name twice is an error for the browser, and then nothing of the view is shown.
    script = str(view._esm)
    names = Counter(DECLARED.findall(script))
    assert names
    assert [name for name, count in names.items() if count > 1] == []


def test_no_part_of_the_player_styles_what_another_part_drew() -> None:
    # One class name with two meanings: the player's scenes once got the rail of the way walked.
    styled = re.compile(r"^  & (?::is\()?\.(mo-[a-z-]+)", re.MULTILINE)
    sheets = [composed("css", f"views.{part}") for part in PARTS]
    names = Counter(name for sheet in sheets for name in set(styled.findall(sheet)))
    assert names
    assert [name for name, count in names.items() if count > 1] == []
