"""Looking into zips and folders that somebody sent, without ever unpacking them to the disk.

An archive is taken to be hostile. Its names are only looked at, never used as paths; sizes are
counted while reading, for a header may say anything; links are not followed; nothing is read that
nobody asked for.
"""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from medeopvoeders.grading.submission import LARGEST, MEGABYTE, NotPlainError, read_plain_file

MOST_ENTRIES = 20_000  # in one archive; a platform's download for a whole school stays below
DIRECTORY = 4 * MEGABYTE  # bytes of a zip's own list of what it holds, read at one go
MOST_BYTES = 4_000 * MEGABYTE  # out of one archive with all archives in it
MOST_BYTES_INSIDE = 4 * LARGEST  # out of an archive in an archive: one hand-in, and room to spare
LARGEST_INSIDE = 2 * LARGEST  # bytes of an archive in an archive
RATIO, RATIO_FROM = 200, 4 * MEGABYTE  # text packs ten times smaller; a bomb a thousand times
CHUNK = 64 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others can take any amount of memory
_ENCRYPTED = 0x1 | 0x40
_DRIVE = re.compile("[A-Za-z]:")


class RefusedError(Exception):
    """Something that is not taken in; `code` is a key in [collect], `details` fill its places."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code, self.details = code, details


class Allowance:
    """How many bytes may still come out of an archive. What an inner archive takes counts for the
    one around it as well."""

    def __init__(self, left: int, around: Allowance | None = None) -> None:
        self.left, self.around = left, around

    def take(self, count: int) -> None:
        """Take `count` bytes. Raises RefusedError where there are not that many left."""
        self.left -= count
        if self.left < 0:
            raise RefusedError("too_big")
        if self.around:
            self.around.take(count)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a folder or an archive. `parts` is its path there, `read(limit)` gives at most that
    many bytes, or raises RefusedError. `problem` is a code where its name or kind alone is bad;
    `path` is where it stands on the disk, if it does."""

    parts: tuple[str, ...]
    read: Callable[[int], bytes]
    problem: str = ""
    path: Path | None = None


def is_archive(beginning: bytes) -> bool:
    """Whether a file that begins so claims to be a zip."""
    return beginning.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def folder_entries(folder: Path) -> Iterator[Entry]:
    """The files below `folder`, whose own name comes first, in order. Links are named, and not
    followed."""
    own_name = folder.absolute().name
    for where, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted([*files, *(name for name in folders if Path(where, name).is_symlink())]):
            path = Path(where, name)
            problem = "" if stat.S_ISREG(path.lstat().st_mode) else "link"
            parts = (own_name, *path.relative_to(folder).parts)
            yield Entry(parts, _reader(path), problem, path)


def archive_entries(file: IO[bytes], allowance: Allowance) -> Iterator[Entry]:
    """The files in a zip, in its order. Raises RefusedError where it is none, or not one to open.

    The entries can be read as long as `file` is open.
    """
    archive = _open(file)
    for about in archive.infolist():
        if about.is_dir():
            continue
        parts = tuple(part for part in about.filename.replace("\\", "/").split("/") if part)
        yield Entry(parts, _inflater(archive, about, allowance), _what_is_wrong(about))


def _open(file: IO[bytes]) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(_InSmallBites(file))  # type: ignore[arg-type]
    except RefusedError:
        raise
    except Exception as error:  # each way to be broken has an error of its own
        raise RefusedError("not_a_zip") from error
    if len(archive.infolist()) > MOST_ENTRIES:
        raise RefusedError("too_many", limit=MOST_ENTRIES)
    return archive


class _InSmallBites(io.RawIOBase):
    """A file that gives no more than DIRECTORY bytes at one go.

    zipfile reads an archive's whole list at once, as long as the archive says that it is, and
    keeps ten times as much of it in memory.
    """

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file

    def read(self, size: int = -1, /) -> bytes:
        """Read, or refuse."""
        found = self._file.read(DIRECTORY + 1 if size < 0 else min(size, DIRECTORY + 1))
        if len(found) > DIRECTORY:
            raise RefusedError("too_many", limit=MOST_ENTRIES)
        return found

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """As of any file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """As of any file."""
        return self._file.tell()

    def seekable(self) -> bool:
        """It is."""
        return True

    def readable(self) -> bool:
        """It is."""
        return True


def _what_is_wrong(about: zipfile.ZipInfo) -> str:
    name = about.orig_filename.replace("\\", "/")
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or "\0" in name or _DRIVE.match(name):
        return "outside"
    kind = stat.S_IFMT(about.external_attr >> 16)
    return "link" if kind not in (0, stat.S_IFREG) else ""


def _inflater(
    archive: zipfile.ZipFile, about: zipfile.ZipInfo, allowance: Allowance
) -> Callable[[int], bytes]:
    def read(limit: int) -> bytes:
        if about.flag_bits & _ENCRYPTED:
            raise RefusedError("locked")
        if about.compress_type not in _METHODS:
            raise RefusedError("not_a_zip")
        try:
            with archive.open(about) as packed:
                return _inflated(packed, about.compress_size, limit, allowance)
        except RefusedError:
            raise
        except Exception as error:  # zlib.error, for one, is no OSError
            raise RefusedError("not_a_zip") from error

    return read


def _inflated(packed: IO[bytes], size: int, limit: int, allowance: Allowance) -> bytes:
    """What comes out of one entry, of which `size` bytes are in the archive: no more of those are
    read, whatever the header says."""
    found = bytearray()
    while chunk := packed.read(CHUNK):
        allowance.take(len(chunk))
        found += chunk
        if len(found) > limit or (len(found) > RATIO_FROM and len(found) > RATIO * size):
            raise RefusedError("too_big")
    return bytes(found)


def _reader(path: Path) -> Callable[[int], bytes]:
    def read(limit: int) -> bytes:
        try:
            content = read_plain_file(path)
        except NotPlainError as error:
            raise RefusedError("too_big" if error.code == "too_big" else "link") from error
        except OSError as error:
            raise RefusedError("closed", reason=error.strerror) from error
        if len(content) > limit:
            raise RefusedError("too_big")
        return content

    return read


def open_archive(path: Path) -> IO[bytes] | None:
    """The zip at `path`, opened for reading; None for anything else. Raises OSError."""
    if not stat.S_ISREG(path.stat().st_mode):
        return None
    file = path.open("rb")
    if is_archive(file.read(4)):
        return file
    file.close()
    return None
