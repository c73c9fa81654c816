"""What was read from a content file, kept as it was read, as Python keeps byte code.

Reading CommonMark and YAML takes a kernel two megabytes and a tenth of a second, for a text that
hardly ever changes. So what was read is kept in `content/__pycache__` for as long as neither the
text nor the code that reads it changes. Where nothing can be kept (a folder that may not be written
to), or what is kept cannot be used, the text is read: nothing depends on it.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

CONTENT = Path(__file__).parent.parent / "content"
CODE = (Path(__file__).parent, Path(__file__).parent.parent / "models")
LIBRARIES = ("markdown_it", "yaml")

Read = TypeVar("Read")


def kept(path: Path, read: Callable[[Path], Read]) -> Read:
    """What `read` makes of the file at `path`, or made of it before. `read` should import what it
    needs by itself: that is what is spared. Raises what `read` raises, and OSError where the file
    cannot be opened."""
    mark = sha256(path.read_bytes() + _code()).digest()
    name = f"{path.parent.name}.{path.stem}.{sys.implementation.cache_tag}.kept"
    place = CONTENT / "__pycache__" / name
    found: list[Read] = _found(place, mark)
    if not found:
        found = [read(path)]
        if not sys.dont_write_bytecode:
            _keep(place, mark, found)
    return found[0]


def _found(place: Path, mark: bytes) -> list[Read]:
    """What is kept in `place` under that `mark`, in a list; an empty one where nothing is."""
    # Whatever is wrong with what is kept: the text is there.
    with suppress(Exception):
        written = place.read_bytes()
        if written.startswith(mark):
            # Ours as much as the byte code of the package: nothing from elsewhere is put there.
            found: list[Read] = pickle.loads(written[len(mark) :])  # noqa: S301
            return found
    return []


def _keep(place: Path, mark: bytes, found: list[Read]) -> None:
    """Whole or not at all: several kernels may do so at once."""
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    with suppress(Exception):  # what cannot be kept is read again
        place.parent.mkdir(exist_ok=True)
        draft.write_bytes(mark + pickle.dumps(found))
        draft.replace(place)
    with suppress(OSError):
        draft.unlink(missing_ok=True)


@cache
def _code() -> bytes:
    """A mark of the code that reads and of what it makes, by size and time, as Python does it."""
    files = sorted(path for folder in CODE for path in folder.glob("*.py"))
    return repr([(path.name, *_stamp(path)) for path in [*files, *_libraries()]]).encode()


def _libraries() -> list[Path]:
    """Where the libraries stand that read for us; they are not imported for that."""
    found = (find_spec(library) for library in LIBRARIES)
    return [Path(spec.origin) for spec in found if spec and spec.origin]


def _stamp(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns
