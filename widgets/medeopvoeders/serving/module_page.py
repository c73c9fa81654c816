"""A module as a page: Voilà executes the notebook, this room furnishes the page around it."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jupyter_core.utils import ensure_async
from jupyter_server.utils import url_path_join
from tornado import web
from traitlets.config import Config
from voila.configuration import VoilaConfiguration
from voila.tornado.handler import TornadoVoilaHandler

from medeopvoeders.reading.library import load_strings
from medeopvoeders.serving.handlers import WARM, Page
from medeopvoeders.serving.modules import Module, find_modules, is_at_its_place, read_module
from medeopvoeders.serving.painting import HERE, asset
from medeopvoeders.serving.prose import Prose
from medeopvoeders.serving.session import session_minutes
from medeopvoeders.serving.warm_kernels import WarmKernels, WithWarmKernels
from medeopvoeders.serving.work_on_page import work_on_page

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

# Given to Voilà as a path: its search by name looks in Jupyter's data folders only, so the
# template would have to be copied there at each installation. Like this it is found wherever the
# package is, and no other template can come before it.
TEMPLATE = HERE / "page"

# What a page of ours needs of the many extensions that may be installed: Voilà's own widget
# manager, ipywidgets' base widgets (the layout of each view is one), and anywidget.
EXTENSIONS = [
    "@voila-dashboards/widgets-manager8",
    "@jupyter-widgets/jupyterlab-manager",
    "anywidget",
]


def voila_options(app: ServerApp) -> dict[str, Any]:
    """What Voilà's handler is made with, so that it renders our page."""
    configuration = VoilaConfiguration(parent=app)
    configuration.template = "medeopvoeders"
    configuration.allow_template_override = "NO"
    configuration.extension_allowlist = EXTENSIONS
    configuration.show_tracebacks = False
    configuration.prelaunch_hook = furnish
    configuration.page_config_hook = _without_mathjax_cdn
    size = configuration.default_pool_size if configuration.preheat_kernel else 0
    app.web_app.settings[WARM] = WarmKernels(app.kernel_manager, size)
    config = Config(app.config)
    config.VoilaExporter.markdown_renderer_class = Prose
    return {
        "config": config,
        "template_paths": [str(TEMPLATE)],
        "voila_configuration": configuration,
    }


class ModulePage(TornadoVoilaHandler, Page):
    """Renders a notebook; says in the reader's language when there is none."""

    @property
    def kernel_manager(self) -> Any:
        """The server's kernels, with those that wait."""
        return WithWarmKernels(self.settings[WARM])

    @web.authenticated
    async def get(self, path: str | None = None) -> None:
        """The page of the notebook at `path`."""
        path = (path or "").strip("/")
        is_file = await ensure_async(self.contents_manager.file_exists(path))
        # To open a page is to execute its notebook: never one that came in from somebody else.
        if not (is_file and is_at_its_place(self.root, self.root / path)):
            raise web.HTTPError(404)
        # Answers 400 for one that cannot be read, which holds no module either.
        await ensure_async(self.contents_manager.get(path))
        if path != self.dashboard and not read_module(self.root, self.root / path):
            raise web.HTTPError(404)
        # Touched for its cookie: a page that is left uses it to shut its kernel down.
        _ = self.xsrf_token
        await super().get(path)

    def write_error(self, status_code: int, **_: Any) -> None:
        """An unknown module, or a notebook that cannot be read."""
        what = "unknown_module" if status_code == HTTPStatus.NOT_FOUND else "not_opened"
        help_ = "broken_notebook_help" if status_code == HTTPStatus.BAD_REQUEST else f"{what}_help"
        self.paint("problem.html", what=what, help_=help_)


def furnish(handler: ModulePage, notebook: Any, **_: Any) -> None:
    """Put what the template shows around the cells into the notebook's metadata.

    (Voilà hands a template the notebook and settings of the whole server, nothing of a request.)
    """
    path = handler.path_args[0].strip("/")
    about = notebook.metadata.get("medeopvoeders", {})
    lang = str(about.get("lang") or handler.lang)
    module = read_module(handler.root, handler.root / path)
    around = find_modules(handler.root, lang) if module else ()
    notebook.metadata["page"] = {
        "lang": lang,
        "title": str(about.get("title") or Path(path).stem),
        "number": module.number if module else 0,
        "wide": bool(about.get("wide")),
        "has_heading": any(_opens_with_heading(cell) for cell in notebook.cells),
        "activities": [
            {"id": step.id, "title": step.title, "done": step.done}
            for step in (module.activities if module else ())
        ],
        "home": url_path_join(handler.base_url, "medeopvoeders", lang, "/"),
        "lab": url_path_join(handler.base_url, "lab/tree", quote(path)),
        "words": _words(lang),
        "assets": {
            name: handler.base_url + asset(f"{stem}.{name}")
            for name, stem in (("css", "page"), ("js", "module"))
        },
        "work": work_on_page(handler) if module and session_minutes() else None,
        "views_script": handler.base_url + asset("views.js"),
        "work_script": handler.base_url + asset("work.js"),
        "tokens": handler.base_url + asset("tokens.css"),
        **_neighbours(handler.base_url, module, around),
    }


def _opens_with_heading(cell: Any) -> bool:
    return bool(cell.cell_type == "markdown" and cell.source.startswith("# "))


def _words(lang: str) -> dict[str, str]:
    table = load_strings(lang).table
    return {key[5:]: text for key, text in table.items() if key.startswith("page.")} | {
        key: table[f"home.{key}"] for key in ("name", "skip", "licence")
    }


def _neighbours(
    base_url: str, module: Module | None, around: tuple[Module, ...]
) -> dict[str, dict[str, str] | None]:
    slugs = [other.slug for other in around]
    at = slugs.index(module.slug) if module and module.slug in slugs else None
    link = partial(_link, base_url, around)
    return {
        "previous": link(at - 1) if at is not None else None,
        "next": link(at + 1) if at is not None else None,
    }


def _link(base_url: str, around: tuple[Module, ...], at: int) -> dict[str, str] | None:
    if not 0 <= at < len(around):
        return None
    module = around[at]
    address = url_path_join(base_url, "voila/render", quote(module.path))
    return {"href": address, "title": f"{module.number} · {module.title}"}


def _without_mathjax_cdn(page_config: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Without these, Voilà fetches MathJax from a CDN; with them it takes its own copy."""
    return page_config | {"mathjaxConfig": "null", "fullMathjaxUrl": "null"}
