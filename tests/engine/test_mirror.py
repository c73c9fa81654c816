"""What holds the two families of a mirror together, without a page or a file."""

from __future__ import annotations

from medeopvoeders.engine.mirror import Compare, Draw, Mirror, in_order, step

BOTH = ("week.village", "week.arrived")


def test_a_family_is_drawn_once() -> None:
    drawn = step(BOTH, (), Mirror(), Draw("week.arrived"))
    assert drawn == Mirror(first="week.arrived")
    assert step(BOTH, (), drawn, Draw("week.village")) is drawn


def test_only_a_family_of_the_mirror_can_come_first() -> None:
    start = Mirror()
    assert step(BOTH, (), start, Draw("signature")) is start


def test_what_was_drawn_comes_first() -> None:
    assert in_order(BOTH, Mirror(first="week.arrived")) == ("week.arrived", "week.village")
    assert in_order(BOTH, Mirror(first="week.village")) == BOTH
    assert in_order(BOTH, Mirror()) == BOTH


def test_only_two_ways_that_came_to_an_end_can_be_compared() -> None:
    drawn = Mirror(first="week.arrived")
    assert step(BOTH, ["week.arrived"], drawn, Compare()) is drawn
    assert step(BOTH, BOTH, drawn, Compare()) == Mirror("week.arrived", compared=True)
