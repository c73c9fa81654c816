"""The guide of a module, read from its private blocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from authoring.test_module_texts import MODULE
from cohort_maker import ROOT
from medeopvoeders.grading.guide import LABELS, Guide, guides_in, labels_in, read_guide


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    path = tmp_path / "nl" / "03-a-module.md"
    path.parent.mkdir()
    path.write_text(MODULE, "utf-8")
    return read_guide(path)


def test_a_guide_knows_its_module(guide: Guide) -> None:
    assert (guide.title, guide.number, guide.minutes, guide.lang) == ("Een module", 3, 20, "nl")


def test_its_sections_stand_under_their_labels(guide: Guide) -> None:
    titles = [title for title, _ in guide.sections]
    assert titles[:3] == ["Doelen", "50 minuten", "90 minuten"]
    assert len(titles) == len(LABELS)
    assert dict(guide.sections)["Om te openen"] == "1. Wie?"


def test_bold_words_that_are_no_label_stay_in_their_section(tmp_path: Path) -> None:
    path = tmp_path / "nl" / "03-a-module.md"
    path.parent.mkdir()
    path.write_text(MODULE.replace("Zien.", "Zien.\n\n**Let op.** Dit."), "utf-8")
    assert read_guide(path).sections[0] == ("Doelen", "Zien.\n\n**Let op.** Dit.")


def test_a_reflection_has_its_title_prompt_answers_and_points(guide: Guide) -> None:
    [reflection] = guide.reflections
    assert (reflection.id, reflection.title) == ("what-you-heard", "Wat hoorde je?")
    assert reflection.prompt == "Schrijf het op."
    assert reflection.model_answer == "Zo kan het."
    assert reflection.rubric_items == 4
    assert "module.reflection" in MODULE.splitlines()[reflection.line - 1]


def test_every_module_of_the_course_has_a_guide_in_each_language() -> None:
    for lang in ("nl", "en"):
        guides = guides_in(ROOT / "solutions", lang)
        assert len(guides) == len(list((ROOT / "solutions" / lang).glob("[0-9]*.md")))
        for guide in guides:
            assert labels_in(guide.blocks[0].text, lang) == list(LABELS), guide.path
            assert all(one.rubric_items == 4 for one in guide.reflections), guide.path
