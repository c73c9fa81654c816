"""A module's guide for whoever leads the talk: what its author wrote in private blocks.

It is read from the source, not from the course: what a trainee opens holds none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it.tree import SyntaxTreeNode

from medeopvoeders.grading.private_blocks import Note, NoteKind, PrivateBlockError, without_notes
from medeopvoeders.reading.front_matter import split_front_matter
from medeopvoeders.reading.library import load_strings
from medeopvoeders.reading.markdown import LISTS, blocks_of, line_of, text_of

# What a facilitator's block tells, in this order; the words stand in the strings' table `guide`.
LABELS = (
    "aims", "minutes_50", "minutes_90", "online", "may_come_up", "to_open", "to_dig", "hurt",
    "dashboard",
)  # fmt: skip
RUBRIC_ITEMS = 4  # one for each point that a reflection is worth
_REFLECTION = re.compile(r"\.reflection\(\s*[\"']([\w-]+)")
_LABEL = re.compile(r"^\*\*(.+?)\.?\*\*[ \t]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ReflectionGuide:
    """A reflection with what its author thinks of it. `line` is where it is called, from 1."""

    id: str
    title: str
    prompt: str
    line: int
    model_answer: str = ""
    rubric: str = ""

    @property
    def rubric_items(self) -> int:
        """How many points its rubric names."""
        lists = (block for block in blocks_of(self.rubric) if block.type in LISTS)
        return sum(len(block.children) for block in lists)


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide of one module in one language. `blocks` are its facilitator's blocks."""

    path: Path
    title: str
    minutes: int
    blocks: tuple[Note, ...]
    reflections: tuple[ReflectionGuide, ...]

    @property
    def lang(self) -> str:
        """Its language: the name of its folder."""
        return self.path.parent.name

    @property
    def slug(self) -> str:
        """Its module's slug."""
        return self.path.stem

    @property
    def number(self) -> int:
        """Its module's number."""
        return int(self.slug[:2])

    @property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """The blocks under their labels: titles, and the text below each; the title is empty for
        what stands before the first label."""
        return tuple(part for block in self.blocks for part in _sections(block.text, self.lang))


def read_guide(path: Path) -> Guide:
    """The guide in a module's source. Raises PrivateBlockError where it cannot be told what is
    private there, OSError where the file cannot be opened."""
    public, notes = without_notes(path.read_text("utf-8-sig", "replace"))
    matter = split_front_matter(public)
    minutes = matter.fields.get("minutes")
    return Guide(
        path=path,
        title=str(matter.fields.get("title") or path.stem),
        minutes=minutes if isinstance(minutes, int) else 0,
        blocks=tuple(note for note in notes if note.kind == "facilitator"),
        reflections=tuple(_reflections(matter.body, notes)),
    )


def guides_in(solutions: Path, lang: str) -> tuple[Guide, ...]:
    """The guides of all modules in one language, by number; one that cannot be read is left out."""
    found = []
    for path in sorted((solutions / lang).glob("[0-9][0-9]-*.md")):
        try:
            found.append(read_guide(path))
        except (PrivateBlockError, OSError):
            continue
    return tuple(guide for guide in found if guide.blocks)


def labels_in(text: str, lang: str) -> list[str]:
    """The labels that a facilitator's block has, in its order; see LABELS."""
    known = {_label(name, lang): name for name in LABELS}
    return [known[found[1]] for found in _LABEL.finditer(text) if found[1] in known]


def _label(name: str, lang: str) -> str:
    return load_strings(lang)(f"guide.{name}")


def _sections(text: str, lang: str) -> Iterator[tuple[str, str]]:
    known = {_label(name, lang) for name in LABELS}
    found = [label for label in _LABEL.finditer(text) if label[1] in known]
    edges = [label.start() for label in found] + [len(text)]
    if before := text[: edges[0]].strip():
        yield "", before
    for label, end in zip(found, edges[1:], strict=True):
        yield label[1], text[label.end() : end].strip()


def _reflections(body: str, notes: Sequence[Note]) -> Iterator[ReflectionGuide]:
    """Each reflection with its heading and prompt, and the notes since the activity before it."""
    lines, heading, after = body.split("\n"), None, 0
    for node in blocks_of(body):
        if node.type == "heading":
            heading = node
        if node.type != "fence" or not node.map:
            continue
        if called := _REFLECTION.search(node.content):
            own = [note for note in notes if after < note.line <= node.map[0]]
            yield ReflectionGuide(
                id=called[1],
                title=text_of(heading) if heading else "",
                prompt=_prompt(lines, heading, node),
                line=line_of(node) + 1,
                model_answer=_texts(own, "model-answer"),
                rubric=_texts(own, "rubric"),
            )
        after = node.map[1]


def _prompt(lines: list[str], heading: SyntaxTreeNode | None, call: SyntaxTreeNode) -> str:
    start = heading.map[1] if heading and heading.map else 0
    end = call.map[0] if call.map else start
    said = "\n".join(line for line in lines[start:end] if line.strip() != "+++")
    return re.sub(r"\n{3,}", "\n\n", said).strip()


def _texts(notes: Sequence[Note], kind: NoteKind) -> str:
    return "\n\n".join(note.text for note in notes if note.kind == kind)
