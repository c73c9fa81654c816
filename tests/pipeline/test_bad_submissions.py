from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cohort_maker import MODULE, REFLECTION, VIGNETTE, Trainee, submit_by_hand
from medeopvoeders.grading import submission as reading
from medeopvoeders.record.journal import Journal
from medeopvoeders.record.student_name import is_student_name

if TYPE_CHECKING:
    from conftest import School

CANARY = "import pathlib; pathlib.Path(r'{}').touch()"


def without_a_record(folder: Path) -> None:
    (folder / "record.jsonl").unlink()


def with_a_record_that_is_none(folder: Path) -> None:
    (folder / "record.jsonl").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))


def with_a_torn_record(folder: Path) -> None:
    with (folder / "record.jsonl").open("ab") as record:
        record.write(b'{"v":1,"id":"torn","at":"2026-')


def with_a_folder_for_a_record(folder: Path) -> None:
    (folder / "record.jsonl").unlink()
    (folder / "record.jsonl").mkdir()


def with_a_link_for_a_record(folder: Path) -> None:
    (folder / "record.jsonl").unlink()
    (folder / "record.jsonl").symlink_to(folder.parents[1] / "good" / MODULE / "record.jsonl")


def with_a_huge_record(folder: Path) -> None:
    with (folder / "record.jsonl").open("ab") as record:
        record.truncate(reading.LARGEST + 1)


def with_a_broken_notebook(folder: Path) -> None:
    (folder / f"{MODULE}.ipynb").write_text('{"cells": [')


def with_a_deep_notebook(folder: Path) -> None:
    (folder / f"{MODULE}.ipynb").write_text("[" * 100_000)


def with_a_bomb_of_a_notebook(folder: Path) -> None:
    odd = {"cells": {"a": [1]}, "metadata": [], "nbformat": 3, "nbformat_minor": "x"}
    (folder / f"{MODULE}.ipynb").write_text(json.dumps(odd))


def with_a_deep_record(folder: Path) -> None:
    (folder / "record.jsonl").write_text("[" * 100_000)


def with_a_record_of_another_module(folder: Path) -> None:
    (folder / "record.jsonl").unlink()
    journal = Journal(folder / "record.jsonl")
    journal.append("elsewhere", "wrote", {"text": "Uit een andere module."})
    journal.append("hand-in", "consented", {"read": True, "show": False})


def with_cells_added_removed_doubled_and_moved(folder: Path) -> None:
    path = folder / f"{MODULE}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    first, second, *rest = notebook["cells"]
    answer = next(c for c in rest if c["metadata"].get("nbgrader", {}).get("solution"))
    odd = {"cell_type": "code", "source": "1/0", "metadata": {}, "outputs": [], "id": "odd"}
    notebook["cells"] = [odd, answer, *reversed(rest[:-2]), second, first, first, answer, odd]
    path.write_text(json.dumps(notebook), "utf-8")


def with_unseen_characters(folder: Path) -> None:
    text = "\x1b[2J\x1b[31mrood\x1b[0m nul\x00 \u202eommekeer\u202c <script>alert(1)</script>"
    Journal(folder / "record.jsonl").append(REFLECTION, "wrote", {"text": text})


SAID = {
    with_a_deep_record: "record.jsonl is geen verslag",
    with_a_record_of_another_module: "dit verslag hoort bij een andere module",
    without_a_record: "er zit geen verslag (record.jsonl) bij",
    with_a_record_that_is_none: "record.jsonl is geen verslag",
    with_a_torn_record: "1 onleesbare regels in het verslag zijn overgeslagen",
    with_a_folder_for_a_record: "record.jsonl is een map of een koppeling",
    with_a_link_for_a_record: "record.jsonl is een map of een koppeling",
    with_a_huge_record: "record.jsonl is groter dan 16 MB",
    with_a_broken_notebook: "het ingeleverde notebook kan niet gelezen worden",
    with_a_deep_notebook: "het ingeleverde notebook kan niet gelezen worden",
}
SILENT = [
    with_a_bomb_of_a_notebook,
    with_cells_added_removed_doubled_and_moved,
    with_unseen_characters,
]
FINE = {with_a_torn_record, with_a_broken_notebook, with_a_deep_notebook, *SILENT}


def working(school: School, name: str) -> Trainee:
    trainee = school.trainee(name)
    trainee.play_to_an_end()
    trainee.write(f"Het antwoord van {name}.")
    trainee.consent()
    return trainee


def name_of(spoil: Any) -> str:
    return str(spoil.__name__)


def test_bad_submissions_are_named_and_the_rest_is_graded(school: School, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    plant(canary, submit_by_hand(school.cohort, working(school, "good")))
    for spoil in [*SAID, *SILENT]:
        folder = submit_by_hand(school.cohort, working(school, name_of(spoil)))
        plant(canary, folder)
        spoil(folder)
    nothing = submit_by_hand(school.cohort, working(school, "without_a_notebook"))
    (nothing / f"{MODULE}.ipynb").unlink()

    said = school.nbgrader("autograde", MODULE)

    unnamed = [
        name_of(spoil) for spoil, words in SAID.items()
        if f"{name_of(spoil)}, {MODULE}: {words}" not in said
    ]  # fmt: skip
    assert unnamed == [], said
    assert f"without_a_notebook, {MODULE}: het notebook {MODULE}.ipynb ontbreekt" in said
    assert "Traceback" not in said
    good = school.grades("good")
    assert (good[VIGNETTE], good[REFLECTION]) == ((1, None, False), (None, None, True))
    for spoil in [*SAID, *SILENT]:
        points = 1 if spoil in FINE else 0
        assert school.grades(name_of(spoil))[VIGNETTE][0] == points, name_of(spoil)
    stolen = school.cohort.folder / "autograded" / "with_a_link_for_a_record" / MODULE
    assert "antwoord van good" not in (stolen / f"{MODULE}.ipynb").read_text("utf-8")
    assert "antwoord van good" not in school.feedback("with_a_link_for_a_record")
    odd = name_of(with_unseen_characters)
    page = school.feedback(odd)
    assert [bad for bad in ("\x1b", "\x00", "\u202e", "<script>alert") if bad in page] == []
    assert "\x1b" not in said
    graded = school.cohort.folder / "autograded"
    shuffled, good = (
        json.loads((graded / name / MODULE / f"{MODULE}.ipynb").read_text("utf-8"))["cells"]
        for name in (name_of(with_cells_added_removed_doubled_and_moved), "good")
    )
    assert [cell["id"] for cell in shuffled] == [cell["id"] for cell in good]
    assert not canary.exists()


def plant(canary: Path, folder: Path) -> None:
    """Put code in every cell that can hold some: whoever runs it leaves a trace."""
    path = folder / f"{MODULE}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = CANARY.format(canary)
    path.write_text(json.dumps(notebook), "utf-8")


def test_code_that_was_submitted_never_runs(school: School, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    mallory = working(school, "mallory")
    submitted = submit_by_hand(school.cohort, mallory)
    notebook = json.loads((submitted / f"{MODULE}.ipynb").read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = CANARY.format(canary)
    notebook["metadata"]["kernelspec"]["name"] = "../../evil"
    (submitted / f"{MODULE}.ipynb").write_text(json.dumps(notebook))
    for name in ("nbgrader_config.py", "sitecustomize.py", "conftest.py", "jupyter_config.py"):
        (submitted / name).write_text(CANARY.format(canary))
    school.autograde("mallory")
    school.feedback("mallory")
    assert not canary.exists()
    graded = school.cohort.folder / "autograded" / "mallory" / MODULE / f"{MODULE}.ipynb"
    assert "canary" not in graded.read_text("utf-8")
    assert school.grades("mallory")[VIGNETTE] == (1, None, False)


@pytest.fixture
def inbound(school: School) -> Path:
    return school.cohort.exchange / "balo-2" / "inbound"


def put(inbound: Path, name: str, trainee: Trainee) -> Path:
    """A folder in the exchange that no nbgrader made."""
    folder = inbound / name
    shutil.copytree(trainee.folder, folder)
    (folder / "timestamp.txt").write_text("2026-11-23 14:00:00 UTC")
    (folder / "submission_secret.txt").write_text("secret")
    return folder


def test_collecting_goes_on_past_whatever_stands_in_the_exchange(
    school: School, inbound: Path
) -> None:
    stamp = "2026-11-23 14:00:00 UTC"
    secret = school.cohort.folder / "cohort.toml"
    trainee = working(school, "collected")
    assert school.hand_in(trainee).ok

    put(inbound, f"..+{MODULE}+{stamp}+x", trainee)
    put(inbound, f"mallory+{MODULE}+no time at all+x", trainee)
    (inbound / f"whole+{MODULE}+{stamp}+x").symlink_to(school.cohort.folder)
    linking = put(inbound, f"linking+{MODULE}+{stamp}+x", trainee)
    (linking / "record.jsonl").unlink()
    (linking / "record.jsonl").symlink_to(secret)
    (linking / "loop").symlink_to(linking)
    os.mkfifo(linking / "pipe")
    timeless = put(inbound, f"timeless+{MODULE}+{stamp}+x", trainee)
    (timeless / "timestamp.txt").write_text("yesterday\x00")
    empty = inbound / f"empty+{MODULE}+{stamp}+x"
    empty.mkdir()
    large = put(inbound, f"large+{MODULE}+{stamp}+x", trainee)
    with (large / "record.jsonl").open("wb") as record:
        record.truncate(200_000_000)
    (timeless / "ipykernel_launcher.py").write_text("raise SystemExit")
    (timeless / "extra").mkdir()

    said = school.collect()

    submitted = school.cohort.folder / "submitted"
    collected = {path.parent.name for path in submitted.glob(f"*/{MODULE}")}
    assert collected >= {"collected", "linking", "timeless", "empty"}
    assert not collected & {"whole", "large", ".."}
    assert not (school.cohort.folder / MODULE).exists()
    assert {path.name for path in (submitted / "linking" / MODULE).iterdir()} == {
        f"{MODULE}.ipynb",
        "timestamp.txt",
        "submission_secret.txt",
    }
    assert not (submitted / "timeless" / MODULE / "ipykernel_launcher.py").exists()
    assert (submitted / "timeless" / MODULE / "timestamp.txt").read_text() == stamp
    for sentence in (
        f"“mallory+{MODULE}+no time at all+x”, en dat is geen geldige inzending",
        f"“whole+{MODULE}+{stamp}+x”, en dat is geen geldige inzending",
        f"linking, {MODULE}: record.jsonl is een koppeling naar een andere plaats",
        f"linking, {MODULE}: pipe is een koppeling",
        f"timeless, {MODULE}: ipykernel_launcher.py hoort niet bij de module",
        f"timeless, {MODULE}: extra hoort niet bij de module",
        f"empty, {MODULE}: het notebook {MODULE}.ipynb ontbreekt",
        f"large, {MODULE}: deze inzending kon niet opgehaald worden (Directory size is too big",
    ):
        assert sentence in said
    # The next one has something to compare with: nothing that was left there may stop it.
    again = working(school, "later")
    assert school.hand_in(again).ok
    school.collect()
    assert (submitted / "later" / MODULE / "record.jsonl").is_file()


# Names that nbgrader's pages would take for HTML, or a spreadsheet for a formula.
ODD = [
    "a<img src=x onerror=alert(1)>",
    'a"b',
    "a'b",
    "a,=SUM(A1)",
    "=1",
    "+x",
    "@x",
    "-x",
    "a&amp;b",
    "a{{7*7}}",
    "a\u202eb",
    "a\u200bb",
    "a\nb",
    "a  b",
    "a ",
    "a" * 101,
]
ORDINARY = [
    "jan",
    "s1234567",
    "jan.peeters@school.be",
    "An-Sofie De Smet",
    "élève_2",
    "李雷",
    "हिन्दी",
]


def test_only_a_name_that_means_nothing_to_a_page_or_a_spreadsheet_is_collected(
    school: School, inbound: Path
) -> None:
    trainee = working(school, "name-giver")
    for name in [*ODD, *ORDINARY]:
        put(inbound, f"{name}+{MODULE}+2026-11-23 14:00:00 UTC+x", trainee)

    said = school.collect()

    submitted = school.cohort.folder / "submitted"
    collected = {path.parent.name for path in submitted.glob(f"*/{MODULE}")}
    assert collected >= set(ORDINARY)
    assert not collected & set(ODD)
    assert not [name for name in collected if not is_student_name(name)]
    for shown in ('a"b', "a,=SUM(A1)", "a[U+202E]b"):
        assert f"In de inlevermap staat “{shown}+{MODULE}" in said
    assert said.count("letters, cijfers, losse spaties en de tekens . _ @ -") >= len(ODD) - 1
    assert "\u202e" not in said
