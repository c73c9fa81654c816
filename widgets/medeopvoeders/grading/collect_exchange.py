"""`medeopvoeders collect NAME` without files: what stands in the group's exchange, newest first.

Importing nbgrader takes seconds; import this module only where nbgrader is really needed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError

from medeopvoeders.grading.cohort import Cohort
from medeopvoeders.grading.collecting import CarefulCollect
from medeopvoeders.grading.course_api import cohort_config
from medeopvoeders.grading.line import Line


def collect_exchange(cohort: Cohort) -> Iterator[Line]:
    """Collect every module as nbgrader does, newer over older, and tell what became of each."""
    config = cohort_config(cohort)
    silent = logging.getLogger("medeopvoeders.collect")
    silent.setLevel(logging.CRITICAL + 1)
    inbound = cohort.exchange / cohort.name / "inbound"
    for module in cohort.modules:
        course = CourseDirectory(config=config)
        course.assignment_id = module
        collect = CarefulCollect(
            config=config, coursedir=course, authenticator=Authenticator(config=config), log=silent
        )
        collect.update = True
        try:
            collect.start()
        except (ExchangeError, OSError):
            about = {"path": inbound, "name": cohort.name}
            yield Line("refused", "no_exchange", about)
            return
        yield from collect.lines
