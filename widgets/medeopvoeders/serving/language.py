"""Which language a reader gets."""

from __future__ import annotations

import os
import re

from medeopvoeders.reading.library import languages

_WISH = re.compile(r"\s*([A-Za-z]{2,3})(?:-[\w-]*)?\s*(?:;\s*q=([\d.]+))?\s*$")


def language_for(accepted: str, default: str = "") -> str:
    """The course's language for a reader: `default` where it is set, else the best wish of an
    Accept-Language header, else Dutch."""
    if default in languages():
        return default
    wishes = [match for part in accepted.split(",") if (match := _WISH.match(part))]
    ranked = sorted(wishes, key=lambda match: -_weight(match.group(2)))
    known = [match.group(1).lower() for match in ranked if match.group(1).lower() in languages()]
    return known[0] if known else languages()[0]


def terminal_language(wanted: str | None) -> str:
    """The language of a line in the terminal: `wanted`, else the system's, else Dutch."""
    system = next((os.environ[key] for key in ("LC_ALL", "LANG") if os.environ.get(key)), "")
    return language_for(system.split("_")[0].split(".")[0], wanted or "")


def _weight(quality: str | None) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0
