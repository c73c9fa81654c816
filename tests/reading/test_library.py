"""Loading content by id and language."""

from __future__ import annotations

import pytest

from medeopvoeders.reading.graph import pure_endings, shortest_decisions, walks
from medeopvoeders.reading.library import (
    UnknownContentError,
    languages,
    load_drawing,
    load_strings,
    load_vignette,
    vignette_ids,
)

EVERY = [(name, lang) for name in vignette_ids() for lang in languages()]


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_each_vignette_is_a_dilemma_with_several_ends(name: str, lang: str) -> None:
    vignette = load_vignette(name, lang)
    assert len(vignette.scenes) >= 6
    assert len(vignette.decisions) >= 3
    assert shortest_decisions(vignette) >= 3
    assert all(3 <= len(scene.choices) <= 4 for scene in vignette.decisions)
    approaches = {scene.id: {c.approach for c in scene.choices} for scene in vignette.decisions}
    without = sorted(scene for scene, found in approaches.items() if "mixed" not in found)
    assert without == []
    for approach in ("instrumental", "partnership"):
        assert len(pure_endings(vignette, approach)) >= 2


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_each_choice_is_heard_and_commented_on(name: str, lang: str) -> None:
    silent = [
        (scene.id, choice.id)
        for scene in load_vignette(name, lang).decisions
        for choice in scene.choices
        if not choice.thoughts or not choice.comments
    ]
    assert silent == []


@pytest.mark.parametrize(("name", "lang"), EVERY)
def test_each_ending_can_be_walked_to(name: str, lang: str) -> None:
    vignette = load_vignette(name, lang)
    reached = {way[-1][0].id for way in walks(vignette)}
    assert reached == {scene.id for scene in vignette.endings}


def test_an_unknown_vignette_names_the_one_that_was_meant() -> None:
    with pytest.raises(UnknownContentError) as error:
        load_vignette("signatur", "nl")
    assert error.value.meant == "signature"


@pytest.mark.parametrize("name", ["../../../pyproject", "signature/../signature", ""])
def test_an_id_never_leads_out_of_the_content_folder(name: str) -> None:
    with pytest.raises(UnknownContentError):
        load_vignette(name, "nl")
    assert load_drawing("../references") == ""


def test_an_unknown_language_gets_the_first_one() -> None:
    assert load_strings("xx").lang == "nl"


def test_a_missing_string_shows_its_key() -> None:
    assert load_strings("en")("home.nowhere") == "home.nowhere"
