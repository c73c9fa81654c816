"""The one file that holds all of somebody's work: `medeopvoeders-2026-11-23.zip`.

A zip with a manifest, and for each module and language the record as it stands and, where there
are any, the texts typed straight into its answer cells. Pure: bytes in, bytes out. What comes in
may be any file at all, and nothing of it is ever unpacked to a disk.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

VERSION = 1
OURS = "medeopvoeders"
MANIFEST, RECORD, ANSWERS = "manifest.json", "record.jsonl", "answers.json"
MEGABYTE = 1_000_000
LARGEST_FILE = 32 * MEGABYTE  # as it is sent: it shrinks to a tenth or less
LARGEST_WORK = 100 * MEGABYTE  # unpacked; a whole course of drafts stays far below
MOST_PARTS = 500

_PART = re.compile(rf"([a-z]{{2,8}})/([0-9a-z][0-9a-z-]{{0,99}})/({RECORD}|{ANSWERS})")

Why = Literal["not-ours", "damaged", "newer", "too-large"]


class WorkFileError(ValueError):
    """The file cannot be used, and nothing was done with it; `why` is a key in [work]."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class ModuleWork:
    """One module's work in one language: its record's bytes, and by the id of its cell each text
    that was typed straight into the notebook."""

    lang: str
    module: str
    record: bytes = b""
    typed: dict[str, tuple[str, ...]] = field(default_factory=dict)


def pack(works: Iterable[ModuleWork], at: str) -> bytes:
    """The file, made at the moment `at`. Raises WorkFileError for more than `unpack` takes back."""
    parts = {MANIFEST: _json({"what": OURS, "v": VERSION, "at": at})}
    for work in works:
        folder = f"{work.lang}/{work.module}"
        if work.record:
            parts[f"{folder}/{RECORD}"] = work.record
        if work.typed:
            parts[f"{folder}/{ANSWERS}"] = _json(work.typed)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    total = sum(map(len, parts.values()))
    if packed.tell() > LARGEST_FILE or total > LARGEST_WORK or len(parts) > MOST_PARTS:
        raise WorkFileError("too-large")
    return packed.getvalue()


def unpack(content: bytes) -> tuple[ModuleWork, ...]:
    """The work that the file holds.

    Raises WorkFileError for what is not ours, damaged, made by a newer version, or too large.
    """
    if len(content) > LARGEST_FILE:
        raise WorkFileError("too-large")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return tuple(_works(_parts(archive)))
    except WorkFileError:
        raise
    except zipfile.BadZipFile:
        raise WorkFileError("damaged" if content.startswith(b"PK") else "not-ours") from None
    # An archive can be wrong in more ways than its reader has errors for.
    except (ValueError, OSError, RuntimeError, NotImplementedError, EOFError, zlib.error):
        raise WorkFileError("damaged") from None


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Each part by its name, once the manifest has told that all is as we make it."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if MANIFEST not in names:
        raise WorkFileError("not-ours")
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_WORK:
        raise WorkFileError("too-large")
    if len(set(names)) < len(names):
        raise WorkFileError("damaged")
    _check_manifest(_decoded(_read(archive, MANIFEST, MEGABYTE)))
    names.remove(MANIFEST)
    if not all(map(_PART.fullmatch, names)):
        raise WorkFileError("not-ours")
    left, parts = LARGEST_WORK, {}
    for name in names:
        parts[name] = _read(archive, name, left)
        left -= len(parts[name])
    return parts


def _read(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """One part; what it says of its own size is not believed."""
    with archive.open(name) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise WorkFileError("too-large")
    return content


def _check_manifest(manifest: object) -> None:
    if not isinstance(manifest, dict) or manifest.get("what") != OURS:
        raise WorkFileError("not-ours")
    version = manifest.get("v")
    if not isinstance(version, int) or version < 1:
        raise WorkFileError("damaged")
    if version > VERSION:
        raise WorkFileError("newer")


def _works(parts: dict[str, bytes]) -> Iterator[ModuleWork]:
    for folder in dict.fromkeys(name.rpartition("/")[0] for name in parts):
        lang, _, module = folder.partition("/")
        typed = _typed(parts.get(f"{folder}/{ANSWERS}", b"{}"))
        yield ModuleWork(lang, module, parts.get(f"{folder}/{RECORD}", b""), typed)


def _typed(content: bytes) -> dict[str, tuple[str, ...]]:
    answers = _decoded(content)
    if not isinstance(answers, dict):
        raise WorkFileError("damaged")
    for texts in answers.values():
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise WorkFileError("damaged")
    return {cell: tuple(texts) for cell, texts in answers.items()}


def _decoded(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise WorkFileError("damaged") from None


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
