"""A mirror in the record: how far somebody is, and what of it is handed in."""

from __future__ import annotations

from itertools import count

import pytest

from cohort_maker import shortest_way
from medeopvoeders.engine.mirror import Mirror
from medeopvoeders.models.event import Event
from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.library import load_mirror, load_vignette
from medeopvoeders.record.export import for_hand_in
from medeopvoeders.record.notebook import activity_kinds
from medeopvoeders.record.replay import completed_in, replay_mirror, replay_walk

PAIR = load_mirror("first-week", "nl")
VILLAGE, ARRIVED = PAIR
NOTEBOOK = {
    "metadata": {
        "medeopvoeders": {
            "activities": [
                {"id": "signature", "kind": "vignette"},
                {"id": "first-week", "kind": "mirror", "families": [VILLAGE.id, ARRIVED.id]},
                {"id": "hand-in", "kind": "hand-in"},
            ]
        }
    }
}
_numbers = count()


def event(activity: str, kind: str, **data: object) -> Event:
    return Event(str(next(_numbers)), "2026-11-23T14:20:58.123Z", activity, kind, data)


def walked(vignette: Vignette) -> list[Event]:
    return [event(vignette.id, kind, **data) for kind, data in shortest_way(vignette)]


def drew(vignette: Vignette) -> Event:
    return event("first-week", "drew", first=vignette.id)


def compared() -> Event:
    return event("first-week", "compared")


def consent(*, read: bool) -> Event:
    return event("hand-in", "consented", read=read, show=False)


def all_of_it() -> list[Event]:
    return [drew(ARRIVED), *walked(ARRIVED), *walked(VILLAGE), compared()]


def test_each_family_is_walked_by_itself() -> None:
    events = walked(VILLAGE)
    assert replay_walk(VILLAGE, events).finished
    assert not replay_walk(ARRIVED, events).finished


def test_a_mirror_is_complete_once_both_were_played_and_compared() -> None:
    events = all_of_it()
    assert replay_mirror(PAIR, events) == Mirror(ARRIVED.id, compared=True)
    assert replay_mirror(PAIR, events[:-1]) == Mirror(ARRIVED.id)
    assert replay_mirror(PAIR, []) == Mirror()


@pytest.mark.parametrize("missing", PAIR)
def test_one_family_alone_cannot_be_compared(missing: Vignette) -> None:
    events = [event for event in all_of_it() if event.activity != missing.id]
    assert not replay_mirror(PAIR, events).compared


def test_two_merged_records_may_stand_in_any_order() -> None:
    assert replay_mirror(PAIR, [compared(), *walked(VILLAGE), *walked(ARRIVED)]).compared


def test_a_strangers_events_leave_the_mirror_alone() -> None:
    odd = [
        event("first-week", "drew", first=["x"]),
        event("first-week", "drew", first="signature"),
        event("first-week", "flew"),
        event(VILLAGE.id, "drew", first=VILLAGE.id),
    ]
    assert replay_mirror(PAIR, odd) == Mirror()


def test_families_are_no_activities_by_themselves() -> None:
    every = [load_vignette("signature", "nl"), *PAIR]
    assert completed_in(every, all_of_it()) == {"first-week"}
    assert completed_in(every, all_of_it()[:-1]) == set()
    assert completed_in([VILLAGE], all_of_it()) == set()


def test_a_notebook_knows_the_families_behind_a_mirror() -> None:
    assert activity_kinds(NOTEBOOK) == {
        "signature": "vignette",
        "first-week": "mirror",
        "first-week.village": "vignette",
        "first-week.arrived": "vignette",
        "hand-in": "hand-in",
    }


@pytest.mark.parametrize("families", [None, "first-week.village", 7, [["x"]], {}])
def test_a_notebook_may_say_anything_of_its_families(families: object) -> None:
    activities = [{"id": "first-week", "kind": "mirror", "families": families}]
    notebook = {"metadata": {"medeopvoeders": {"activities": activities}}}
    assert activity_kinds(notebook)["first-week"] == "mirror"


def test_with_consent_every_step_with_both_families_travels() -> None:
    sent = for_hand_in([*all_of_it(), consent(read=True)], NOTEBOOK).events
    assert replay_mirror(PAIR, sent) == Mirror(ARRIVED.id, compared=True)
    for family in PAIR:
        assert replay_walk(family, sent).first == replay_walk(family, all_of_it()).first


def test_only_known_words_of_a_mirror_travel() -> None:
    drawn = event("first-week", "drew", first=VILLAGE.id, mood="moe")
    laid = event("first-week", "compared", note="x")
    half = event("first-week", "drew")
    sent = for_hand_in([drawn, laid, half, consent(read=True)], NOTEBOOK).events
    assert [e.data for e in sent[:-1]] == [{"first": VILLAGE.id}, {}]


def test_without_consent_only_the_fact_of_comparing_travels() -> None:
    events = [*all_of_it(), consent(read=False)]
    sent = for_hand_in(events, NOTEBOOK, completed_in(PAIR, events)).events
    assert [(e.activity, e.kind, e.data) for e in sent] == [
        ("first-week", "finished", {}),
        ("hand-in", "consented", {"read": False, "show": False}),
    ]
    assert replay_mirror(PAIR, sent) == Mirror(compared=True)
    assert completed_in(PAIR, sent) == {"first-week"}


def test_without_consent_one_family_alone_leaves_no_trace() -> None:
    events = [drew(VILLAGE), *walked(VILLAGE), consent(read=False)]
    sent = for_hand_in(events, NOTEBOOK, completed_in(PAIR, events)).events
    assert [e.kind for e in sent] == ["consented"]
