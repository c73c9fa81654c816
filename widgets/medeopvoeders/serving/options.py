"""How jupyter-server is set up for the course."""

from __future__ import annotations

import os
import signal
import socket
from typing import TYPE_CHECKING, Any

from jupyter_server.serverapp import ServerApp
from tornado.httpserver import HTTPServer
from traitlets.config import Config

from medeopvoeders.serving.handlers import SETTING, Key
from medeopvoeders.serving.session import session_minutes

if TYPE_CHECKING:
    from medeopvoeders.serving.start import Opening

TRAINEE_EXTENSIONS = ("medeopvoeders.serving", "voila.server_extension", "jupyterlab")
NBGRADER_EXTENSIONS = (
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
)

# A trainee's terminal is no log: the pages say what is wrong. Whoever looks for a cause asks for
# "INFO" or "ERROR" in this variable.
LOG_LEVEL = os.environ.get("MEDEOPVOEDERS_LOG", "CRITICAL")

# A laptop with little memory does without a kernel that waits: 0 in this variable. More than one
# serves a class that shares a computer.
WARM_KERNELS = os.environ.get("MEDEOPVOEDERS_WARM_KERNELS", "1")

# A page that is closed shuts its own kernel down. What is left to cull are kernels of pages that
# crashed, of laptops that slept, and of a reader who went away: a kernel holds some 80 MB, and a
# hub has many readers. An hour is longer than anybody reads without a click or a key; everything
# is saved by then, and the page says so and offers to go on. `connected` is needed because a tab
# left open in the background keeps its connection for days.
CULLING = {"cull_idle_timeout": 60 * 60, "cull_interval": 5 * 60, "cull_connected": True}

# What holds for every server that shows the course, whoever starts it.
SAFE_SETTINGS: dict[str, dict[str, Any]] = {
    # A kernel that others on the same machine cannot listen to; it also keeps its warning of that.
    "KernelManager": {"transport_encryption": "auto"},
    # JupyterLab would ask its makers for news and PyPI for updates: nothing leaves this computer.
    "LabApp": {
        "news_url": None,
        "check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "extension_manager": "readonly",
    },
}


class CourseServer(ServerApp):
    """A jupyter-server that listens on sockets it was given, and closes without asking."""

    sockets: list[socket.socket]

    def init_httpserver(self) -> None:
        """Serve on `sockets`: the port was chosen, and taken, before Jupyter was loaded."""
        self._http_server = HTTPServer(
            self.web_app, max_body_size=self.max_body_size, max_buffer_size=self.max_buffer_size
        )
        self._http_server.add_sockets(self.sockets)

    def init_signal(self) -> None:
        """Ctrl+C and an ordinary kill both close the course; Jupyter would ask twice."""
        for wish in (signal.SIGINT, signal.SIGTERM):
            signal.signal(wish, self._close)

    def _close(self, *_: Any) -> None:
        self.stop(from_signal=True)


def options(opening: Opening, *, port: int, token: str, first_page: str, lang: str) -> Config:
    """The configuration of one server. It outranks what the user's own files say."""
    extensions = TRAINEE_EXTENSIONS + (NBGRADER_EXTENSIONS if opening.nbgrader else ())
    config = Config()
    config.ServerApp = Config(
        ip="127.0.0.1",
        port=port,
        root_dir=str(opening.folder),
        default_url=first_page,
        jpserver_extensions=dict.fromkeys(extensions, True),
        allow_unauthenticated_access=False,
        allow_remote_access=False,
        allow_root=True,  # reachable from this computer only, and with the token only
        base_url="/",
        password="",
        quit_button=False,
        tornado_settings={SETTING: lang},
        log_level=LOG_LEVEL,
    )
    config.IdentityProvider = Config(token=token, login_handler_class=Key)
    config.MappingKernelManager = Config(**CULLING, default_kernel_name="python3")
    for name, values in SAFE_SETTINGS.items():
        config[name] = Config(values)
    config.LabApp.log_level = LOG_LEVEL
    # Who opens a module does not wait for Python to start; see warm_kernels. It costs the memory of
    # one kernel, and no group's dashboard needs it.
    waiting = int(WARM_KERNELS) if opening.course and WARM_KERNELS.isdecimal() else 0
    config.VoilaConfiguration = Config(preheat_kernel=waiting > 0, default_pool_size=waiting)
    return config


def cull_kernels(app: ServerApp) -> None:
    """Stop what nobody uses where nobody chose otherwise: a session has one or two gigabytes.

    Not in a file of settings: that would outrank what Binder's own keepers say.
    """
    kernels = app.kernel_manager
    if session_minutes() and not kernels.cull_idle_timeout:
        for name, value in CULLING.items():
            setattr(kernels, name, value)
