"""What nbgrader opens a submitted notebook with: one that cannot be opened becomes an empty one."""

from __future__ import annotations

from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter

from medeopvoeders.grading.one_engine import share_engines
from medeopvoeders.grading.submission import LARGEST


class SubmissionExporter(NotebookExporter):
    """An exporter that does not stumble over a broken notebook.

    RebuildFromRelease replaces the submitted notebook wholesale, so what is wrong with it is no
    reason to give up on the submission: its record still holds the work.
    """

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        # Made when nbgrader begins to grade, and for nothing else.
        share_engines()
        super().__init__(*arguments, **settings)

    def from_file(self, file_stream: Any, resources: Any = None, **kw: Any) -> Any:
        """Convert the notebook in `file_stream`, or an empty one where there is none in it."""
        return self.from_notebook_node(_read(file_stream), resources=resources, **kw)


def _read(stream: Any) -> Any:
    try:
        notebook = nbformat.reads(stream.read(LARGEST), as_version=4)
        nbformat.validate(notebook)
    # Old formats are converted by code that trusts its input: it raises whatever comes up, down
    # to RecursionError, on a file that was made to break it.
    except Exception:  # noqa: BLE001
        return nbformat.v4.new_notebook()
    return notebook
