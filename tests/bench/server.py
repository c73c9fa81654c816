"""The course's own server, with one address more: stock Voilà at `/stock/render/`.

Run as a program with the folder to serve, and how many kernels are to wait for a page. It prints
its address with the token, one line of JSON, once it listens.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from voila.configuration import VoilaConfiguration
from voila.paths import collect_template_paths
from voila.tornado.handler import TornadoVoilaHandler

from medeopvoeders.serving.handlers import WARM
from medeopvoeders.serving.start import HOST, Opening, listen, make_server

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

# What `pip install voila ipywidgets` brings. Stock Voilà loads every lab extension there is, so
# in our environment it would also load nbgrader's and jupytext's, and look slower than it is.
STOCK_EXTENSIONS = [
    "@voila-dashboards/widgets-manager8",
    "@voila-dashboards/jupyterlab-preview",
    "@jupyter-widgets/jupyterlab-manager",
    "jupyterlab_pygments",
]


def main(folder: str, warm: str) -> None:
    """Serve `folder` until a signal ends it."""
    course = (Path(folder) / "course").is_dir()
    server = make_server(Opening(Path(folder), course=course), listen(None))
    server.web_app.settings[WARM].size = int(warm)
    server.web_app.add_handlers(".*$", [_stock_voila(server)])
    server.io_loop.add_callback(_announce, server)
    server.start()


def _stock_voila(server: ServerApp) -> tuple[str, type[TornadoVoilaHandler], dict[str, object]]:
    """Voilà's handler as its own server extension makes it: same server, same kernels, same gate,
    its default template."""
    configuration = VoilaConfiguration(parent=server)
    configuration.extension_allowlist = STOCK_EXTENSIONS
    options = {
        "config": server.config,
        "template_paths": collect_template_paths(["voila", "nbconvert"], configuration.template),
        "voila_configuration": configuration,
    }
    return (r"/stock/render/(.*)", TornadoVoilaHandler, options)


def _announce(server: ServerApp) -> None:
    address = f"http://{HOST}:{server.port}/"
    print(json.dumps({"address": address, "token": server.identity_provider.token}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
