"""A facilitator brings in files on the page, behind the same conditions as the dashboard."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from medeopvoeders.models.event import Event
from medeopvoeders.reading.library import load_strings
from medeopvoeders.record.export import Outgoing
from medeopvoeders.record.hand_in_file import pack, read_label
from medeopvoeders.serving.bringing_in import LARGEST_UPLOAD

from .conftest import Served, send_files

MODULE = "01-lever-or-barrier"
SAY = load_strings("en")
ADDRESS = "/medeopvoeders/en/facilitators/bring-in"


@pytest.fixture
def group(served: Served) -> Path:
    """A group's folder with one module, and nothing handed in."""
    return make_group(served.home)


def make_group(home: Path, lang: str = "en") -> Path:
    folder = home / "medeopvoeders" / "cohorts" / "balo-2"
    source = folder / "source" / MODULE
    source.mkdir(parents=True, exist_ok=True)
    about = f'name = "balo-2"\nlang = "{lang}"\nexchange = "/nowhere"\ncreated = "2026-11-01"\n'
    (folder / "cohort.toml").write_text(about)
    (source / f"{MODULE}.ipynb").write_text(json.dumps({"cells": [], "metadata": {}}))
    return folder


def a_file(student: str, at: str = "20261123T120000Z") -> tuple[str, bytes]:
    label = read_label(f"{student}+{MODULE}+{at}")
    consent = Event(f"{student}-c", "2026-11-23T00:00:00.000Z", "hand-in", "consented", {})
    return label.file_name, pack(Outgoing((consent,)), label)


def test_what_became_of_each_file_is_listed(served: Served, group: Path) -> None:
    files = [a_file("Emma"), ("C:\\Users\\jan\\<b>none.zip", b"none")]
    answer = send_files(served, ADDRESS, files, group="balo-2")
    assert answer.status == 200
    assert "Brought in: Emma" in answer.text
    assert "&lt;b&gt;none.zip" in answer.text
    assert "<b>none" not in answer.text
    assert "Users" not in answer.text
    assert (group / "submitted" / "Emma" / MODULE / "record.jsonl").is_file()
    again = send_files(served, ADDRESS, [a_file("Emma")], group="balo-2")
    assert "Was there already: Emma" in again.text


def test_a_name_that_stands_for_somebody_else_is_replaced_only_when_asked(
    served: Served, group: Path
) -> None:
    send_files(served, ADDRESS, [a_file("Bo")], group="balo-2")
    other = Event("other", "2026-11-23T00:00:00.000Z", "hand-in", "consented", {})
    label = read_label(f"Bo+{MODULE}+20261123T130000Z")
    stranger = (label.file_name, pack(Outgoing((other,)), label))
    refused = send_files(served, ADDRESS, [stranger], group="balo-2")
    assert SAY("home.brought_in_refused") in refused.text
    assert 'name="replace"' in refused.text
    done = send_files(served, ADDRESS, [stranger], group="balo-2", replace="yes")
    assert "Replaced by something newer: Bo" in done.text


def test_a_form_without_files_and_one_that_is_too_large_are_told_so(
    served: Served, group: Path
) -> None:
    empty = send_files(served, ADDRESS, [("", b"")], group="balo-2")
    assert (empty.status, SAY("home.bring_in_none") in empty.text) == (400, True)
    large = send_files(served, ADDRESS, [("x.zip", b"0" * (LARGEST_UPLOAD + 1))], group="balo-2")
    assert (large.status, "200 MB" in large.text) == (400, True)


def test_only_who_may_open_the_dashboard_may_bring_in(served: Served, group: Path) -> None:
    strange = send_files(served, ADDRESS, [a_file("X")], token=False, group="balo-2")
    assert strange.status == 403
    assert send_files(served, ADDRESS, [a_file("X")], group="../x").status == 404
    assert send_files(served, ADDRESS, [a_file("X")], group="nope").status == 404
    cookie = served.ask(f"/medeopvoeders/en/?token={served.token}", token=False).headers
    login = cookie["Set-Cookie"].split(";")[0]
    assert login.startswith("username-")
    forged = send_files(
        served, ADDRESS, [a_file("X")], token=False, headers={"Cookie": login}, group="balo-2"
    )
    assert forged.status == 403, "another site's form must not be able to do this"
    assert not (group / "submitted" / "X").exists()
