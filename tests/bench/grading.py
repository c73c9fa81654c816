"""How long nbgrader takes for a submission: with our preprocessors, and without."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from group_copy import course_root
from table import Row

from medeopvoeders.grading.configuration import find_alembic
from medeopvoeders.grading.made_up import Shares

SIZE = int(os.environ.get("BENCH_SUBMISSIONS", "50"))
LIMIT = 0.1
PROGRAM = Path(__file__).with_name("autograde.py")
STOCK = 'c = get_config()\nc.CourseDirectory.course_id = "bench"\n'
# Whole submissions only: nbgrader passes over one without a notebook, and stops at a broken one.
WHOLE = Shares(missing=0, bad=0)


def measure() -> Iterator[Row]:
    """nbgrader's autograde with a cohort's configuration against the same with nbgrader's own,
    which executes each notebook in a kernel, on copies of the same made-up submissions.

    A submission at a time, as nbgrader does it. The first, in which both load what they need, is
    left out. BENCH_SUBMISSIONS says how many there are.
    """
    find_alembic()
    with course_root(SIZE, WHOLE) as cohort:
        [module] = cohort.modules
        stock = cohort.folder.with_name("stock")
        shutil.copytree(cohort.folder, stock)
        (stock / "nbgrader_config.py").write_text(STOCK, "utf-8")
        rounds = [_seconds(root, module) for root in (cohort.folder, stock)]
    ours, baseline = (tuple(1000 * took for took in seconds[1:]) for seconds in rounds)
    yield Row("grading a submission", "ms", ours, baseline, limit=LIMIT)


def _seconds(root: Path, module: str) -> list[float]:
    """What each submission took. Raises where not every one was graded."""
    command = [sys.executable, str(PROGRAM), str(root), module]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    said = json.loads(done.stdout.splitlines()[-1])
    if said["graded"] != SIZE:
        raise RuntimeError(f"{said['graded']} of {SIZE} were graded: {done.stderr[-2000:]}")
    seconds: list[float] = said["seconds"]
    return seconds
