"""A gradebook that is opened again while grading takes the engine that it had."""

from __future__ import annotations

from pathlib import Path

import nbgrader.api
import pytest
from nbgrader.api import Gradebook

from medeopvoeders.grading.one_engine import share_engines


@pytest.fixture(autouse=True)
def _own_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    # As it was before, for whatever else this process tests.
    monkeypatch.setattr(nbgrader.api, "create_engine", nbgrader.api.create_engine)


def test_a_gradebook_opened_again_has_the_same_engine_and_what_was_put_in_it(
    tmp_path: Path,
) -> None:
    share_engines()
    share_engines()
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    with Gradebook(url, "balo-2") as first:
        first.add_student("emma")
    with Gradebook(url, "balo-2") as second:
        assert second.engine is first.engine
        assert [student.id for student in second.students] == ["emma"]


def test_a_gradebook_that_was_deleted_meanwhile_is_a_new_one(tmp_path: Path) -> None:
    share_engines()
    place = tmp_path / "gradebook.db"
    with Gradebook(f"sqlite:///{place}", "balo-2") as first:
        first.add_student("emma")
    place.unlink()
    with Gradebook(f"sqlite:///{place}", "balo-2") as second:
        assert second.students == []


def test_two_gradebooks_do_not_mix(tmp_path: Path) -> None:
    share_engines()
    one, other = (f"sqlite:///{tmp_path / name}.db" for name in ("one", "other"))
    with Gradebook(one, "one") as first, Gradebook(other, "other") as second:
        first.add_student("emma")
        assert second.students == []
