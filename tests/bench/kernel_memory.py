"""How much memory a kernel takes with a module open, and how much with one plain widget."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from course_copy import code_cells, course_copy
from jupyter_client.manager import KernelManager
from table import Row

if TYPE_CHECKING:
    from jupyter_client.blocking import BlockingKernelClient

ROUNDS = 4
READY_SECONDS = 60
LIMIT = 1.10
ONE_WIDGET = ("import ipywidgets\nipywidgets.HTML('<p>One plain widget.</p>')",)
SET_UP_AND_VIGNETTE = 2  # the first cells of module 1
MIB = 2**20


def measure() -> Iterator[Row]:
    """A kernel with a vignette on screen, and one with all of module 1 on screen (a vignette, a
    mirror, two reflections and the hand-in), each against one that imported ipywidgets and displays
    one widget.

    Both of a pair are ordinary ipykernels that ran nothing else, and alive while both are measured,
    so pages that they share count half for each. What counts is PSS: private pages, and a share of
    the shared ones. RSS, which counts shared pages whole, is there to compare with.
    """
    with course_copy() as course:
        cells = code_cells(course.module)
        for what, run in (("a vignette", cells[:SET_UP_AND_VIGNETTE]), ("module 1", cells)):
            pairs = [_pair(course.module.parent, run) for _ in range(ROUNDS)]
            ours, baseline = zip(*pairs, strict=True)
            yield Row(f"kernel memory, {what}, PSS", "MiB", _pss(ours), _pss(baseline), limit=LIMIT)
            yield Row(f"kernel memory, {what}, RSS", "MiB", _rss(ours), _rss(baseline))


@dataclass(frozen=True, slots=True)
class Memory:
    """What a process takes, in MiB. PSS is USS where the system has no PSS."""

    pss: float
    rss: float


def _pss(rounds: tuple[Memory, ...]) -> tuple[float, ...]:
    return tuple(memory.pss for memory in rounds)


def _rss(rounds: tuple[Memory, ...]) -> tuple[float, ...]:
    return tuple(memory.rss for memory in rounds)


def _pair(folder: Path, cells: tuple[str, ...]) -> tuple[Memory, Memory]:
    with _kernel(folder, cells) as ours, _kernel(folder, ONE_WIDGET) as baseline:
        return _memory(ours), _memory(baseline)


@contextmanager
def _kernel(folder: Path, cells: tuple[str, ...]) -> Iterator[int]:
    """The process of a kernel that has run `cells` in `folder` and has nothing left to do."""
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(cwd=str(folder), extra_arguments=["--log-level=ERROR"])
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=READY_SECONDS)
        for cell in cells:
            _run(client, cell)
        yield manager.provisioner.pid
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _run(client: BlockingKernelClient, cell: str) -> None:
    """Run a cell to its end (its outputs included). Raises where it failed."""
    reply = client.execute_interactive(cell, timeout=READY_SECONDS, output_hook=lambda _: None)
    content = reply["content"]
    if content["status"] != "ok":
        raise RuntimeError(f"{content.get('ename')}: {content.get('evalue')} in {cell!r}")


def _memory(process: int) -> Memory:
    used = psutil.Process(process).memory_full_info()
    return Memory(getattr(used, "pss", used.uss) / MIB, used.rss / MIB)
