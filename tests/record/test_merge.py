"""Two records become one: nothing is lost, and nothing comes twice."""

from __future__ import annotations

import random

import pytest

from cohort_maker import shortest_way
from medeopvoeders.models.event import Event
from medeopvoeders.reading.library import load_vignette
from medeopvoeders.record.journal import encode, parse_record
from medeopvoeders.record.merge import merged
from medeopvoeders.record.replay import replay_answer, replay_consent, replay_walk


def event(name: str, minute: int, kind: str = "noted", **data: object) -> Event:
    activity = str(data.pop("activity", "what-wim-heard"))
    return Event(name, f"2026-11-23T10:{minute:02}:00.000Z", activity, kind, data)


def record(*events: Event) -> bytes:
    return b"".join(map(encode, events))


def names(content: bytes) -> list[str]:
    return [event.id for event in parse_record(content).events]


A, B, C, D = (event(name, minute) for name, minute in zip("abcd", range(4), strict=True))


def test_the_union_stands_in_order_of_time() -> None:
    assert names(merged(record(A, C), record(B, D))) == list("abcd")


def test_where_there_is_nothing_new_not_one_byte_changes() -> None:
    mine = record(A, B) + b"\n{torn"
    assert merged(mine, b"") == mine
    assert merged(mine, record(B)) == mine
    assert merged(mine, mine) == mine


def test_a_record_that_only_grew_just_grows() -> None:
    assert merged(record(A, B), record(A, B, C)) == record(A, B, C)


def test_a_clock_that_was_set_back_does_not_turn_a_record_around() -> None:
    backwards = record(D, A, B)
    assert names(merged(backwards, record(C))) == ["c", "d", "a", "b"]
    assert names(merged(record(C), backwards)) == ["c", "d", "a", "b"]


def test_each_side_keeps_its_own_order_however_the_clocks_ran() -> None:
    chance = random.Random(7)  # noqa: S311 - the same each time
    for _ in range(200):
        moments = [chance.randrange(20) for _ in range(12)]
        all_events = [event(f"e{number}", minute) for number, minute in enumerate(moments)]
        mine = [one for one in all_events if chance.random() < 0.6]
        theirs = [one for one in all_events if one not in mine or chance.random() < 0.3]
        both = names(merged(record(*mine), record(*theirs)))
        assert sorted(both) == sorted({one.id for one in (*mine, *theirs)})
        assert [name for name in both if name in {one.id for one in mine}] == [e.id for e in mine]
        alone = [one.id for one in theirs if one not in mine]
        assert [name for name in both if name in alone] == alone


def test_merging_again_or_from_the_other_side_adds_nothing() -> None:
    ours = record(A, C, event("w1", 5, "wrote", text="Eerst dit."))
    theirs = record(B, D, event("w2", 6, "wrote", text="Dan dat."))
    both = merged(ours, theirs)
    assert merged(both, theirs) == both
    assert merged(both, ours) == both
    assert sorted(names(merged(theirs, ours))) == sorted(names(both))
    assert merged(both, merged(theirs, ours)) == both


def test_what_cannot_be_read_is_kept_once() -> None:
    strange = b'{"v":2,"id":"later"}\n\x00\xff no record\n'
    both = merged(record(A) + strange + record(C), record(B) + strange)
    assert names(both) == list("abc")
    found = parse_record(both)
    assert (found.newer, found.unreadable) == (1, 1)
    assert merged(both, strange) == both


def test_a_torn_last_line_does_not_swallow_the_next_one() -> None:
    torn = encode(B)[:-9]
    both = merged(record(A) + torn, record(C))
    assert names(both) == ["a", "c"]
    assert torn in both


@pytest.mark.parametrize("earlier_is_mine", [True, False])
def test_two_texts_of_one_reflection_stand_below_each_other(*, earlier_is_mine: bool) -> None:
    earlier = record(event("w1", 1, "wrote", text="Ik stond al klaar."))
    later = record(event("w2", 2, "wrote", text="Morgen vraag ik het."))
    sides = (earlier, later) if earlier_is_mine else (later, earlier)
    events = parse_record(merged(*sides)).events
    wrote = replay_answer("what-wim-heard", events)
    assert wrote == "Ik stond al klaar.\n\nMorgen vraag ik het."


def test_a_text_that_was_taken_further_is_not_doubled() -> None:
    first = event("w1", 1, "wrote", text="Ik stond")
    saved, further = record(first), record(first, event("w2", 2, "wrote", text="Ik stond klaar."))
    for sides in ((saved, further), (further, saved)):
        events = parse_record(merged(*sides)).events
        assert replay_answer("what-wim-heard", events) == "Ik stond klaar."


def test_a_later_text_that_is_shorter_does_not_hide_the_longer() -> None:
    longer = record(event("w1", 1, "wrote", text="Ik stond al klaar."))
    shorter = record(event("w2", 2, "wrote", text="Ik stond"))
    events = parse_record(merged(shorter, longer)).events
    assert replay_answer("what-wim-heard", events) == "Ik stond al klaar."


def test_a_walk_of_an_earlier_session_does_not_hide_the_one_of_this() -> None:
    vignette = load_vignette("signature", "nl")
    way = [
        event(f"x{number}", number, kind, activity="signature", **data)
        for number, (kind, data) in enumerate(shortest_way(vignette))
    ]
    begun_before = [event("y0", 0, way[0].kind, activity="signature", **way[0].data)]
    finished_now = [event(one.id, 30 + n, one.kind, activity="signature", **one.data)
                    for n, one in enumerate(way)]  # fmt: skip
    for sides in ((begun_before, finished_now), (finished_now, begun_before)):
        both = merged(*(record(*side) for side in sides))
        walk = replay_walk(vignette, parse_record(both).events)
        assert walk.finished
        assert walk.here == replay_walk(vignette, finished_now).here
        assert merged(both, record(*sides[1])) == both


def test_two_walks_at_the_same_time_stay_whole() -> None:
    vignette = load_vignette("signature", "nl")
    steps = [*shortest_way(vignette)]
    ending = replay_walk(vignette, [event("e", 0, k, activity="signature", **d) for k, d in steps])
    steps.append(("looked", {"scene": ending.here}))

    def walk(name: str, first_minute: int) -> list[Event]:
        return [
            event(f"{name}{number}", first_minute + 2 * number, kind, activity="signature", **data)
            for number, (kind, data) in enumerate(steps)
        ]

    both = merged(record(*walk("a", 0)), record(*walk("b", 1)))
    state = replay_walk(vignette, parse_record(both).events)
    assert state == replay_walk(vignette, walk("b", 1))
    assert state.complete


def test_the_last_consent_counts() -> None:
    yes = record(event("k1", 1, "consented", activity="hand-in", read=True, show=True))
    no = record(event("k2", 2, "consented", activity="hand-in", read=False, show=False))
    for sides in ((yes, no), (no, yes)):
        assert not replay_consent(parse_record(merged(*sides)).events).read
