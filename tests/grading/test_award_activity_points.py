from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from nbgrader.utils import determine_grade

from cohort_maker import MIRROR, VIGNETTE, Desk
from medeopvoeders.grading.award_activity_points import AwardActivityPoints
from medeopvoeders.reading.library import load_vignette

if TYPE_CHECKING:
    import pytest


def graded(desk: Desk, notebook: Any = None, activity: str = VIGNETTE) -> Any:
    given = desk.released if notebook is None else notebook
    notebook = desk.run(AwardActivityPoints, given)
    cells = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("locked")]
    assert [cell.metadata.nbgrader.grade_id for cell in cells] == [VIGNETTE, MIRROR]
    return next(cell for cell in cells if cell.metadata.nbgrader.grade_id == activity)


def test_a_vignette_walked_to_an_end_and_looked_back_on_gets_its_points(desk: Desk) -> None:
    desk.trainee.play_to_an_end()
    desk.trainee.consent()
    cell = graded(desk)
    assert determine_grade(cell) == (1, 1)
    assert cell.outputs[0].text == "Tot een einde gespeeld, en de andere weg bekeken.\n"


def test_a_mirror_of_which_both_families_were_compared_gets_its_points(desk: Desk) -> None:
    desk.trainee.play_the_mirror()
    desk.trainee.consent()
    cell = graded(desk, activity=MIRROR)
    assert determine_grade(cell) == (1, 1)
    assert cell.outputs[0].text == "Beide gezinnen gespeeld en vergeleken.\n"


def test_a_mirror_that_was_not_compared_gets_none(desk: Desk) -> None:
    desk.trainee.play_the_mirror(compare=False)
    cell = graded(desk, activity=MIRROR)
    assert determine_grade(cell) == (0, 1)
    assert cell.outputs[0].text == "Nog niet beide gezinnen gespeeld en vergeleken.\n"


def test_who_does_not_let_it_be_read_still_gets_the_mirrors_points(desk: Desk) -> None:
    desk.trainee.journal.append(MIRROR, "finished", {})
    desk.trainee.consent(read=False)
    assert determine_grade(graded(desk, activity=MIRROR)) == (1, 1)


def test_going_back_after_an_ending_takes_nothing_away(desk: Desk) -> None:
    desk.trainee.play_to_an_end()
    desk.trainee.journal.append(VIGNETTE, "restarted", {})
    assert determine_grade(graded(desk)) == (1, 1)


def test_an_ending_without_a_look_at_the_other_road_gets_none_and_says_so(desk: Desk) -> None:
    desk.trainee.play_to_an_end(look=False)
    cell = graded(desk)
    assert determine_grade(cell) == (0, 1)
    assert cell.outputs[0].text == "Tot een einde gespeeld. De andere weg is nog niet bekeken.\n"


def test_a_vignette_left_half_way_gets_none(desk: Desk) -> None:
    desk.trainee.play_one_scene()
    cell = graded(desk)
    assert determine_grade(cell) == (0, 1)
    assert cell.outputs[0].text == "Nog niet tot een einde gespeeld.\n"


def test_without_a_record_nbgrader_does_not_give_its_full_marks_for_silence(desk: Desk) -> None:
    assert determine_grade(graded(desk)) == (0, 1)


def test_who_does_not_let_it_be_read_still_gets_the_points(desk: Desk) -> None:
    desk.trainee.journal.append(VIGNETTE, "finished", {})
    desk.trainee.consent(read=False)
    assert determine_grade(graded(desk)) == (1, 1)


def test_a_vignette_that_may_be_skipped_says_the_same_of_all_who_are_done(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    hard = replace(load_vignette(VIGNETTE, "nl"), notice="Over schaamte.")
    room = "medeopvoeders.grading.award_activity_points"
    monkeypatch.setattr(f"{room}.load_vignette", lambda *_: hard)
    assert determine_grade(graded(desk)) == (0, 1)
    told = []
    desk.trainee.journal.append(VIGNETTE, "skipped", {})
    for _ in range(2):
        cell = graded(desk)
        assert determine_grade(cell) == (1, 1)
        told.append(cell.outputs[0].text)
        desk.trainee.play_to_an_end()
    assert told == ["Klaar. Wie deze casus liever overslaat, verliest geen punten.\n"] * 2


def test_skipping_where_nothing_may_be_skipped_gives_no_points(desk: Desk) -> None:
    desk.trainee.journal.append(VIGNETTE, "skipped", {})
    assert determine_grade(graded(desk)) == (0, 1)


def test_outputs_that_were_submitted_are_replaced(desk: Desk) -> None:
    from nbformat.v4 import new_output

    notebook = desk.released
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [new_output("execute_result", data={"text/plain": "1.0"})]
    assert determine_grade(graded(desk, notebook)) == (0, 1)


def test_a_vignette_that_no_longer_exists_gives_no_points_and_says_so(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    notebook = desk.released
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("locked"):
            cell.metadata.nbgrader.grade_id = "gone"
    desk.run(AwardActivityPoints, notebook)
    assert "gone: no such vignette" in caplog.text
