"""nbgrader's autograde over a whole module, with a stopwatch: `grading.py` runs it, once each.

Prints the seconds that each submission took, in order, as one line of JSON.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters import Autograde
from traitlets.config import PyFileConfigLoader

from medeopvoeders.grading.course_api import jupyter_config


class TimedAutograde(Autograde):
    """nbgrader's own, which notes when it turns to each submission."""

    moments: list[float] = []  # noqa: RUF012 - there is one of it a process

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """The first thing that nbgrader does for a submission."""
        self.moments.append(perf_counter())
        return bool(super().init_destination(assignment_id, student_id))


def main(root: str, module: str) -> None:
    """Grade every submission of `module` in the course at `root`, configured as it stands there."""
    config = jupyter_config()
    config.merge(PyFileConfigLoader("nbgrader_config.py", path=root).load_config())
    config.CourseDirectory.root = root
    api = NbGraderAPI(config=config)
    api.coursedir.assignment_id = module
    grader = TimedAutograde(coursedir=api.coursedir, parent=api)
    grader.create_student = True
    grader.start()
    moments = [*grader.moments, perf_counter()]
    graded = len(list(Path(root).glob(f"autograded/*/{module}/{module}.ipynb")))
    took = [after - before for before, after in pairwise(moments)]
    print(json.dumps({"graded": graded, "seconds": took}))


if __name__ == "__main__":
    main(*sys.argv[1:])
