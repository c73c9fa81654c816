"""Binder's steps, as far as they go without Docker, in the order that repo2docker does them."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Condition, Thread
from typing import TextIO

import pytest

from conftest import PROJECT

BASE = "/user/medeopvoeders-x7k2/"
TOKEN = "given-by-binder"
# As BinderHub's spawner sets them.
VARIABLES = {
    "BINDER_LAUNCH_HOST": "https://mybinder.org/",
    "BINDER_REQUEST": "v2/gh/someone/medeopvoeders/HEAD",
    "BINDER_PERSISTENT_REQUEST": "v2/gh/someone/medeopvoeders/0123abc",
    "BINDER_REPO_URL": "https://github.com/someone/medeopvoeders",
    "BINDER_REF_URL": "https://github.com/someone/medeopvoeders/tree/0123abc",
}
NOT_OF_THE_REPOSITORY = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", "__pycache__", "node_modules", "*.jsonl", ".record*",
    ".ipynb_checkpoints", "*.png",
)  # fmt: skip
NO_NETWORK = dict.fromkeys(
    ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9"
)


@dataclass(frozen=True)
class Image:
    """What repo2docker would have made: the repository in `home`, its Python in `environment`."""

    home: Path
    environment: Path

    @property
    def variables(self) -> dict[str, str]:
        """What a process in it sees."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("MEDEOPV")}
        kept.pop("PYTHONPATH", None)
        path = f"{self.environment / 'bin'}{os.pathsep}{os.environ['PATH']}"
        return kept | {"HOME": str(self.home.parent), "PATH": path}


def installed(environment: Path) -> set[str]:
    """Each library in `environment` with its version, as `pip freeze` prints it."""
    command = [uv(), "pip", "freeze", "--python", str(environment)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {line for line in done.stdout.splitlines() if "==" in line}


def uv() -> str:
    """uv, which the README's commands install."""
    return os.environ.get("UV") or shutil.which("uv") or _cannot("uv is not on PATH")


def _cannot(reason: str) -> str:
    """Skip; in CI, fail: there everything that is needed is expected."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    raise AssertionError


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """Runtime's Python, then requirements.txt alone, then the repository, then postBuild."""
    place = tmp_path_factory.mktemp("binder")
    version = (PROJECT / "binder" / "runtime.txt").read_text("utf-8").strip()
    environment = place / "environment"
    python = version.removeprefix("python-")
    made = _run([uv(), "venv", "--seed", "--no-python-downloads", "-p", python, str(environment)])
    if made.returncode:
        _cannot(f"no Python {python} on this machine, or no package index: {made.stderr}")
    alone = place / "requirements.txt"
    shutil.copy(PROJECT / "binder" / "requirements.txt", alone)
    python_there = str(environment / "bin" / "python")
    got = _run([uv(), "pip", "install", "--python", python_there, "-r", str(alone)])
    if re.search(r"error sending request|Failed to fetch|dns error", got.stderr):
        _cannot(f"no package index is reachable: {got.stderr}")
    assert got.returncode == 0, got.stderr
    home = place / "home" / "repository"
    shutil.copytree(PROJECT, home, ignore=NOT_OF_THE_REPOSITORY)
    image = Image(home, environment)
    (home / "binder" / "postBuild").chmod(0o755)
    built = _run(["./binder/postBuild"], cwd=home, env=image.variables | NO_NETWORK)
    assert built.returncode == 0, built.stdout + built.stderr
    return image


def _run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]


@dataclass
class Log:
    """What a server says, line by line, while it runs."""

    lines: list[str] = field(default_factory=list)
    more: Condition = field(default_factory=Condition)

    def follow(self, stream: TextIO) -> None:
        """Read until the server ends: a pipe that nobody empties would hold it up."""
        for line in stream:
            with self.more:
                self.lines.append(line)
                self.more.notify_all()

    def says(self, words: str, patience: float = 60) -> bool:
        """Whether a line with `words` comes, or has come."""
        with self.more:
            return self.more.wait_for(
                lambda: any(words in line for line in self.lines), timeout=patience
            )


@dataclass(frozen=True)
class Session:
    """A server that Binder started for somebody."""

    port: int
    log: Log

    def ask(self, path: str, *, token: bool = True, **headers: str) -> tuple[int, str]:
        """The status and the text of one page below the base address."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {key.replace("_", "-"): value for key, value in headers.items()}
        sent |= {"Authorization": f"token {TOKEN}"} if token else {}
        connection.request("GET", BASE + path, headers=sent)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, text


@pytest.fixture(scope="session")
def session(image: Image) -> Iterator[Session]:
    """The server, with the words that BinderHub's spawner gives it. (--allow-root and --debug are
    ours: tests may run as root, which Binder's user is not, and wait for a line that is said.)"""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(image.environment / "bin" / "jupyter-notebook"), "--allow-root", "--debug"]
    command += ["--ip=0.0.0.0", f"--port={port}"]
    for app in ("NotebookApp", "ServerApp"):
        command += [f"--{app}.base_url={BASE}", f"--{app}.token={TOKEN}"]
        command += [f"--{app}.trust_xheaders=True"]
    variables = image.variables | VARIABLES | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=image.home, env=variables, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    ) as server:  # fmt: skip
        log = Log()
        reader = Thread(target=log.follow, args=[server.stdout])
        reader.start()
        try:
            assert log.says("voila.server_extension | extension was successfully started"), log
            yield Session(port, log)
        finally:
            server.terminate()
            reader.join()
