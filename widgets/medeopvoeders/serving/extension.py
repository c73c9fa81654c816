"""The server extension: our addresses, and the gate before all addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jupyter_server.utils import url_path_join

from medeopvoeders.serving import gate
from medeopvoeders.serving.bringing_in import BringIn
from medeopvoeders.serving.facilitators import Facilitators, GuidePage, OpenDashboard
from medeopvoeders.serving.handlers import Home, NotHere, Static, ToHome, ViewPart
from medeopvoeders.serving.module_page import ModulePage, voila_options
from medeopvoeders.serving.options import cull_kernels
from medeopvoeders.serving.painting import STATIC
from medeopvoeders.serving.reference import Glossary, Sources
from medeopvoeders.serving.work import Work, WorkState

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp


PART = r"(?:views|dashboard)\.[a-z_]+"  # a file of a view: its room, and its name without an ending


def routes(app: ServerApp) -> list[tuple[Any, ...]]:
    """Our addresses, below the server's base. jupyter-server loads extensions by name, so these
    come before Voilà's own."""
    return [
        (r"/medeopvoeders/?", ToHome),
        (r"/medeopvoeders/static/(.*)", Static, {"path": [str(folder) for folder in STATIC]}),
        (rf"/medeopvoeders/view/({PART}(?:\+{PART})*)\.(js|css)", ViewPart),
        (r"/medeopvoeders/([a-z]+)/?", Home),
        (r"/medeopvoeders/([a-z]+)/work", Work),
        (r"/medeopvoeders/([a-z]+)/work/state", WorkState),
        (r"/medeopvoeders/([a-z]+)/sources/?", Sources),
        (r"/medeopvoeders/([a-z]+)/glossary/?", Glossary),
        (r"/medeopvoeders/([a-z]+)/facilitators/?", Facilitators),
        (r"/medeopvoeders/([a-z]+)/facilitators/guide/([\w-]+)/?", GuidePage),
        (r"/medeopvoeders/([a-z]+)/facilitators/open", OpenDashboard),
        (r"/medeopvoeders/([a-z]+)/facilitators/bring-in", BringIn),
        (r"/medeopvoeders/(.*)", NotHere),
        (r"/voila/render/(.*)", ModulePage, voila_options(app)),
        (r"/voila/?", ToHome),
        (r"/voila/tree(.*)", ToHome),
    ]


def _load_jupyter_server_extension(app: ServerApp) -> None:
    """Called by jupyter-server."""
    base = app.web_app.settings["base_url"]
    app.web_app.add_handlers(
        ".*$", [(url_path_join(base, route[0]), *route[1:]) for route in routes(app)]
    )
    cull_kernels(app)
    gate.close(app)
