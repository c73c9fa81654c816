"""Interface strings: one TOML file a language, a table a room."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from medeopvoeders.reading.kept import kept

STRINGS = Path(__file__).parent.parent / "content" / "strings"


@dataclass(frozen=True)
class Strings:
    """The interface in one language: `strings("home.title", name=...)`."""

    lang: str
    table: dict[str, str]

    def __call__(self, key: str, /, **values: Any) -> str:
        """The string `key` with its places filled in. A missing one shows its key: a page with
        one odd word beats a page that does not open. The tests see to it that none is missing."""
        text = self.table.get(key)
        return text.format(**values) if text is not None else key


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are strings for, Dutch first."""
    found = sorted(path.stem for path in STRINGS.glob("*.toml"))
    return tuple(sorted(found, key=lambda lang: (lang != "nl", lang)))


@cache
def load_strings(lang: str) -> Strings:
    """The interface strings of `lang`; those of the first language where it is unknown."""
    known = lang if lang in languages() else languages()[0]
    return Strings(known, kept(STRINGS / f"{known}.toml", _read))


def _read(path: Path) -> dict[str, str]:
    import tomllib

    return dict(_flat(tomllib.loads(path.read_text("utf-8"))))


def _flat(table: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        pairs += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, str(value))]
    return pairs
