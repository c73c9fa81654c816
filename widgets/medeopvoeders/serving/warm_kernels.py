"""Kernels that wait for a reader: started, with the course imported, before a page is asked for.

Half the wait for a module's page is Python that starts and imports. Voilà's own way to spare it
(`preheat_kernel`) is not there for a server extension, and it writes the whole page ahead, progress
included. A warm kernel of ours has run no notebook and read no record: any module can take it, and
what a trainee did is read when the page opens, so it is never behind.

Each one that waits costs a kernel's memory, some 60 MB. Voilà's two settings say how many there
are: `VoilaConfiguration.preheat_kernel` and `default_pool_size`. The course on a laptop keeps one;
a hub or Binder keeps none unless it is configured. One that nobody takes is culled like any other.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_core.utils import ensure_async
from voila.utils import ENV_VARIABLE

if TYPE_CHECKING:
    from jupyter_client.asynchronous.client import AsyncKernelClient

PACKAGE = Path(__file__).parents[1]
KINDS = {".py", ".js", ".css", ".toml", ".md", ".svg"}
SECONDS = 60  # for anything that a kernel is asked; a busy computer takes a while
LOOK_AGAIN = 1.0
# After a page took one: its own start comes first.
REFILL_AFTER = 8.0

# By this a kernel of Voilà's knows that it is one.
PREHEATED = {ENV_VARIABLE.VOILA_PREHEAT: "True"}

# The parts of the package that a module's page needs, without opening any.
WARM_UP = "import medeopvoeders.views.module"
MOVE = "import os; os.chdir({folder!r}); del os"


@dataclass(slots=True)
class _Kernel:
    """A kernel that starts, and then waits. `files` is what the package's files were when it
    imported them; `id` and `client` come while it starts."""

    files: int
    id: str = ""
    client: AsyncKernelClient | None = None
    start: asyncio.Future[None] | None = None


class WithWarmKernels:
    """The server's kernels as a page sees them: one that waits starts at once."""

    def __init__(self, warm: WarmKernels) -> None:
        self._warm = warm
        self._taken: _Kernel | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._warm.kernels, name)

    async def start_kernel(self, *, path: str, **rest: Any) -> str:
        """The id of a kernel in `path`: one that waits, else a new one."""
        self._taken = await self._warm.take(path)
        if self._taken:
            return self._taken.id
        return await ensure_async(self._warm.kernels.start_kernel(path=path, **rest))

    def get_kernel(self, kernel_id: str) -> Any:
        """The manager of one kernel. Of one that waited it is asked for nothing but a client."""
        taken = self._taken
        if taken and taken.id == kernel_id:
            return _Ready(self._warm.kernels.get_kernel(kernel_id), taken.client)
        return self._warm.kernels.get_kernel(kernel_id)


class _Ready:
    """The manager of a kernel that is known to answer: its client is the one that asked it.

    A new client would wait a fifth of a second for what a kernel that just started may still say.
    """

    def __init__(self, kernel: Any, client: AsyncKernelClient) -> None:
        self._kernel, self._client = kernel, client
        # Both were done while it waited; its heart cannot be started twice.
        client.start_channels = client.wait_for_ready = lambda **_: None  # type: ignore[method-assign,misc,assignment]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._kernel, name)

    def client(self) -> AsyncKernelClient:
        """A client whose channels are open."""
        return self._client


class WarmKernels:
    """At most `size` kernels that wait, among all those of the server (`kernels`)."""

    def __init__(self, kernels: Any, size: int) -> None:
        self.kernels, self.size = kernels, size
        self.waiting: list[_Kernel] = []

    def fill(self) -> None:
        """Start as many as are missing."""
        self.waiting = [kernel for kernel in self.waiting if self._is_there(kernel)]
        while len(self.waiting) < self.size:
            kernel = _Kernel(_newest_change())
            kernel.start = asyncio.ensure_future(self._start(kernel))
            self.waiting.append(kernel)

    async def take(self, path: str) -> _Kernel | None:
        """A kernel that now stands in `path`, below the served folder; None where none waits. It
        belongs to the page from here on."""
        taken = None
        while self.waiting and not taken:
            taken = await self._moved(self.waiting.pop(0), path)
        asyncio.get_running_loop().call_later(REFILL_AFTER, self.fill)
        return taken

    async def _start(self, kernel: _Kernel) -> None:
        # Where the course is closed just now, Python's own traceback would stand in the terminal.
        started = self.kernels.start_kernel(env=os.environ | PREHEATED, stderr=subprocess.DEVNULL)
        kernel.id = await ensure_async(started)
        kernel.client = client = self.kernels.get_kernel(kernel.id).client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=SECONDS)
            await _run(client, WARM_UP)
        except Exception:
            await self._end(kernel)
            raise

    def _is_there(self, kernel: _Kernel) -> bool:
        """Still starting, or waiting; not one that failed, or that was culled since."""
        start = kernel.start
        failed = start and start.done() and (start.cancelled() or start.exception())
        return not failed and (not kernel.id or kernel.id in self.kernels)

    async def _moved(self, kernel: _Kernel, path: str) -> _Kernel | None:
        """The kernel, moved to the notebook's folder. None, and it is ended, where it does not
        answer, or knows an older version of the course than the files do."""
        # One that is still starting will be there sooner than another one.
        while kernel.start and not kernel.start.done() and self._is_there(kernel):
            await asyncio.wait([kernel.start], timeout=LOOK_AGAIN)
        if not kernel.client or not self._is_there(kernel):
            return None
        folder = str(await ensure_async(self.kernels.cwd_for_path(path)))
        try:
            await _run(kernel.client, MOVE.format(folder=folder))
            moved = kernel.files == _newest_change()
        except Exception:  # noqa: BLE001 - dead, or deaf: another one will be started
            moved = False
        if moved:
            return kernel
        await self._end(kernel)
        return None

    async def _end(self, kernel: _Kernel) -> None:
        if kernel.client:
            kernel.client.stop_channels()
        if kernel.id in self.kernels:
            await ensure_async(self.kernels.shutdown_kernel(kernel.id, now=True))


async def _run(client: AsyncKernelClient, code: str) -> None:
    """Run `code` and wait for it. Raises where it fails."""
    reply = await client.execute(code, store_history=False, reply=True, timeout=SECONDS)
    if reply["content"]["status"] != "ok":
        raise RuntimeError(str(reply["content"].get("evalue")))


def _newest_change() -> int:
    """When a file of the package last changed: an author sees a change with the next page."""
    return max(path.stat().st_mtime_ns for path in PACKAGE.rglob("*.*") if path.suffix in KINDS)
