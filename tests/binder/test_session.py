"""From the repository to a reader's page, by Binder's own steps."""

from __future__ import annotations

import json
import re

import pytest

from binder.conftest import BASE, Image, Session, installed
from conftest import PROJECT
from medeopvoeders.reading.library import load_strings

MODULE = "course/{0}/01-lever-or-barrier/01-lever-or-barrier.ipynb"


def test_nothing_is_installed_but_what_is_pinned(image: Image) -> None:
    pinned = (PROJECT / "binder" / "requirements.txt").read_text("utf-8").splitlines()
    names = {line.split(" ;")[0] for line in pinned}
    brought = {f"{name}==" for name in ("pip", "setuptools", "wheel", "medeopvoeders")}
    unpinned = installed(image.environment) - names
    assert {line for line in unpinned if not line.startswith(tuple(brought))} == set()


def test_making_it_leaves_no_trace_in_the_course(image: Image) -> None:
    assert list((image.home / "course").rglob("*record*")) == []


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_home_page_answers_below_binders_address(session: Session, lang: str) -> None:
    status, home = session.ask(f"medeopvoeders/{lang}/")
    assert status == 200
    assert load_strings(lang)("home.tagline") in home
    assert f'href="{BASE}voila/render/{MODULE.format(lang)}"' in home
    assert f'href="{BASE}medeopvoeders/static/page.css' in home


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_module_opens_and_its_cells_run(session: Session, lang: str) -> None:
    status, page = session.ask(f"voila/render/{MODULE.format(lang)}")
    assert status == 200
    assert page.count("application/vnd.jupyter.widget-view+json") >= 3
    assert "medeopvoeders.failed()" not in page


def test_jupyterlab_is_one_click_away(session: Session) -> None:
    assert session.ask("lab")[0] == 200


def test_the_address_is_binders_own_and_not_this_computers(session: Session) -> None:
    assert session.ask("medeopvoeders/nl/", Host="hub.mybinder.org")[0] == 200


def test_nothing_answers_without_the_token(session: Session) -> None:
    asked = ("medeopvoeders/nl/", "medeopvoeders/static/page.css", "voila/static/voila.js", "lab")
    statuses = {path: session.ask(path, token=False)[0] for path in asked}
    assert statuses == dict.fromkeys(asked, 403)


def test_only_the_courses_own_notebooks_are_executed(session: Session, image: Image) -> None:
    strange = image.home / "strange" / "other.ipynb"
    strange.parent.mkdir(exist_ok=True)
    strange.write_bytes((image.home / MODULE.format("nl")).read_bytes())
    assert session.ask("voila/render/strange/other.ipynb")[0] == 404


def test_what_nobody_needs_there_is_off(session: Session) -> None:
    paths = ("formgrader", "api/terminals", "assignment_list")
    assert {path: session.ask(path)[0] for path in paths} == dict.fromkeys(paths, 404)


def test_kernels_that_nobody_uses_are_stopped(session: Session) -> None:
    session.ask(f"voila/render/{MODULE.format('nl')}")
    assert session.log.says("Culling kernels with idle durations > 3600 seconds")


def test_work_is_saved_there_and_the_reader_is_reminded(session: Session) -> None:
    _, home = session.ask("medeopvoeders/nl/")
    _, module = session.ask(f"voila/render/{MODULE.format('nl')}")
    for page in (home, module):
        settings = json.loads(re.search(r'id="work"[^>]*>(.*?)</script>', page)[1])
        assert settings["address"] == f"{BASE}medeopvoeders/nl/work"
        assert (settings["minutes"], settings["remind_after"]) == (10, 420)
    status, state = session.ask("medeopvoeders/nl/work/state")
    assert (status, json.loads(state)["unsaved"]) == (200, False)
