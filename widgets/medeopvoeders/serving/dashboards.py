"""Opening a group's dashboard from the page for facilitators, so that nobody needs a terminal.

A dashboard has a server of its own: it sees the group's data, and a trainee's server never does.
"""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import suppress
from threading import Lock

from medeopvoeders.grading.cohort import Cohort

SECONDS_TO_END = 10
ADDRESS = re.compile(r"https?://\S+")

_open: dict[str, tuple[subprocess.Popen[str], str]] = {}
_opening = Lock()


def open_dashboard(cohort: Cohort) -> str:
    """The address of the group's dashboard, token included; its server is started where it does
    not run yet, which takes seconds. Raises OSError where it does not come up."""
    with _opening:
        process, address = _open.get(cohort.name, (None, ""))
        if process is None or process.poll() is not None:
            process = _start(cohort)
            address = _address(process)
            _open[cohort.name] = (process, address)
        return address


def close_dashboards() -> None:
    """End the servers that were started here: they belong to the one that is ending."""
    for process, _ in _open.values():
        process.terminate()
    for process, _ in _open.values():
        with suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS_TO_END)
    _open.clear()


def _start(cohort: Cohort) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "medeopvoeders", "dashboard", cohort.folder.name]
    return subprocess.Popen(
        [*command, "--no-browser"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


def _address(process: subprocess.Popen[str]) -> str:
    """The address that the server prints once it listens."""
    for line in process.stdout or ():
        if found := ADDRESS.search(line):
            return found[0]
    raise OSError("the dashboard's server ended before it listened")
