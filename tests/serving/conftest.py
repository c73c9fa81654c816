"""One server for the whole room, on a copy of the course; and how a test asks it something."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from conftest import copy_of_course, serving

MODULE = "01-lever-or-barrier"


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    text: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Served:
    """A running server: its address without the token, the token, and the folder it serves."""

    base: str
    token: str
    folder: Path
    home: Path

    def ask(self, path: str, *, token: bool = True, method: str = "GET", **headers: str) -> Answer:
        """One request, redirects not followed."""
        sent = {"Accept": "text/html"} | {key.replace("_", "-"): v for key, v in headers.items()}
        if token:
            sent["Authorization"] = f"token {self.token}"
        connection = http.client.HTTPConnection(urlsplit(self.base).netloc, timeout=30)
        connection.request(method, path, headers=sent)
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        connection.close()
        return Answer(answer.status, body, dict(answer.getheaders()))

    def notebook(self, lang: str = "nl", slug: str = MODULE) -> Path:
        """Where a module's notebook stands."""
        return self.folder / "course" / lang / slug / f"{slug}.ipynb"

    def module_address(self, lang: str = "nl", slug: str = MODULE) -> str:
        """The address of a module's page."""
        return f"/voila/render/course/{lang}/{slug}/{slug}.ipynb"


def send_files(
    served: Served,
    path: str,
    files: list[tuple[str, bytes]],
    *,
    token: bool = True,
    headers: dict[str, str] | None = None,
    **fields: str,
) -> Answer:
    """Send a form with files, as a browser does."""
    mark, body = "x-boundary-x", b""
    parts = [(f'name="{name}"', value.encode()) for name, value in fields.items()]
    parts += [(f'name="files"; filename="{name}"', content) for name, content in files]
    for about, content in parts:
        head = f"--{mark}\r\nContent-Disposition: form-data; {about}\r\n\r\n"
        body += head.encode() + content + b"\r\n"
    body += f"--{mark}--\r\n".encode()
    sent = {"Content-Type": f"multipart/form-data; boundary={mark}"} | (headers or {})
    if token:
        sent["Authorization"] = f"token {served.token}"
    connection = http.client.HTTPConnection(urlsplit(served.base).netloc, timeout=60)
    connection.request("POST", path, body, sent)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return Answer(answer.status, text, dict(answer.getheaders()))


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The course, served in Dutch to a reader who has set nothing up."""
    folder = copy_of_course(tmp_path_factory.mktemp("served"), "01-*")
    home = tmp_path_factory.mktemp("home")
    with serving(folder=folder, home=home) as address:
        parts = urlsplit(address)
        token = parse_qs(parts.query)["token"][0]
        yield Served(f"{parts.scheme}://{parts.netloc}", token, folder, home)


def make_module(
    folder: Path, slug: str, *, lang: str = "nl", cells: Any = (), **about: Any
) -> Path:
    """A small module of a test's own in `folder`; `cells` are code, or Markdown after `# `."""
    metadata = {"module": slug, "lang": lang, "title": slug, "number": 9, "activities": []} | about
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "medeopvoeders": metadata,
        },
        "cells": [_cell(number, source) for number, source in enumerate(cells)],
    }
    path = folder / "course" / lang / slug / f"{slug}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), "utf-8")
    return path


def _cell(number: int, source: str) -> dict[str, Any]:
    cell: dict[str, Any] = {"id": f"c{number}", "metadata": {}, "source": source}
    if source.startswith("# "):
        return cell | {"cell_type": "markdown"}
    return cell | {"cell_type": "code", "outputs": [], "execution_count": None}
