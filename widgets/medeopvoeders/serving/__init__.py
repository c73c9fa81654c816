"""The course in a browser: one server on this computer, and the pages it shows.

What lives here: starting the server (`start`), the gate that asks every address for the token, the
home page, and the page around a module that Voilà executes. What may come in: any address, any
folder, notebooks and records in any state. Leans on jupyter-server and Voilà, and on `record` for
the progress that it shows.

A hub or Binder starts its own server; there only the extension (`medeopvoeders.serving`) is used.
"""

from __future__ import annotations

from medeopvoeders.serving.start import start

__all__ = ["start"]


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Where jupyter-server finds the extension."""
    return [{"module": "medeopvoeders.serving.extension"}]
