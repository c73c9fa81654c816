"""Reading the scenes of a vignette: each begins at a second-level heading and ends in its list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from markdown_it.tree import SyntaxTreeNode

from medeopvoeders.models.vignette import Block, Scene
from medeopvoeders.reading.choice import is_onward, link_of, name_and_words, read_choice
from medeopvoeders.reading.draft import Draft
from medeopvoeders.reading.markdown import LISTS, blocks_of, line_of, target_of, text_of


def read_scenes(draft: Draft, body: str) -> tuple[Scene, ...]:
    """Every scene in the text below the front matter, in reading order."""
    nodes = blocks_of(body)
    starts = [n for n, node in enumerate(nodes) if node.type == "heading" and node.tag == "h2"]
    for node in nodes[: starts[0] if starts else None]:
        draft.found("text-outside-scene", line_of(node))
    ends = [*starts[1:], len(nodes)]
    return tuple(
        _scene(draft, nodes[start], nodes[start + 1 : end])
        for start, end in zip(starts, ends, strict=False)
    )


def _scene(draft: Draft, heading: SyntaxTreeNode, nodes: Sequence[SyntaxTreeNode]) -> Scene:
    scene = Scene(id=text_of(heading), title="", line=line_of(heading))
    body = list(takewhile(lambda node: node.type not in LISTS, nodes))
    for node in draft.known(scene.id, body, "heading", "paragraph", "blockquote"):
        scene = _extend(draft, scene, node)
    ways = nodes[len(body) :]
    # A second list still adds its choices, so that one mistake gives no findings about the graph.
    # Nothing else is shown: it may be a parent's thought that lost its indent.
    for node in ways[1:]:
        draft.found("block-below-list", line_of(node), name=scene.id)
    items = [item for node in ways if node.type in LISTS for item in node.children]
    return _with_ways(draft, scene, items) if items else scene


def _extend(draft: Draft, scene: Scene, node: SyntaxTreeNode) -> Scene:
    """The scene with one more block of its file read."""
    match node.type:
        case "heading" if node.tag == "h3" and not scene.title:
            return replace(scene, title=text_of(node))
        case "heading":
            draft.found("stray-heading", line_of(node), name=scene.id)
        case "paragraph":
            return replace(scene, blocks=(*scene.blocks, *_paragraph(node)))
        case "blockquote":
            said = draft.known(scene.id, node.children, "paragraph")
            return replace(scene, blocks=(*scene.blocks, *map(_said, said)))
    return scene


def _paragraph(node: SyntaxTreeNode) -> Iterator[Block]:
    for image in (child for child in node.walk() if child.type == "image"):
        source = Path(str(image.attrs.get("src", ""))).stem
        yield Block("picture", text_of(image), source, line_of(node))
    if text := text_of(node):
        yield Block("text", text, line=line_of(node))


def _said(node: SyntaxTreeNode) -> Block:
    name, words = name_and_words(text_of(node))
    return Block("said", words, name, line_of(node))


def _with_ways(draft: Draft, scene: Scene, items: Sequence[SyntaxTreeNode]) -> Scene:
    """The scene with its list read: several choices, or one way on."""
    ways = [(item, link) for item in items if (link := link_of(draft, scene.id, item))]
    if len(ways) == 1 and is_onward(*ways[0]):
        _, link = ways[0]
        return replace(scene, onward=target_of(link), onward_text=text_of(link))
    choices = tuple(read_choice(draft, item, link) for item, link in ways)
    blocks, asked = scene.blocks, Block("text", "")
    if blocks and blocks[-1].kind == "text":
        blocks, asked = blocks[:-1], blocks[-1]
    return replace(
        scene, blocks=blocks, question=asked.text, question_line=asked.line, choices=choices
    )
