"""Skipping, from the record: found back, handed in, merged, and counted."""

from __future__ import annotations

from dataclasses import replace

from cohort_maker import complete_way
from medeopvoeders.models.event import Event
from medeopvoeders.reading.library import load_vignette
from medeopvoeders.record.export import for_hand_in
from medeopvoeders.record.journal import encode, parse_record
from medeopvoeders.record.merge import merged
from medeopvoeders.record.replay import completed_in, replay_walk

HARD = replace(load_vignette("signature", "nl"), notice="Over schaamte.")
NOTEBOOK = {
    "metadata": {"medeopvoeders": {"activities": [{"id": "signature", "kind": "vignette"}]}}
}


def event(minute: int, kind: str, activity: str = "signature", **data: object) -> Event:
    return Event(f"{minute}{kind}", f"2026-11-23T10:{minute:02}:00.000Z", activity, kind, data)


def consent(*, read: bool) -> Event:
    return event(50, "consented", "hand-in", read=read, show=False)


def test_a_skipped_vignette_is_found_back_as_done() -> None:
    events = [event(1, "skipped")]
    assert replay_walk(HARD, events).skipped
    assert completed_in([HARD], events) == {"signature"}


def test_opening_alone_completes_nothing() -> None:
    assert completed_in([HARD], [event(1, "opened")]) == frozenset()


def test_without_consent_a_skip_travels_as_any_other_vignette_that_is_done() -> None:
    events = [event(1, "opened"), event(2, "skipped"), consent(read=False)]
    sent = for_hand_in(events, NOTEBOOK, completed_in([HARD], events)).events
    assert [(e.kind, e.data) for e in sent][:1] == [("finished", {})]
    assert "skipped" not in str(sent).replace("2skipped", "")
    walk = replay_walk(HARD, sent)
    assert (walk.complete, walk.skipped) == (True, False)


def test_with_consent_both_steps_travel_without_a_word_beside_them() -> None:
    events = [event(1, "opened", why="?"), event(2, "skipped", scene="gate"), consent(read=True)]
    sent = for_hand_in(events, NOTEBOOK).events
    assert [(e.kind, e.data) for e in sent][:2] == [("opened", {}), ("skipped", {})]


def test_a_skip_in_one_session_does_not_hide_the_walk_of_another() -> None:
    way = complete_way(HARD)
    walked = [event(n, kind, **data) for n, (kind, data) in enumerate(way)]
    skipped = [event(40, "skipped")]
    for older, newer in ((walked, skipped), (skipped, walked)):
        both = merged(*(b"".join(map(encode, side)) for side in (older, newer)))
        walk = replay_walk(HARD, parse_record(both).events)
        assert (walk.walked, walk.skipped) == (True, True)
