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

_open: dict[tuple[str, ...], tuple[subprocess.Popen[str], str]] = {}
_opening = Lock()


def open_dashboard(cohort: Cohort) -> str:
    """The address of the group's dashboard, token included; its server is started where it does
    not run yet, which takes seconds. Raises OSError where it does not come up."""
    return _opened(cohort.folder.name)


def open_demo(lang: str) -> str:
    """The address of the dashboard of a made-up group in `lang`, which ends with its server.
    Raises OSError as well."""
    return _opened("--demo", "--lang", lang)


def _opened(*which: str) -> str:
    with _opening:
        process, address = _open.get(which, (None, ""))
        if process is None or process.poll() is not None:
            process = _start(which)
            address = _address(process)
            _open[which] = (process, address)
        return address


def close_dashboards() -> None:
    """End the servers that were started here: they belong to the one that is ending."""
    for process, _ in _open.values():
        process.terminate()
    for process, _ in _open.values():
        with suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS_TO_END)
    _open.clear()


def _start(which: tuple[str, ...]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "medeopvoeders", "dashboard", *which]
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
