"""Kernels that wait for a reader: started, with the course imported, before a page is asked for.

Half the wait for a module's page is Python that starts and imports. Voilà's own way to spare it
(`preheat_kernel`) is not there for a server extension, and it writes the whole page ahead, progress
included. A warm kernel of ours has run no notebook and read no record: any module can take it, and
what a trainee did is read when the page opens, so it is never behind.

Each one that waits costs a kernel's memory, some 75 MB. Voilà's two settings say how many there
are: `VoilaConfiguration.preheat_kernel` and `default_pool_size`. The course on a laptop keeps one;
a hub or Binder keeps none unless it is configured. One that nobody takes is culled like any other.
"""

from __future__ import annotations

import asyncio
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_core.utils import ensure_async

if TYPE_CHECKING:
    from jupyter_client.asynchronous.client import AsyncKernelClient

PACKAGE = Path(__file__).parents[1]
KINDS = {".py", ".js", ".css", ".toml", ".md", ".svg"}
SECONDS_TO_START = 60
PATIENCE = 10
# After a page took one: its own start comes first.
REFILL_AFTER = 8.0

# The parts of the package that a module's page needs, without opening any.
WARM_UP = "import medeopvoeders.views.module, medeopvoeders.reading.vignette"
MOVE = "import os; os.chdir({folder!r}); del os"


@dataclass(frozen=True, slots=True)
class _Kernel:
    """A kernel that waits, and what the package's files were when it imported them."""

    id: str
    client: AsyncKernelClient
    files: int


class WithWarmKernels:
    """The server's kernels as a page sees them: one that waits starts at once."""

    def __init__(self, warm: WarmKernels) -> None:
        self._warm = warm

    def __getattr__(self, name: str) -> Any:
        return getattr(self._warm.kernels, name)

    async def start_kernel(self, *, path: str, **rest: Any) -> str:
        """The id of a kernel in `path`: one that waits, else a new one."""
        found = await self._warm.take(path)
        return found or await ensure_async(self._warm.kernels.start_kernel(path=path, **rest))


class WarmKernels:
    """At most `size` kernels that wait, among all those of the server (`kernels`)."""

    def __init__(self, kernels: Any, size: int) -> None:
        self.kernels, self.size = kernels, size
        self._starting: list[asyncio.Task[_Kernel]] = []

    def fill(self) -> None:
        """Start as many as are missing."""
        self._starting = [task for task in self._starting if self._is_there(task)]
        for _ in range(self.size - len(self._starting)):
            self._starting.append(asyncio.ensure_future(self._start()))

    async def take(self, path: str) -> str:
        """The id of a kernel that now stands in `path`, below the served folder; empty where none
        waits. It belongs to the page from here on."""
        taken = ""
        while self._starting and not taken:
            # One that is starting will be there sooner than another one, within limits.
            done, _ = await asyncio.wait(self._starting[:1], timeout=PATIENCE)
            if not done:
                break
            self._starting.remove(*done)
            taken = await self._moved(done.pop(), path)
        asyncio.get_running_loop().call_later(REFILL_AFTER, self.fill)
        return taken

    async def _start(self) -> _Kernel:
        files = _newest_change()
        # Where the course is closed just now, Python's own traceback would stand in the terminal.
        kernel_id = await ensure_async(self.kernels.start_kernel(stderr=subprocess.DEVNULL))
        client = self.kernels.get_kernel(kernel_id).client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=SECONDS_TO_START)
            await _run(client, WARM_UP)
        except Exception:
            client.stop_channels()
            await self._end(kernel_id)
            raise
        return _Kernel(kernel_id, client, files)

    def _is_there(self, task: asyncio.Task[_Kernel]) -> bool:
        """Still starting, or waiting; not one that failed, or was culled since."""
        if not task.done():
            return True
        return not task.cancelled() and not task.exception() and task.result().id in self.kernels

    async def _moved(self, task: asyncio.Task[_Kernel], path: str) -> str:
        """The id of the kernel, moved to the notebook's folder. Empty, and the kernel is ended,
        where it does not answer, or knows an older version of the course than the files do."""
        if not self._is_there(task):
            return ""
        kernel = task.result()
        folder = str(await ensure_async(self.kernels.cwd_for_path(path)))
        try:
            await _run(kernel.client, MOVE.format(folder=folder))
            moved = kernel.files == _newest_change()
        except Exception:  # noqa: BLE001 - dead, or deaf: another one will be started
            moved = False
        kernel.client.stop_channels()
        if not moved:
            await self._end(kernel.id)
        return kernel.id if moved else ""

    async def _end(self, kernel_id: str) -> None:
        if kernel_id in self.kernels:
            await ensure_async(self.kernels.shutdown_kernel(kernel_id, now=True))


async def _run(client: AsyncKernelClient, code: str) -> None:
    """Run `code` and wait for it. Raises where it fails."""
    reply = await client.execute(code, store_history=False, reply=True, timeout=PATIENCE)
    if reply["content"]["status"] != "ok":
        raise RuntimeError(str(reply["content"].get("evalue")))


def _newest_change() -> int:
    """When a file of the package last changed: an author sees a change with the next page."""
    return max(path.stat().st_mtime_ns for path in PACKAGE.rglob("*.*") if path.suffix in KINDS)
