"""Starting the server: one address, one folder, one line in the terminal."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import sys
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from medeopvoeders.reading.library import load_strings
from medeopvoeders.serving.language import terminal_language

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

HOST = "127.0.0.1"
FIRST_PORT = 8888
TRIES = 50


class CannotStart(Exception):
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


def start(
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
    written, a port that is taken; one sentence on stderr says what, where and what to do.
    """
    say = load_strings(terminal_language(lang))
    opening = Opening(Path(folder).resolve(), page, course, nbgrader)
    try:
        check_folder(opening)
        chosen = find_port(port)
    except CannotStart as problem:
        print(say(f"home.{problem.key}", **problem.values), file=sys.stderr)
        return 2
    _run(make_server(opening, chosen, lang or "", open_browser), say)
    return 0


def check_folder(opening: Opening) -> None:
    """Raises CannotStart where the folder is missing, holds no course, or cannot be written."""
    folder = opening.folder
    if not folder.is_dir():
        raise CannotStart("error_no_folder", folder=folder)
    course = folder / "course"
    if opening.course and not course.is_dir():
        raise CannotStart("error_no_course", folder=folder)
    for place in {folder, *course.glob("*/*/")} if opening.course else {folder}:
        _check_writable(place)


def _check_writable(place: Path) -> None:
    """Asks by writing: permissions alone do not tell of read-only disks, or of Windows."""
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError:
        raise CannotStart("error_read_only", folder=place) from None


def find_port(wanted: int | None) -> int:
    """`wanted` if it is free, else the first free port. Raises CannotStart where there is none."""
    if wanted is not None:
        if not _is_free(wanted):
            raise CannotStart("error_port", port=wanted)
        return wanted
    for port in range(FIRST_PORT, FIRST_PORT + TRIES):
        if _is_free(port):
            return port
    raise CannotStart("error_no_port", port=FIRST_PORT)


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True


def make_server(opening: Opening, port: int, lang: str, open_browser: bool) -> ServerApp:
    """The server, ready to listen. Nothing of the user's own Jupyter configuration is changed."""
    # Imported here: a wrong port should not wait for Jupyter to load.
    from jupyter_server.serverapp import JupyterServerAuthWarning, ServerApp

    from medeopvoeders.serving.options import options

    # Jupyter warns of each handler that does not ask for the token itself. Ours is asked before.
    warnings.filterwarnings("ignore", category=JupyterServerAuthWarning)
    token = os.environ.get("JUPYTER_TOKEN") or secrets.token_urlsafe(24)
    home = f"/medeopvoeders/{lang}/" if lang else "/medeopvoeders/"
    first_page = f"/{opening.page}" if opening.page else home
    server = ServerApp(
        config=options(opening, port=port, token=token, first_page=first_page, lang=lang)
    )
    server.open_browser = open_browser
    server.initialize(argv=[], find_extensions=False)
    return server


def _run(server: ServerApp, say: Any) -> None:
    """Listen until Ctrl+C, which closes the course without asking."""

    def stop(*_: object) -> None:
        server.stop(from_signal=True)

    def announce() -> None:
        page = f"http://{HOST}:{server.port}{server.default_url}"
        print(say("home.running", address=f"{page}?token={server.identity_provider.token}"))
        print(say("home.stop_hint"), flush=True)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    server.io_loop.add_callback(announce)
    server.start()
    print(say("home.stopped"), flush=True)
