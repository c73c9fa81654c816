"""What is to be said about the words of a vignette, beside its graph: reading ease, pictures, HTML,
and options that give themselves away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from markdown_it.tree import SyntaxTreeNode

from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.findings import Finding
from medeopvoeders.reading.front_matter import split_front_matter
from medeopvoeders.reading.giveaways import rules_of_thumb
from medeopvoeders.reading.markdown import blocks_of, line_of
from medeopvoeders.reading.passages import Passage, measures, passages
from medeopvoeders.reading.readability import (
    EASE,
    NORMS,
    Measure,
    Reader,
    sentences_in,
    words_in,
)

# The kinds of finding for each reader: a sentence, their average, the reading ease.
KINDS: dict[Reader, tuple[str, str, str]] = {
    "course": ("long-sentence", "long-average", "hard-to-read"),
    "parent": ("long-speech", "long-speech-average", "hard-to-hear"),
}
STRAIGHT = re.compile(r"[\"']")
SHOWN = 40  # characters of a sentence, to find it by


def long_sentences(path: Path, found: Iterable[Passage]) -> Iterator[Finding]:
    """Every sentence that is too long for its reader."""
    for passage in found:
        limit = NORMS[passage.reader].longest
        for sentence in sentences_in(passage.text):
            if (count := len(words_in(sentence))) > limit:
                detail = {"words": count, "limit": limit, "start": sentence[:SHOWN].strip()}
                kind = KINDS[passage.reader][0]
                yield Finding(kind, path, passage.line, {**detail, "meant": ""})


def hard_texts(path: Path, measured: dict[Reader, Measure]) -> Iterator[Finding]:
    """Averages and reading ease out of the norm, where there is enough text to tell."""
    for reader, measure in measured.items():
        _, average, ease = KINDS[reader]
        limit = NORMS[reader].average
        if measure.is_enough and measure.average > limit:
            detail = {"average": f"{measure.average:.1f}", "limit": limit, "meant": ""}
            yield Finding(average, path, 0, detail)
        least = EASE[reader].get(measure.lang)
        if measure.ease is not None and least is not None and measure.ease < least:
            detail = {"ease": f"{measure.ease:.0f}", "least": least, "meant": ""}
            yield Finding(ease, path, 0, detail)


def alt_text(path: Path, line: int, text: str, file: str) -> Iterator[Finding]:
    """A picture that says nothing to whoever cannot see it, or only the name of its file."""
    name = Path(file).stem
    if not text.strip():
        yield Finding("missing-alt-text", path, line, {"name": name, "meant": ""})
    elif _plain(Path(text.strip()).stem) == _plain(name):
        yield Finding("alt-is-file-name", path, line, {"name": name, "meant": ""})


def straight_quotes(path: Path, found: Iterable[Passage]) -> Iterator[Finding]:
    """Quotes as a typewriter has them: one finding a file, because an author has a habit."""
    lines = sorted({passage.line for passage in found if STRAIGHT.search(passage.text)})
    if lines:
        yield Finding("straight-quotes", path, lines[0], {"count": len(lines), "meant": ""})


def html_in(path: Path, nodes: Iterable[SyntaxTreeNode]) -> Iterator[Finding]:
    """HTML in the text. It is never shown: what a page runs is not for an author to write."""
    for block in nodes:
        for node in block.walk():
            if node.type in {"html_block", "html_inline"}:
                line = line_of(block_around(node))
                shown = node.content.strip().splitlines()[0][:SHOWN]
                yield Finding("html", path, line, {"html": shown, "meant": ""})


def block_around(node: SyntaxTreeNode) -> SyntaxTreeNode:
    """The nearest block that knows its line."""
    while not node.map and node.parent:
        node = node.parent
    return node


def _plain(name: str) -> str:
    return name.casefold().replace("-", " ").replace("_", " ")


def _sentences(path: Path, vignette: Vignette) -> Iterator[Finding]:
    found = tuple(passages(vignette))
    yield from long_sentences(path, found)
    options = (choice for scene in vignette.scenes for choice in scene.choices)
    whole = [Passage("course", option.text, option.line) for option in options]
    yield from straight_quotes(path, (*found, *whole))
    yield from hard_texts(path, measures(vignette))


def _pictures(path: Path, vignette: Vignette) -> Iterator[Finding]:
    for scene in vignette.scenes:
        for block in scene.blocks:
            if block.kind == "picture":
                yield from alt_text(path, block.line, block.text, block.source)


def _html(path: Path, _: Vignette) -> Iterator[Finding]:
    body = split_front_matter(path.read_text("utf-8-sig", "replace")).body
    yield from html_in(path, blocks_of(body))


def _giveaways(path: Path, vignette: Vignette) -> Iterator[Finding]:
    for rule in rules_of_thumb(vignette):
        if rule.gives_away:
            detail = {"rule": rule.name, "hits": rule.hits, "decisions": rule.decisions}
            yield Finding("gives-itself-away", path, 0, {**detail, "meant": ""})


TEXT_CHECKS: tuple[Callable[[Path, Vignette], Iterator[Finding]], ...] = (
    _sentences,
    _pictures,
    _html,
    _giveaways,
)
