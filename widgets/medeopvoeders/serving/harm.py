"""Addresses of other people's pages on our server that must not be opened by a mere link.

nbgrader writes what stands in an address into its pages without escaping it, and reads a
configuration, which is Python, from any folder that an address names. It and Voilà show the files
of a submission as pages of this server, whose scripts may then do all that the reader may.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from medeopvoeders.record.student_name import is_student_name

if TYPE_CHECKING:
    from tornado.httputil import HTTPServerRequest

# With a dot in its name, a format is any class of any Python module.
_NAMED_CLASS = re.compile(r"nbconvert/[^/]*\.[^/]*/.*")
_SUBMITTED_FILE = re.compile(r"formgrader/submissions/[^/]+/.+|voila/files/.+")
# The browser gives such a page no scripts and no forms, and does not take it for one of ours.
HARMLESS = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}


def does_harm(request: HTTPServerRequest, base_url: str, *, group: bool) -> bool:
    """Whether `request` is to be answered with "not found".

    `group` says that a group's folder is served: there nbgrader needs no other folder.
    """
    path = _below(request, base_url)
    if path.split("/")[0] != "formgrader":
        return bool(_NAMED_CLASS.fullmatch(path))
    names = filter(None, path.split("/"))
    return (group and "path" in request.arguments) or not all(map(is_student_name, names))


def shows_submitted_file(request: HTTPServerRequest, base_url: str) -> bool:
    """Whether the answer to `request` may be a file that a trainee made."""
    return bool(_SUBMITTED_FILE.fullmatch(_below(request, base_url)))


def _below(request: HTTPServerRequest, base_url: str) -> str:
    """The path as a handler gets to see it, without the server's base."""
    return unquote(request.path).removeprefix(base_url)
