"""Starting the server: one address, one folder, one line in the terminal."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import socket
import sys
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tornado.netutil import bind_sockets

from medeopvoeders.reading.library import load_strings
from medeopvoeders.serving.dashboards import close_dashboards
from medeopvoeders.serving.language import terminal_language

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

HOST = "127.0.0.1"
FIRST_PORT = 8888
TRIES = 50
PORTS = range(1, 2**16)


class CannotStartError(Exception):
    """The server cannot start. `key` and `values` make the sentence in the reader's language."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True)
class Opening:
    """What is served, and which page opens first.

    `page` is an address below the server's base, without a leading slash; empty for the home
    page. `course` asks for a folder that holds a course; `nbgrader` loads its pages as well,
    which costs four seconds, so trainees do without.
    """

    folder: Path
    page: str = ""
    course: bool = True
    nbgrader: bool = False


def start(  # noqa: PLR0913 - one keyword for each thing that the command line can ask
    folder: Path,
    *,
    port: int | None = None,
    lang: str | None = None,
    open_browser: bool = True,
    page: str = "",
    course: bool = True,
    nbgrader: bool = False,
) -> int:
    """Serve `folder` on this computer until Ctrl+C; the exit code for the terminal.

    0 after an ordinary end. 2 where it could not start: a missing folder, one that cannot be
    written, a port that is none, or taken; one sentence on stderr says what, where and what to do.
    """
    say = load_strings(terminal_language(lang))
    opening = Opening(Path(folder).resolve(), page, course, nbgrader)
    try:
        check_folder(opening)
        sockets = listen(port)
    except CannotStartError as problem:
        print(say(f"home.{problem.key}", **problem.values), file=sys.stderr)
        return 2
    _run(make_server(opening, sockets, lang or "", open_browser=open_browser), say)
    return 0


def check_folder(opening: Opening) -> None:
    """Raises CannotStartError for a folder that is missing, holds no course or is read-only."""
    folder = opening.folder
    if not folder.is_dir():
        raise CannotStartError("error_no_folder", folder=folder)
    course = folder / "course"
    if opening.course and not course.is_dir():
        raise CannotStartError("error_no_course", folder=folder)
    for place in {folder, *course.glob("*/*/")} if opening.course else {folder}:
        _check_writable(place)


def _check_writable(place: Path) -> None:
    """Asks by writing: permissions alone do not tell of read-only disks, or of Windows."""
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError:
        raise CannotStartError("error_read_only", folder=place) from None


def listen(wanted: int | None) -> list[socket.socket]:
    """Sockets on `wanted`, else on the first free port; nobody can take it from here on. Raises
    CannotStartError where there is none."""
    if wanted is not None:
        return _listen_on(wanted)
    for port in range(FIRST_PORT, FIRST_PORT + TRIES):
        with contextlib.suppress(CannotStartError):
            return _listen_on(port)
    raise CannotStartError("error_no_port", port=FIRST_PORT)


def _listen_on(port: int) -> list[socket.socket]:
    if port not in PORTS:
        raise CannotStartError("error_bad_port", port=port)
    try:
        return bind_sockets(port, HOST, socket.AF_INET)
    except OSError as error:
        forbidden = error.errno == errno.EACCES
        why = "error_port_forbidden" if forbidden else "error_port"
        raise CannotStartError(why, port=port) from None


def make_server(
    opening: Opening, sockets: list[socket.socket], lang: str = "", *, open_browser: bool = False
) -> ServerApp:
    """The server behind `sockets`. The user's own Jupyter configuration stays as it is."""
    # Imported here: a wrong port should not wait for Jupyter to load.
    from jupyter_server.serverapp import JupyterServerAuthWarning

    from medeopvoeders.serving.options import CourseServer, options

    # Jupyter warns of each handler that does not ask for the token itself. Ours is asked before.
    warnings.filterwarnings("ignore", category=JupyterServerAuthWarning)
    home = f"medeopvoeders/{lang}/" if lang else "medeopvoeders/"
    config = options(
        opening,
        port=sockets[0].getsockname()[1],
        token=os.environ.get("JUPYTER_TOKEN") or secrets.token_urlsafe(24),
        first_page=f"/{opening.page or home}",
        lang=lang,
    )
    _furnish_lab(opening)
    server = CourseServer(config=config, open_browser=open_browser)
    server.sockets = sockets
    server.initialize(argv=[], find_extensions=False)
    return server


def _furnish_lab(opening: Opening) -> None:
    """JupyterLab follows the system's light or dark, and asks a trainee nothing: no news, no
    buttons to make assignments. Its own settings still outrank ours."""
    ours = ["everyone"] if opening.nbgrader else ["trainees", "everyone"]
    known = filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])
    places = [*known, *(str(Path(__file__).parent / "lab" / name) for name in ours)]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(places)


def _run(server: ServerApp, say: Any) -> None:
    """Listen until Ctrl+C, which closes the course without asking."""

    def announce() -> None:
        page = f"http://{HOST}:{server.port}{server.default_url}"
        print(say("home.running", address=f"{page}?token={server.identity_provider.token}"))
        print(say("home.stop_hint"), flush=True)

    server.io_loop.add_callback(announce)
    server.start()
    close_dashboards()
    print(say("home.stopped"), flush=True)
