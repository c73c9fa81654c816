"""The fields on top of a vignette: which there must be, their shapes, and what they say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from medeopvoeders.models.vignette import Person
from medeopvoeders.reading.draft import Draft

REQUIRED = ("title", "setting", "start", "people")


def check_fields(draft: Draft, fields: dict[str, Any]) -> None:
    """Find the fields that are missing, and those that hold something else than they should."""
    for name in REQUIRED:
        if not fields.get(name):
            draft.found("missing-field", 1, field=name)
    for name, fits in SHAPES.items():
        if fields.get(name) and not fits(fields[name]):
            draft.found("field-shape", 1, field=name)


def text(raw: object) -> str:
    """One line of text; empty where the field is."""
    return str(raw or "")


def whole(raw: object) -> int:
    """A whole number; 0 where there is none."""
    return raw if isinstance(raw, int) else 0


def keys(raw: object) -> tuple[str, ...]:
    """The keys in a list, or in one text with commas between them."""
    written = raw.split(",") if isinstance(raw, str) else _listed(raw)
    return tuple(key.strip() for key in written if isinstance(key, str) and key.strip())


def people(raw: object) -> tuple[Person, ...]:
    """The people in a list of mappings."""
    return tuple(
        Person(
            id=text(entry.get("id")),
            name=text(entry.get("name")),
            role=text(entry.get("role")),
            parent=entry.get("parent") is True,
        )
        for entry in _listed(raw)
        if isinstance(entry, dict)
    )


def casts(raw: object) -> list[tuple[str, ...]]:
    """The cast of each family: of the only one, or of both in a mirror."""
    families = raw.values() if isinstance(raw, dict) else [raw]
    return list(map(keys, families))


def cast(raw: object, family: str = "") -> tuple[str, ...]:
    """The cast of one family; in a mirror `family` says which."""
    return keys(raw.get(family) if isinstance(raw, dict) else raw)


def _listed(raw: object) -> list[Any]:
    return raw if isinstance(raw, list) else []


def _is_text(raw: object) -> bool:
    # YAML makes numbers of more than numbers: 15:16 becomes 916. An author must quote those.
    return isinstance(raw, str)


def _is_whole(raw: object) -> bool:
    return isinstance(raw, int) and not isinstance(raw, bool)


def _are_keys(raw: object) -> bool:
    return isinstance(raw, str) or (isinstance(raw, list) and all(map(_is_text, raw)))


def _is_cast(raw: object) -> bool:
    return all(map(_are_keys, raw.values())) if isinstance(raw, dict) else _are_keys(raw)


def _are_people(raw: object) -> bool:
    return isinstance(raw, list) and all(map(_is_person, raw))


def _is_person(raw: object) -> bool:
    return (
        isinstance(raw, dict)
        and all(raw.get(name) and _is_text(raw[name]) for name in ("id", "name"))
        and _is_text(raw.get("role") or "")
        and isinstance(raw.get("parent", False), bool)
    )


SHAPES: dict[str, Callable[[object], bool]] = {
    "title": _is_text,
    "setting": _is_text,
    "start": _is_text,
    "revision": _is_whole,
    "translates": _is_whole,
    "people": _are_people,
    "sources": _are_keys,
    "notice": _is_text,
    "cast": _is_cast,
}
