"""Serving a group's folder: its dashboard, with nbgrader's pages beside it; or a made-up group."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from medeopvoeders.grading.cohort import Cohort
from medeopvoeders.grading.made_up import made_up_cohort
from medeopvoeders.serving.start import start

DASHBOARD_PAGE = "voila/render/dashboard.ipynb"


def serve_group(cohort: Cohort, *, lang: str | None, port: int | None, open_browser: bool) -> int:
    """Serve `cohort` until Ctrl+C, in `lang` or in the group's own; the exit code."""
    if not cohort.made_up:
        os.chdir(cohort.folder)  # nbgrader reads its settings where a process stands
    return start(
        cohort.folder,
        port=port,
        lang=lang or cohort.lang,
        open_browser=open_browser,
        page=DASHBOARD_PAGE,
        course=False,
        nbgrader=not cohort.made_up,
    )


def serve_made_up(course: Path, lang: str, *, port: int | None, open_browser: bool) -> int:
    """Serve a group of people who do not exist; its folder is gone when this returns."""
    # Until the server listens for it, a kill would leave the folder behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with made_up_cohort(lang, course) as cohort:
        return serve_group(cohort, lang=lang, port=port, open_browser=open_browser)
