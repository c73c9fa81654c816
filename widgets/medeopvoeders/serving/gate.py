"""One gate for every address: nothing answers without the token, static files neither.

Jupyter and Voilà decide this handler by handler, and both leave their static files open (so does
every other extension that serves some). Tornado asks the application for each request which
handler is to answer it; that is where the gate stands, so no handler can be forgotten.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError, RequestHandler

from medeopvoeders.serving.handlers import NotHere
from medeopvoeders.serving.harm import HARMLESS, does_harm, shows_submitted_file
from medeopvoeders.serving.modules import group_around

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp


class _Gate(RequestHandler):
    """Asks who is there before the handler behind it does anything."""

    async def prepare(self) -> None:
        """Let a known user through; lead a page to the login form, and refuse all else."""
        handler: Any = self
        if not handler.check_host():
            raise HTTPError(403)
        user = await ensure_async(handler.identity_provider.get_user(self))
        # Jupyter's handlers look in the second place, and then do not ask again.
        self.current_user = handler._jupyter_current_user = user  # noqa: SLF001
        if user is None:
            self._turn_away()
            return
        if shows_submitted_file(self.request, handler.base_url):
            for name, value in HARMLESS.items():
                self.set_header(name, value)
        behind: Any = super().prepare()
        if behind is not None:
            await behind

    def _turn_away(self) -> None:
        """Answer here: handlers have odd ways to end, and none is to get a hand in this."""
        headers = self.request.headers
        wants_a_page = "text/html" in headers.get("Accept", "") and "Upgrade" not in headers
        self.set_status(403)
        if self.request.method == "GET" and wants_a_page:
            self.set_status(302)
            query = urlencode({"next": self.request.uri})
            self.set_header("Location", f"{self.settings['login_url']}?{query}")
        RequestHandler.finish(self)


def close(app: ServerApp) -> None:
    """Put the gate before every handler of `app`, those of extensions loaded later included."""
    open_to_all = _public_handlers(app)
    delegate = app.web_app.get_handler_delegate
    base_url = app.web_app.settings["base_url"]
    group = group_around(Path(app.root_dir).resolve()) is not None

    def get_handler_delegate(request: Any, target: type[RequestHandler], **rest: Any) -> Any:
        if does_harm(request, base_url, group=group):
            return delegate(request, _gated(NotHere))
        is_open = target in open_to_all or target.__module__.startswith("jupyterhub.")
        return delegate(request, target if is_open else _gated(target), **rest)

    app.web_app.get_handler_delegate = get_handler_delegate


def _public_handlers(app: ServerApp) -> frozenset[type[RequestHandler]]:
    """The login and logout forms. (A hub's own handlers log somebody in as well.)"""
    return frozenset(handler for _, handler, *_ in app.identity_provider.get_handlers())


@cache
def _gated(target: type[RequestHandler]) -> type[RequestHandler]:
    """`target` behind the gate. A handler of plain Tornado learns from Jupyter who is there."""
    bases = (target,) if issubclass(target, JupyterHandler) else (JupyterHandler, target)
    return type(target.__name__, (_Gate, *bases), {"__module__": target.__module__})
