"""A vignette with something that may be hard to read: its threshold, and leaving it be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.test_vignette import GATE
from medeopvoeders.engine.vignette import (
    Choose,
    GoBack,
    Look,
    Open,
    Restart,
    Skip,
    Walk,
    start,
    step,
)

HARD = replace(GATE, notice="Over afscheid nemen.")
ENDING = Choose("a", "tell"), Choose("c", "stay")


def walk(*actions, vignette=HARD) -> Walk:
    state = start(vignette)
    for action in actions:
        state = step(vignette, state, action)
    return state


def test_somebody_new_stands_before_the_threshold_only_where_there_is_a_notice() -> None:
    assert not walk().inside
    assert walk(vignette=GATE).inside
    assert walk(vignette=replace(HARD, family="village")).inside, "a mirror has none"


def test_opening_leads_to_the_first_scene() -> None:
    state = walk(Open())
    assert (state.inside, state.here, state.complete) == (True, "a", False)


def test_skipping_makes_it_complete_though_nobody_walked() -> None:
    state = walk(Skip())
    assert (state.inside, state.skipped, state.complete, state.walked) == (False, True, True, False)


def test_stopping_on_the_way_leads_back_to_the_threshold_and_keeps_the_place() -> None:
    state = walk(Open(), Choose("a", "tell"), Skip())
    assert (state.inside, state.complete) == (False, True)
    again = step(HARD, state, Open())
    assert (again.inside, again.here) == (True, "c")


def test_having_a_look_after_all_takes_nothing_away() -> None:
    assert walk(Skip(), Open()).complete
    assert walk(Skip(), Open(), Choose("a", "tell"), Restart()).complete


def test_a_walk_from_before_there_were_thresholds_simply_goes_on() -> None:
    state = walk(Choose("a", "tell"))
    assert (state.inside, state.here) == (True, "c")
    assert walk(*ENDING, Look("d")).walked


@pytest.mark.parametrize("before", [(), ENDING])
def test_a_vignette_without_a_notice_cannot_be_skipped(before) -> None:
    state = walk(*before, vignette=GATE)
    assert step(GATE, state, Skip()) is state
    assert step(GATE, state, Open()) is state


def test_what_was_done_already_is_not_done_again() -> None:
    for state, action in (
        (walk(Open()), Open()),
        (walk(Skip()), Skip()),
        (walk(), GoBack("a")),
    ):
        assert step(HARD, state, action) is state
