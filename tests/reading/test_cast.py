"""The course's cast as a whole: looked at once there are vignettes enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from medeopvoeders.reading.cast_checks import WISHES, lint_cast
from medeopvoeders.reading.findings import CONTENT, kinds
from medeopvoeders.reading.strings import languages

GOOD = [
    *["mother, no-migration"] * 5,
    "father, no-migration, low-income",
    "two-fathers, migration, low-income",
    "grandparent, migration",
    "foster-carer, migration",
    "mother, migration, privileged",
    *["mother, migration, privileged-hard"] * 3,
    *["mother, migration"] * 7,
]


def missed(folder: Path, casts: list[str]) -> list[str]:
    """Which wishes a course with these casts, one a vignette, does not meet."""
    for number, cast in enumerate(casts):
        path = folder / "vignettes" / f"v-{number}" / "nl.md"
        path.parent.mkdir(parents=True)
        path.write_text(f"---\ncast: {cast}\n---\n", "utf-8")
    found = list(lint_cast(folder))
    assert all(finding.message(lang) for finding in found for lang in languages())
    return [finding.detail["kind"] for finding in found]


def test_a_cast_of_many_kinds_is_clean(tmp_path: Path) -> None:
    assert len(GOOD) == 20
    assert missed(tmp_path, GOOD) == []


def test_the_example_triggers_its_finding(tmp_path: Path) -> None:
    example = kinds()["one-sided-cast"]["example"]["casts"]
    casts = [entry["cast"] for entry in example for _ in range(entry["count"])]
    assert missed(tmp_path, casts) == [
        "no-migration", "not-the-mother", "privileged-hard", "low-income-migration",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lost", "instead", "wish"),
    [
        ("mother, no-migration", "mother, migration", "no-migration"),
        ("grandparent, migration", "both-parents, migration", "not-the-mother"),
        ("mother, migration, privileged", "mother, migration", "privileged"),
        ("father, no-migration, low-income", "father, no-migration", "low-income-no-migration"),
        ("two-fathers, migration, low-income", "father, migration", "low-income-migration"),
    ],
)
def test_each_wish_can_be_missed_alone(lost: str, instead: str, wish: str, tmp_path: Path) -> None:
    casts = list(GOOD)
    casts[casts.index(lost)] = instead
    assert missed(tmp_path, casts) == [wish]


def test_a_hard_family_is_a_privileged_one_too(tmp_path: Path) -> None:
    casts = [c.replace("privileged-hard", "privileged") for c in GOOD]
    assert missed(tmp_path, casts) == ["privileged-hard"]


def test_a_course_that_is_still_being_written_is_left_alone(tmp_path: Path) -> None:
    assert missed(tmp_path, ["mother, migration"] * 19) == []


def test_both_families_of_a_mirror_count(tmp_path: Path) -> None:
    both = "{a: [mother, no-migration], b: [mother, migration]}"
    casts = [both, *GOOD[1:]]
    assert missed(tmp_path, casts) == []


def test_every_wish_has_words_in_every_language() -> None:
    kind = kinds()["one-sided-cast"]
    for lang in languages():
        assert set(kind[lang]["terms"]) == {wish.name for wish in WISHES}
    assert list(lint_cast(CONTENT)) == []
