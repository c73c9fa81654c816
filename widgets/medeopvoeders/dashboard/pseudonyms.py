"""A tree's name for each trainee, the same one as long as the cohort exists.

Which tree somebody gets is drawn with a random key that stays in the cohort's folder, so it does
not follow from the name, from the alphabet, or from who handed in first. Deleting the folder
deletes the key as well.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PSEUDONYMS_FILE = ".pseudonyms"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Who is which tree: `numbers` maps a student to a place in the list of trees."""

    key: bytes
    numbers: dict[str, int]

    def name(self, student: str, trees: tuple[str, ...]) -> str:
        """The student's tree; "Es 2" where the wood is full and a second round began."""
        around, number = divmod(self.numbers[student], len(trees))
        return f"{trees[number]} {around + 1}" if around else trees[number]

    def place(self, purpose: str, student: str) -> bytes:
        """Where a student comes in an order that is drawn anew for each purpose."""
        return _draw(self.key, f"{purpose}/{student}")


def read_pseudonyms(folder: Path, students: Iterable[str], trees: int) -> Pseudonyms:
    """The pseudonyms of `students`; those without one get one, and it is kept in `folder`.

    In a folder that cannot be written they hold for this time only.
    """
    known = _read(folder / PSEUDONYMS_FILE)
    new = set(students) - known.numbers.keys()
    if not new:
        return known
    drawn = Pseudonyms(known.key, known.numbers | _numbers(known, new, trees))
    _write(folder / PSEUDONYMS_FILE, drawn)
    return drawn


def _numbers(known: Pseudonyms, new: set[str], trees: int) -> dict[str, int]:
    """A free number for each new student: round after round, each in a drawn order."""
    needed = len(known.numbers) + len(new)
    taken = set(known.numbers.values())
    free = [number for number in range(needed + trees) if number not in taken]
    free.sort(key=lambda number: (number // trees, _draw(known.key, f"tree {number}")))
    students = sorted(new, key=lambda student: _draw(known.key, f"student {student}"))
    return dict(zip(students, free, strict=False))


def _draw(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256")


def _read(path: Path) -> Pseudonyms:
    try:
        return _pseudonyms(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Pseudonyms(secrets.token_bytes(32), {})


def _pseudonyms(kept: dict[str, Any]) -> Pseudonyms:
    if kept["v"] != VERSION:
        raise ValueError("another version")
    numbers = {str(student): int(number) for student, number in kept["numbers"].items()}
    return Pseudonyms(bytes.fromhex(kept["key"]), numbers)


def _write(path: Path, pseudonyms: Pseudonyms) -> None:
    kept = {"v": VERSION, "key": pseudonyms.key.hex(), "numbers": pseudonyms.numbers}
    waiting = path.with_name(f"{path.name}.new")
    try:
        waiting.write_text(json.dumps(kept, indent=1), "utf-8")
        waiting.chmod(0o600)
        waiting.replace(path)
    except OSError:
        return
