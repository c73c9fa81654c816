"""From a record to a state, and from a record to what is handed in."""

from __future__ import annotations

from pathlib import Path

from medeopvoeders.engine.vignette import start
from medeopvoeders.models.event import Event
from medeopvoeders.reading.library import load_vignette
from medeopvoeders.record.export import for_hand_in, write_record
from medeopvoeders.record.journal import Journal, read_record
from medeopvoeders.record.replay import replay_answer, replay_consent, replay_walk

SIGNATURE = load_vignette("signature", "nl")
STUB = "Schrijf hier."


def a_notebook(*typed: str) -> dict:
    """A notebook of the module, with an answer cell for each text that was typed."""
    activities = [
        {"id": "signature", "kind": "vignette"},
        {"id": "what-wim-heard", "kind": "reflection"},
        {"id": "hand-in", "kind": "hand-in"},
    ]
    marks = {"nbgrader": {"grade_id": "what-wim-heard", "solution": True}}
    cells = [{"cell_type": "markdown", "metadata": marks, "source": [text]} for text in typed]
    return {"metadata": {"medeopvoeders": {"activities": activities}}, "cells": cells}


def event(activity: str, kind: str, **data: object) -> Event:
    return Event(f"{activity}-{kind}-{data}", "2026-11-23T14:20:58.123Z", activity, kind, data)


def a_record(*, read: bool, show: bool = False) -> list[Event]:
    gate = SIGNATURE.scene("gate")
    return [
        event("signature", "chose", scene="gate", choice=gate.choices[0].id),
        event("what-wim-heard", "wrote", text="een klad"),
        event("what-wim-heard", "wrote", text="mijn tekst"),
        event("hand-in", "consented", read=not read, show=False),
        event("hand-in", "consented", read=read, show=show),
        event("hand-in", "handed-in", to="balo-2", receipt="2026"),
    ]


def test_a_walk_is_found_back_where_it_was_left() -> None:
    walk = replay_walk(SIGNATURE, a_record(read=True))
    assert walk.here == SIGNATURE.scene("gate").choices[0].target


def test_events_that_no_longer_fit_leave_the_walk_alone() -> None:
    stale = [
        event("signature", "chose", scene="gate", choice="removed-since"),
        event("signature", "chose", scene=["gate"], choice={}),
        event("signature", "flew"),
    ]
    assert replay_walk(SIGNATURE, stale) == start(SIGNATURE)


def test_values_nested_without_end_are_no_words() -> None:
    deep: object = "x"
    for _ in range(100_000):
        deep = [deep]
    events = [
        Event("id", "2026-11-23T14:20:58.123Z", activity, kind, {"scene": deep, "to": deep})
        for activity, kind in (("signature", "chose"), ("hand-in", "handed-in"))
    ]
    assert replay_walk(SIGNATURE, events) == start(SIGNATURE)
    assert replay_consent(events).receipts[0].to == ""


def test_the_last_text_is_the_answer() -> None:
    assert replay_answer("what-wim-heard", a_record(read=True)) == "mijn tekst"
    assert replay_answer("what-wim-heard", [event("what-wim-heard", "wrote", text=7)]) == ""


def test_the_last_consent_counts() -> None:
    state = replay_consent(a_record(read=True, show=True))
    assert (state.read, state.show, state.receipts[0].to) == (True, True, "balo-2")


def test_drafts_hours_and_receipts_stay_home() -> None:
    sent = for_hand_in(a_record(read=True), a_notebook()).events
    assert [(e.activity, e.kind) for e in sent] == [
        ("signature", "chose"),
        ("what-wim-heard", "wrote"),
        ("hand-in", "consented"),
    ]
    assert replay_answer("what-wim-heard", sent) == "mijn tekst"
    assert {e.at for e in sent} == {"2026-11-23T00:00:00.000Z"}


def test_without_consent_only_the_fact_of_finishing_travels() -> None:
    sent = for_hand_in(a_record(read=False), a_notebook(), complete={"signature"}).events
    assert [(e.activity, e.kind, e.data) for e in sent] == [
        ("signature", "finished", {}),
        ("hand-in", "consented", {"read": False, "show": False}),
    ]
    assert replay_walk(SIGNATURE, sent).complete
    assert replay_walk(SIGNATURE, sent).trail == ()


def test_without_consent_an_unfinished_walk_leaves_no_trace() -> None:
    sent = for_hand_in(a_record(read=False), a_notebook("getypt"))
    assert [e.kind for e in sent.events] == ["consented"]
    assert sent.typed == {}


def test_what_is_not_of_this_module_stays_home() -> None:
    strangers = [
        event("diary", "wrote", text="mijn dagboek"),
        event("another-vignette", "chose", scene="gate", choice="x"),
        event("signature", "flew", scene="gate"),
        event("what-wim-heard", "wrote", text="mijn tekst", mood="moe"),
        event("signature", "went-back", scene="gate", why="bang"),
    ]
    sent = for_hand_in([*a_record(read=True), *strangers], a_notebook()).events
    assert [(e.activity, e.kind, e.data) for e in sent[1:]] == [
        ("signature", "went-back", {"scene": "gate"}),
        ("what-wim-heard", "wrote", {"text": "mijn tekst"}),
        ("hand-in", "consented", {"read": True, "show": False}),
    ]
    assert for_hand_in(a_record(read=True), {}).events == sent[-1:]


def test_half_an_event_pushes_no_good_one_aside() -> None:
    broken = event("what-wim-heard", "wrote", txt=1)
    sent = for_hand_in([*a_record(read=True), broken], a_notebook()).events
    assert replay_answer("what-wim-heard", sent) == "mijn tekst"


def test_every_typed_answer_travels_but_the_one_nobody_typed() -> None:
    notebook = a_notebook(STUB, "eerste", "eerste", "tweede", "  ")
    assert for_hand_in(a_record(read=True), notebook, stub=STUB).typed == {
        "what-wim-heard": ("eerste", "tweede")
    }


def test_a_written_record_reads_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "record.jsonl")
    journal.append("what-wim-heard", "wrote", {"text": "mijn tekst"})
    consent = event("hand-in", "consented", read=True, show=False)
    sent = for_hand_in([*journal.events, consent], a_notebook()).events
    write_record(tmp_path / "sent.jsonl", sent)
    assert read_record(tmp_path / "sent.jsonl").events == sent
