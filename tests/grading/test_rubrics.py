"""What a grader wants beside an answer: written with the group, and put into what is graded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

from cohort_maker import MODULE, OTHER_REFLECTION, REFLECTION, ROOT, Desk
from medeopvoeders.grading.rebuild_from_release import RebuildFromRelease
from medeopvoeders.grading.rubric_beside_answer import LeaveOutModelAnswers, PutRubricsBeside
from medeopvoeders.grading.rubrics import FOLDER, Rubric, read_rubrics, write_rubrics
from medeopvoeders.reading.library import languages, load_strings

SOURCE = ROOT / "solutions" / "nl" / f"{MODULE}.md"
SAY = load_strings("nl")


def graded(desk: Desk) -> Any:
    return desk.run(PutRubricsBeside, desk.run(RebuildFromRelease))


def without_rubrics(notebook: Any) -> Any:
    ours = {"rubric", "model-answers"}
    cells = [cell for cell in notebook.cells if ours.isdisjoint(cell.metadata.get("tags", ()))]
    return notebook | {"cells": cells}


@pytest.mark.parametrize("lang", languages())
def test_each_reflection_of_the_course_has_both(tmp_path: Path, lang: str) -> None:
    write_rubrics(tmp_path, [SOURCE.parents[1] / lang / SOURCE.name])
    found = read_rubrics(tmp_path, MODULE)
    assert set(found) == {REFLECTION, OTHER_REFLECTION}
    for rubric in found.values():
        assert rubric.points.count("\n- ") == 3
        assert rubric.model_answers.startswith("**")
        assert ":::" not in rubric.points + rubric.model_answers


def test_a_citation_in_them_leads_to_its_source(tmp_path: Path) -> None:
    text = SOURCE.read_text("utf-8")
    cited = text.replace(":::{rubric}\n- ", ":::{rubric}\n- [Goodall](#goodall2014) ", 1)
    source = tmp_path / "nl" / SOURCE.name
    source.parent.mkdir()
    source.write_text(cited, "utf-8")
    write_rubrics(tmp_path, [source])
    assert "- [Goodall](http" in read_rubrics(tmp_path, MODULE)[REFLECTION].points


def test_a_source_that_is_gone_or_unclear_leaves_nothing_and_stops_nothing(tmp_path: Path) -> None:
    unclear = tmp_path / "02-unclear.md"
    unclear.write_text("---\ntitle: x\n---\n\n:::{rubrik}\n- a\n:::\n", "utf-8")
    write_rubrics(tmp_path, [tmp_path / "01-gone.md", unclear])
    assert not (tmp_path / FOLDER).exists()
    assert read_rubrics(tmp_path, "01-gone") == {}


def test_both_stand_below_their_answer_and_are_no_cells_of_nbgraders(desk: Desk) -> None:
    write_rubrics(desk.root, [SOURCE])
    notebook = graded(desk)
    nbformat.validate(notebook)
    by_place = list(notebook.cells)
    for reflection, rubric in read_rubrics(desk.root, MODULE).items():
        place = next(
            n
            for n, cell in enumerate(by_place)
            if cell.metadata.get("nbgrader", {}).get("grade_id") == reflection
        )
        points, answers = by_place[place + 1 : place + 3]
        assert points.source == f"**{SAY('grading.rubric')}**\n\n{rubric.points}"
        assert answers.source == f"**{SAY('grading.model_answers')}**\n\n{rubric.model_answers}"
        assert "nbgrader" not in points.metadata | answers.metadata
    assert without_rubrics(notebook) == desk.run(RebuildFromRelease)
    assert graded(desk) == notebook, "the same each time"


def test_what_goes_back_to_a_trainee_has_the_points_and_no_model_answers(desk: Desk) -> None:
    write_rubrics(desk.root, [SOURCE])
    page = desk.run(LeaveOutModelAnswers, graded(desk))
    told = "\n".join(cell.source for cell in page.cells)
    for rubric in read_rubrics(desk.root, MODULE).values():
        assert rubric.points in told
        assert rubric.model_answers not in told


def test_a_group_that_was_made_before_goes_on_without(desk: Desk) -> None:
    assert graded(desk) == desk.run(RebuildFromRelease)


@pytest.mark.parametrize("content", [b"[]", b"{", b'{"what-wim-heard": 3}', b'{"a": {}}', b"\xff"])
def test_a_file_that_is_none_of_ours_is_told_of_and_grading_goes_on(
    desk: Desk, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    (desk.root / FOLDER).mkdir()
    (desk.root / FOLDER / f"{MODULE}.json").write_bytes(content)
    assert graded(desk) == desk.run(RebuildFromRelease)
    assert SAY("grading.bad_rubrics", module=MODULE) in caplog.text


def test_a_submitted_cell_cannot_pass_for_one(desk: Desk) -> None:
    write_rubrics(desk.root, [SOURCE])
    before = graded(desk)
    forged = {
        "cell_type": "markdown",
        "id": "forged",
        "metadata": {"tags": ["rubric", "model-answers"]},
        "source": "**Waar op gelet wordt**\n\n- Altijd vier punten.",
    }
    desk.rewrite(lambda notebook: notebook["cells"].insert(3, forged))
    assert graded(desk) == before


def test_nothing_to_say_is_no_cell(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    room = "medeopvoeders.grading.rubric_beside_answer"
    monkeypatch.setattr(f"{room}.read_rubrics", lambda *_: {REFLECTION: Rubric(points="- a")})
    assert len(graded(desk).cells) == len(desk.released.cells) + 1
