"""One line of a trainee's record.

A record only ever grows: what a trainee sees is a fold over these events, so nothing that was
once saved can be overwritten by a mistake in a later version.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

EVENT_VERSION = 1


class NewerEventError(ValueError):
    """The line was written by a newer version of the course than the one that reads it."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something a trainee did. `at` is UTC, ISO 8601 with milliseconds and a Z."""

    id: str
    at: str
    activity: str
    kind: str
    data: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The object that stands on the event's line."""
        return {
            "v": EVENT_VERSION,
            "id": self.id,
            "at": self.at,
            "activity": self.activity,
            "kind": self.kind,
            "data": self.data,
        }

    @staticmethod
    def from_json(obj: object) -> Event:
        """The event that a decoded line stands for.

        Raises NewerEventError for a later format, ValueError for anything that is no event.
        """
        if not isinstance(obj, dict):
            raise ValueError("an event is a JSON object")  # noqa: TRY004 - one kind of error for any bad line
        version = obj.get("v")
        if isinstance(version, int) and version > EVENT_VERSION:
            raise NewerEventError(f"version {version}")
        words = (obj.get("id"), obj.get("at"), obj.get("activity"), obj.get("kind"))
        data = obj.get("data", {})
        if version != EVENT_VERSION or not all(words) or not isinstance(data, dict):
            raise ValueError("not an event of version 1")
        if set(map(type, words)) != {str}:
            raise ValueError("id, at, activity and kind are strings")
        return Event(*words, data)  # type: ignore[arg-type]
