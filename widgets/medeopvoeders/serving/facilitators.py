"""The pages for facilitators: their groups, the guides to the modules, the way to a dashboard."""

from __future__ import annotations

import asyncio

from tornado import web

from medeopvoeders.grading.cohort import CohortError, cohorts, find_cohort
from medeopvoeders.grading.made_up import SIZE
from medeopvoeders.reading.library import languages
from medeopvoeders.serving.dashboards import open_dashboard, open_demo
from medeopvoeders.serving.guides import Prose, guides
from medeopvoeders.serving.handlers import SETTING, Page


class Facilitators(Page):
    """How to start a group, and the groups there are."""

    @web.authenticated
    def get(self, lang: str) -> None:
        """The page for facilitators."""
        if lang not in languages():
            raise web.HTTPError(404)
        self.paint(
            "facilitators.html",
            here="facilitators",
            cohorts=cohorts(),
            size=SIZE,
            dashboard=self.dashboard,
            guides=guides(self.root, lang) if self.is_for_facilitators else (),
            # Not on a hub: there a group's dashboard is a service with readers of its own.
            opens=SETTING in self.settings,
            xsrf=self.xsrf_form_html(),
        )


class OpenDashboard(Page):
    """The buttons that open a dashboard: a group's, or that of a made-up one."""

    @web.authenticated
    async def post(self, lang: str) -> None:
        """Start the dashboard's server where it does not run yet, and go there."""
        if SETTING not in self.settings or lang not in languages():
            raise web.HTTPError(404)
        if self.get_body_argument("demo", ""):
            self.redirect(await asyncio.to_thread(open_demo, lang))
            return
        try:
            cohort = find_cohort(self.get_body_argument("group"))
        except CohortError:
            raise web.HTTPError(404) from None
        self.redirect(await asyncio.to_thread(open_dashboard, cohort))


class GuidePage(Page):
    """The guide to one module, made to be printed."""

    @web.authenticated
    def get(self, lang: str, slug: str) -> None:
        """The page; not found for an unknown module, and where a trainee is served by a hub."""
        known = guides(self.root, lang) if lang in languages() and self.is_for_facilitators else ()
        guide = next((guide for guide in known if guide.slug == slug), None)
        if guide is None:
            raise web.HTTPError(404)
        self.paint(
            "guide.html",
            here=f"facilitators/guide/{slug}",
            guide=guide,
            prose=Prose(f"{self.base_url}medeopvoeders/{lang}/sources"),
        )
