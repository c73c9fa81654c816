"""The record under fire: a kernel is killed again and again while it saves."""

from __future__ import annotations

import os
import signal
import sys
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

import saving_process
from medeopvoeders.record.journal import read_record

KILLS_A_RECORD = 10
RECORDS = 100
AT_ONCE = 4  # kernels, each with a record of its own: one alone mostly waits for the disk
LONGEST_LIFE = 0.02  # seconds after the first saving; those that are killed after it live longer

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL and no fork")


def test_nothing_that_was_called_saved_is_missing_after_a_thousand_kills(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The process that all kernels are forked from reads the course once, and no kernel pytest.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    monkeypatch.setenv("PYTHONPATH", str(Path(saving_process.__file__).parent))
    context = get_context("forkserver")
    context.set_forkserver_preload(["saving_process"])
    chance = Random(20261123)  # noqa: S311 - the moments of the kills
    torn = called_saved = 0
    for first in range(0, RECORDS, AT_ONCE):
        folders = [tmp_path / str(number) for number in range(first, first + AT_ONCE)]
        said: dict[Path, list[str]] = {folder: [] for folder in folders}
        for folder in folders:
            folder.mkdir()
        for _ in range(KILLS_A_RECORD):
            kernels = [start_saving(context, folder, chance) for folder in said]
            for kernel, ids in zip(kernels, said.values(), strict=True):
                ids.extend(kill_while_saving(*kernel, chance))
        for folder, ids in said.items():
            torn += lines_torn(folder, ids)
            called_saved += len(ids)
    kills = RECORDS * KILLS_A_RECORD
    assert called_saved > kills, "the kernels were killed before they saved anything"
    print(f"{kills} kills, {called_saved} events called saved, none lost; {torn} torn lines")


def start_saving(
    context: ForkServerContext, folder: Path, chance: Random
) -> tuple[ForkServerProcess, Connection]:
    """A kernel that saves in `folder`, and the pipe in which it says what it called saved."""
    said, tells = context.Pipe(duplex=False)
    kernel = context.Process(
        target=saving_process.choose_and_write, args=(str(folder), tells, chance.randrange(2**32))
    )
    kernel.start()
    tells.close()
    return kernel, said


def kill_while_saving(kernel: ForkServerProcess, said: Connection, chance: Random) -> list[str]:
    """Kill a kernel at a random moment after it first saved something, and give the ids of all
    that it called saved."""
    assert said.poll(60), "the kernel saved nothing"
    kernel.join(chance.random() * LONGEST_LIFE)
    kernel.kill()
    kernel.join()
    assert kernel.exitcode == -signal.SIGKILL
    with said, os.fdopen(os.dup(said.fileno()), encoding="ascii") as lines:
        return lines.read().split()


def lines_torn(folder: Path, said: list[str]) -> int:
    """Fails where something that was called saved is missing, or has changed places."""
    said = list(dict.fromkeys(said))  # the same text twice is one event, called saved twice
    record = read_record(folder / "record.jsonl")
    kept = [event.id for event in record.events]
    assert [event for event in said if event not in set(kept)] == []
    assert said == [event for event in kept if event in set(said)], "the order has changed"
    assert record.problem in {"", "damaged"}
    return record.unreadable
