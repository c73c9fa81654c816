"""What the group chose and wrote: only of those who allow it, and never with a name."""

from __future__ import annotations

from dataclasses import replace

from cohort_maker import complete_way
from dashboard.collected import (
    MODULE,
    REFLECTION,
    Desk,
    chose,
    consent,
    event,
    write_notebook,
    wrote,
)
from medeopvoeders.dashboard.answers import LONGEST, Answers, Text, answers, shortened
from medeopvoeders.dashboard.group import read_group
from medeopvoeders.dashboard.pseudonyms import read_pseudonyms
from medeopvoeders.dashboard.ways import decisions
from medeopvoeders.reading.library import load_vignette

STUB = "*Schrijf hier.*"


def first_decision(desk: Desk) -> tuple[str, int, dict[str, int]]:
    group = read_group(desk.folder)
    told = decisions(load_vignette("signature", "nl"), group.submissions)[0].disclosure
    return told.kind, told.answers, dict(told.shown)


def written(desk: Desk) -> Answers:
    group = read_group(desk.folder)
    pseudonyms = read_pseudonyms(desk.folder, group.students, 64)
    return answers(REFLECTION, group.submissions, pseudonyms, STUB)


def test_everybody_counts_once_with_the_first_choice(desk: Desk) -> None:
    back = event("signature", "restarted")
    for number in range(3):
        again = chose("gate", "ask-moment")
        desk.submission(f"a{number}", chose("gate", "write-note"), back, again, consent())
        desk.submission(f"b{number}", chose("gate", "ask-moment"), consent())
    shown = {"write-note": 3, "show-diary": 0, "ask-moment": 3, "tell-lars": 0}
    assert first_decision(desk) == ("shown", 6, shown)


def test_who_does_not_let_the_facilitator_read_is_not_in_the_ways(desk: Desk) -> None:
    for number in range(6):
        desk.submission(f"a{number}", chose("gate", "write-note"), consent(read=number != 0))
    assert first_decision(desk) == ("almost", 5, {"write-note": 3})


def test_who_stopped_and_skipped_is_in_no_way_until_they_walk_it_after_all(desk: Desk) -> None:
    hard = replace(load_vignette("signature", "nl"), notice="Over schaamte.")
    walked = [event("signature", kind, **data) for kind, data in complete_way(hard)]
    began, skip = chose("gate", "write-note"), event("signature", "skipped")
    desk.submission("an", event("signature", "opened"), began, skip, consent())
    desk.submission("bo", skip, *walked, consent())
    for number in range(5):
        desk.submission(f"c{number}", event("signature", "opened"), began, consent())
    submissions = read_group(desk.folder).submissions
    assert decisions(hard, submissions)[0].disclosure.answers == 6


def test_a_choice_that_is_not_in_the_vignette_counts_for_nothing(desk: Desk) -> None:
    for number in range(6):
        desk.submission(f"a{number}", chose("gate", "<script>"), chose("nowhere", "x"), consent())
    assert first_decision(desk) == ("few", 0, {})


def test_only_texts_that_may_be_shown_are_there_and_the_others_are_counted(desk: Desk) -> None:
    desk.submission("an", wrote("Van An."), consent(show=True))
    desk.submission("bo", wrote("Van Bo."), consent())
    desk.submission("cis", wrote("Van Cis."), consent(read=False))
    desk.submission("dirk", wrote("  "), consent(show=True))
    assert written(desk) == Answers(("Van An.",), withheld=1)


def test_what_was_typed_in_the_notebook_stands_below_what_was_saved(desk: Desk) -> None:
    folder = desk.submission("an", wrote("Bewaard."), consent(show=True))
    write_notebook(folder / f"{MODULE}.ipynb", "Getypt.")
    write_notebook(desk.submission("bo", consent(show=True)) / f"{MODULE}.ipynb", STUB)
    assert written(desk) == Answers(("Bewaard.\n\nGetypt.",), withheld=0)


def test_a_hostile_text_stays_text_and_its_hidden_marks_are_seen(desk: Desk) -> None:
    markup = "<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1))"
    desk.submission("an", wrote(f"{markup}\x1b[31m \x00 \u202e \ud800"), consent(show=True))
    (text,) = written(desk).texts
    assert shortened(text).text == f"{markup}␛[31m ␀ [U+202E] ?"


def test_a_very_long_text_is_cut_and_says_so(desk: Desk) -> None:
    desk.submission("an", wrote("a" * 1_000_000), consent(show=True))
    (text,) = written(desk).texts
    assert shortened(text) == Text("a" * LONGEST, cut=True)


def test_texts_stand_in_an_order_that_is_not_the_alphabet_s(desk: Desk) -> None:
    names = [f"s{number:02}" for number in range(20)]
    for name in names:
        desk.submission(name, wrote(name), consent(show=True))
    order = written(desk).texts
    assert sorted(order) == names
    assert list(order) != names
    assert written(desk).texts == order
