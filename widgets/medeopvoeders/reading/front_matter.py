"""The front matter of a content file: YAML between two lines of dashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands on top of a file. `error_line` is 1-based, 0 where all is well; `body` is the
    text below with the front matter blanked out, so that line numbers stay true; `head` is what
    stands between the dashes."""

    fields: dict[str, Any]
    body: str
    error_line: int = 0
    head: str = ""

    def line(self, name: str) -> int:
        """Where a field begins, 1-based; the first line for one that is not there."""
        found = re.search(rf"^[\"']?{re.escape(name)}[\"']?\s*:", self.head, re.MULTILINE)
        return 2 + self.head.count("\n", 0, found.start()) if found else 1


@lru_cache(maxsize=128)  # YAML takes milliseconds, and the linter asks at each check
def split_front_matter(text: str) -> FrontMatter:
    """Cut `text` in front matter and body. Missing or malformed front matter gives no fields.
    Nobody changes the fields: whoever asks again gets the same ones."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        return FrontMatter({}, text, 1)
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
    if not end:
        return FrontMatter({}, text, 1)
    body = "\n".join([""] * (end + 1) + lines[end + 1 :])
    head = "\n".join(lines[1:end])
    try:
        fields = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError) as error:  # a ValueError: 2026-02-30 is no date
        mark = getattr(error, "problem_mark", None)
        return FrontMatter({}, body, mark.line + 2 if mark else 1)
    known = isinstance(fields, dict)
    return FrontMatter(fields, body, head=head) if known else FrontMatter({}, body, 1)
