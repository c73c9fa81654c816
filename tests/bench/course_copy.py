"""A course to measure on: a copy of the built one, and notebooks to compare it with."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

from medeopvoeders.models.vignette import Scene
from medeopvoeders.reading.library import load_vignette

COURSE = Path(__file__).resolve().parents[2] / "course"
MODULE = Path("course/nl/01-lever-or-barrier/01-lever-or-barrier.ipynb")

# A record is forced to a disk, so the copy must stand on one; /tmp is memory on many systems.
ON_DISK = Path("/var/tmp")  # noqa: S108 - the folder in it has a random name

ONE_WIDGET = """
import ipywidgets
ipywidgets.HTML("<p>One plain widget.</p>")
"""
BUTTON = """
import ipywidgets
texts = {texts!r}
button = ipywidgets.Button(description="Next")
page = ipywidgets.HTML(texts[0])
clicks = 0
def turn(_):
    global clicks
    clicks += 1
    page.value = texts[clicks % len(texts)]
button.on_click(turn)
ipywidgets.VBox([button, page])
"""
HEADINGS = ["<h3>Scene 1</h3>", "<h3>Scene 2</h3>"]


@dataclass(frozen=True, slots=True)
class CourseCopy:
    """A folder with `course/`, where nothing that is measured touches anybody's own record."""

    folder: Path
    one_widget: str = "one-widget.ipynb"
    bare_button: str = "bare-button.ipynb"
    scene_button: str = "scene-button.ipynb"

    @property
    def module(self) -> Path:
        """The notebook of module 1 in Dutch."""
        return self.folder / MODULE


@contextmanager
def course_copy() -> Iterator[CourseCopy]:
    """The copy; gone afterwards, with all that was recorded in it."""
    place = ON_DISK if ON_DISK.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="bench-", dir=place) as name:
        copy = CourseCopy(Path(name))
        shutil.copytree(
            COURSE, copy.folder / "course", ignore=shutil.ignore_patterns("record*", ".*")
        )
        yield write_baselines(copy)


def write_baselines(copy: CourseCopy) -> CourseCopy:
    """Put the notebooks to compare with into the folder."""
    _write(copy.folder / copy.one_widget, ONE_WIDGET)
    _write(copy.folder / copy.bare_button, BUTTON.format(texts=HEADINGS))
    _write(copy.folder / copy.scene_button, BUTTON.format(texts=_scenes()))
    return copy


def code_cells(notebook: Path) -> tuple[str, ...]:
    """The source of each code cell, in order."""
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    return tuple("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def activity_count(notebook: Path) -> int:
    """How many activities the module says it has."""
    return len(json.loads(notebook.read_text("utf-8"))["metadata"]["medeopvoeders"]["activities"])


def _scenes() -> list[str]:
    """Each scene of the vignette as bare HTML: its heading, its paragraphs, its options."""
    return [_html(scene) for scene in load_vignette("signature", "nl").scenes]


def _html(scene: Scene) -> str:
    blocks = [block.text for block in scene.blocks if block.kind != "picture"]
    texts = [*blocks, scene.question, *(choice.text for choice in scene.choices)]
    return f"<h3>{escape(scene.title)}</h3>" + "".join(f"<p>{escape(text)}</p>" for text in texts)


def _write(path: Path, source: str) -> None:
    cell = {
        "cell_type": "code",
        "id": "only",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": source.strip(),
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {
        "cells": [cell],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(notebook), "utf-8")
