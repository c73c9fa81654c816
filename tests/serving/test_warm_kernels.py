"""A kernel that waits for a reader: real kernels, without a server around them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from playwright.sync_api import Page, expect

from conftest import serving
from medeopvoeders.reading.library import load_strings, load_vignette
from medeopvoeders.record.journal import RECORD_NAME, Journal
from medeopvoeders.serving import warm_kernels
from medeopvoeders.serving.warm_kernels import WarmKernels, WithWarmKernels

PATIENCE = 60_000
MODULE = Path("course/nl/01-lever-or-barrier/01-lever-or-barrier.ipynb")


def together(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[[Path], None]:
    """Runs an asynchronous test with the server's kernels in a folder of their own."""

    def run(tmp_path: Path) -> None:
        async def with_kernels() -> None:
            async with kernels_in(tmp_path) as kernels:
                await test(kernels, tmp_path)

        # In a thread of its own: a browser that another test opened keeps its loop in this one.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, with_kernels()).result()

    run.__name__ = test.__name__
    return run


@asynccontextmanager
async def kernels_in(folder: Path) -> AsyncIterator[AsyncMappingKernelManager]:
    (folder / "module").mkdir()
    kernels = AsyncMappingKernelManager(root_dir=str(folder))
    try:
        yield kernels
    finally:
        await kernels.shutdown_all(now=True)


async def said_by(kernels: AsyncMappingKernelManager, kernel_id: str, expression: str) -> str:
    client = kernels.get_kernel(kernel_id).client()
    client.start_channels()
    await client.wait_for_ready(timeout=60)
    reply = await client.execute("", user_expressions={"said": expression}, reply=True, timeout=60)
    client.stop_channels()
    return str(reply["content"]["user_expressions"]["said"]["data"]["text/plain"])


async def id_taken(warm: WarmKernels) -> str:
    """The id of the kernel that a page takes; its client is closed."""
    taken = await warm.take("module")
    if not taken:
        return ""
    taken.client.stop_channels()
    return taken.id


@together
async def test_a_page_gets_the_kernel_that_waits_in_its_own_folder(kernels, folder) -> None:
    warm = WarmKernels(kernels, 1)
    warm.fill()
    taken = await id_taken(warm)
    assert taken in kernels
    assert await said_by(kernels, taken, "__import__('os').getcwd()") == repr(
        str(folder / "module")
    )
    loaded = "'medeopvoeders.views.module' in __import__('sys').modules"
    assert await said_by(kernels, taken, loaded) == "True"
    assert await said_by(kernels, taken, "[n for n in dir() if n[0] != '_']") == repr(
        ["In", "Out", "exit", "get_ipython", "medeopvoeders", "open", "quit"]
    )


@together
async def test_one_kernel_is_not_given_twice(kernels, folder) -> None:
    warm = WarmKernels(kernels, 1)
    warm.fill()
    warm.fill()
    first, second = await asyncio.gather(id_taken(warm), id_taken(warm))
    assert sorted([bool(first), bool(second)]) == [False, True]


@together
async def test_what_runs_on_it_need_not_wait_again(kernels, folder) -> None:
    warm = WarmKernels(kernels, 1)
    warm.fill()
    page = WithWarmKernels(warm)
    started = await page.start_kernel(path="module", kernel_name="python3")
    client = page.get_kernel(started).client()
    assert client.start_channels() is client.wait_for_ready(timeout=60) is None
    reply = await client.execute("", user_expressions={"said": "6 * 7"}, reply=True, timeout=60)
    assert reply["content"]["user_expressions"]["said"]["data"]["text/plain"] == "42"
    client.stop_channels()
    another = WithWarmKernels(warm).get_kernel(started)
    assert another is kernels.get_kernel(started), "only the page that took it"


@together
async def test_without_one_that_waits_a_page_starts_its_own(kernels, folder) -> None:
    page = WithWarmKernels(WarmKernels(kernels, 0))
    started = await page.start_kernel(path="module", kernel_name="python3", env=dict(os.environ))
    assert kernels.list_kernel_ids() == [started]
    assert page.root_dir == kernels.root_dir, "and all else is the server's"


@together
async def test_a_kernel_that_was_culled_meanwhile_is_not_given(kernels, folder) -> None:
    warm = WarmKernels(kernels, 1)
    warm.fill()
    await asyncio.wait([kernel.start for kernel in warm.waiting])
    await kernels.shutdown_kernel(kernels.list_kernel_ids()[0], now=True)
    assert await id_taken(warm) == ""
    warm.fill()
    assert await id_taken(warm) in kernels


@together
async def test_a_kernel_that_knows_an_older_course_is_ended(kernels, folder) -> None:
    changes = iter([1, 2])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warm_kernels, "_newest_change", lambda: next(changes))
        warm = WarmKernels(kernels, 1)
        warm.fill()
        assert await id_taken(warm) == ""
    assert kernels.list_kernel_ids() == []


@pytest.mark.browser
def test_a_page_shows_what_was_done_after_its_kernel_started(
    page: Page, course_copy: Path, tmp_path: Path
) -> None:
    """The kernel waits since the home page; the step was taken in another window."""
    vignette = load_vignette("signature", "nl")
    scene = vignette.scene(vignette.start)
    after = vignette.scene(scene.choices[0].target)
    with serving("--lang", "nl", folder=course_copy, home=tmp_path, warm=1) as address:
        page.goto(address)
        base = address.split("/medeopvoeders")[0]
        page.wait_for_function(f"() => {asking(base)}.then((all) => all.length)", timeout=PATIENCE)
        [waiting] = page.evaluate(f"() => {asking(base)}")
        data = {"scene": scene.id, "choice": scene.choices[0].id}
        Journal(course_copy / MODULE.with_name(RECORD_NAME)).append("signature", "chose", data)
        page.get_by_role("link", name=load_strings("nl")("home.open_begun")).or_(
            page.get_by_role("link", name=load_strings("nl")("home.open_new"))
        ).first.click()
        player = page.locator(".medeopvoeders.vignette")
        expect(player.get_by_role("heading", name=after.title, exact=True)).to_be_visible(
            timeout=PATIENCE
        )
        told = page.locator("#jupyter-config-data").text_content() or ""
        assert waiting["id"] in told, "the page took the kernel that waited"


def asking(base: str) -> str:
    """JavaScript for the server's list of kernels."""
    return f"fetch('{base}/api/kernels').then((answer) => answer.json())"
