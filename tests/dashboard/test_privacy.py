"""Nobody in the group can work out what a single person chose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from medeopvoeders.dashboard.privacy import Disclosure, disclose, may_count, may_show
from medeopvoeders.engine.hand_in import HandIn

OPTIONS = "abcd"


def told(*counts: int) -> Disclosure:
    return disclose(dict(zip(OPTIONS, counts, strict=False)))


def test_large_options_are_shown_with_their_zeros() -> None:
    assert told(6, 4, 0) == Disclosure("shown", 10, {"a": 6, "b": 4, "c": 0})


def test_a_small_option_is_held_back_together_with_the_next_smallest() -> None:
    assert told(7, 6, 4, 2) == Disclosure("shown", 19, {"a": 7, "b": 6}, ("c", "d"), 6)


def test_a_zero_is_held_back_with_the_small_ones() -> None:
    assert told(6, 0, 3, 2) == Disclosure("shown", 11, {"a": 6}, ("b", "c", "d"), 5)


def test_what_is_held_back_is_never_itself_a_small_number() -> None:
    shown = told(10, 4, 2, 0)
    assert shown.held == ("b", "c", "d")
    assert shown.together == 6


@pytest.mark.parametrize("counts", [(10, 0, 0, 0), (9, 1, 0, 0), (8, 1, 1, 0), (8, 2, 0, 0)])
def test_all_all_but_one_and_all_but_two_look_the_same(counts: tuple[int, ...]) -> None:
    assert told(*counts) == Disclosure("almost", 10, {"a": 8}, ("b", "c", "d"), 2)


@pytest.mark.parametrize("counts", [(0, 0, 0), (1, 0, 0), (3, 0, 0), (2, 2, 0), (4, 0, 0)])
def test_fewer_than_five_answers_show_nothing_not_even_their_number(
    counts: tuple[int, ...],
) -> None:
    assert told(*counts) == Disclosure("few", held=("a", "b", "c"))


def test_answers_that_lie_too_far_apart_are_only_counted() -> None:
    assert told(2, 2, 1) == Disclosure("apart", 5, held=("a", "b", "c"))


def test_no_page_tells_what_any_one_person_chose() -> None:
    """Every group of up to 11 people, over 2 to 4 options, against all groups that the page could
    as well be about: nobody, and nobody in the group who knows one answer, can tell."""
    leaks = [
        (counts, leak)
        for options in (2, 3, 4)
        for people in range(12)
        for counts in groups(people, options)
        for leak in leaks_of(counts)
    ]
    assert leaks == []


def groups(people: int, options: int) -> Iterator[tuple[int, ...]]:
    """Every way in which that many people can spread over that many options."""
    if options == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in groups(people - first, options - 1):
            yield (first, *rest)


def leaks_of(counts: tuple[int, ...]) -> Iterator[str]:
    page = told(*counts)
    if page.kind == "few":
        return
    possible = [g for g in groups(sum(counts), len(counts)) if could_be(page, g)]
    if counts not in possible:
        yield "the page is not true"
    yield from leaks_to_an_onlooker(possible)
    for own in range(len(counts)):
        others = [without_one(group, own) for group in possible if group[own]]
        if counts[own] and is_unanimous(others):
            yield f"who chose {OPTIONS[own]} knows what everybody chose"
        if counts[own]:
            others_options = [o for o in range(len(counts)) if o != own]
            yield from small_and_certain(others, others_options)


def leaks_to_an_onlooker(possible: list[tuple[int, ...]]) -> Iterator[str]:
    yield from small_and_certain(possible, range(len(possible[0])))
    if is_unanimous(possible):
        yield "what everybody chose is known"


def small_and_certain(possible: list[tuple[int, ...]], options: Iterable[int]) -> Iterator[str]:
    for option in options:
        values = {group[option] for group in possible}
        if values in ({1}, {2}):
            yield f"{OPTIONS[option]} was certainly chosen by {values}"


def is_unanimous(possible: list[tuple[int, ...]]) -> bool:
    """True where all of them hold one option only, and the same one."""
    chosen = [{o for o, count in enumerate(group) if count} for group in possible]
    return len(chosen[0]) == 1 and all(options == chosen[0] for options in chosen)


def without_one(group: tuple[int, ...], option: int) -> tuple[int, ...]:
    return tuple(count - (place == option) for place, count in enumerate(group))


def could_be(page: Disclosure, group: tuple[int, ...]) -> bool:
    """True where everything on the page is also true of this group."""
    counts = dict(zip(OPTIONS, group, strict=False))
    if page.kind == "apart":
        return True
    if page.kind == "almost":
        return all(counts[option] >= least for option, least in page.shown.items())
    held = [counts[option] for option in page.held]
    exact = all(counts[option] == count for option, count in page.shown.items())
    return exact and (not held or any(0 < count < 3 for count in held))


def test_only_consent_to_read_counts_and_only_both_consents_show() -> None:
    assert not may_count(HandIn())
    assert may_count(HandIn(read=True))
    assert not may_show(HandIn(read=True))
    assert not may_show(HandIn(show=True))
    assert may_show(HandIn(read=True, show=True))
