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
from contextlib import suppress
from pathlib import Path
from typing import Any

from nbgrader.exchange import ExchangeError
from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import notebook_hash, parse_utc

from medeopvoeders.grading.cohort import read_cohort
from medeopvoeders.grading.copies import forget, forget_copies
from medeopvoeders.grading.line import Kind, Line, noted
from medeopvoeders.grading.literal_text import visible
from medeopvoeders.grading.submission import (
    TIMESTAMP_NAME,
    Submission,
    read_plain_file,
    read_submission,
    read_time,
)
from medeopvoeders.record.journal import RECORD_NAME
from medeopvoeders.record.notebook import activity_kinds, read_notebook
from medeopvoeders.record.student_name import is_student_name

SECRET = "submission_secret.txt"  # noqa: S105 - the name of a file
NBGRADERS_OWN = (TIMESTAMP_NAME, SECRET)
NEVER = dt.datetime(1, 1, 1)  # noqa: DTZ001 - nbgrader compares times without a zone


class CarefulCollect(ExchangeCollect):
    """nbgrader's own collecting, one submission at a time, without following links.

    Each submission that something is wrong with is named, in the cohort's language; `lines` keeps
    what became of each, for whoever started it.
    """

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.lines: list[Line] = []
        self._newest: dict[str, dict[str, Any]] = {}

    def _path_to_record(self, path: str) -> dict[str, Any]:
        try:
            record: dict[str, Any] = super()._path_to_record(path)
        except (ExchangeError, ValueError, OverflowError):
            return self._passed_over("no_submission", path)
        if Path(path).is_symlink():
            return self._passed_over("no_submission", path)
        if not is_student_name(record["username"]):
            return self._passed_over("odd_name", path)
        newest = self._newest.setdefault(record["username"], record)
        if record["timestamp"] > newest["timestamp"]:
            self._newest[record["username"]] = record
        return record

    def _passed_over(self, code: str, path: str) -> dict[str, Any]:
        self._say(code, "refused", name=visible(Path(path).name))
        return {"username": "", "filename": "", "timestamp": NEVER}

    def init_src(self) -> None:
        """Find what was handed in, without what is no submission."""
        super().init_src()
        records = [record for record in self.src_records if record["username"]]
        self.src_records = [self._as_it_counts(record) for record in records]

    def _as_it_counts(self, record: dict[str, Any]) -> dict[str, Any]:
        """The submission that nbgrader chose (it can be told to pass over late ones), or a newer
        one that takes it back: that counts whenever it comes."""
        newest = self._newest[record["username"]]
        if newest is record or self._read(Path(self.inbound_path, newest["filename"])).holds_words:
            return record
        return newest

    def copy_files(self) -> None:
        """Copy each submission; the ones that cannot be copied are named, and the rest goes on."""
        records = self.src_records
        if not records:
            super().copy_files()
        for record in records:
            self.src_records = [record]
            folder = self._folder_of(record)
            before, at = self._read(folder), read_time(folder)
            try:
                super().copy_files()
            # Whatever a trainee left there, and nbgrader's own errors, which have many types.
            except Exception as error:  # noqa: BLE001
                reason = visible(str(error))[:200]
                self._say("not_collected", "refused", **self._about(record), reason=reason)
                continue
            self._look_at(record, before, new=read_time(folder) != at)

    def _look_at(self, record: dict[str, Any], before: Submission, *, new: bool) -> None:
        """Tell of what was copied, and carry out what it takes back."""
        about = self._about(record)
        if new:
            code = "replaced" if before.events or before.typed else "taken"
            self.lines.append(Line("taken", code, about | {"where": record["filename"]}))
        after = self._read(self._folder_of(record))
        for remark in after.remarks:
            self._tell(noted(remark))
        if not after.holds_words:
            self._forget_older(record)
        if before.holds_words and not after.holds_words:
            forget_copies(Path(self.coursedir.root), about["student"], about["module"])
            self._tell(Line("note", "withdrawn", about))

    def _forget_older(self, record: dict[str, Any]) -> None:
        """Remove from the exchange what the newest submission takes back. Its files are the
        trainee's own, so on a hub that may not be allowed; then say so."""
        start = f"{record['username']}+{self.coursedir.assignment_id}+"
        for path in Path(self.inbound_path).iterdir():
            is_older = path.name.startswith(start) and path.name != record["filename"]
            if not is_older or path.is_symlink():
                continue
            self._take_back_feedback(path)
            if not forget(path):
                self._say("older_left", **self._about(record), path=visible(str(path)))

    def _take_back_feedback(self, submission: Path) -> None:
        """Remove the feedback that was released for a submission; nbgrader names it so that only
        who has the submission's secret can find it."""
        with suppress(OSError, ValueError):
            secret = read_plain_file(submission / SECRET).decode()
            name = notebook_hash(secret=secret, notebook_id=self.coursedir.assignment_id)
            Path(self.course_path, "feedback", f"{name}.html").unlink()

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

    def _folder_of(self, record: dict[str, Any]) -> Path:
        steps, module = self.coursedir.submitted_directory, self.coursedir.assignment_id
        return Path(self.coursedir.format_path(steps, record["username"], module))

    def _read(self, folder: Path) -> Submission:
        student, module = folder.parent.name, self.coursedir.assignment_id
        notebook = read_notebook(Path(self.coursedir.root, "source", module, f"{module}.ipynb"))
        return read_submission(folder, student, module, module, list(activity_kinds(notebook)))

    def _about(self, record: dict[str, Any]) -> dict[str, str]:
        return {"student": visible(record["username"]), "module": self.coursedir.assignment_id}

    def _say(self, code: str, kind: Kind = "note", **details: object) -> None:
        self._tell(Line(kind, code, details, "grading"))

    def _tell(self, line: Line) -> None:
        self.lines.append(line)
        self.log.warning("%s", line.sentence(self._lang()))

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
    file = folder / TIMESTAMP_NAME
    try:
        parse_utc(file.read_text("utf-8").strip())
    except (OSError, ValueError, OverflowError):
        file.unlink(missing_ok=True)
        file.write_text(f"{timestamp} UTC", "utf-8")
