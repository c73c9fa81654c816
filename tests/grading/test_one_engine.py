"""A gradebook that is opened again while grading takes the engine that it had."""

from __future__ import annotations

import os
from pathlib import Path

import nbgrader.api
import pytest
from nbgrader.api import Gradebook

from medeopvoeders.grading.configuration import find_alembic
from medeopvoeders.grading.one_engine import share_engines


@pytest.fixture(autouse=True)
def _own_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    # As it was before, for whatever else this process tests.
    monkeypatch.setattr(nbgrader.api, "create_engine", nbgrader.api.create_engine)
    monkeypatch.setenv("PATH", os.environ["PATH"])
    find_alembic()


def test_a_gradebook_opened_again_has_the_same_engine_and_what_was_put_in_it(
    tmp_path: Path,
) -> None:
    share_engines()
    share_engines()
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    with Gradebook(url, "balo-2") as first:
        first.add_student("emma")
    with Gradebook(url, "balo-2") as second, Gradebook(url, "balo-2") as third:
        assert third.engine is second.engine
        assert [student.id for student in second.students] == ["emma"]


def test_a_gradebook_that_was_deleted_meanwhile_is_a_new_one(tmp_path: Path) -> None:
    share_engines()
    place = tmp_path / "gradebook.db"
    url = f"sqlite:///{place}"
    with Gradebook(url, "balo-2") as first:
        first.add_student("emma")
    still_open = Gradebook(url, "balo-2")  # as the formgrader has it
    assert still_open.students
    place.unlink()
    with Gradebook(url, "balo-2") as second:
        assert second.students == []
        assert place.is_file()
    still_open.close()


def test_two_gradebooks_do_not_mix(tmp_path: Path) -> None:
    share_engines()
    one, other = (f"sqlite:///{tmp_path / name}.db" for name in ("one", "other"))
    with Gradebook(one, "one") as first, Gradebook(other, "other") as second:
        first.add_student("emma")
        assert second.students == []
