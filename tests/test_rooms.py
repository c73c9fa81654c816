"""The house: a room imports only from rooms above it, and a kernel stays small."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import medeopvoeders

PACKAGE = Path(medeopvoeders.__file__).parent
ROOMS = [
    "models", "reading", "engine", "record", "views", "grading", "dashboard", "serving",
    "authoring", "cli",
]  # fmt: skip
MAY_USE = {
    "models": set(),
    "reading": {"markdown_it", "yaml"},
    "engine": set(),
    "record": {"filelock"},
    "views": {"anywidget", "ipywidgets", "traitlets"},
}
TOO_LARGE_FOR_A_KERNEL = {
    "nbgrader", "jupytext", "jupyter_server", "voila", "pydantic", "pandas", "nbconvert",
}  # fmt: skip


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_in(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports say their whole name"
            yield node.module or "", node.lineno


def test_a_room_imports_only_from_rooms_above_it() -> None:
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        room = room_of(path)
        if room not in ROOMS:
            continue
        for name, line in imports_in(path):
            parts = name.split(".")
            from_room = parts[1] if parts[0] == "medeopvoeders" and len(parts) > 1 else ""
            if from_room in ROOMS and ROOMS.index(from_room) > ROOMS.index(room):
                wrong.append(f"{path.relative_to(PACKAGE)}:{line} {room} imports {from_room}")
    assert wrong == []


def test_the_rooms_of_a_kernel_use_only_their_own_libraries() -> None:
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        allowed = MAY_USE.get(room_of(path))
        for name, line in imports_in(path) if allowed is not None else ():
            top = name.split(".")[0]
            if top not in sys.stdlib_module_names | allowed | {"medeopvoeders"}:
                wrong.append(f"{path.relative_to(PACKAGE)}:{line} imports {top}")
    assert wrong == []


def test_every_folder_is_a_room_that_says_what_lives_there() -> None:
    silent = [
        path.parent.name
        for path in PACKAGE.glob("*/__init__.py")
        if len(ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "") < 80
    ]
    assert silent == []
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} <= set(ROOMS)


def test_a_notebook_loads_nothing_large() -> None:
    code = "import sys, medeopvoeders; medeopvoeders.open_module; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert loaded & TOO_LARGE_FOR_A_KERNEL == set()


def test_modules_stay_short() -> None:
    long = {
        str(path.relative_to(PACKAGE)): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > 250
    }
    assert long == {}
