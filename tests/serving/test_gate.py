"""Nothing answers without the token."""

from __future__ import annotations

import json
import os
import re._constants as code
import re._parser as parser
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from serving.conftest import Served

LIST_ROUTES = """
import json, sys
from pathlib import Path
from medeopvoeders.serving.start import Opening, listen, make_server
server = make_server(Opening(Path(sys.argv[1])), listen(None))
def patterns(router):
    for rule in router.rules:
        if hasattr(rule.target, "rules"):
            yield from patterns(rule.target)
        else:
            yield rule.matcher.regex.pattern
print(json.dumps(sorted(set(patterns(server.web_app.default_router)))))
"""

# One real file behind each way of serving files: with the token every one of these opens.
FILES = [
    "/static/style/bootstrap.min.css",
    "/favicon.ico",
    "/voila/static/voila.js",
    "/voila/templates/lab/static/voila.js",
    "/voila/labextensions/anywidget/package.json",
    "/medeopvoeders/static/page.css",
    "/medeopvoeders/static/tokens.css",
    "/lab/extensions/anywidget/package.json",
    "/kernelspecs/python3/logo-64x64.png",
    "/files/course/nl/01-lever-or-barrier/01-lever-or-barrier.ipynb",
    "/api",
    "/api/contents",
    "/lab",
    "/medeopvoeders/nl/",
    "/medeopvoeders/nl/facilitators",
]


def test_every_file_opens_with_the_token(served: Served) -> None:
    refused = {path: served.ask(path).status for path in FILES}
    assert not {path: status for path, status in refused.items() if status != 200}


def test_no_file_opens_without_the_token(served: Served) -> None:
    opened = {path: served.ask(path, token=False, Accept="*/*").status for path in FILES}
    assert {path: status for path, status in opened.items() if status != 403} == {}


def test_no_address_of_any_extension_answers_without_the_token(served: Served) -> None:
    answered = []
    for pattern in _routes(served):
        path = _example(pattern)
        for accept in ("*/*", "text/html"):
            answer = served.ask(path, token=False, Accept=accept)
            to_login = answer.status == 302 and "/login" in answer.headers["Location"]
            # 405: the address takes no GET at all, for anybody.
            refused = answer.status in (403, 405) or to_login
            if not (refused or path in ("/login", "/logout")):
                answered.append((answer.status, path, pattern))
    assert answered == []


def test_what_changes_something_is_refused_without_the_token(served: Served) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = served.ask("/api/kernels", token=False, method=method)
        assert answer.status == 403, method


def test_a_kernel_does_not_listen_to_a_websocket_without_the_token(served: Served) -> None:
    answer = served.ask(
        "/api/kernels/00000000-0000-0000-0000-000000000000/channels",
        token=False,
        Upgrade="websocket",
        Connection="Upgrade",
        Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==",
        Sec_WebSocket_Version="13",
    )
    assert answer.status == 403


def test_another_host_name_is_refused_even_with_the_token(served: Served) -> None:
    connection = HTTPConnection(urlsplit(served.base).netloc, timeout=30)
    connection.putrequest("GET", f"/medeopvoeders/nl/?token={served.token}", skip_host=True)
    connection.putheader("Host", "rebound.example")
    connection.endheaders()
    assert connection.getresponse().status == 403


def test_a_page_without_the_token_says_where_to_find_it(served: Served) -> None:
    asked = served.ask("/medeopvoeders/nl/", token=False)
    assert asked.status == 302
    shown = served.ask(asked.headers["Location"], token=False)
    assert shown.status == 200
    assert "token=" in shown.text
    assert not any(mark in shown.text for mark in ('<link rel="stylesheet', "<script", "src="))


def test_the_token_is_taken_out_of_the_address(served: Served) -> None:
    answer = served.ask(f"/medeopvoeders/nl/?token={served.token}", token=False)
    assert (answer.status, answer.headers["Location"]) == (302, "/medeopvoeders/nl/")


def _routes(served: Served) -> list[str]:
    environment = os.environ | {"HOME": str(served.home)}
    command = [sys.executable, "-c", LIST_ROUTES, str(served.folder)]
    listed = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found: list[str] = json.loads(listed.stdout)
    assert len(found) > 60, "the server has many more addresses than these"
    return found


def _example(pattern: str) -> str:
    """A path that `pattern` matches."""
    path = "".join(_letters(parser.parse(pattern)))
    return path if path.startswith("/") else f"/{path}"


def _letters(tree: Any) -> Iterator[str]:
    for what, about in tree:
        if what is code.LITERAL:
            yield chr(about)
        elif what in (code.ANY, code.NOT_LITERAL):
            yield "x"
        elif what is code.IN:
            yield _one_of(about)
        elif what in (code.MAX_REPEAT, code.MIN_REPEAT):
            yield from list(_letters(about[2])) * max(about[0], min(about[1], 1))
        elif what is code.SUBPATTERN:
            yield from _letters(about[3])
        elif what is code.BRANCH:
            yield from _letters(about[1][0])


def _one_of(choices: list[tuple[Any, Any]]) -> str:
    what, about = choices[0]
    if what is code.LITERAL:
        return chr(about)
    return chr(about[0]) if what is code.RANGE else "x"
