"""What a facilitator needs of each module: a guide with all its labels, and for each reflection a
model answer and a rubric."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from medeopvoeders.grading.guide import (
    LABELS,
    RUBRIC_ITEMS,
    Guide,
    ReflectionGuide,
    labels_in,
    read_guide,
)
from medeopvoeders.reading.findings import Finding
from medeopvoeders.reading.library import load_strings


def guide_findings(path: Path) -> Iterator[Finding]:
    """Every finding about one module's guide. Raises PrivateBlockError."""
    guide = read_guide(path)
    yield from _block(guide)
    for reflection in guide.reflections:
        yield from _reflection(path, reflection)


def _block(guide: Guide) -> Iterator[Finding]:
    """One block, with every label once and in order: whoever leads finds it at the same place in
    each module."""
    if len(guide.blocks) != 1:
        line = guide.blocks[1].line if guide.blocks else 0
        detail = {"count": len(guide.blocks), "meant": ""}
        yield Finding("guide-blocks", guide.path, line, detail)
        return
    [block] = guide.blocks
    found, say = labels_in(block.text, guide.lang), load_strings(guide.lang)
    for label in LABELS:
        if label not in found:
            detail = {"label": say(f"guide.{label}"), "meant": ""}
            yield Finding("guide-label", guide.path, block.line, detail)
    expected = [label for label in LABELS if label in found]
    for label, wanted in zip(found, expected, strict=False):
        if label != wanted:
            detail = {"label": say(f"guide.{label}"), "wanted": say(f"guide.{wanted}"), "meant": ""}
            yield Finding("guide-order", guide.path, block.line, detail)
            return


def _reflection(path: Path, reflection: ReflectionGuide) -> Iterator[Finding]:
    detail = {"id": reflection.id, "count": reflection.rubric_items, "meant": ""}
    if not reflection.model_answer:
        yield Finding("no-model-answer", path, reflection.line, detail)
    if not reflection.rubric:
        yield Finding("no-rubric", path, reflection.line, detail)
    elif reflection.rubric_items != RUBRIC_ITEMS:
        detail["items"] = RUBRIC_ITEMS
        yield Finding("rubric-items", path, reflection.line, detail)
