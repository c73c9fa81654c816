from __future__ import annotations

import shutil
import stat
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cohort_maker import (
    MIRROR,
    MODULE,
    OTHER_REFLECTION,
    REFLECTION,
    VIGNETTE,
    make_course,
    submit_by_hand,
)
from medeopvoeders.cli import main
from medeopvoeders.grading.exchange import hand_in
from medeopvoeders.grading.rubrics import read_rubrics
from medeopvoeders.reading.library import load_strings

if TYPE_CHECKING:
    from conftest import School


def test_a_new_cohort_is_an_ordinary_course_of_nbgraders(school: School) -> None:
    folder = school.cohort.folder
    assert school.cohort.modules == (MODULE,)
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {
        "cohort.toml",
        "dashboard.ipynb",
        "gradebook.db",
        "nbgrader_config.py",
        f"release/{MODULE}/{MODULE}.ipynb",
        f"rubrics/{MODULE}.json",
        f"source/{MODULE}/{MODULE}.ipynb",
        "trainees/nbgrader_config.py",
    }
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(school.cohort.exchange.stat().st_mode) == 0o777
    released = school.cohort.exchange / "balo-2" / "outbound" / MODULE / f"{MODULE}.ipynb"
    assert released.is_file()


def test_nbgraders_own_commands_take_a_hand_in_to_its_feedback(school: School) -> None:
    jan = school.trainee("jan")
    jan.play_to_an_end()
    jan.play_the_mirror()
    jan.write("Wim hoort dat ik hem wantrouw: “elke dag tekenen”.")
    jan.type_in_cell("Nog **iets** uit de cel.")
    jan.consent()
    result = school.hand_in(jan)
    assert (result.ok, result.to) == (True, "balo-2")
    assert result.receipt.endswith("UTC")

    assert "balo-2 jan 01-lever-or-barrier" in school.nbgrader("list", "--inbound")
    school.nbgrader("collect", MODULE)
    school.nbgrader("autograde", MODULE)
    assert school.grades("jan") == {
        VIGNETTE: (1, None, False),
        REFLECTION: (None, None, True),
        MIRROR: (1, None, False),
        OTHER_REFLECTION: (0, None, False),
    }

    with school.api.gradebook as gradebook:
        gradebook.find_grade(REFLECTION, MODULE, MODULE, "jan").manual_score = 3
        gradebook.find_comment(
            REFLECTION, MODULE, MODULE, "jan"
        ).manual_comment = "Mooi geschreven."
        gradebook.db.commit()
    school.nbgrader("generate_feedback", MODULE)
    page = school.page("jan").read_text("utf-8")
    assert "(Score: 5.0 / 10.0)" in page
    assert "Mooi geschreven." in page
    assert "Wim hoort dat ik hem wantrouw: “elke dag tekenen”." in page
    assert "Nog **iets** uit de cel." in page
    assert "Geschreven in het antwoordvak" in page
    assert "Tot een einde gespeeld, en de andere weg bekeken." in page
    assert "cdnjs" not in page


def test_the_rubric_stays_in_the_feedback_and_the_model_answers_do_not(school: School) -> None:
    say, rubric = load_strings("nl"), read_rubrics(school.cohort.folder, MODULE)[REFLECTION]
    lut = school.trainee("lut")
    lut.write("Mijn antwoord.")
    lut.consent()
    assert school.hand_in(lut).ok
    school.collect()
    school.autograde("lut")
    with school.api.gradebook as gradebook:
        gradebook.find_grade(REFLECTION, MODULE, MODULE, "lut").manual_score = 2
        gradebook.db.commit()
    school.autograde("lut")
    graded = (school.cohort.folder / "autograded" / "lut" / MODULE / f"{MODULE}.ipynb").read_text(
        "utf-8"
    )
    for title in (say("grading.rubric"), say("grading.model_answers")):
        assert graded.count(title) == 2, "one a reflection, however often it is graded"
    assert school.grades("lut")[REFLECTION] == (None, 2, True)
    page = school.feedback("lut")
    assert page.count(say("grading.rubric")) == 2
    assert say("grading.model_answers") not in page
    for line in rubric.model_answers.split("\n\n"):
        assert line[-40:] not in page
    assert "(Score: 2.0 / 10.0)" in page


def test_handing_in_again_replaces_what_was_there(school: School) -> None:
    an = school.trainee("an")
    an.write("Mijn eerste antwoord.")
    an.consent()
    assert school.hand_in(an).ok
    school.collect()
    school.autograde("an")
    assert school.grades("an")[VIGNETTE] == (0, None, False)
    assert "Mijn eerste antwoord." in school.feedback("an")

    an.play_to_an_end()
    an.write("Mijn tweede antwoord.")
    assert school.hand_in(an).ok
    school.collect()
    school.autograde("an")
    assert "Mijn tweede antwoord." in school.feedback("an")
    assert school.grades("an")[VIGNETTE] == (1, None, False)
    assert "Mijn eerste antwoord." not in school.all_text_of("an")


def test_what_is_withdrawn_is_gone_everywhere_after_the_next_collecting(school: School) -> None:
    els = school.trainee("els")
    els.play_to_an_end()
    els.play_the_mirror()
    els.write("Dit wil ik terug.")
    els.type_in_cell("Dit ook.")
    els.consent(show=True)
    assert school.hand_in(els).ok
    school.collect()
    school.autograde("els")
    assert "Dit wil ik terug." in school.feedback("els")
    assert school.api.release_feedback(MODULE, "els")["success"]
    exchange = school.cohort.exchange / "balo-2"
    assert text_in(exchange / "feedback", "Dit wil ik terug.")

    els.consent(read=False)
    assert school.hand_in(els).ok
    said = school.collect()
    assert f"els, {MODULE}: deze student trok de toestemming in" in said
    assert "Dit wil ik terug." not in school.all_text_of("els"), "gone before anything is graded"
    assert not text_in(exchange, "Dit wil ik terug.")
    assert not text_in(exchange, "Dit ook.")
    said = school.autograde("els")
    school.feedback("els")
    assert "els, 01-lever-or-barrier: deze student liet niet toe" in said
    assert "Dit wil ik terug." not in school.all_text_of("els")
    assert "Dit ook." not in school.all_text_of("els")
    records = list(school.cohort.folder.glob("*/els/*/record.jsonl"))
    told = ["first-week." in record.read_text("utf-8") for record in records]
    assert set(told) == {False}
    assert {name: grade[0] for name, grade in school.grades("els").items()} == {
        VIGNETTE: 1,
        REFLECTION: 0,
        MIRROR: 1,
        OTHER_REFLECTION: 0,
    }
    assert school.collect().count("trok de toestemming in") == 0, "what was done is not done again"
    assert school.page("els").is_file()


def text_in(folder: Path, text: str) -> list[Path]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if text in path.read_text("utf-8", "replace")]


def test_a_text_that_was_changed_leaves_no_trace_after_grading_again(school: School) -> None:
    ivo = school.trainee("ivo")
    ivo.write("Met een naam erin.")
    ivo.consent()
    assert school.hand_in(ivo).ok
    school.collect()
    school.autograde("ivo")
    assert "Met een naam erin." in school.feedback("ivo")
    ivo.write("Zonder.")
    assert school.hand_in(ivo).ok
    school.collect()
    school.autograde("ivo")
    assert "Met een naam erin." not in school.all_text_of("ivo")


def test_a_withdrawal_counts_even_where_late_hand_ins_do_not(school: School) -> None:
    pim = school.trainee("pim")
    pim.write("Voor de datum.")
    pim.consent()
    assert school.hand_in(pim).ok
    with school.api.gradebook as gradebook:
        assignment = gradebook.find_assignment(MODULE)
        assignment.duedate = datetime.now(UTC).replace(tzinfo=None)
        gradebook.db.commit()
    pim.consent(read=False)
    assert school.hand_in(pim).ok
    config = school.api.config
    config.CarefulCollect.before_duedate = True
    try:
        school.collect()
    finally:
        del config.CarefulCollect
    with school.api.gradebook as gradebook:
        gradebook.find_assignment(MODULE).duedate = None
        gradebook.db.commit()
    assert "Voor de datum." not in school.all_text_of("pim")
    assert '"read":false' in school.all_text_of("pim")


def test_the_facilitators_own_command_collects_from_the_exchange(
    school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    ria = school.trainee("ria")
    ria.consent()
    assert school.hand_in(ria).ok
    assert main(["collect", "balo-2", "--lang", "nl"]) == 0
    assert f"Binnengehaald: ria, {MODULE}" in capsys.readouterr().out
    assert (school.cohort.folder / "submitted" / "ria" / MODULE / "record.jsonl").is_file()
    assert main(["collect", "balo-2", "--lang", "en"]) == 0
    assert "ria" not in capsys.readouterr().out


def test_nbgraders_zip_collect_takes_the_files_that_trainees_make(school: School) -> None:
    emma = school.trainee("emma")
    emma.play_to_an_end()
    emma.write("Mijn eerste woord.")
    emma.consent()
    first = emma.make_file("Emma De Smet", minute=1)
    emma.write("Mijn laatste woord.")
    emma.type_in_cell("Uit de cel.")
    last = emma.make_file("Emma De Smet", minute=2)
    jan = school.trainee("jan-by-file")
    jan.consent()
    archive = school.cohort.folder / "downloaded" / MODULE / "archive"
    archive.mkdir(parents=True)
    for name, content in (last, first, jan.make_file("Jan Élève")):
        (archive / f"Student_4711_assignsubmission_file_{name}").write_bytes(content)
    (archive / "none.zip").write_bytes(b"not a zip")
    with zipfile.ZipFile(archive / "slip.zip", "w") as slip:
        slip.writestr("../../../../slipped.txt", "out")
    whole = zipfile.ZipFile(archive / "bomb.zip", "w", zipfile.ZIP_DEFLATED)
    with whole:
        whole.writestr(f"Mallory+{MODULE}+20261123T140000Z/record.jsonl", b"0" * 100_000_000)

    said = school.nbgrader("zip_collect", MODULE)

    for bad in ("none.zip", "slip.zip", "bomb.zip"):
        assert f"archive/{bad}" in said
    assert "Traceback" not in said
    submitted = school.cohort.folder / "submitted"
    assert "laatste woord" in (submitted / "Emma De Smet" / MODULE / "record.jsonl").read_text(
        "utf-8"
    )
    assert not (submitted / "Mallory").exists()
    assert not list(school.home.rglob("slipped.txt"))
    school.autograde("Emma De Smet", "Jan Élève")
    grades = school.grades("Emma De Smet")
    assert (grades[VIGNETTE], grades[REFLECTION]) == ((1, None, False), (None, None, True))
    page = school.feedback("Emma De Smet")
    assert "Mijn laatste woord." in page
    assert "Uit de cel." in page
    assert "eerste woord" not in school.all_text_of("Emma De Smet")


def test_what_was_handed_in_by_file_is_withdrawn_by_file(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fien = school.trainee("fien")
    fien.play_to_an_end()
    fien.write("Dit neem ik terug.")
    fien.consent()
    bring(fien.make_file("Fien", minute=1), tmp_path)
    school.autograde("Fien")
    assert "Dit neem ik terug." in school.feedback("Fien")
    fien.consent(read=False)
    bring(fien.make_file("Fien", minute=2), tmp_path)
    assert f"Fien, {MODULE}: deze student trok de toestemming in" in capsys.readouterr().out
    assert "Dit neem ik terug." not in school.all_text_of("Fien")
    school.autograde("Fien")
    school.feedback("Fien")
    assert "Dit neem ik terug." not in school.all_text_of("Fien")
    grades = school.grades("Fien")
    assert (grades[VIGNETTE], grades[REFLECTION]) == ((1, None, False), (0, None, False))


def bring(file: tuple[str, bytes], folder: Path) -> None:
    (folder / file[0]).write_bytes(file[1])
    assert main(["collect", "balo-2", str(folder / file[0]), "--lang", "nl"]) == 0


def test_an_answer_that_nobody_wrote_scores_nothing_with_no_response(school: School) -> None:
    bo = school.trainee("bo")
    bo.consent()
    submit_by_hand(school.cohort, bo)
    school.autograde("bo")
    assert set(school.grades("bo").values()) == {(0, None, False)}
    assert "No response." in school.feedback("bo")


def test_what_stands_in_the_way_of_handing_in_is_told_to_the_trainee(
    school: School, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tom = school.trainee("tom")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path))
    assert hand_in(tom.folder, "nl").code == "no-exchange"
    assert "there you make a file for your facilitator" in hand_in(tom.folder, "en").message

    config = tmp_path / "nbgrader_config.py"
    course = 'c.CourseDirectory.course_id = "balo-2"\n'
    config.write_text(course + f"c.Exchange.root = '{tmp_path / 'gone'}'\n")
    assert hand_in(tom.folder, "nl").code == "no-folder"

    config.write_text(course.replace("balo-2", "baso-9") + f"c.Exchange.root = '{tmp_path}'\n")
    failed = hand_in(tom.folder, "nl")
    assert failed.code == "not-released"
    assert "(baso-9) nog niet opengezet" in failed.message


def test_the_hand_in_command_needs_no_folder_of_its_own_and_no_path(
    school: School, tmp_path: Path
) -> None:
    eva = school.trainee("eva")
    eva.consent()
    environment = {
        "HOME": str(school.home),
        "PATH": "/usr/bin:/bin",
        "JUPYTER_CONFIG_PATH": str(school.cohort.trainee_config),
    }
    command = [
        sys.executable,
        "-m",
        "medeopvoeders",
        "hand-in",
        eva.folder,
        "--lang",
        "nl",
        "--json",
    ]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith('{"ok": true, "to": "balo-2", "receipt": "20'), done.stderr
    assert done.stdout.count("\n") == 1


def test_a_cohort_that_nbgrader_cannot_prepare_leaves_nothing_behind(school: School) -> None:
    from medeopvoeders.grading.cohorts import CohortError, new_cohort

    course = make_course(school.home / "broken")
    notebook = course / "nl" / MODULE / f"{MODULE}.ipynb"
    text = notebook.read_text("utf-8")
    notebook.write_text(text.replace(f'"grade_id": "{REFLECTION}"', f'"grade_id": "{VIGNETTE}"'))
    with pytest.raises(CohortError) as caught:
        new_cohort("broken", "nl", course, school.home, school.cohort.exchange)
    assert caught.value.code == "failed"
    left = [path.name for path in (school.home / "cohorts").iterdir()]
    assert left == ["balo-2"]


def test_a_moved_cohort_still_works(school: School) -> None:
    from medeopvoeders.grading.cohort import read_cohort
    from medeopvoeders.grading.course_api import course_api

    moved = school.home / "elsewhere"
    shutil.copytree(school.cohort.folder, moved)
    assert course_api(read_cohort(moved)).get_source_assignments() == {MODULE}
