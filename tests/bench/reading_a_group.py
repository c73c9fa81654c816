"""How long the dashboard takes to read a large group."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from group_copy import group
from table import Row

from medeopvoeders.dashboard.group import read_group

SIZE = 1000
ROUNDS = 7
LIMIT = 2.5


def measure() -> Iterator[Row]:
    """Reading a made-up group of 1,000 as the dashboard does (limits, links, bad files, events,
    consents) against merely reading the same files and decoding the JSON in them."""
    with group(SIZE) as copy:
        rounds = [(_read(copy.folder), _decode(copy.folder)) for _ in range(ROUNDS + 1)]
    yield Row("reading 1,000 trainees", "ms", *zip(*rounds[1:], strict=True), limit=LIMIT)


def _read(folder: Path) -> float:
    start = perf_counter()
    read_group(folder)
    return (perf_counter() - start) * 1000


def _decode(folder: Path) -> float:
    start = perf_counter()
    for path in folder.glob("submitted/*/*/*"):
        content = path.read_bytes()
        lines = content.split(b"\n") if path.suffix == ".jsonl" else [content]
        for line in lines if path.suffix != ".txt" else []:
            _decoded(line)
    return (perf_counter() - start) * 1000


def _decoded(line: bytes) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None
