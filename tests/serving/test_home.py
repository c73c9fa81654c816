"""The home page, and what stands at an address where nothing is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest

from cohort_maker import complete_way
from medeopvoeders.reading.library import load_mirror, load_strings, load_vignette
from medeopvoeders.record.journal import RECORD_NAME, Journal
from serving.conftest import Served, make_module


@pytest.fixture
def journal(served: Served) -> Iterator[Journal]:
    """The record of the first module, gone again after the test."""
    path = served.notebook().with_name(RECORD_NAME)
    yield Journal(path)
    for left in path.parent.glob("*record*"):
        left.unlink()


def test_the_home_page_is_in_the_language_of_its_address(served: Served) -> None:
    for lang in ("nl", "en"):
        page = served.ask(f"/medeopvoeders/{lang}/").text
        assert f'<html lang="{lang}">' in page
        assert load_strings(lang)("home.tagline") in page
        other = {"nl": "en", "en": "nl"}[lang]
        assert f'href="/medeopvoeders/{other}/" lang="{other}" hreflang="{other}"' in page


def test_without_a_language_the_server_takes_the_readers(served: Served) -> None:
    def leads_to(accepted: str) -> str:
        answer = served.ask("/medeopvoeders/", Accept_Language=accepted)
        assert answer.status == 302
        return answer.headers["Location"]

    assert leads_to("en-GB,en;q=0.9,nl;q=0.5") == "/medeopvoeders/en/"
    assert leads_to("fr;q=0.9, nl;q=0.3, de") == "/medeopvoeders/nl/"
    assert leads_to("ja") == "/medeopvoeders/nl/"
    assert leads_to("en;q=so-so, nl") == "/medeopvoeders/nl/"


def test_a_module_opens_as_a_page_and_in_jupyterlab(served: Served) -> None:
    page = served.ask("/medeopvoeders/en/").text
    assert f'href="{served.module_address("en")}"' in page
    assert served.module_address("en").replace("/voila/render", "/lab/tree") in page


def test_progress_follows_the_record(served: Served, journal: Journal) -> None:
    say = load_strings("nl")
    assert say("home.stage_new") in served.ask("/medeopvoeders/nl/").text
    for kind, data in complete_way(load_vignette("signature", "nl")):
        journal.append("signature", kind, data)
    begun = served.ask("/medeopvoeders/nl/").text
    assert say("home.stage_begun") in begun
    assert say("home.steps", done=1, total=5) in begun
    for family in load_mirror("first-week", "nl"):
        for kind, data in complete_way(family):
            journal.append(family.id, kind, data)
    for reflection in ("what-wim-heard", "two-mothers"):
        journal.append(reflection, "wrote", {"text": "Ik stond al met de agenda klaar."})
    assert say("home.steps", done=3, total=5) in served.ask("/medeopvoeders/nl/").text
    journal.append("first-week", "compared", {})
    assert say("home.stage_done") in served.ask("/medeopvoeders/nl/").text
    journal.append("hand-in", "handed-in", {"to": "balo-2", "receipt": "1"})
    assert say("home.stage_handed-in") in served.ask("/medeopvoeders/nl/").text


def test_only_the_door_of_the_next_module_is_filled(served: Served, journal: Journal) -> None:
    later = make_module(served.folder, "09-later", title="Later")

    def doors() -> list[str]:
        page = served.ask("/medeopvoeders/nl/").text
        return re.findall(r'<a class="(button[^"]*)" href="[^"]*/voila/render/', page)

    assert doors() == ["button", "button plain"]
    journal.append("hand-in", "handed-in", {"to": "balo-2", "receipt": "1"})
    assert doors() == ["button plain", "button"]
    shutil.rmtree(later.parent)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\x00\xff\x00 no record", "not-a-record"),
        (b'{"v":1,"id":"a","at":"2026","activity":"signature","kind":"chose"}\n{"v', "damaged"),
        (b'{"v":2,"id":"a"}\n', "newer"),
    ],
)
def test_a_record_that_cannot_be_read_gets_a_calm_note(
    served: Served, journal: Journal, content: bytes, problem: str
) -> None:
    journal.path.write_bytes(content)
    answer = served.ask("/medeopvoeders/nl/")
    assert answer.status == 200
    assert load_strings("nl")(f"home.record_{problem}") in answer.text


def test_a_notebook_that_is_no_module_is_passed_over(served: Served) -> None:
    path = make_module(served.folder, "50-broken")
    deep = "[" * 200_000
    for content in ("{", "[]", deep, '{"metadata": {"medeopvoeders": 3}}', '{"metadata": {}}'):
        path.write_text(content, "utf-8")
        answer = served.ask("/medeopvoeders/nl/")
        assert answer.status == 200
        assert "50-broken" not in answer.text
    shutil.rmtree(path.parent)


def test_a_module_that_nbgrader_fetched_is_found_beside_the_others(served: Served) -> None:
    path = make_module(served.folder, "07-fetched", title="Opgehaald")
    shutil.move(path.parent, served.folder / "07-fetched")
    assert "/voila/render/07-fetched/07-fetched.ipynb" in served.ask("/medeopvoeders/nl/").text
    shutil.rmtree(served.folder / "07-fetched")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_an_unknown_module_is_said_in_the_readers_language(served: Served, lang: str) -> None:
    answer = served.ask(f"/voila/render/course/{lang}/99-x/99-x.ipynb")
    assert answer.status == 404
    assert load_strings(lang)("home.unknown_module") in answer.text
    assert f'href="/medeopvoeders/{lang}/"' in answer.text


@pytest.mark.parametrize("path", ["/medeopvoeders/xx/", "/medeopvoeders/nl/no/such/page"])
def test_an_unknown_page_is_said_with_a_way_home(served: Served, path: str) -> None:
    answer = served.ask(path, Accept_Language="en")
    lang = "nl" if "/nl/" in path else "en"
    assert answer.status == 404
    assert load_strings(lang)("home.not_found") in answer.text
    assert f'href="/medeopvoeders/{lang}/"' in answer.text


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_notebook_that_cannot_be_read_is_said_in_the_readers_language(
    served: Served, lang: str
) -> None:
    path = make_module(served.folder, "60-torn", lang=lang)
    path.write_text('{"cells": [', "utf-8")
    answer = served.ask(served.module_address(lang, "60-torn"))
    shutil.rmtree(path.parent)
    assert load_strings(lang)("home.broken_notebook_help") in answer.text


def test_a_file_that_is_no_notebook_is_no_module(served: Served) -> None:
    assert served.ask("/voila/render/course").status == 404
    assert served.ask("/voila/render/../../etc/passwd").status in (400, 404)


def test_voilas_own_list_of_files_leads_home(served: Served) -> None:
    for path in ("/voila", "/voila/tree", "/voila/tree/course"):
        assert served.ask(path, Accept_Language="en").headers["Location"] == "/medeopvoeders/en/"


def test_a_facilitator_finds_the_groups_and_the_commands(served: Served) -> None:
    folder = served.home / "medeopvoeders" / "cohorts" / "balo-2"
    shutil.rmtree(folder.parent, ignore_errors=True)  # another test of this room may have had one
    page = served.ask("/medeopvoeders/nl/facilitators").text
    assert load_strings("nl")("home.no_groups") in page
    folder.mkdir(parents=True)
    about = 'name = "balo-2"\nlang = "nl"\nexchange = "/srv/exchange"\ncreated = "2026-11-23"\n'
    (folder / "cohort.toml").write_text(about, "utf-8")
    page = served.ask("/medeopvoeders/nl/facilitators").text
    assert "medeopvoeders dashboard balo-2" in page
    (folder / "cohort.toml").write_text("not = [toml", "utf-8")
    assert served.ask("/medeopvoeders/nl/facilitators").status == 200
    shutil.rmtree(folder)


def test_both_languages_have_the_same_strings() -> None:
    nl, en = (load_strings(lang).table for lang in ("nl", "en"))
    holes = re.compile(r"{(\w+)}")
    ours = {key for key in nl | en if key.startswith(("home.", "page."))}
    assert not {key for key in ours if key not in nl or key not in en}
    assert not {key for key in ours if set(holes.findall(nl[key])) != set(holes.findall(en[key]))}


def test_no_page_shows_the_name_of_a_missing_string(served: Served) -> None:
    paths = ("/medeopvoeders/nl/", "/medeopvoeders/en/facilitators", "/medeopvoeders/nl/x")
    shown = {path: re.findall(r"\bhome\.[a-z_]+", served.ask(path).text) for path in paths}
    assert not any(shown.values()), shown
