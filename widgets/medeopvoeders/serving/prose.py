"""A module's prose as HTML, on its page."""

from __future__ import annotations

from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer
from voila.exporter import VoilaMarkdownRenderer


class Prose(VoilaMarkdownRenderer):
    """Voilà's renderer, for pictures that a notebook holds itself.

    Voilà looks for each picture among the server's files, and fails on any where those are read
    asynchronously, as jupyter-server does. The build leaves no picture outside a notebook.
    """

    def image(self, text: str, url: str, title: str | None = None) -> Any:
        """The picture at its own address."""
        return IPythonRenderer.image(self, text, url, title)
