"""The citable sources: `content/references.bib`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ENTRY = re.compile(r"^@\w+\{([^,\s]+),(.*?)(?=^@|\Z)", re.DOTALL | re.MULTILINE)
FIELD = r"\b{}\s*=\s*\{{([^}}]*)\}}"


@dataclass(frozen=True, slots=True)
class Source:
    """One entry. `status` is checked, part (cite without its unconfirmed detail) or unconfirmed.
    `addresses` are the DOI and the page that a link may lead to; `author` is the first one's
    family name, or the body that wrote it."""

    key: str
    status: str
    addresses: tuple[str, ...] = ()
    author: str = ""
    year: str = ""

    @property
    def citable(self) -> bool:
        """True where the entry may be cited."""
        return self.status in {"checked", "part"}

    def is_at(self, address: str) -> bool:
        """True where a link to `address` leads to this source."""
        return any(known.casefold() in address.casefold() for known in self.addresses)

    def is_named_in(self, text: str) -> bool:
        """True where a text gives its author and its year."""
        return bool(self.author and self.year) and self.author in text and self.year in text


def read_sources(path: Path) -> dict[str, Source]:
    """The sources in `path`, by key: only what a link or a name is known by. Nothing is typeset."""
    text = path.read_text("utf-8") if path.is_file() else ""
    found = {}
    for key, body in ENTRY.findall(text):
        addresses = tuple(filter(None, (_field(body, "doi"), _field(body, "url"))))
        author = _field(body, "author").split(",")[0].split(" and ")[0]
        status = _field(body, "keywords") or "unconfirmed"
        found[key] = Source(key, status, addresses, author, _field(body, "year"))
    return found


def _field(body: str, name: str) -> str:
    found = re.search(FIELD.format(name), body)
    return found[1].strip() if found else ""
