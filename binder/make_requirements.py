"""Write binder/requirements.txt: `uv run python binder/make_requirements.py`.

Binder installs that one file before it has seen anything else of the repository, so it is flat: all
that the course brings along on Linux, and what builds the package itself, each in the version that
pyproject.toml pins. A test fails where the file is not what this script writes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).parent
PROJECT = HERE.parent
REQUIREMENTS = HERE / "requirements.txt"
HEADING = """\
# Written by binder/make_requirements.py from the pins in pyproject.toml. Do not edit.
"""


def main() -> None:
    """Write the file."""
    REQUIREMENTS.write_text(requirements(), "utf-8", newline="\n")


def requirements() -> str:
    """What the file holds. Raises KeyError, with its name, for a library without a pin."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    pins = {_name(pin): pin for pin in _pins(project)}
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    return HEADING + "".join(f"{pins[name]}\n" for name in sorted(brought_along(wanted)))


def runtime() -> str:
    """The Python that Binder is asked for, such as 3.11."""
    return (HERE / "runtime.txt").read_text("utf-8").strip().removeprefix("python-")


def brought_along(wanted: Iterable[str]) -> set[str]:
    """The names of `wanted` and of all that they need, on Binder's Linux and Python."""
    waiting = [Requirement(line) for line in wanted]
    met: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        one = waiting.pop()
        key = (canonicalize_name(one.name), frozenset(one.extras))
        if key not in met:
            met.add(key)
            waiting += _needs(one)
    return {name for name, _ in met}


def _needs(one: Requirement) -> Iterator[Requirement]:
    """What `one` needs there, as its own metadata says. One that is not installed here is needed
    by another Python than this one only, and none of those needs anything."""
    try:
        lines = requires(one.name) or []
    except PackageNotFoundError:
        return
    for line in lines:
        needed = Requirement(line)
        if not needed.marker or any(
            needed.marker.evaluate(_binder() | {"extra": extra}) for extra in {"", *one.extras}
        ):
            yield needed


def _binder() -> dict[str, Any]:
    return default_environment() | {
        "os_name": "posix",
        "platform_system": "Linux",
        "sys_platform": "linux",
        "platform_machine": "x86_64",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "python_version": runtime(),
        "python_full_version": f"{runtime()}.99",
    }


def _pins(project: dict[str, Any]) -> Iterator[str]:
    """Each pinned version, a direct one last: it outranks the other."""
    yield from project["tool"]["uv"]["constraint-dependencies"]
    yield from project["build-system"]["requires"]
    yield from project["project"]["dependencies"]


def _name(pin: str) -> str:
    return canonicalize_name(re.split(r"[\s=;]", pin, maxsplit=1)[0])


if __name__ == "__main__":
    main()
