"""Cutting what is not for trainees out of a module's text.

A private block opens with `:::{facilitator}`, `:::{model-answer}` or `:::{rubric}`, or the same
after backticks or tildes, and ends at a line of at least as many of those and nothing else. A block
or a code fence inside has an end of its own. Where in doubt the text stays private, and whatever
else looks like a block is a problem: on a guess, its text would reach trainees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, cast, get_args

from medeopvoeders.grading.finding import Problem
from medeopvoeders.reading.findings import closest

NoteKind = Literal["facilitator", "model-answer", "rubric"]

PRIVATE: tuple[NoteKind, ...] = get_args(NoteKind)
CODE_CELL = "code-cell"
FORMS = {kind: f":::{{{kind}}}" for kind in PRIVATE} | {CODE_CELL: f"```{{{CODE_CELL}}}"}
FARTHEST = 3  # spaces before a fence; with more, Markdown reads code

_FENCE = re.compile(r"((?:[\s>]|[-*+]\s|\d+[.)]\s)*)(:{3,}|`{3,}(?!.*`)|~{3,})(.*)")
_BRACED = re.compile(r"\{\s*([^{}]*?)\s*\}\s*")
_LIKE_A_FENCE = re.compile(r":::|[`~]{3}\s*\{")


@dataclass(frozen=True, slots=True)
class Note:
    """A block that the course leaves out; `line` is where it opens, from 1, and `title` what
    stands there after its name."""

    kind: NoteKind
    text: str
    line: int
    title: str = ""


class PrivateBlockError(ValueError):
    """Of some blocks it cannot be told what is private; `problems` holds at least one."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = tuple(problems)


def without_notes(text: str) -> tuple[str, tuple[Note, ...]]:
    """The text with each private block replaced by as many empty lines, so that line numbers
    stay true, and those blocks. Raises PrivateBlockError."""
    cutter = _Cutter()
    for number, line in enumerate(text.split("\n"), start=1):
        cutter.take(line, number)
        if cutter.swallows_a_cell:
            break
    cutter.expect_the_end()
    if cutter.problems:
        raise PrivateBlockError(cutter.problems)
    return "\n".join(cutter.public), tuple(cutter.notes)


@dataclass(frozen=True)
class _Fence:
    """A line that may open or close a block: `mark` after `before`, and `info` after that."""

    before: str
    mark: str
    info: str
    line: int

    @property
    def column(self) -> int:
        return len(self.before.expandtabs(4))

    @property
    def is_bare(self) -> bool:
        return not self.info

    @property
    def is_private(self) -> bool:
        return self.kind in PRIVATE

    @cached_property
    def kind(self) -> str:
        """A private kind, code-cell, code or colons; empty for what the build does not know."""
        braced = _BRACED.match(self.info)
        name = braced[1].casefold() if braced else ""
        in_place = not self.before.strip() and self.column <= FARTHEST
        if name in PRIVATE and in_place:
            return name
        if self.mark[0] == ":":
            return "colons" if self.is_bare else ""
        if braced and braced[1] == CODE_CELL and not self.before:
            return CODE_CELL
        return "" if self.info.startswith("{") or closest(self.info, PRIVATE) else "code"

    @property
    def is_literal(self) -> bool:
        """Whether what it opens is shown as it stands, blocks and all."""
        return self.mark[0] != ":" and not self.is_private

    def closes(self, opening: _Fence) -> bool:
        farthest = FARTHEST + (opening.column if opening.column > FARTHEST else 0)
        in_place = not self.before.strip() or bool(opening.before.strip())
        same = self.mark.startswith(opening.mark)
        return same and self.is_bare and in_place and self.column <= farthest

    def __str__(self) -> str:
        return f"{self.mark}{self.info}"


class _Cutter:
    """Takes a text line by line. `open` holds what is open now, outermost first."""

    def __init__(self) -> None:
        self.public: list[str] = []
        self.notes: list[Note] = []
        self.problems: list[Problem] = []
        self.open: list[_Fence] = []
        self.inside: list[str] = []
        self.code_is_unclear = False
        self.swallows_a_cell = False

    @property
    def is_private(self) -> bool:
        """An unknown block counts as private too: it is named once, not line by line."""
        return bool(self.open) and (self.open[0].is_private or not self.open[0].kind)

    def take(self, line: str, number: int) -> None:
        found = _FENCE.fullmatch(line)
        fence = _Fence(found[1], found[2], found[3].strip(), number) if found else None
        was_private = self.is_private
        if fence and self.open and fence.closes(self.open[-1]):
            self._close()
        elif fence and not (self.open and self.open[-1].is_literal):
            self._open(fence)
        elif not self.is_private:
            self._suspect(line, number)
        self.public.append("" if was_private or self.is_private else line)
        if self.is_private:
            self.inside.append(line)

    def expect_the_end(self) -> None:
        """At the end nothing may be open; what is unknown has been named already."""
        if self.open and self.open[0].kind:
            last = self.open[-1]
            details = {"fence": str(last), "mark": last.mark}
            self.problems.append(Problem("unclosed-block", last.line, details))

    def _open(self, fence: _Fence) -> None:
        if self.is_private:
            self.swallows_a_cell = fence.kind == CODE_CELL
        elif fence.kind == "colons":
            self.problems.append(Problem("stray-fence", fence.line, {"mark": fence.mark}))
        elif not fence.kind:
            self._name_unknown(str(fence), fence.line)
        elif fence.kind == "code" and self.code_is_unclear:
            self.problems.append(Problem("unclear-code", fence.line, {"form": FORMS[PRIVATE[0]]}))
        if fence.kind != "colons" and not self.swallows_a_cell:
            self.open.append(fence)

    def _close(self) -> None:
        closed = self.open.pop()
        if not self.open and closed.is_private:
            text = "\n".join(self.inside[1:]).strip()
            title = _BRACED.sub("", closed.info, count=1)
            self.notes.append(Note(cast("NoteKind", closed.kind), text, closed.line, title))
            # A line of backticks may have closed a block that its author opened code in.
            self.code_is_unclear |= closed.mark[0] != ":"
        if not self.open:
            self.inside = []

    def _suspect(self, line: str, number: int) -> None:
        """Words of a public line that an author may have meant as a block."""
        named = any(closest(found[1], PRIVATE) for found in _BRACED.finditer(line))
        if named or _LIKE_A_FENCE.search(line):
            self._name_unknown(line.strip(), number)

    def _name_unknown(self, text: str, number: int) -> None:
        braced = _BRACED.search(text)
        words = re.findall(r"[\w-]+", braced[1].replace(" ", "-") if braced else text)
        known = (closest(word.casefold().replace("_", "-"), FORMS) for word in words)
        meant = next((FORMS[kind] for kind in known if kind), "")
        either = " / ".join(FORMS[kind] for kind in PRIVATE)
        details = {"text": text[:60], "meant": meant or either}
        self.problems.append(Problem("unknown-block", number, details))
