"""What is wrong in an author's file, said so that the author can mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from medeopvoeders.reading.library import load_strings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: `line` counts from 1 (0 for a folder), `code` is stable, `message` is in
    the language of the file that it is about."""

    path: Path
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.code} {self.message}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in a text that has no name yet. `line` counts from 1 within that text;
    `details` fill the places of the sentence in the strings' table `build`."""

    code: str
    line: int
    details: Mapping[str, object] = field(default_factory=dict)

    def found_in(self, path: Path, after: int = 0) -> Finding:
        """The finding, in the language of the folder that `path` is in; the text begins `after`
        that many lines of the file."""
        say = load_strings(path.parent.name)
        message = say(f"build.{self.code.replace('-', '_')}", **self.details)
        return Finding(path, after + self.line, self.code, message)


class BuildError(Exception):
    """The course cannot be built; `findings` says why, and holds at least one."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = tuple(findings)
