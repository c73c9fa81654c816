"""The addresses of the home page, and of all that hangs around it."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any, ClassVar, Literal
from urllib.parse import urlencode

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.base.handlers import FileFindHandler, JupyterHandler
from tornado import web

from medeopvoeders.grading.cohort import CohortError, read_cohort
from medeopvoeders.reading.library import languages
from medeopvoeders.serving.language import language_for
from medeopvoeders.serving.modules import DASHBOARD, find_modules, is_at_its_place
from medeopvoeders.serving.painting import paint
from medeopvoeders.serving.work_on_page import work_on_page
from medeopvoeders.views.composing import composed, print_of

SETTING = "medeopvoeders_lang"
WARM = "medeopvoeders_warm_kernels"
KINDS = {"js": "text/javascript", "css": "text/css"}


class Page(JupyterHandler):
    """A page in the reader's language, with a way home whatever goes wrong."""

    @property
    def lang(self) -> str:
        """The language in the address, else the one the server was started in, else the
        reader's."""
        named = [part for part in self.request.path.split("/") if part in languages()]
        return named[0] if named else self.default_lang

    @property
    def default_lang(self) -> str:
        """The language of a reader who has not chosen one."""
        accepted = self.request.headers.get("Accept-Language", "")
        return language_for(accepted, self.settings.get(SETTING, ""))

    @property
    def root(self) -> Path:
        """The folder that is served."""
        return Path(self.contents_manager.root_dir)

    @property
    def dashboard(self) -> str:
        """The dashboard's notebook where a group's folder is served, else empty."""
        dashboard = self.root / DASHBOARD
        there = dashboard.is_file() and is_at_its_place(self.root, dashboard)
        return DASHBOARD if there else ""

    @property
    def is_for_facilitators(self) -> bool:
        """True on somebody's own computer and where a group is served. On a hub a trainee's server
        shows no model answers."""
        return SETTING in self.settings or bool(self.dashboard)

    @property
    def made_up(self) -> bool:
        """True where the group that is served consists of people who do not exist."""
        with suppress(CohortError):
            return read_cohort(self.root).made_up
        return False

    def paint(self, template: str, **values: Any) -> None:
        """Answer with one of our pages."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        values["made_up"] = self.made_up
        self.finish(paint(template, self.lang, self.base_url, **values))

    def write_error(self, status_code: int, **_: Any) -> None:
        """What happened and where to go, instead of a code and a traceback."""
        what = "not_found" if status_code == HTTPStatus.NOT_FOUND else "not_opened"
        self.paint("problem.html", what=what, help_=f"{what}_help")


class ToHome(Page):
    """Leads to the home page in the reader's language; for Voilà's own list of files as well."""

    @web.authenticated
    def get(self, *_: str) -> None:
        """Redirect."""
        self.redirect(f"{self.base_url}medeopvoeders/{self.default_lang}/")


class Home(Page):
    """The modules of one language, with the trainee's progress."""

    @web.authenticated
    def get(self, lang: str) -> None:
        """The home page; one in an unknown language leads to one that exists."""
        if self.get_query_argument("token", ""):
            # The cookie is set by now: keep the key out of history, screenshots and bookmarks.
            self.redirect(self.request.path)
        elif lang not in languages():
            raise web.HTTPError(404)
        elif self.dashboard:
            self.redirect(f"{self.base_url}medeopvoeders/{lang}/facilitators")
        else:
            self.settings[WARM].fill()  # whoever reads this page soon opens a module
            modules = find_modules(self.root, lang)
            self.paint("home.html", here="", modules=modules, work=work_on_page(self))


class NotHere(Page):
    """Any other address of ours."""

    @web.authenticated
    def get(self, *_: str) -> None:
        """Not found."""
        raise web.HTTPError(404)


class Static(FileFindHandler):
    """Our style sheets, fonts and scripts."""

    # Jupyter remembers what it found by name alone, for all its static handlers together.
    _static_paths: ClassVar[dict[str, str]] = {}


class ViewPart(JupyterHandler):
    """The script or the style of a view of ours, put together from its files."""

    @web.authenticated
    def get(self, parts: str, kind: Literal["js", "css"]) -> None:
        """A browser keeps it for good where the address has the print of just this text."""
        try:
            text = composed(kind, *parts.split("+"))
        except FileNotFoundError:
            raise web.HTTPError(404) from None
        is_this = self.get_query_argument("v", "") == print_of(text)
        self.set_header("Cache-Control", "private, max-age=31536000" if is_this else "no-store")
        self.set_header("Content-Type", f"{KINDS[kind]}; charset=utf-8")
        self.finish(text)


class Key(LoginFormHandler, Page):
    """The one page that opens without the token: it says where to find it. All in one file."""

    @property
    def lang(self) -> str:
        """The address names no language here."""
        return self.default_lang

    def _render(self, message: dict[str, str] | None = None) -> None:
        goes_to = self.get_argument("next", default=self.base_url)
        self.paint(
            "key.html",
            wrong=bool(message),
            action=f"{self.base_url}login?{urlencode({'next': goes_to})}",
            xsrf=self.xsrf_form_html(),
        )

    @allow_unauthenticated
    def get(self) -> None:
        """The form, or the page somebody with a key was looking for."""
        super().get()
