"""The record under fire: a kernel is killed again and again while it saves."""

from __future__ import annotations

import os
import signal
import sys
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

import saving_process
from medeopvoeders.record.journal import read_record

KILLS = 1000
KILLS_A_RECORD = 25
LONGEST_LIFE = 0.02  # seconds after the first saving

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
    for number in range(KILLS // KILLS_A_RECORD):
        folder = tmp_path / str(number)
        folder.mkdir()
        said: list[str] = []
        for _ in range(KILLS_A_RECORD):
            said += kill_while_saving(context, folder, chance)
        said = list(dict.fromkeys(said))  # the same text twice is one event, called saved twice
        record = read_record(folder / "record.jsonl")
        kept = [event.id for event in record.events]
        assert [event for event in said if event not in set(kept)] == []
        assert said == [event for event in kept if event in set(said)], "the order has changed"
        assert record.problem in {"", "damaged"}
        torn += record.unreadable
        called_saved += len(said)
    assert called_saved > KILLS, "the kernels were killed before they saved anything"
    print(f"{KILLS} kills, {called_saved} events called saved, none lost; {torn} torn lines")


def kill_while_saving(context: ForkServerContext, folder: Path, chance: Random) -> list[str]:
    """Start a kernel, kill it at a random moment after it first saved something, and give the
    ids of all that it called saved."""
    said, tells = context.Pipe(duplex=False)
    kernel = context.Process(
        target=saving_process.choose_and_write, args=(str(folder), tells, chance.randrange(2**32))
    )
    kernel.start()
    tells.close()
    assert said.poll(60), "the kernel saved nothing"
    kernel.join(chance.random() * LONGEST_LIFE)
    kernel.kill()
    kernel.join()
    assert kernel.exitcode == -signal.SIGKILL
    with said, os.fdopen(os.dup(said.fileno()), encoding="ascii") as lines:
        return lines.read().split()
