"""Bringing in files that a facilitator received, on the page for facilitators."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from tornado import web
from tornado.httputil import HTTPFile

from medeopvoeders.grading.bringing_in import bring_in
from medeopvoeders.grading.cohort import Cohort, CohortError, find_cohort
from medeopvoeders.grading.line import Line, closing
from medeopvoeders.serving.handlers import SETTING, Page

MEGABYTE = 1_000_000
LARGEST_UPLOAD = 200 * MEGABYTE  # bytes in one go; a group of a hundred sends less than ten million
REPLACEABLE = "other_record"


class BringIn(Page):
    """The form that takes hand-ins from files; the answer says what became of each.

    The dashboard's button stands behind the same conditions: the token, the form's own key, and no
    hub, where a group's data are not for everybody who has an account.
    """

    @web.authenticated
    async def post(self, _: str) -> None:
        """Take in what was sent, and list it. Nothing is kept but what was taken in."""
        if SETTING not in self.settings:
            raise web.HTTPError(404)
        try:
            cohort = find_cohort(self.get_body_argument("group"))
        except CohortError:
            raise web.HTTPError(404) from None
        files = self.request.files.get("files", [])
        trusting = self.get_body_argument("replace", "") == "yes"
        problem = _what_is_wrong(files)
        lines = [] if problem else await asyncio.to_thread(_bring_in, cohort, files, trusting)
        self._show(cohort, lines, problem)

    def _show(self, cohort: Cohort, lines: list[Line], problem: str) -> None:
        self.set_status(200 if lines else 400)
        self.paint(
            "brought_in.html",
            here="facilitators",
            cohort=cohort,
            problem=problem,
            limit=LARGEST_UPLOAD // MEGABYTE,
            lines=[(line.kind, line.sentence(self.lang)) for line in lines],
            closing=closing(lines, self.lang),
            may_replace=any(line.code == REPLACEABLE for line in lines),
            xsrf=self.xsrf_form_html(),
        )


def _what_is_wrong(files: list[HTTPFile]) -> str:
    if not any(file.filename for file in files):
        return "bring_in_none"
    size = sum(len(file.body) for file in files)
    return "bring_in_too_much" if size > LARGEST_UPLOAD else ""


def _bring_in(cohort: Cohort, files: list[HTTPFile], trusting: bool) -> list[Line]:
    """The names that came along are for people to read, and no paths."""
    with tempfile.TemporaryDirectory() as folder:
        given = []
        for number, file in enumerate(files):
            path = Path(folder, str(number))
            path.write_bytes(file.body)
            given.append((path, file.filename.replace("\\", "/").rsplit("/", 1)[-1]))
        return list(bring_in(cohort, given, trusting=trusting))
