"""A vignette file while it is being read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from medeopvoeders.models.vignette import Person
from medeopvoeders.reading.findings import Finding
from medeopvoeders.reading.markdown import line_of


@dataclass
class Draft:
    """What is known while the scenes of a file are read: who is in it, and what was found."""

    path: Path
    people: tuple[Person, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    def found(self, slug: str, line: int, **detail: Any) -> None:
        """Note a finding and read on: an author wants to hear everything at once."""
        self.findings.append(Finding(slug, self.path, line, {"meant": "", **detail}))

    def known(
        self, name: str, nodes: Iterable[SyntaxTreeNode], *types: str
    ) -> Iterator[SyntaxTreeNode]:
        """The nodes of these types. Any other is found in `name`, because nobody would see it."""
        for node in nodes:
            if node.type in types:
                yield node
            elif node.type != "html_block":  # which has a finding of its own
                self.found("unknown-block", line_of(node), name=name)
