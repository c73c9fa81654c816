"""A tree for each trainee: stable, drawn, and not to be guessed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from medeopvoeders.dashboard.handed_in_table import trees_of
from medeopvoeders.dashboard.pseudonyms import PSEUDONYMS_FILE, read_pseudonyms
from medeopvoeders.reading.library import languages, load_strings

TREES = tuple(f"tree{number:02}" for number in range(64))
STUDENTS = [f"s{number:02}" for number in range(20)]


def named(folder: Path, students: list[str]) -> dict[str, str]:
    pseudonyms = read_pseudonyms(folder, students, len(TREES))
    return {student: pseudonyms.name(student, TREES) for student in students}


def test_somebody_keeps_the_same_tree_when_others_come_in(tmp_path: Path) -> None:
    first = named(tmp_path, STUDENTS[5:10])
    assert named(tmp_path, STUDENTS).items() >= first.items()


def test_another_cohort_draws_other_trees(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert named(tmp_path / "a", STUDENTS) != named(tmp_path / "b", STUDENTS)


def test_trees_do_not_follow_the_alphabet_of_names(tmp_path: Path) -> None:
    trees = list(named(tmp_path, STUDENTS).values())
    assert len(set(trees)) == len(STUDENTS)
    assert trees != sorted(trees)


def test_a_full_wood_begins_a_second_round(tmp_path: Path) -> None:
    pseudonyms = read_pseudonyms(tmp_path, STUDENTS, 16)
    trees = TREES[:16]
    names = {pseudonyms.name(student, trees) for student in STUDENTS}
    assert len(names) == 20
    assert names > set(trees)
    assert sum(name.endswith(" 2") for name in names) == 4


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"v": 2}', b"\xff", b'{"v":1,"key":"x"}'])
def test_a_damaged_file_is_drawn_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / PSEUDONYMS_FILE).write_bytes(content)
    assert named(tmp_path, STUDENTS) == named(tmp_path, STUDENTS)


def test_where_nothing_can_be_kept_there_are_pseudonyms_all_the_same(tmp_path: Path) -> None:
    assert len(named(tmp_path / "gone", STUDENTS)) == 20


def test_only_the_owner_may_read_who_is_who(tmp_path: Path) -> None:
    named(tmp_path, STUDENTS)
    path = tmp_path / PSEUDONYMS_FILE
    assert path.stat().st_mode & 0o077 == 0
    assert json.loads(path.read_bytes())["v"] == 1


def test_every_language_has_as_many_different_trees() -> None:
    woods = {lang: trees_of(load_strings(lang)) for lang in languages()}
    assert {len(set(trees)) for trees in woods.values()} == {64}
