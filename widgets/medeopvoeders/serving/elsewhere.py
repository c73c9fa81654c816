"""Making Jupyter ready for the course where somebody else starts the server, as Binder does:
`python -m medeopvoeders.serving.elsewhere`, once, when the environment is made.

It writes settings into the environment that it runs in, and nowhere else. On a hub nobody needs
it: there, nbgrader's pages are wanted, and the rest is for whoever runs the hub.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from medeopvoeders.serving.options import NBGRADER_EXTENSIONS, SAFE_SETTINGS, TRAINEE_EXTENSIONS
from medeopvoeders.serving.painting import HERE

# What only costs memory and seconds where a trainee or a self-learner is alone: nbgrader's pages
# take four seconds to import, and the others serve people who write code.
NOT_NEEDED = (
    *NBGRADER_EXTENSIONS,
    "jupyterlab_jupytext",
    "jupyter_lsp",
    "jupyter_server_terminals",
)


def main() -> None:
    """Set up the environment of this Python."""
    set_up(Path(sys.prefix) / "etc" / "jupyter")


def set_up(folder: Path) -> None:
    """Write the settings into `folder`, one of Jupyter's configuration folders; what else stands
    there stays."""
    extensions = dict.fromkeys(TRAINEE_EXTENSIONS, True) | dict.fromkeys(NOT_NEEDED, False)
    ours = SAFE_SETTINGS | {"ServerApp": {"jpserver_extensions": extensions, "open_browser": False}}
    _merge(folder / "jupyter_server_config.json", ours)
    for furniture in sorted((HERE / "lab").glob("*/labconfig/*.json")):
        settings = json.loads(furniture.read_text("utf-8"))
        _merge(folder / "labconfig" / furniture.name, settings)


def _merge(path: Path, ours: dict[str, Any]) -> None:
    there = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(_over(there, ours), indent=2) + "\n", "utf-8")


def _over(there: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    """`there`, with the values of `ours` over it, folder within folder."""
    both = dict(there)
    for key, value in ours.items():
        before = both.get(key)
        deep = isinstance(before, dict) and isinstance(value, dict)
        both[key] = _over(before, value) if deep else value
    return both


if __name__ == "__main__":
    main()
