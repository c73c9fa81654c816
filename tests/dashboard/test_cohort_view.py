"""The page's state: everything in words, in the cohort's language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dashboard.collected import Desk, chose, consent, make_desk, wrote
from medeopvoeders.dashboard import open_cohort
from medeopvoeders.dashboard.answers_panel import AT_ONCE, _paragraphs

if TYPE_CHECKING:
    from medeopvoeders.dashboard.cohort_view import CohortView


def press(view: CohortView, **message: Any) -> None:
    view._receive(view, message, [])


@pytest.fixture
def small_group(desk: Desk) -> Desk:
    for number in range(4):
        steps = chose("gate", "write-note"), wrote(f"Tekst {number}.")
        desk.submission(f"s{number}", *steps, consent(show=True))
    return desk


def test_a_workshop_of_four_gets_its_questions_and_texts_but_no_bars(small_group: Desk) -> None:
    state = open_cohort(small_group.folder).state
    (vignette,) = state["ways"]["vignettes"]
    assert vignette["decisions"] == []
    assert state["ways"]["legend"] == []
    assert vignette["quiet"]["open"]
    assert "antwoorden" not in str(vignette["quiet"]["decisions"])
    assert len(state["answers"]["items"][0]["texts"]) == 4


def test_no_name_reaches_the_page_before_it_is_asked_for(small_group: Desk) -> None:
    view = open_cohort(small_group.folder)
    assert '"s0"' not in json.dumps(view.state)
    press(view, do="names", show=True)
    assert '"s0"' in json.dumps(view.state)
    press(view, do="names", show=False)
    assert '"s0"' not in json.dumps(view.state)


def test_what_comes_in_later_is_seen_after_a_refresh(small_group: Desk) -> None:
    view = open_cohort(small_group.folder)
    small_group.submission("s9", consent())
    press(view, do="refresh")
    assert "5 studenten" in view.state["kicker"]


def test_one_module_is_told_of_in_a_line_and_several_in_a_list(small_group: Desk) -> None:
    view = open_cohort(small_group.folder)
    assert view.state["kicker"].endswith("4 studenten leverden module 1 in")
    assert view.state["modules"] == []
    small_group.submission("s0", consent(), module="no-such-module")
    press(view, do="refresh")
    assert view.state["kicker"].endswith("4 studenten leverden in")
    assert sorted(module["title"][-3:] for module in view.state["modules"]) == ["(1)", "(4)"]


def test_many_texts_come_a_dozen_at_a_time(desk: Desk) -> None:
    for number in range(AT_ONCE + 3):
        desk.submission(f"s{number}", wrote(f"Tekst {number}."), consent(show=True))
    view = open_cohort(desk.folder)
    (item,) = view.state["answers"]["items"]
    assert (len(item["texts"]), item["more"]) == (AT_ONCE, "Toon meer (nog 3)")
    press(view, do="more", activity=item["id"])
    (item,) = view.state["answers"]["items"]
    assert (len(item["texts"]), item["more"]) == (AT_ONCE + 3, "")


def test_an_author_s_markdown_becomes_plain_paragraphs(small_group: Desk) -> None:
    (item,) = open_cohort(small_group.folder).state["answers"]["items"]
    assert item["prompt"] == ["Kies één zin.", "Leg uit waarom."]


def test_an_empty_cohort_says_what_to_do_now(tmp_path: Path) -> None:
    state = open_cohort(make_desk(tmp_path, "en").folder).state
    assert state["empty"]["title"] == "Nobody has handed in yet"
    assert len(state["empty"]["steps"]) == 3
    assert (state["ways"], state["answers"], state["table"]) == (None, None, None)


def test_the_page_of_a_folder_that_is_no_cohort_says_so_in_each_language(tmp_path: Path) -> None:
    view = open_cohort(tmp_path)
    assert {notice["lang"] for notice in view.state["notices"]} == {"nl", "en"}
    assert all(str(tmp_path) in notice["text"] for notice in view.state["notices"])


@pytest.mark.parametrize("message", ["refresh", None, {}, {"do": "rm"}, {"do": "more"}, {"do": []}])
def test_an_odd_message_changes_nothing(small_group: Desk, message: object) -> None:
    view = open_cohort(small_group.folder)
    before = view.state
    view._receive(view, message, [])
    assert view.state == before


def test_the_notebook_s_own_folder_is_the_cohort(
    small_group: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_group.folder)
    assert "4 studenten" in open_cohort().state["kicker"]


def test_a_citation_in_a_prompt_is_only_its_words() -> None:
    said = "Lees [Lareau (1987)](https://jstor.org/1).\n\n![Een poort.](../gate.svg)\n\nEn nu?"
    assert _paragraphs(said) == ["Lees Lareau (1987).", "En nu?"]
