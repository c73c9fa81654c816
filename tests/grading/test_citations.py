"""Citations by key, and the list of sources at the end of a module."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading.module_maker import GOOD, built, said
from medeopvoeders.grading.citations import list_anchor, with_addresses
from medeopvoeders.reading.library import load_strings


def cited(folder: Path, text: str) -> tuple[str, str]:
    """The prose of a module that holds `text`, and its last cell."""
    cells = built(folder, GOOD.replace("Slot.", text))["cells"]
    prose = [said(cell) for cell in cells if cell["cell_type"] == "markdown"]
    return "\n\n".join(prose[:-1]), said(cells[-1])


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("goodall2014", "https://doi.org/10.1080/00131911.2013.781576"),
        ("lareau1987", "http://www.jstor.org/stable/2112583"),
        ("lareau1999", "#Bronnen-van-deze-module"),
    ],
)
def test_a_key_becomes_where_the_source_is_found(tmp_path: Path, key: str, address: str) -> None:
    prose, _ = cited(tmp_path, f"Zo zegt [Iemand (1999)](#{key}).")
    assert f"[Iemand (1999)]({address})" in prose


def test_what_is_no_key_stays_for_the_linter(tmp_path: Path) -> None:
    assert with_addresses("[Iemand (1999)](#iemand1999)", "nl") == "[Iemand (1999)](#iemand1999)"


def test_a_module_ends_with_its_sources_and_those_of_its_vignettes(tmp_path: Path) -> None:
    _, last = cited(tmp_path, "[Lareau (1987)](#lareau1987) en [Wilder (2014)](#wilder2014).")
    assert last.startswith("## Bronnen van deze module\n")
    authors = [line.split(",")[0] for line in last.splitlines() if line.startswith("- ")]
    assert authors == ["- Devlieghere", "- Goodall", "- Lareau", "- Wilder"]
    assert "*Sociology of Education* 60(2)" in last
    assert "(http://www.jstor.org/stable/2112583)" in last


def test_the_notebook_says_which_sources_it_leans_on(tmp_path: Path) -> None:
    text = GOOD.replace("Slot.", "[Lareau (1987)](#lareau1987).")
    about = built(tmp_path, text)["metadata"]["medeopvoeders"]
    assert about["sources"] == ["devlieghere2022", "goodall2014", "lareau1987"]


def test_a_citation_in_a_prompt_leads_somewhere_too(tmp_path: Path) -> None:
    text = GOOD.replace("Schrijf wat je hoorde.", "Lees [Lareau (1987)](#lareau1987).")
    todo = built(tmp_path, text)["metadata"]["medeopvoeders"]["activities"]
    assert "jstor.org/stable/2112583" in todo[1]["prompt"]


def test_the_list_is_found_under_the_name_that_nbconvert_gives_its_heading() -> None:
    from nbconvert.filters.markdown import markdown2html

    for lang in ("nl", "en"):
        say = load_strings(lang)
        html = markdown2html(f"## {say('sources.title')}")
        assert f'id="{list_anchor(say)[1:]}"' in html
