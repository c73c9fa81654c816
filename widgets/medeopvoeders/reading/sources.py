"""The citable sources: `content/references.bib`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ENTRY = re.compile(r"^@\w+\{([^,\s]+),(.*?)(?=^@|\Z)", re.DOTALL | re.MULTILINE)
KEYWORDS = re.compile(r"keywords\s*=\s*\{([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Source:
    """One entry. `status` is checked, part (cite without its unconfirmed detail) or unconfirmed."""

    key: str
    status: str

    @property
    def citable(self) -> bool:
        """True where the entry may be cited."""
        return self.status in {"checked", "part"}


def read_sources(path: Path) -> dict[str, Source]:
    """The sources in `path`, by key. Only keys and status are read; nothing is typeset here."""
    text = path.read_text("utf-8") if path.is_file() else ""
    found = {}
    for key, body in ENTRY.findall(text):
        keywords = KEYWORDS.search(body)
        found[key] = Source(key, keywords[1].strip() if keywords else "unconfirmed")
    return found
