from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cohort_maker import MODULE, REFLECTION, VIGNETTE, Trainee
from medeopvoeders.grading.exchange import hand_in, stage
from medeopvoeders.record.journal import read_record


@pytest.fixture
def trainee(tmp_path: Path, built_course: Path) -> Trainee:
    folder = tmp_path / MODULE
    shutil.copytree(built_course / "nl" / MODULE, folder)
    return Trainee("jan", folder, "nl")


@pytest.fixture
def away(tmp_path: Path) -> Path:
    folder = tmp_path / "stage"
    folder.mkdir()
    return folder


def staged_kinds(folder: Path) -> list[tuple[str, str]]:
    events = read_record(folder / "record.jsonl").events
    return [(event.activity, event.kind) for event in events]


def test_only_the_record_and_the_answer_cells_leave_the_folder(
    trainee: Trainee, away: Path
) -> None:
    (trainee.folder / "notes.txt").write_text("private")
    trainee.play_to_an_end()
    trainee.write("Een eerste poging.")
    trainee.write("Mijn antwoord.")
    trainee.type_in_cell("En hier.")
    trainee.consent()
    staged = stage(trainee.folder, "nl", away)
    assert sorted(path.name for path in staged.iterdir()) == [f"{MODULE}.ipynb", "record.jsonl"]
    cells = json.loads((staged / f"{MODULE}.ipynb").read_text("utf-8"))["cells"]
    assert [cell["source"] for cell in cells] == ["En hier."]
    assert "Een eerste poging." not in (staged / "record.jsonl").read_text("utf-8")
    assert staged_kinds(staged)[-2:] == [(REFLECTION, "wrote"), ("hand-in", "consented")]


def test_without_consent_only_that_it_was_done_leaves_the_folder(
    trainee: Trainee, away: Path
) -> None:
    trainee.play_to_an_end()
    trainee.write("Voor mezelf.")
    trainee.type_in_cell("Ook.")
    trainee.consent(read=False)
    staged = stage(trainee.folder, "nl", away)
    assert json.loads((staged / f"{MODULE}.ipynb").read_text("utf-8"))["cells"] == []
    assert staged_kinds(staged) == [(VIGNETTE, "finished"), ("hand-in", "consented")]


def test_a_cell_that_nobody_typed_in_is_not_handed_in(trainee: Trainee, away: Path) -> None:
    trainee.consent()
    staged = stage(trainee.folder, "nl", away)
    assert json.loads((staged / f"{MODULE}.ipynb").read_text("utf-8"))["cells"] == []


def test_a_staged_notebook_is_a_valid_notebook(trainee: Trainee, away: Path) -> None:
    import nbformat

    trainee.type_in_cell("Tekst met een half teken \ud800.")
    trainee.consent()
    staged = stage(trainee.folder, "nl", away)
    nbformat.validate(nbformat.read(staged / f"{MODULE}.ipynb", as_version=4))


def test_a_missing_a_damaged_notebook_and_a_bad_record_are_told_to_the_trainee(
    trainee: Trainee,
) -> None:
    record, notebook = trainee.folder / "record.jsonl", trainee.folder / f"{MODULE}.ipynb"
    record.write_bytes(b"\x89PNG")
    assert hand_in(trainee.folder, "nl").code == "no-record"
    assert record.read_bytes() == b"\x89PNG"
    notebook.write_text("{")
    assert hand_in(trainee.folder, "en").message.startswith("The notebook 01-lever-or-barrier")
    notebook.unlink()
    failed = hand_in(trainee.folder, "nl")
    assert failed.to_json() == {
        "ok": False,
        "code": "no-notebook",
        "message": f"Het notebook {MODULE}.ipynb staat niet in deze map, en zonder kan er niet "
        "ingeleverd worden. Open de module opnieuw vanaf de startpagina.",
    }
