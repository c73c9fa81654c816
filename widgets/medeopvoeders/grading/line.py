"""What is told of a collecting: a line for each thing that was met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from medeopvoeders.grading.submission import Remark
from medeopvoeders.reading.library import load_strings

Kind = Literal["taken", "note", "refused"]


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one thing. `code` is a key in the strings' table `table`."""

    kind: Kind
    code: str
    details: Mapping[str, object] = field(default_factory=dict)
    table: str = "collect"

    def sentence(self, lang: str) -> str:
        """The line in `lang`. A refusal says what, why, and what to do now."""
        return load_strings(lang)(f"{self.table}.{self.code}", **self.details)


def noted(remark: Remark) -> Line:
    """A remark about a submission that was taken in."""
    return Line("note", remark.code, dict(remark.details), "grading")


def closing(lines: Iterable[Line], lang: str) -> str:
    """The last line: how many were brought in and how many not, and what to do next."""
    say, kinds = load_strings(lang), [line.kind for line in lines]
    if not {"taken", "refused"} & set(kinds):
        return say("collect.nothing")
    counts = {kind: kinds.count(kind) for kind in ("taken", "refused")}
    what_now = [say("collect.what_now")] if counts["taken"] else []
    return " ".join([say("collect.counts", **counts), *what_now])


def tell(lines: Iterable[Line], lang: str) -> bool:
    """Print the lines as they come, and the last one; False where something was refused."""
    told = []
    for line in lines:
        print(line.sentence(lang), flush=True)
        told.append(line)
    print(closing(told, lang))
    return all(line.kind != "refused" for line in told)
