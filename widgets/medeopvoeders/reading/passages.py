"""Whom the words of a vignette are for: the trainee who reads, or the parent who hears."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medeopvoeders.models.vignette import Choice, Scene, Vignette
from medeopvoeders.reading.readability import Measure, Reader

SAID = re.compile(r"“([^”]*)”|\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text for one reader. What is said or thought counts as a parent's: a parent may
    hear it, and nobody speaks in sentences of twenty words."""

    reader: Reader
    text: str
    line: int


def passages(vignette: Vignette) -> Iterator[Passage]:
    """Everything that is read, said and thought, in the order of the file."""
    if vignette.notice:
        yield Passage("course", vignette.notice, 1)
    for scene in vignette.scenes:
        yield from _of_scene(scene)
        for choice in scene.choices:
            yield from _of_choice(choice)


def measures(vignette: Vignette) -> dict[Reader, Measure]:
    """What the texts for each reader measure."""
    names = frozenset(word for person in vignette.people for word in person.name.split())
    found = list(passages(vignette))
    readers: tuple[Reader, ...] = ("course", "parent")
    return {
        reader: Measure(tuple(p.text for p in found if p.reader == reader), vignette.lang, names)
        for reader in readers
    }


def _of_scene(scene: Scene) -> Iterator[Passage]:
    for block in scene.blocks:
        yield Passage("parent" if block.kind == "said" else "course", block.text, block.line)
    if scene.question:
        yield Passage("course", scene.question, scene.question_line)


def _of_choice(choice: Choice) -> Iterator[Passage]:
    """An option's own words are the trainee's; what it quotes is said to somebody."""
    for quoted in SAID.finditer(choice.text):
        yield Passage("parent", quoted[1] or quoted[2] or "", choice.line)
    for around in SAID.sub("\n", choice.text).splitlines():
        if around.strip():
            yield Passage("course", around, choice.line)
    for thought in choice.thoughts:
        yield Passage("parent", thought.text, thought.line)
    for comment in choice.comments:
        yield Passage("course", comment.text, comment.line)
