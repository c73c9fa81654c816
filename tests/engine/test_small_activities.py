"""Reflecting and handing in, without a page or a file."""

from __future__ import annotations

from medeopvoeders.engine import hand_in
from medeopvoeders.engine.reflection import Answer, Write, count_words, step


def test_the_last_text_counts() -> None:
    assert step(step(Answer(), Write("een")), Write("twee")).text == "twee"


def test_words_are_what_stands_between_white_space() -> None:
    assert count_words("  Zo’n\nzin,  met\tvijf woorden ") == 5
    assert count_words(" \n ") == 0


def test_nothing_is_shown_that_may_not_be_read() -> None:
    state = hand_in.step(hand_in.HandIn(), hand_in.Consent(read=False, show=True))
    assert (state.read, state.show) == (False, False)


def test_consent_can_be_taken_back() -> None:
    given = hand_in.step(hand_in.HandIn(), hand_in.Consent(read=True, show=True))
    assert hand_in.step(given, hand_in.Consent(read=False, show=False)) == hand_in.HandIn()
