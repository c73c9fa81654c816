"""A hand-in as one file, for where no exchange is set up: a laptop, Binder, any learning platform.

It is a zip that holds one folder with the record and the notebook. File and folder have the same
name, which says who, what and when; as nbgrader's own exchange does, with plus signs in between.
So nothing is lost where a platform, a browser or a mail program gives the file another name.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from medeopvoeders.record.export import Outgoing
from medeopvoeders.record.journal import RECORD_NAME, encode

_STAMP = "%Y%m%dT%H%M%SZ"
_LABEL = re.compile(
    r"(?P<student_id>[^+/\\]+)\+(?P<module>[^+/\\]+)\+(?P<timestamp>\d{8}T\d{6}Z)", re.ASCII
)
# For nbgrader's FileNameCollectorPlugin, which matches from the start of a file's whole path.
NAMED_REGEXP = rf".*[/\\]{_LABEL.pattern}[/\\](?P<file_id>[^/\\]+\.ipynb|{re.escape(RECORD_NAME)})$"


@dataclass(frozen=True, slots=True)
class Label:
    """Who handed in which module, and when (UTC, to the second)."""

    student: str
    module: str
    at: datetime

    def __str__(self) -> str:
        return f"{self.student}+{self.module}+{self.at.strftime(_STAMP)}"

    @property
    def file_name(self) -> str:
        """The name of the zip."""
        return f"{self}.zip"


def read_label(name: str) -> Label | None:
    """The label that a folder's name is; None for any other name."""
    match = _LABEL.fullmatch(name)
    if not match:
        return None
    try:
        at = datetime.strptime(match["timestamp"], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Label(match["student_id"], match["module"], at)


def next_moment(now: datetime, earlier: Iterable[str]) -> datetime:
    """`now`, or a second after the last of the files in `earlier`: the newest counts, so a clock
    that was set back must not make the newest the older one."""
    labels = filter(None, (read_label(name.removesuffix(".zip")) for name in earlier))
    return max([now.replace(microsecond=0), *(label.at + timedelta(seconds=1) for label in labels)])


def pack(sent: Outgoing, label: Label) -> bytes:
    """The zip of one hand-in: all that `sent` holds, and nothing beside it."""
    files = {
        f"{label.module}.ipynb": reduced_notebook(sent.typed),
        RECORD_NAME: b"".join(encode(event) for event in sent.events),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(f"{label}/{name}", label.at.timetuple()[:6])
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def reduced_notebook(typed: dict[str, tuple[str, ...]]) -> bytes:
    """A notebook with nothing in it but answer cells, each with its text."""
    cells = [_answer_cell(grade_id, text) for grade_id, texts in typed.items() for text in texts]
    for number, cell in enumerate(cells):
        cell["id"] = f"answer-{number}"
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _answer_cell(grade_id: str, text: str) -> dict[str, Any]:
    about = {"grade_id": grade_id, "grade": True, "solution": True}
    return {"cell_type": "markdown", "metadata": {"nbgrader": about}, "source": text}
