"""One course of nbgrader's own steps costs seconds: the tests of a file share a cohort."""

from __future__ import annotations

import os
import subprocess
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cohort_maker import MODULE, Trainee, make_cohort, make_course, make_trainee
from medeopvoeders.grading.exchange import HandInResult, hand_in

if TYPE_CHECKING:
    from medeopvoeders.grading.cohort import Cohort

SCRIPTS = Path(sysconfig.get_path("scripts"))


@dataclass
class School:
    """A cohort, its trainees' folders, and a home that nobody else uses."""

    home: Path
    cohort: Cohort
    api: Any

    def trainee(self, name: str) -> Trainee:
        """A new trainee with a fresh copy of the module."""
        return make_trainee(name, self.cohort, self.home / "trainees")

    def hand_in(self, trainee: Trainee) -> HandInResult:
        """Hand in as that trainee would from a server of the cohort."""
        config = self.home / "servers" / trainee.name
        config.mkdir(parents=True, exist_ok=True)
        lines = (self.cohort.trainee_config / "nbgrader_config.py").read_text("utf-8")
        # nbgrader takes the name of the account, and a test has only one.
        lines += f'c.CourseDirectory.student_id = "{trainee.name}"\n'
        (config / "nbgrader_config.py").write_text(lines, "utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("JUPYTER_CONFIG_PATH", str(config))
            return hand_in(trainee.folder, trainee.lang)

    def nbgrader(self, *arguments: str) -> str:
        """Run nbgrader's own command as somebody does who never activated an environment."""
        environment = {"HOME": str(self.home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
        done = subprocess.run(
            [SCRIPTS / "nbgrader", *arguments],
            cwd=self.cohort.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def autograde(self, *names: str) -> str:
        """Grade these submissions, and give what nbgrader said; it must have gone well."""
        return "".join(self._done(self.api.autograde(MODULE, name)) for name in names)

    def collect(self) -> str:
        """Collect what was handed in, newer over older, and give what nbgrader said."""
        return self._done(self.api.collect(MODULE, update=True))

    def feedback(self, *names: str) -> str:
        """Make these trainees' feedback pages, and give them."""
        for name in names:
            self._done(self.api.generate_feedback(MODULE, name))
        return "".join(self.page(name).read_text("utf-8") for name in names)

    def page(self, name: str) -> Path:
        """A trainee's feedback page."""
        return self.cohort.folder / "feedback" / name / MODULE / f"{MODULE}.html"

    def grades(self, name: str) -> dict[str, tuple[float | None, float | None, bool]]:
        """By cell: the score given by nbgrader, by a person, and whether a person must look."""
        with self.api.gradebook as gradebook:
            submission = gradebook.find_submission_notebook(MODULE, MODULE, name)
            return {
                grade.name: (grade.auto_score, grade.manual_score, bool(grade.needs_manual_grade))
                for grade in submission.grades
            }

    def all_text_of(self, name: str) -> str:
        """Everything that the course holds of a trainee, in every step."""
        files = (path for path in self.cohort.folder.glob(f"*/{name}/**/*") if path.is_file())
        return "\n".join(path.read_text("utf-8", "replace") for path in files)

    @staticmethod
    def _done(result: dict[str, Any]) -> str:
        assert result["success"], result
        return str(result.get("log", ""))


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """A school with one cohort, whose module is released."""
    from medeopvoeders.grading.course_api import course_api

    home = tmp_path_factory.mktemp("school")
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("HOME", "MEDEOPVOEDERS_HOME"):
            patch.setenv(variable, str(home))
        for variable in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_PATH"):
            patch.delenv(variable, raising=False)
        patch.setenv("PATH", os.defpath)
        cohort = make_cohort("balo-2", "nl", make_course(home / "course"), home)
        yield School(home, cohort, course_api(cohort))
