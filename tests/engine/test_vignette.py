"""Walking a vignette, without a page or a file."""

from __future__ import annotations

import pytest

from medeopvoeders.engine.vignette import Choose, GoBack, GoOn, Restart, Step, start, step
from medeopvoeders.models.vignette import Choice, Effect, Person, Scene, Vignette


def choice(name: str, target: str, approach: str = "mixed") -> Choice:
    return Choice(name, name, target, approach, Effect())


GATE = Vignette(
    id="gate",
    lang="nl",
    title="",
    setting="",
    start="a",
    people=(Person("wim", "Wim", "vader", parent=True),),
    scenes=(
        Scene("a", "A", choices=(choice("ask", "b"), choice("tell", "c"), choice("lost", "gone"))),
        Scene("b", "B", onward="c"),
        Scene("c", "C", choices=(choice("stay", "d"), choice("leave", "e"))),
        Scene("d", "D"),
        Scene("e", "E"),
    ),
)


def walk(*actions):
    state = start(GATE)
    for action in actions:
        state = step(GATE, state, action)
    return state


def test_a_choice_leads_to_its_scene() -> None:
    assert walk(Choose("a", "tell")).here == "c"


def test_a_way_without_a_decision_is_followed() -> None:
    state = walk(Choose("a", "ask"), GoOn("b"))
    assert (state.here, state.trail) == ("c", (Step("a", "ask"), Step("b")))


def test_a_walk_is_finished_at_an_ending_and_stays_so() -> None:
    there = walk(Choose("a", "tell"), Choose("c", "stay"))
    assert there.finished
    assert walk(Choose("a", "tell"), Choose("c", "stay"), GoBack("d")).finished


def test_going_back_returns_to_the_last_decision() -> None:
    assert walk(Choose("a", "ask"), GoOn("b"), GoBack("c")).here == "a"


def test_another_way_is_remembered_beside_the_first() -> None:
    state = walk(Choose("a", "ask"), GoBack("b"), Choose("a", "tell"))
    assert state.first == (Step("a", "ask"),)
    assert state.tried == {("a", "ask"), ("a", "tell")}


def test_starting_again_keeps_what_was_tried() -> None:
    state = walk(Choose("a", "tell"), Restart())
    assert (state.here, state.trail, state.tried) == ("a", (), {("a", "tell")})


@pytest.mark.parametrize(
    "action",
    [
        Choose("a", "no-such-choice"),
        Choose("c", "stay"),
        Choose("a", "lost"),
        GoOn("a"),
        GoBack("a"),
        Restart(),
    ],
)
def test_what_does_not_fit_changes_nothing(action) -> None:
    state = start(GATE)
    assert step(GATE, state, action) is state
