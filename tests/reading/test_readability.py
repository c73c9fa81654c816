"""Counting as a reader would: sentences, words, syllables, and what they say together."""

from __future__ import annotations

import pytest

from medeopvoeders.reading.library import load_vignette
from medeopvoeders.reading.passages import measures, passages
from medeopvoeders.reading.readability import (
    Measure,
    sentences_in,
    syllables_in,
    words_in,
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Eén zin.", 1),
        ("Twee zinnen. Echt waar?", 2),
        ("“Alles goed?” Ze knikt.", 2),
        ("Zij lacht. ’s Avonds niet meer.", 2),
        ("Neem bv. een brooddoos mee.", 1),
        ("Om 8.30 uur gaat de bel…", 1),
        ("Mr. Jones nods.", 1),
        ("…", 0),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_breathes(text: str, count: int) -> None:
    assert len(sentences_in(text)) == count


def test_words_keep_their_hyphens_and_apostrophes() -> None:
    assert words_in("Zo’n co-account kost 15 euro.") == ["Zo’n", "co-account", "kost", "15", "euro"]


@pytest.mark.parametrize(
    ("lang", "word", "count"),
    [
        ("nl", "oma", 2),
        ("nl", "agenda", 3),
        ("nl", "België", 3),
        ("nl", "tijdelijk", 3),
        ("nl", "mooie", 1),  # a vowel group: a count by rules, not a dictionary
        ("nl", "radio", 3),
        ("nl", "handtekening", 4),
        ("en", "agenda", 3),
        ("en", "table", 2),
        ("en", "whole", 1),
        ("en", "asked", 1),
        ("en", "wanted", 2),
        ("en", "playing", 2),
        ("en", "houses", 2),
        ("xx", "agenda", 3),
        ("nl", "2026", 1),
    ],
)
def test_syllables_are_counted_by_their_vowels(lang: str, word: str, count: int) -> None:
    assert syllables_in(word, lang) == count


def test_the_dutch_reading_ease_is_that_of_douma() -> None:
    # Ten sentences of ten one-syllable words: 206.84 - 0.93 * 10 - 77 * 1.
    text = " ".join(["De hond van de buur ligt op het warm gras."] * 10)
    measured = Measure((text,), "nl")
    assert (measured.words, measured.average, measured.longest) == (100, 10, 10)
    assert measured.ease == pytest.approx(120.54)


def test_too_little_text_has_no_reading_ease() -> None:
    assert Measure(("Kort.",), "nl").ease is None
    assert Measure((), "nl").average == 0


def test_a_language_without_a_formula_has_no_reading_ease() -> None:
    text = " ".join(["Dat is een korte zin van acht woorden."] * 20)
    assert Measure((text,), "fr").ease is None


def test_what_is_quoted_in_an_option_is_heard_by_a_parent() -> None:
    vignette = load_vignette("signature", "nl")
    found = {(p.reader, p.text) for p in passages(vignette)}
    assert ("parent", "Gelieve elke dag te tekenen.") in found
    assert ("parent", "Zeven keer acht?") in found
    assert any(reader == "course" and text.startswith("Aan de poort") for reader, text in found)


def test_a_passage_says_where_it_stands() -> None:
    from medeopvoeders.reading.findings import CONTENT

    lines = (CONTENT / "vignettes/signature/nl.md").read_text("utf-8").splitlines()
    wrong = [
        p for p in passages(load_vignette("signature", "nl"))
        if p.text.split()[0] not in lines[p.line - 1]
    ]  # fmt: skip
    assert wrong == []


def test_the_measures_of_a_vignette_are_about_its_two_readers() -> None:
    measured = measures(load_vignette("signature", "en"))
    assert set(measured) == {"course", "parent"}
    assert all((m.ease or 0) > 60 for m in measured.values())
