"""The pages with the sources of the course and with its words."""

from __future__ import annotations

import re

import pytest

from medeopvoeders.reading.library import load_glossary, load_sources, load_strings
from serving.conftest import MODULE, Served

LANGS = ["nl", "en"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_source_that_may_be_cited_has_its_place(served: Served, lang: str) -> None:
    page = served.ask(f"/medeopvoeders/{lang}/sources").text
    shown = re.findall(r'<li id="([\w-]+)"', page)
    assert sorted(shown) == sorted(key for key, s in load_sources().items() if s.citable)
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize("lang", LANGS)
def test_a_source_leads_to_the_modules_that_cite_it(served: Served, lang: str) -> None:
    page = served.ask(f"/medeopvoeders/{lang}/sources").text
    entries = {
        found[1]: found[2] for found in re.finditer(r'(?s)<li id="([\w-]+)">(.*?)</li>', page)
    }
    assert served.module_address(lang) in entries["goodall2014"]
    assert "https://doi.org/10.1080/00131911.2013.781576" in entries["goodall2014"]
    assert "/voila/render" not in entries["mars2016"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_has_its_anchor_its_module_and_its_sources(served: Served, lang: str) -> None:
    page = served.ask(f"/medeopvoeders/{lang}/glossary").text
    terms = load_glossary(lang)
    assert re.findall(r'<div id="([\w-]+)"', page) == [term.id for term in terms]
    for term in terms:
        assert f"<dt>{term.term}</dt>" in page
    assert served.module_address(lang) in page
    assert f'href="/medeopvoeders/{lang}/sources#goodall2014"' in page
    assert {"nl": "Goodall en Montgomery (2014)", "en": "Goodall and Montgomery (2014)"}[
        lang
    ] in page


@pytest.mark.parametrize("what", ["sources", "glossary"])
def test_they_are_linked_from_every_page_and_lead_to_their_other_language(
    served: Served, what: str
) -> None:
    assert f'href="/medeopvoeders/nl/{what}"' in served.ask("/medeopvoeders/nl/").text
    page = served.ask(f"/medeopvoeders/nl/{what}").text
    assert f'href="/medeopvoeders/en/{what}" lang="en"' in page
    assert load_strings("nl")(f"page.{what}") in page
    assert served.ask(f"/medeopvoeders/xx/{what}").status == 404


def test_a_modules_page_leads_to_both(served: Served) -> None:
    page = served.ask(served.module_address("en")).text
    for what in ("sources", "glossary"):
        assert f'href="/medeopvoeders/en/{what}"' in page


def test_a_word_of_a_module_that_is_not_here_names_its_number(served: Served) -> None:
    notebook = served.notebook("nl", MODULE)
    kept = notebook.read_bytes()
    notebook.write_text("{", "utf-8")
    page = served.ask("/medeopvoeders/nl/glossary").text
    notebook.write_bytes(kept)
    assert "module 1" in page


def test_they_show_no_name_of_a_missing_string(served: Served) -> None:
    for path in ("sources", "glossary", f"facilitators/guide/{MODULE}"):
        for lang in LANGS:
            text = served.ask(f"/medeopvoeders/{lang}/{path}").text
            assert not re.findall(r"\b(?:guide|reference|page|sources)\.(?!css)[a-z_]+", text), path
