"""How easy a text is on its reader: sentences, words, syllables and a reading ease.

The formulas are Flesch's for English (Flesch 1948) and Douma's fit of it to Dutch (Flesch-Douma,
as DBNL's text of 1977 prints it), both from 0, very hard, to 100, very easy. They are weak
predictors: they measure words and sentences, not sense. The norms are our own choice, not
validated ones; the brief's section 1.3 says why.

Syllables are counted as groups of vowels, with a few rules a language. A hyphenation dictionary was
tried and counts worse: it never splits off a first or last vowel (“agenda” has two parts, “idea”
one), which makes English look ten points easier than it is. In Dutch both give the same figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

Reader = Literal["course", "parent"]

WORD = re.compile(r"[^\W\d_]+(?:[\u2019'-][^\W\d_]+)*|\d+")
ABBREVIATION = re.compile(r"\b(bv|bijv|enz|e\.d|o\.a|d\.w\.z|nr|blz|Mr|Mrs|Ms|Dr|e\.g|i\.e|etc)\.")
# A full stop ends a sentence where something follows that can begin one.
SENTENCE_END = re.compile(r"(?<=[.!?…])[\u201d\u2019\")\]]*\s+(?=[\u201c\u2018\"(\[]?[\u2019'\w])")
VOWELS = re.compile(r"[aeiouyáéíóúàèìòùâêîôûäëïöüœæ]+")
SPLITS = {
    # A trema or an accent opens a syllable of its own; ij is one sound.
    "nl": (
        (re.compile(r"ij"), "y"),
        (re.compile(r"(?=[ëïöü])"), "-"),
        (re.compile(r"i(?=[oa])"), "i-"),
    ),
    # A last e is silent, except after a consonant and l; so is that of -ed, except after d or t.
    "en": (
        (re.compile(r"(?<=[^l])e$|(?<=[aeiouy]l)e$|(?<=[^aeioudt])ed$"), ""),
        (re.compile(r"(?<=[^aeiouscxzgh])es$"), "s"),
        (re.compile(r"(?<=[aeiouy])ing"), "-ing"),
    ),
}


@dataclass(frozen=True, slots=True)
class Formula:
    """Reading ease: `base` less so much a word in a sentence and so much a syllable in a word."""

    base: float
    a_word: float
    a_syllable: float


@dataclass(frozen=True, slots=True)
class Norm:
    """What a text may ask of its reader: words in a sentence, on average and at most."""

    average: float
    longest: int


FORMULAS = {"nl": Formula(206.84, 0.93, 77.0), "en": Formula(206.835, 1.015, 84.6)}
NORMS: dict[Reader, Norm] = {"course": Norm(15, 25), "parent": Norm(12, 20)}
# The least reading ease. English scores some ten points higher for the same ease.
EASE: dict[Reader, dict[str, int]] = {
    "course": {"nl": 50, "en": 60},
    "parent": {"nl": 65, "en": 70},
}
# Below these a figure says more about chance than about the text.
FEWEST_WORDS, FEWEST_SENTENCES = 100, 8


def sentences_in(text: str) -> list[str]:
    """The sentences of a text, in order; what holds no word is none."""
    plain = ABBREVIATION.sub(lambda found: found[0].replace(".", "·"), text)
    return [part for part in SENTENCE_END.split(plain) if WORD.search(part)]


def words_in(text: str) -> list[str]:
    """The words of a text; a number is one, and so are parts with a hyphen between them."""
    return WORD.findall(text)


@lru_cache(maxsize=20_000)
def syllables_in(word: str, lang: str) -> int:
    """How many syllables a word has, about; at least one."""
    parts = word.lower()
    for pattern, by in SPLITS.get(lang, ()):
        parts = pattern.sub(by, parts)
    return max(1, len(VOWELS.findall(parts)))


@dataclass(frozen=True)
class Measure:
    """What a number of texts in one language measure together. Words in `names` are left out of
    the syllables: nobody chose them for ease."""

    texts: tuple[str, ...]
    lang: str
    names: frozenset[str] = frozenset()

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """The number of words in each sentence."""
        found = (sentence for text in self.texts for sentence in sentences_in(text))
        return tuple(len(words_in(sentence)) for sentence in found)

    @property
    def words(self) -> int:
        """How many words there are."""
        return sum(self.lengths)

    @property
    def average(self) -> float:
        """Words in a sentence; 0 without any."""
        return self.words / len(self.lengths) if self.lengths else 0.0

    @property
    def longest(self) -> int:
        """Words in the longest sentence; 0 without any."""
        return max(self.lengths, default=0)

    @property
    def is_enough(self) -> bool:
        """Whether there is enough text for an average to mean something."""
        return self.words >= FEWEST_WORDS and len(self.lengths) >= FEWEST_SENTENCES

    @cached_property
    def ease(self) -> float | None:
        """The reading ease; None where there is too little text, or no formula for the language."""
        formula = FORMULAS.get(self.lang)
        if formula is None or not self.is_enough:
            return None
        counted = [word for word in self._words() if word not in self.names]
        syllables = sum(syllables_in(word, self.lang) for word in counted) / max(1, len(counted))
        return formula.base - formula.a_word * self.average - formula.a_syllable * syllables

    def _words(self) -> Iterable[str]:
        return (word for text in self.texts for word in words_in(text))
