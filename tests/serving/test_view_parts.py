"""The script and the style of a view, as a page fetches them."""

from __future__ import annotations

import pytest

from medeopvoeders.dashboard.cohort_view import CohortView
from medeopvoeders.views.composing import address_of
from medeopvoeders.views.hand_in import HandInView
from medeopvoeders.views.mirror import MirrorView
from medeopvoeders.views.problem import ProblemView
from medeopvoeders.views.reflection import ReflectionView
from medeopvoeders.views.sheet import SheetView
from medeopvoeders.views.vignette import VignetteView
from serving.conftest import Served

VIEWS = [
    CohortView, HandInView, MirrorView, ProblemView, ReflectionView, SheetView, VignetteView,
]  # fmt: skip
KINDS = {"js": "text/javascript", "css": "text/css"}


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_a_page_gets_what_anywidget_would_send_and_may_keep_it(served: Served, view: type) -> None:
    for kind, text in (("js", view._esm), ("css", view._css)):
        answer = served.ask(f"/{address_of(text)}")
        assert answer.status == 200
        assert answer.text == text
        assert answer.headers["Content-Type"] == f"{KINDS[kind]}; charset=utf-8"
        assert "max-age" in answer.headers["Cache-Control"]


def test_what_is_asked_for_under_another_print_is_not_kept(served: Served) -> None:
    address, _, _ = address_of(VignetteView._esm).partition("?")
    for query in ("", "?v=000000000000"):
        assert served.ask(f"/{address}{query}").headers["Cache-Control"] == "no-store"


def test_nobody_gets_it_without_the_token(served: Served) -> None:
    assert served.ask(f"/{address_of(VignetteView._esm)}", token=False).status in (302, 403)


@pytest.mark.parametrize(
    "parts",
    [
        "views.unheard_of.js",
        "views.common.py",
        "grading.cohort.js",
        "views...tokens.css",
        "views.common+..%2f..%2fcli.js",
        "%2e%2e.cli.js",
    ],
)
def test_only_the_parts_of_views_are_there(served: Served, parts: str) -> None:
    assert served.ask(f"/medeopvoeders/view/{parts}").status == 404
