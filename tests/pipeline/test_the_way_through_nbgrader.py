from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cohort_maker import MODULE, REFLECTION, VIGNETTE, make_course, submit_by_hand
from medeopvoeders.grading.exchange import hand_in

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
    jan.write("Wim hoort dat ik hem wantrouw: “elke dag tekenen”.")
    jan.type_in_cell("Nog **iets** uit de cel.")
    jan.consent()
    result = school.hand_in(jan)
    assert (result.ok, result.to) == (True, "balo-2")
    assert result.receipt.endswith("UTC")

    assert "balo-2 jan 01-lever-or-barrier" in school.nbgrader("list", "--inbound")
    school.nbgrader("collect", MODULE)
    school.nbgrader("autograde", MODULE)
    assert school.grades("jan") == {VIGNETTE: (1, None, False), REFLECTION: (None, None, True)}

    with school.api.gradebook as gradebook:
        gradebook.find_grade(REFLECTION, MODULE, MODULE, "jan").manual_score = 3
        gradebook.find_comment(
            REFLECTION, MODULE, MODULE, "jan"
        ).manual_comment = "Mooi geschreven."
        gradebook.db.commit()
    school.nbgrader("generate_feedback", MODULE)
    page = school.page("jan").read_text("utf-8")
    assert "(Score: 4.0 / 5.0)" in page
    assert "Mooi geschreven." in page
    assert "Wim hoort dat ik hem wantrouw: “elke dag tekenen”." in page
    assert "Nog **iets** uit de cel." in page
    assert "Geschreven in het antwoordvak" in page
    assert "Tot een einde gespeeld." in page
    assert "cdnjs" not in page


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
    els.write("Dit wil ik terug.")
    els.type_in_cell("Dit ook.")
    els.consent(show=True)
    assert school.hand_in(els).ok
    school.collect()
    school.autograde("els")
    assert "Dit wil ik terug." in school.feedback("els")

    els.consent(read=False)
    assert school.hand_in(els).ok
    school.collect()
    said = school.autograde("els")
    school.feedback("els")
    assert "els, 01-lever-or-barrier: deze student liet niet toe" in said
    assert "Dit wil ik terug." not in school.all_text_of("els")
    assert "Dit ook." not in school.all_text_of("els")
    assert school.grades("els") == {VIGNETTE: (1, None, False), REFLECTION: (0, None, False)}


def test_an_answer_that_nobody_wrote_scores_nothing_with_no_response(school: School) -> None:
    bo = school.trainee("bo")
    bo.consent()
    submit_by_hand(school.cohort, bo)
    school.autograde("bo")
    assert school.grades("bo") == {VIGNETTE: (0, None, False), REFLECTION: (0, None, False)}
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
