"""Collecting through nbgrader's exchange, where one bad hand-in must not stop the others.

The exchange is a folder that every trainee can write in. nbgrader follows links there, takes a
student's name from a folder's, and stops at the first thing that it cannot copy.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import stat
import tempfile
from pathlib import Path
from typing import Any

from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import parse_utc

from medeopvoeders.grading.cohort import read_cohort
from medeopvoeders.grading.literal_text import visible
from medeopvoeders.grading.submission import Remark, read_submission
from medeopvoeders.record.journal import RECORD_NAME
from medeopvoeders.record.student_name import is_student_name

TIMESTAMP = "timestamp.txt"
NBGRADERS_OWN = (TIMESTAMP, "submission_secret.txt")
NEVER = dt.datetime(1, 1, 1)  # noqa: DTZ001 - nbgrader compares times without a zone


class CarefulCollect(ExchangeCollect):
    """nbgrader's own collecting, one submission at a time, without following links.

    Each submission that something is wrong with is named, in the cohort's language.
    """

    def _path_to_record(self, path: str) -> dict[str, Any]:
        try:
            record: dict[str, Any] = super()._path_to_record(path)
        except (ExchangeError, ValueError, OverflowError):
            return self._passed_over("no_submission", path)
        if Path(path).is_symlink():
            return self._passed_over("no_submission", path)
        if not is_student_name(record["username"]):
            return self._passed_over("odd_name", path)
        return record

    def _passed_over(self, code: str, path: str) -> dict[str, Any]:
        self._say(code, name=visible(Path(path).name))
        return {"username": "", "filename": "", "timestamp": NEVER}

    def init_src(self) -> None:
        """Find what was handed in, without what is no submission."""
        super().init_src()
        self.src_records = [record for record in self.src_records if record["username"]]

    def copy_files(self) -> None:
        """Copy each submission; the ones that cannot be copied are named, and the rest goes on."""
        records = self.src_records
        if not records:
            super().copy_files()
        for record in records:
            self.src_records = [record]
            try:
                super().copy_files()
            # Whatever a trainee left there, and nbgrader's own errors, which have many types.
            except Exception as error:  # noqa: BLE001
                self._say("not_collected", **self._about(record), reason=visible(str(error))[:200])
            else:
                self._look_at(record)

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy a submission, leaving out what is no plain file: a link could point at another
        trainee's work, or at the facilitator's own files. Left out as well is what the module
        does not ask for: a kernel or nbgrader, started there, would run a Python file of a
        well-chosen name."""
        found = {"link_left_out": _not_plain(src), "file_left_out": self._not_asked_for(src)}
        about = self._about(self.src_records[0])
        for code, paths in found.items():
            for path in paths:
                self._say(code, **about, name=visible(path.name))
        left_out = [path for paths in found.values() for path in paths]
        with tempfile.TemporaryDirectory() as folder:
            if left_out:
                plain = Path(folder) / "plain"
                shutil.copytree(src, plain, ignore=_leave_out(left_out))
                src = str(plain)
            super().do_copy(src, dest, log)
        _mend_timestamp(Path(dest), self.src_records[0]["timestamp"])

    def _not_asked_for(self, submission: str) -> list[Path]:
        """What stands in a submission beside the record, the time and the module's own files."""
        source = Path(self.coursedir.root, "source", self.coursedir.assignment_id)
        asked = {RECORD_NAME, *NBGRADERS_OWN, *(path.name for path in source.glob("*"))}
        return [path for path in Path(submission).glob("*") if path.name not in asked]

    def _look_at(self, record: dict[str, Any]) -> None:
        student, module = record["username"], self.coursedir.assignment_id
        steps = self.coursedir.submitted_directory
        folder = Path(self.coursedir.format_path(steps, student, module))
        for remark in read_submission(folder, student, module, module).remarks:
            self.log.warning("%s", remark.sentence(self._lang()))

    def _about(self, record: dict[str, Any]) -> dict[str, str]:
        return {"student": visible(record["username"]), "module": self.coursedir.assignment_id}

    def _say(self, code: str, **details: object) -> None:
        self.log.warning("%s", Remark(code, tuple(details.items())).sentence(self._lang()))

    def _lang(self) -> str:
        return read_cohort(Path(self.coursedir.root)).lang


def _not_plain(folder: str) -> list[Path]:
    """Everything below `folder` that is neither a plain file nor a folder."""
    below = [
        Path(where, name)
        for where, folders, files in os.walk(folder)
        for name in [*folders, *files]
    ]
    kinds = ((path, path.lstat().st_mode) for path in below)
    return [path for path, kind in kinds if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind))]


def _leave_out(paths: list[Path]) -> Any:
    return lambda folder, names: [name for name in names if Path(folder, name) in paths]


def _mend_timestamp(folder: Path, timestamp: dt.datetime) -> None:
    """A timestamp that cannot be read stops nbgrader's pages for the whole group. The folder in
    the exchange has the same one in its name, where nbgrader has already read it."""
    file = folder / TIMESTAMP
    try:
        parse_utc(file.read_text("utf-8").strip())
    except (OSError, ValueError, OverflowError):
        file.unlink(missing_ok=True)
        file.write_text(f"{timestamp} UTC", "utf-8")
