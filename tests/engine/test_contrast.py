"""Looking back on a way, without a page or a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from medeopvoeders.engine.contrast import (
    Row,
    align,
    decisions,
    other_approach,
    road_not_taken,
    trace,
    way_of,
    ways_of_one_approach,
)
from medeopvoeders.engine.vignette import Choose, GoBack, Look, Step, Walk, start, step
from medeopvoeders.models.vignette import Choice, Effect, Scene, Vignette
from medeopvoeders.reading.graph import walks
from medeopvoeders.reading.library import languages, load_vignette, vignette_ids

TELL, ASK, BOTH = "instrumental", "partnership", "mixed"


def choice(name: str, target: str, approach: str, structure: int = 0, relationship: int = 0):
    return Choice(name, name, target, approach, Effect(structure, relationship))


def vignette(*scenes: Scene) -> Vignette:
    return Vignette("v", "nl", "", "", scenes[0].id, (), scenes)


def way(*steps: str) -> tuple[Step, ...]:
    """`way("gate tell", "desk")`: a choice in the gate, then the desk."""
    return tuple(Step(*step.split()) for step in steps)


# Two roads that part at the gate and meet in the hall; a loop back to the gate from the desk; an
# ending each, and a walk without a decision before one of them.
WEEK = vignette(
    Scene(
        "gate",
        "Gate",
        choices=(
            choice("tell", "desk", TELL, 1, -1),
            choice("ask", "van", ASK, -1, 1),
            choice("half", "desk", BOTH, 1, 1),
        ),
    ),
    Scene(
        "desk",
        "Desk",
        choices=(
            choice("tell", "hall", TELL, 2, -1),
            choice("ask", "hall", ASK, 0, 1),
            choice("again", "gate", BOTH),
        ),
    ),
    Scene(
        "van",
        "Van",
        choices=(choice("ask", "hall", ASK, -1, 2), choice("tell", "hall", TELL, 1)),
    ),
    Scene(
        "hall",
        "Hall",
        choices=(
            choice("tell", "closed", TELL, 1),
            choice("ask", "street", ASK, 0, 1),
            choice("half", "street", BOTH),
        ),
    ),
    Scene("street", "Street", onward="open", onward_text="Go on"),
    Scene("closed", "Closed"),
    Scene("open", "Open"),
)


def test_the_trace_moves_structure_and_relationship_each_for_itself() -> None:
    points = trace(WEEK, way("gate tell", "desk ask", "hall half", "street", "open"))
    assert [(p.scene.id, p.structure, p.relationship) for p in points] == [
        ("gate", 1, -1),
        ("desk", 1, 0),
        ("hall", 1, 0),
    ]


def test_steps_that_no_longer_exist_leave_the_trace_alone() -> None:
    stale = way("gate removed", "cellar tell", "gate tell")
    assert [(scene.id, choice.id) for scene, choice in decisions(WEEK, stale)] == [("gate", "tell")]
    assert road_not_taken(WEEK, stale) != ()


@pytest.mark.parametrize(
    ("taken", "other"),
    [
        (way("gate tell", "desk tell", "hall ask"), ASK),
        (way("gate ask", "van ask", "hall tell"), TELL),
        (way("gate ask", "van tell", "hall half"), ASK),
        (way("gate half", "desk again", "gate half"), ASK),
        ((), ASK),
    ],
)
def test_the_other_approach_is_the_one_that_was_taken_less(taken, other: str) -> None:
    assert other_approach(WEEK, taken) == other


def test_ways_of_one_approach_come_in_reading_order_and_pass_what_only_leads_on() -> None:
    assert list(ways_of_one_approach(WEEK, ASK)) == [
        way("gate ask", "van ask", "hall ask", "street", "open")
    ]
    assert list(ways_of_one_approach(WEEK, TELL)) == [
        way("gate tell", "desk tell", "hall tell", "closed")
    ]


def test_the_road_not_taken_passes_most_of_the_same_scenes() -> None:
    gate = Scene(
        "gate",
        "",
        choices=(
            choice("ask", "far", ASK),
            choice("ask-too", "near", ASK),
            choice("tell", "near", TELL),
        ),
    )
    near = Scene("near", "", choices=(choice("tell", "end", TELL), choice("ask", "end", ASK)))
    far = Scene("far", "", choices=(choice("ask", "end", ASK),))
    small = vignette(gate, far, near, Scene("end", ""))
    assert road_not_taken(small, way("gate tell", "near tell", "end")) == way(
        "gate ask-too", "near ask", "end"
    )


def test_of_equally_near_roads_the_one_that_stays_together_longest_is_shown() -> None:
    """Both others pass a and c; only the second goes from a to c straight away, as the trainee."""
    small = vignette(
        Scene("a", "", choices=(
            choice("ask-long", "b", ASK), choice("ask", "c", ASK), choice("tell", "c", TELL),
        )),
        Scene("b", "", choices=(choice("ask", "c", ASK),)),
        Scene("c", "", choices=(choice("ask", "end", ASK), choice("tell", "end", TELL))),
        Scene("end", ""),
    )  # fmt: skip
    assert road_not_taken(small, way("a tell", "c tell", "end")) == way("a ask", "c ask", "end")


def test_a_vignette_without_a_road_of_the_other_approach_has_none_to_show() -> None:
    alone = vignette(Scene("a", "", choices=(choice("tell", "b", TELL),)), Scene("b", ""))
    assert road_not_taken(alone, way("a tell", "b")) == ()


def test_two_ways_are_set_side_by_side_where_they_part_and_where_they_meet() -> None:
    mine = way("gate tell", "desk tell", "hall tell", "closed")
    other = way("gate ask", "van ask", "hall ask", "street", "open")
    assert align(WEEK, mine, other) == (
        Row(Step("gate", "tell"), Step("gate", "ask"), parts=True),
        Row(Step("desk", "tell"), None),
        Row(None, Step("van", "ask")),
        Row(Step("hall", "tell"), Step("hall", "ask"), meets=True),
    )


def test_where_ways_run_apart_the_scene_that_was_written_first_goes_first() -> None:
    mine = way("gate tell", "desk tell", "hall tell", "closed")
    other = way("gate ask", "van ask", "hall ask", "street", "open")
    for left, right in ((mine, other), (other, mine)):
        assert [row.scene for row in align(WEEK, left, right)] == ["gate", "desk", "van", "hall"]


def test_where_both_choose_the_same_the_ways_have_not_parted_yet() -> None:
    rows = align(
        WEEK, way("gate ask", "van tell", "hall tell"), way("gate ask", "van ask", "hall ask")
    )
    assert [(row.scene, row.differs, row.parts) for row in rows] == [
        ("gate", False, False),
        ("van", True, True),
        ("hall", True, False),
    ]


def test_a_scene_that_was_passed_twice_stands_twice() -> None:
    mine = way("gate half", "desk again", "gate tell", "desk tell", "hall tell", "closed")
    rows = align(WEEK, mine, way("gate ask", "van ask", "hall ask", "street", "open"))
    assert [(row.scene, bool(row.left), bool(row.right)) for row in rows] == [
        ("gate", True, True),
        ("desk", True, False),
        ("gate", True, False),
        ("desk", True, False),
        ("van", False, True),
        ("hall", True, True),
    ]


@pytest.mark.parametrize("ways", [((), ()), (way("a"), way("b"))])
def test_ways_without_a_choice_have_nothing_to_set_side_by_side(ways) -> None:
    assert align(WEEK, *ways) == ()


def test_only_an_ending_can_be_looked_back_from() -> None:
    halfway = step(WEEK, start(WEEK), Choose("gate", "tell"))
    assert step(WEEK, halfway, Look("desk")) is halfway
    at_the_end = step(WEEK, step(WEEK, halfway, Choose("desk", "tell")), Choose("hall", "tell"))
    assert (at_the_end.finished, at_the_end.complete) == (True, False)
    assert step(WEEK, at_the_end, Look("gate")) is at_the_end
    looked = step(WEEK, at_the_end, Look("closed"))
    assert looked.complete
    assert step(WEEK, looked, Look("closed")) is looked
    assert step(WEEK, looked, GoBack("closed")).complete


def every_way(lang: str) -> Iterator[tuple[Vignette, Walk]]:
    """Every way through every vignette of the course, walked to its ending."""
    for vignette_id in vignette_ids():
        found = load_vignette(vignette_id, lang)
        for passed in walks(found):
            trail = tuple(Step(s.id, c.id if c else "") for s, c in passed[:-1])
            yield found, Walk(here=passed[-1][0].id, trail=trail, finished=True)


@pytest.mark.parametrize("lang", languages())
def test_every_way_has_a_road_not_taken_that_can_be_set_beside_it(lang: str) -> None:
    wrong = []
    for found, walk in every_way(lang):
        mine = way_of(walk)
        other = road_not_taken(found, mine)
        approaches = {choice.approach for _, choice in decisions(found, other)}
        rows = align(found, mine, other)
        told = " > ".join(step.scene for step in mine)
        if approaches != {other_approach(found, mine)}:
            wrong.append(f"{told}: {approaches}")
        if not found.scene(other[-1].scene).is_ending:
            wrong.append(f"{told}: the other way ends nowhere")
        if tuple(row.left for row in rows if row.left) != tuple(s for s in mine if s.choice):
            wrong.append(f"{told}: a step of one's own way is lost")
        if tuple(row.right for row in rows if row.right) != tuple(s for s in other if s.choice):
            wrong.append(f"{told}: a step of the other way is lost")
        if [row.parts for row in rows].count(True) != 1:
            wrong.append(f"{told}: the ways do not part once")
    assert wrong == []
