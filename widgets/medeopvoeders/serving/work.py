"""All of somebody's work as one file, and back: the addresses that the pages ask.

Saving is one GET, restoring one POST with the file as its body: it is refused past a limit while it
comes in, and never stands on a disk.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from tornado import web

from medeopvoeders.grading.notebook import answer_stub
from medeopvoeders.reading.library import Strings, languages, load_strings
from medeopvoeders.record.journal import now
from medeopvoeders.record.restore import Restored, gather, restore
from medeopvoeders.record.work_file import (
    LARGEST_FILE,
    LARGEST_WORK,
    MEGABYTE,
    ModuleWork,
    WorkFileError,
    pack,
    unpack,
)
from medeopvoeders.serving.handlers import Page
from medeopvoeders.serving.kept import Kept
from medeopvoeders.serving.modules import find_modules

KEPT = "medeopvoeders_kept"


class UnknownModuleError(ValueError):
    """The file holds work for a module that is not here."""

    def __init__(self, module: str) -> None:
        super().__init__(module)
        self.module = module


class _WorkPage(Page):
    """What saving, restoring and asking share."""

    def prepare_answer(self, lang: str) -> Strings:
        """The words of `lang`; 404 where that is none, or where a group's folder is served."""
        if lang not in languages() or self.dashboard:
            raise web.HTTPError(404)
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        return load_strings(lang)

    @property
    def kept(self) -> Kept:
        """What this server knows of its reader's own files."""
        kept: Kept = self.settings.setdefault(KEPT, Kept())
        return kept

    def tell(self, message: str, status: int = 200) -> None:
        """Answer with a sentence for the page to show."""
        self.set_status(status)
        self.finish({"message": message})


@web.stream_request_body
class Work(_WorkPage):
    """The file with all work, and the way back for one."""

    def initialize(self) -> None:
        """Nothing has come in yet."""
        self.size, self.chunks = 0, list[bytes]()

    def data_received(self, chunk: bytes) -> None:
        """Keep what comes in up to the limit; past it, let it go by: a browser wants to have sent
        all before it listens."""
        self.size += len(chunk)
        if self.size > LARGEST_FILE:
            self.chunks.clear()
        else:
            self.chunks.append(chunk)

    @web.authenticated
    async def get(self, lang: str) -> None:
        """The file."""
        say = self.prepare_answer(lang)
        try:
            works = await asyncio.to_thread(all_work, self.root)
            content = await asyncio.to_thread(pack, works, now())
        except WorkFileError:
            self.tell(say("work.too-large-to-save", limit=LARGEST_WORK // MEGABYTE), 409)
            return
        except OSError as error:
            self.tell(say("work.not-saved", reason=_reason(error)), 500)
            return
        name = f"medeopvoeders-{datetime.now(UTC):%Y-%m-%d}.zip"
        self.set_header("Content-Type", "application/zip")
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        await self.finish(content)
        self.kept.note(works)

    @web.authenticated
    async def post(self, lang: str) -> None:
        """Bring back what a file holds; one sentence says how that went."""
        say = self.prepare_answer(lang)
        try:
            works = await asyncio.to_thread(self._unpacked)
            brought = await asyncio.to_thread(restore_all, self.root, works)
        except WorkFileError as error:
            self.tell(say(f"work.{error.why}", limit=LARGEST_FILE // MEGABYTE), 400)
        except UnknownModuleError as error:
            self.tell(say("work.unknown-module", module=error.module), 400)
        except OSError as error:
            self.tell(say("work.not-restored", reason=_reason(error)), 500)
        else:
            self.kept.note(works)
            self.tell(_told(brought, say))

    def _unpacked(self) -> tuple[ModuleWork, ...]:
        if self.size > LARGEST_FILE:
            raise WorkFileError("too-large")
        return unpack(b"".join(self.chunks))


class WorkState(_WorkPage):
    """Whether there is work that is in no file yet."""

    @web.authenticated
    async def get(self, lang: str) -> None:
        """The state; where the work cannot be read, as if none were kept."""
        self.prepare_answer(lang)
        try:
            works = await asyncio.to_thread(all_work, self.root)
        except OSError:
            self.finish({"any": True, "unsaved": True, "since": ""})
        else:
            self.finish(self.kept.state(works))


def all_work(root: Path) -> tuple[ModuleWork, ...]:
    """The work in each module of the course in `root`, in every language; modules that nobody
    touched are left out. Raises OSError where a record cannot be read."""
    works = [
        gather(path, lang, slug, answer_stub(lang)) for (lang, slug), path in _places(root).items()
    ]
    return tuple(work for work in works if work.record or work.typed)


def restore_all(root: Path, works: tuple[ModuleWork, ...]) -> Restored:
    """Bring all of `works` into the course in `root`.

    Raises UnknownModuleError, with nothing changed, where one has no place here; OSError where one
    could not be saved: to restore the same file again then does the rest.
    """
    places = _places(root)
    for work in works:
        if (work.lang, work.module) not in places:
            raise UnknownModuleError(f"{work.lang}/{work.module}")
    brought = Restored()
    for work in works:
        brought += restore(places[work.lang, work.module], work, answer_stub(work.lang))
    return brought


def _places(root: Path) -> dict[tuple[str, str], Path]:
    """The notebook of each module, by language and name."""
    found = [module for lang in languages() for module in find_modules(root, lang)]
    return {(module.lang, module.slug): root / module.path for module in found}


def _told(brought: Restored, say: Strings) -> str:
    new = brought.events or brought.typed
    told = [say("work.restored", steps=brought.events, texts=brought.typed)] if new else []
    if brought.homeless:
        told.append(say("work.homeless", count=brought.homeless))
    return " ".join(told) or say("work.restored-nothing")


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
