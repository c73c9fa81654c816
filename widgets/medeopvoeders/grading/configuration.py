"""nbgrader's settings for a cohort.

A cohort's `nbgrader_config.py` calls `configure`, so a newer version of this package reaches the
cohorts that were made before it. What a facilitator sets below that call wins.
"""

from __future__ import annotations

import os
import sysconfig
from pathlib import Path
from typing import Any

from medeopvoeders.grading.cohort import read_cohort
from medeopvoeders.grading.notebook import answer_stub
from medeopvoeders.record.hand_in_file import NAMED_REGEXP

ROOM = "medeopvoeders.grading"
TEMPLATES = Path(__file__).parent / "templates"


def configure(c: Any, config_file: str) -> None:
    """Set up nbgrader for the cohort whose `nbgrader_config.py` is `config_file`.

    `c` is the traitlets configuration that nbgrader gives that file. Raises CohortError where
    the `cohort.toml` beside it cannot be read.
    """
    cohort = read_cohort(Path(config_file).resolve().parent)
    find_alembic()
    c.CourseDirectory.root = str(cohort.folder)
    c.CourseDirectory.course_id = cohort.name
    c.Exchange.root = str(cohort.exchange)
    c.ExchangeFactory.collect = f"{ROOM}.collecting.CarefulCollect"
    _collect_files(c)
    # nbgrader replaces a written answer by this text in what it releases, and gives an answer
    # that still equals it 0 points and "No response.".
    c.ClearSolutions.text_stub = answer_stub(cohort.lang)
    _grade_without_executing(c)
    _give_back_without_model_answers(c)
    _show_without_network(c)


def find_alembic() -> None:
    """Put this environment's scripts on PATH: nbgrader starts `alembic` by its bare name when it
    makes a gradebook, and fails where it was itself started as `.venv/bin/nbgrader`."""
    scripts, path = sysconfig.get_path("scripts"), os.environ.get("PATH", "")
    if scripts not in path.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join(filter(None, [scripts, path]))


def _collect_files(c: Any) -> None:
    """`nbgrader zip_collect` takes the files that trainees make where there is no exchange."""
    c.ZipCollectApp.extractor_plugin = f"{ROOM}.careful_extractor.CarefulExtractor"
    c.FileNameCollectorPlugin.named_regexp = NAMED_REGEXP
    c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".jsonl"]


def _grade_without_executing(c: Any) -> None:
    """The way of a submission through nbgrader, in order. Nothing here starts a kernel.

    RebuildFromRelease comes first: after it, what nbgrader sees is the released notebook with a
    trainee's texts in it, so nbgrader's own repairs (duplicate ids, overwritten cells) have
    nothing left to do. SaveAutoGrades reads the outputs that AwardActivityPoints sets.
    """
    c.Autograde.exporter_class = f"{ROOM}.submission_exporter.SubmissionExporter"
    c.Autograde.pre_convert_hook = f"{ROOM}.missing_notebooks.name_missing_notebooks"
    c.Autograde.sanitize_preprocessors = [
        f"{ROOM}.rebuild_from_release.RebuildFromRelease",
        f"{ROOM}.rubric_beside_answer.PutRubricsBeside",
        f"{ROOM}.forget_earlier_feedback.ForgetEarlierFeedback",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.Autograde.autograde_preprocessors = [
        f"{ROOM}.award_activity_points.AwardActivityPoints",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]


def _give_back_without_model_answers(c: Any) -> None:
    """Ours, and then the two that nbgrader makes its feedback pages with."""
    c.GenerateFeedback.preprocessors = [
        f"{ROOM}.rubric_beside_answer.LeaveOutModelAnswers",
        "nbgrader.preprocessors.GetGrades",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]


def _show_without_network(c: Any) -> None:
    """Ours come first: they leave MathJax out of the formgrader and the feedback, which would be
    fetched from a CDN. nbgrader's own follow; it names them only where nothing else is named."""
    from nbgrader.server_extensions import formgrader

    theirs = Path(formgrader.__file__).parent / "templates"
    c.HTMLExporter.extra_template_basedirs = [str(TEMPLATES), str(theirs)]
