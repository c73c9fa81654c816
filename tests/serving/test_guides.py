"""The guides to the modules, among the pages for facilitators."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from conftest import PROJECT
from medeopvoeders.grading.guide import guides_in
from medeopvoeders.reading.library import load_strings
from medeopvoeders.serving.facilitators import GuidePage
from medeopvoeders.serving.guides import Prose
from medeopvoeders.serving.handlers import SETTING
from serving.conftest import MODULE, Served


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_facilitator_comes_to_each_guide(served: Served, lang: str) -> None:
    page = served.ask(f"/medeopvoeders/{lang}/facilitators").text
    for guide in guides_in(PROJECT / "solutions", lang):
        address = f"/medeopvoeders/{lang}/facilitators/guide/{guide.slug}"
        assert f'href="{address}"' in page
        answer = served.ask(address)
        assert answer.status == 200
        for title, _ in guide.sections:
            assert f"<h2>{title}</h2>" in answer.text
        for reflection in guide.reflections:
            assert reflection.title in answer.text


def test_a_guide_holds_answers_and_points_and_no_marks_of_markdown(served: Served) -> None:
    page = served.ask(f"/medeopvoeders/nl/facilitators/guide/{MODULE}").text
    say = load_strings("nl")
    assert say("guide.model_answer") in page
    assert say("guide.rubric") in page
    assert "**" not in page
    assert ":::" not in page


def test_a_guide_leads_to_itself_in_the_other_language(served: Served) -> None:
    page = served.ask(f"/medeopvoeders/nl/facilitators/guide/{MODULE}").text
    assert f'href="/medeopvoeders/en/facilitators/guide/{MODULE}" lang="en"' in page


@pytest.mark.parametrize("slug", ["99-nope", "..", "01"])
def test_an_unknown_guide_is_said_with_a_way_home(served: Served, slug: str) -> None:
    answer = served.ask(f"/medeopvoeders/nl/facilitators/guide/{slug}")
    assert answer.status == 404
    assert 'href="/medeopvoeders/nl/"' in answer.text


@pytest.mark.parametrize(
    ("settings", "dashboard", "shown"),
    [({SETTING: ""}, "", True), ({}, "dashboard.ipynb", True), ({}, "", False)],
)
def test_on_a_hub_a_trainees_server_shows_no_guide(
    settings: dict[str, str], dashboard: str, shown: bool
) -> None:
    page = SimpleNamespace(settings=settings, dashboard=dashboard)
    assert GuidePage.is_for_facilitators.fget(page) is shown


def test_an_authors_html_is_text_and_a_citation_leads_to_the_sources() -> None:
    html = Prose("/medeopvoeders/nl/sources")("<b>x</b> [Lareau (1987)](#lareau1987)")
    assert "&lt;b&gt;" in html
    assert 'href="/medeopvoeders/nl/sources#lareau1987"' in html


def test_what_is_served_comes_before_what_was_installed(tmp_path: Path) -> None:
    from medeopvoeders.serving.guides import guides

    source = (PROJECT / "solutions/nl" / f"{MODULE}.md").read_text("utf-8")
    (tmp_path / "solutions/nl").mkdir(parents=True)
    (tmp_path / "solutions/nl/07-own.md").write_text(source, "utf-8")
    assert [guide.slug for guide in guides(tmp_path, "nl")] == ["07-own"]
    assert MODULE in [guide.slug for guide in guides(tmp_path / "elsewhere", "nl")]
