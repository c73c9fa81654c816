from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from medeopvoeders.grading.cohort import CohortError, cohort_folder, cohorts, default_home
from medeopvoeders.grading.cohorts import find_cohort, new_cohort

BAD_NAMES = ["", ".", "..", "../x", "a/b", "/etc", "-x", "a b", "a+b", "é", "x" * 61, "a.", ".a"]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_stays_inside_the_cohorts_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(CohortError) as caught:
        cohort_folder(name, tmp_path)
    assert caught.value.code == "bad-name"
    assert "geen naam van een groep" in caught.value.message("nl")


def test_cohorts_are_kept_where_the_variable_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDEOPVOEDERS_HOME", "/srv/groups")
    assert cohort_folder("balo-2", None) == Path("/srv/groups/cohorts/balo-2")
    monkeypatch.delenv("MEDEOPVOEDERS_HOME")
    assert default_home() == Path.home() / "medeopvoeders"


def test_an_unknown_language_and_a_course_without_modules_are_named(tmp_path: Path) -> None:
    with pytest.raises(CohortError) as caught:
        new_cohort("balo-2", "fr", tmp_path, tmp_path)
    assert caught.value.message("en").startswith("There is no language “fr”. You can choose")
    with pytest.raises(CohortError) as caught:
        new_cohort("balo-2", "nl", tmp_path, tmp_path)
    assert "Er zijn geen modules" in caught.value.message("nl")
    assert not (tmp_path / "cohorts").exists()


def put_cohort(home: Path, name: str) -> None:
    folder = home / "cohorts" / name
    folder.mkdir(parents=True)
    text = f'name = "{name}"\nlang = "nl"\nexchange = "/x"\ncreated = "2026-11-23"\n'
    (folder / "cohort.toml").write_text(text)


def test_an_existing_group_is_not_made_again(tmp_path: Path) -> None:
    put_cohort(tmp_path, "balo-2")
    course = tmp_path / "course" / "nl" / "01-a"
    course.mkdir(parents=True)
    (course / "01-a.ipynb").write_text(json.dumps({}))
    with pytest.raises(CohortError) as caught:
        new_cohort("balo-2", "nl", tmp_path / "course", tmp_path)
    assert caught.value.code == "exists"


def test_a_group_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(CohortError) as caught:
        find_cohort("balo-2", tmp_path)
    assert "medeopvoeders cohort new balo-2" in caught.value.message("nl")
    put_cohort(tmp_path, "balo-3")
    put_cohort(tmp_path, "baso-1")
    with pytest.raises(CohortError) as caught:
        find_cohort("balo-2", tmp_path)
    assert "There are: balo-3, baso-1." in caught.value.message("en")
    assert [cohort.name for cohort in cohorts(tmp_path)] == ["balo-3", "baso-1"]


def test_a_group_whose_file_is_broken_does_not_hide_the_others(tmp_path: Path) -> None:
    put_cohort(tmp_path, "balo-2")
    put_cohort(tmp_path, "balo-3")
    (tmp_path / "cohorts" / "balo-2" / "cohort.toml").write_text("name = ")
    assert [cohort.name for cohort in cohorts(tmp_path)] == ["balo-3"]


def test_the_exchange_that_nbgrader_is_configured_with_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from medeopvoeders.grading.cohorts import _exchange

    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path))
    assert _exchange(None, tmp_path / "ours") == tmp_path / "ours" / "exchange"
    (tmp_path / "nbgrader_config.py").write_text(f"c.Exchange.root = '{tmp_path / 'theirs'}'\n")
    with pytest.raises(CohortError) as caught:
        _exchange(None, tmp_path / "ours")
    assert str(tmp_path / "theirs") in caught.value.message("nl")
    (tmp_path / "theirs").mkdir()
    assert _exchange(None, tmp_path / "ours") == tmp_path / "theirs"
    assert _exchange(tmp_path / "given", tmp_path / "ours") == tmp_path / "given"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_where_nothing_can_be_written_is_named(tmp_path: Path, built_course: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(CohortError) as caught:
        new_cohort("balo-2", "nl", built_course, tmp_path)
    assert caught.value.code == "not-writable"


def test_a_file_in_the_way_of_the_cohorts_folder_is_named(
    tmp_path: Path, built_course: Path
) -> None:
    (tmp_path / "cohorts").write_text("in the way")
    with pytest.raises(CohortError) as caught:
        new_cohort("balo-2", "nl", built_course, tmp_path, tmp_path / "exchange")
    assert caught.value.code == "not-writable"
    assert str(tmp_path / "cohorts") in caught.value.message("nl")
