"""One module's work, out of its folder and back into it.

Nothing in a folder is ever written over: records become their union, and a typed text takes the
place of an answer cell's stub or stands below what is there.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medeopvoeders.record.journal import (
    RECORD_NAME,
    parse_record,
    set_aside,
    sync_folder,
    writers_lock,
)
from medeopvoeders.record.merge import merged
from medeopvoeders.record.notebook import Notebook, answer_texts, read_notebook
from medeopvoeders.record.work_file import ModuleWork


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore brought: events and typed texts that were not there. `homeless` counts the
    texts whose cell the course no longer has; they stay in the file they came from."""

    events: int = 0
    typed: int = 0
    homeless: int = 0

    def __add__(self, other: Restored) -> Restored:
        return Restored(
            self.events + other.events, self.typed + other.typed, self.homeless + other.homeless
        )


def gather(notebook: Path, lang: str, module: str, stub: str) -> ModuleWork:
    """The work of the module at `notebook`. `stub` is what an answer cell holds before anybody
    typed there. Raises OSError where the record is there and cannot be read: it would be missing
    from a file that is called all of somebody's work."""
    record = notebook.with_name(RECORD_NAME)
    content = record.read_bytes() if record.exists() else b""
    return ModuleWork(lang, module, content, typed_texts(read_notebook(notebook), stub))


def typed_texts(notebook: Notebook, stub: str) -> dict[str, tuple[str, ...]]:
    """The texts in the answer cells of `notebook` that somebody typed, by the id of the cell."""
    found = {
        cell: tuple(text for text in texts if text.strip() not in {"", stub.strip()})
        for cell, texts in answer_texts(notebook).items()
    }
    return {cell: texts for cell, texts in found.items() if texts}


def restore(notebook: Path, work: ModuleWork, stub: str) -> Restored:
    """Bring `work` into the folder of the module at `notebook`. Doing it twice adds nothing.

    Raises OSError where something could not be saved: what was there before is still there.
    """
    events = take_in(notebook.with_name(RECORD_NAME), work.record)
    before = read_notebook(notebook)
    typed, homeless = _put_back(before, work.typed, stub)
    if typed:
        text = json.dumps(before, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        _replace(notebook, text.encode("utf-8", "replace"))
    return Restored(events, typed, homeless)


def take_in(record: Path, theirs: bytes) -> int:
    """Bring the lines of another record into the one at `record`; how many events that added.

    Under the writer's lock, and whole or not at all. Raises OSError, as `Journal.append` does. A
    journal of the same file that is open elsewhere sees it when it next catches up.
    """
    if not theirs.strip():
        return 0
    with writers_lock(record):
        if record.exists() and parse_record(record.read_bytes()).problem == "not-a-record":
            set_aside(record)
        mine = record.read_bytes() if record.exists() else b""
        both = merged(mine, theirs)
        if both != mine:
            _replace(record, both)
    return len(parse_record(both).events) - len(parse_record(mine).events)


def _put_back(notebook: Notebook, texts: dict[str, tuple[str, ...]], stub: str) -> tuple[int, int]:
    """Write each text into the first answer cell with its id, in `notebook` itself; how many were
    written, and for how many there is no cell."""
    present = answer_texts(notebook)
    written = homeless = 0
    for cell_id, wanted in texts.items():
        missing = [text for text in wanted if not _holds(present.get(cell_id, ()), text, stub)]
        cell = _answer_cell(notebook, cell_id)
        if cell is None:
            homeless += len(missing)
        elif missing:
            cell["source"] = _below(present[cell_id][0], missing, stub)
            written += len(missing)
    return written, homeless


def _holds(present: tuple[str, ...], text: str, stub: str) -> bool:
    nothing_typed = text.strip() in {"", stub.strip()}
    return nothing_typed or any(text.strip() in there for there in present)


def _below(present: str, missing: list[str], stub: str) -> list[str]:
    """The cell's new source, as nbformat's list of lines."""
    kept = [] if present.strip() in {"", stub.strip()} else [present]
    return "\n\n".join([*kept, *missing]).splitlines(keepends=True)


def _answer_cell(notebook: Notebook, cell_id: str) -> dict[str, Any] | None:
    """The first answer cell with this id. Only prose: what comes out of a file is never code."""
    cells = notebook.get("cells")
    for cell in cells if isinstance(cells, list) else []:
        if cell_id in answer_texts({"cells": [cell]}) and cell.get("cell_type") == "markdown":
            found: dict[str, Any] = cell
            return found
    return None


def _replace(path: Path, content: bytes) -> None:
    """Put `content` in the place of `path`, whole or not at all, and on the disk."""
    waiting = path.with_name(f".{path.name}.new")
    with waiting.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        shutil.copymode(path, waiting)
    waiting.replace(path)
    sync_folder(path.parent)
