"""What Binder installs is what the project pins."""

from __future__ import annotations

import re
import runpy
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from conftest import PROJECT

SCRIPT = PROJECT / "binder" / "make_requirements.py"
DO_THIS = "run: uv run python binder/make_requirements.py"


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(SCRIPT))


@pytest.fixture(scope="module")
def requirements() -> str:
    return (PROJECT / "binder" / "requirements.txt").read_text("utf-8")


def test_the_file_is_what_the_script_writes(
    script: dict[str, Callable[[], str]], requirements: str
) -> None:
    assert requirements == script["requirements"](), DO_THIS


def test_every_line_is_a_pin_of_the_project(requirements: str) -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    pins = {
        *project["project"]["dependencies"],
        *project["build-system"]["requires"],
        *project["tool"]["uv"]["constraint-dependencies"],
    }
    lines = [line for line in requirements.splitlines() if not line.startswith("#")]
    assert [line for line in lines if line not in pins] == []
    assert [line for line in lines if not re.match(r"[a-z0-9-]+==[\w.]+( ; .+)?$", line)] == []


def test_every_direct_dependency_is_installed_and_no_tool_of_ours(requirements: str) -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    lines = set(requirements.splitlines())
    assert set(project["project"]["dependencies"]) - lines == set(), DO_THIS
    assert {line for line in lines if re.match(r"(pytest|playwright|mypy|ruff)\b", line)} == set()


def test_two_pins_of_one_library_are_the_same() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    constraints = set(project["tool"]["uv"]["constraint-dependencies"])
    direct = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    assert [pin for pin in direct if pin not in constraints] == []


def test_binder_is_asked_for_a_python_that_the_course_runs_on(script: dict[str, Any]) -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    lowest = project["project"]["requires-python"].removeprefix(">=")
    assert tuple(map(int, script["runtime"]().split("."))) >= tuple(map(int, lowest.split(".")))
