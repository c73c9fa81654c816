"""The prose of the modules in `solutions/`: sentences, pictures, links, sources.

Only prose is read here, from the text itself so that line numbers are true. What the build needs of
a module is found by the build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markdown_it.tree import SyntaxTreeNode

from medeopvoeders.authoring.citation_checks import (
    CITED,
    citation,
    names_without_link,
    uncited_sources,
)
from medeopvoeders.authoring.guide_checks import guide_findings
from medeopvoeders.grading.build import module_sources
from medeopvoeders.grading.drawings import drawing_named
from medeopvoeders.grading.private_blocks import Note, PrivateBlockError, without_notes
from medeopvoeders.reading.findings import Finding, closest
from medeopvoeders.reading.front_matter import split_front_matter
from medeopvoeders.reading.library import content_dir
from medeopvoeders.reading.lint import in_order
from medeopvoeders.reading.markdown import blocks_of, line_of, text_of
from medeopvoeders.reading.passages import Passage
from medeopvoeders.reading.readability import Measure
from medeopvoeders.reading.sources import Source, read_sources
from medeopvoeders.reading.text_checks import (
    alt_text,
    block_around,
    hard_texts,
    html_in,
    long_sentences,
    straight_quotes,
)

ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
HAND_IN = re.compile(r"\.hand_in\(")


@dataclass(frozen=True)
class ModuleText:
    """A module's prose and code cells, and the notes that trainees do not see."""

    path: Path
    nodes: Sequence[SyntaxTreeNode]
    notes: tuple[Note, ...]

    @property
    def lang(self) -> str:
        """Its language: the name of its folder."""
        return self.path.parent.name

    @cached_property
    def code(self) -> str:
        """All code cells together."""
        return "\n".join(node.content for node in self.nodes if node.type == "fence")

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """What a trainee reads, without citations: an author's name is no hard word."""
        return tuple(
            Passage("course", text, line_of(node))
            for node in self._walk("paragraph")
            if (text := _without_citations(node)).strip("+ ")
        )

    @property
    def measure(self) -> Measure:
        """What its prose measures."""
        return Measure(tuple(passage.text for passage in self.passages), self.lang)

    @property
    def links(self) -> Iterator[SyntaxTreeNode]:
        """Every link that a trainee can follow."""
        return self._walk("link")

    def _walk(self, kind: str) -> Iterator[SyntaxTreeNode]:
        return (node for block in self.nodes for node in block.walk() if node.type == kind)


def read_module_texts(solutions: Path) -> tuple[ModuleText, ...]:
    """Every module that can be read; what keeps another from it is the build's to say."""
    found = []
    for path in module_sources(solutions):
        try:
            public, notes = without_notes(path.read_text("utf-8-sig", "replace"))
        except PrivateBlockError:
            continue
        found.append(ModuleText(path, blocks_of(split_front_matter(public).body), notes))
    return tuple(found)


def lint_modules(solutions: Path, content: Path) -> tuple[Finding, ...]:
    """Every finding in the prose of the modules, file by file and line by line."""
    sources = read_sources(content / "references.bib")
    texts = read_module_texts(solutions)
    found = [finding for text in texts for finding in lint_module(text, sources)]
    return in_order([*found, *uncited_sources(texts, content)])


def lint_module(text: ModuleText, sources: dict[str, Source]) -> Iterator[Finding]:
    """Every finding in one module."""
    yield from long_sentences(text.path, text.passages)
    yield from straight_quotes(text.path, text.passages)
    yield from hard_texts(text.path, {"course": text.measure})
    if not HAND_IN.search(text.code):
        yield Finding("no-hand-in", text.path, 0, {"meant": ""})
    yield from names_without_link(text.path, text.nodes)
    yield from guide_findings(text.path)
    yield from _in_nodes(text.path, text.nodes, sources)
    for note in text.notes:
        for finding in _in_nodes(text.path, blocks_of(note.text), sources):
            yield Finding(finding.slug, finding.path, finding.line + note.line, finding.detail)


def _in_nodes(
    path: Path, nodes: Sequence[SyntaxTreeNode], sources: dict[str, Source]
) -> Iterator[Finding]:
    yield from html_in(path, nodes)
    for node in (node for block in nodes for node in block.walk()):
        line = line_of(block_around(node))
        if node.type == "image":
            yield from alt_text(path, line, text_of(node), str(node.attrs.get("src", "")))
        if node.type in {"image", "link"}:
            address = str(node.attrs.get("src" if node.type == "image" else "href", ""))
            yield from _address(path, line, address)
        if node.type == "link":
            yield from citation(path, line, node, sources)


def _address(path: Path, line: int, address: str) -> Iterator[Finding]:
    """A link within the course leads somewhere: seen from the notebook that is built, because
    that is what a reader presses it in."""
    if ELSEWHERE.match(address) or re.match("#.", address):
        return
    if drawing_named(address):
        yield from _drawing(path, line, address)
        return
    built = path.parents[2] / "course" / path.parent.name / path.stem
    place = address.partition("#")[0]
    if not place or not (built / place).exists():
        yield Finding("dead-link", path, line, {"address": address or "()", "meant": ""})


def _drawing(path: Path, line: int, address: str) -> Iterator[Finding]:
    """A drawing that the build sets in the notebook is one of the course's own."""
    names = [drawing.stem for drawing in (content_dir() / "drawings").glob("*.svg")]
    if (name := drawing_named(address)) not in names:
        detail = {"name": name, "meant": closest(name, names)}
        yield Finding("missing-drawing", path, line, detail)


def _without_citations(paragraph: SyntaxTreeNode) -> str:
    text = text_of(paragraph)
    for link in (node for node in paragraph.walk() if node.type == "link"):
        if CITED.search(text_of(link)):
            text = text.replace(text_of(link), "", 1)
    return text
