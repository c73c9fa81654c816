"""Reading one vignette file: CommonMark with one scene under each second-level heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from medeopvoeders.models.vignette import (
    APPROACHES,
    AXES,
    EFFECT_LIMIT,
    Block,
    Choice,
    Comment,
    Effect,
    Person,
    Scene,
    Thought,
    Vignette,
)
from medeopvoeders.reading.findings import Finding, closest
from medeopvoeders.reading.front_matter import split_front_matter

SPOKEN = re.compile(r"^([^:“”\"]{1,40}):\s+(.+)$", re.DOTALL)
EFFECT = re.compile(r"^(structure|relationship)\s*([+-]?\d+)$")
REQUIRED = ("title", "setting", "start", "people")


@dataclass
class Draft:
    """A vignette file while it is being read: the scenes so far, and what was found."""

    path: Path
    people: tuple[Person, ...] = ()
    scenes: list[Scene] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def found(self, slug: str, line: int, **detail: Any) -> None:
        """Note a finding and read on: an author wants to hear everything at once."""
        self.findings.append(Finding(slug, self.path, line, {"meant": "", **detail}))


def read_vignette(path: Path, lang: str = "") -> tuple[Vignette, tuple[Finding, ...]]:
    """The vignette in `path`, as far as it can be read, and everything that was found.

    The id is the folder's name and the language the file's, unless `lang` says otherwise.
    Raises OSError where the file cannot be opened.
    """
    text = path.read_bytes().decode("utf-8", "replace")
    matter = split_front_matter(text)
    draft = Draft(path)
    fields = matter.fields
    if matter.error_line:
        draft.found("front-matter", matter.error_line)
    else:
        for name in REQUIRED:
            if not fields.get(name):
                draft.found("missing-field", 1, field=name)
    draft.people = _people(fields.get("people"))
    _read_scenes(draft, matter.body)
    vignette = Vignette(
        id=path.parent.name,
        lang=lang or path.stem,
        title=str(fields.get("title", "")),
        setting=str(fields.get("setting", "")),
        start=str(fields.get("start", "")),
        people=draft.people,
        scenes=tuple(draft.scenes),
        sources=tuple(str(key) for key in _listed(fields.get("sources"))),
        notice=str(fields.get("notice") or ""),
        mirror=str(fields.get("mirror") or ""),
        revision=_whole(fields.get("revision")),
        translates=_whole(fields.get("translates")),
    )
    return vignette, tuple(draft.findings)


def _people(raw: object) -> tuple[Person, ...]:
    entries = [entry for entry in _listed(raw) if isinstance(entry, dict)]
    return tuple(
        Person(
            id=str(entry.get("id", "")),
            name=str(entry.get("name", "")),
            role=str(entry.get("role", "")),
            parent=entry.get("parent") is True,
        )
        for entry in entries
    )


def _listed(raw: object) -> list[Any]:
    return raw if isinstance(raw, list) else []


def _whole(raw: object) -> int:
    return raw if isinstance(raw, int) else 0


def _read_scenes(draft: Draft, body: str) -> None:
    for node in SyntaxTreeNode(MarkdownIt("commonmark").parse(body)).children:
        if node.type == "heading" and node.tag == "h2":
            draft.scenes.append(Scene(id=_text(node), title="", line=_line(node)))
        elif not draft.scenes:
            draft.found("text-outside-scene", _line(node))
        else:
            draft.scenes[-1] = _extend(draft, draft.scenes[-1], node)


def _extend(draft: Draft, scene: Scene, node: SyntaxTreeNode) -> Scene:
    """The scene with one more block of its file read."""
    match node.type:
        case "heading":
            return scene if scene.title else replace(scene, title=_text(node))
        case "paragraph":
            return replace(scene, blocks=(*scene.blocks, *_paragraph(node)))
        case "blockquote":
            return replace(scene, blocks=(*scene.blocks, *map(_said, node.children)))
        case "bullet_list" | "ordered_list":
            return _with_ways(draft, scene, node)
    draft.found("unknown-block", _line(node), name=scene.id)
    return scene


def _paragraph(node: SyntaxTreeNode) -> Iterator[Block]:
    images = [child for child in node.children[0].children if child.type == "image"]
    for image in images:
        yield Block("picture", _text(image), Path(str(image.attrs.get("src", ""))).stem)
    if text := _text(node):
        yield Block("text", text)


def _said(node: SyntaxTreeNode) -> Block:
    name, words = _name_and_words(_text(node))
    return Block("said", words, name)


def _name_and_words(text: str) -> tuple[str, str]:
    spoken = SPOKEN.match(text)
    return (spoken[1].strip(), spoken[2].strip()) if spoken else ("", text)


def _with_ways(draft: Draft, scene: Scene, node: SyntaxTreeNode) -> Scene:
    """The scene with its list read: several choices, or one way on."""
    links = [(item, link) for item in node.children if (link := _link(draft, scene, item))]
    if len(links) == 1 and not links[0][1].attrs.get("title"):
        link = links[0][1]
        return replace(scene, onward=_target(link), onward_text=_text(link))
    choices = tuple(_choice(draft, item, link) for item, link in links)
    blocks, question = scene.blocks, ""
    if blocks and blocks[-1].kind == "text":
        blocks, question = blocks[:-1], blocks[-1].text
    return replace(scene, blocks=blocks, question=question, choices=(*scene.choices, *choices))


def _link(draft: Draft, scene: Scene, item: SyntaxTreeNode) -> SyntaxTreeNode | None:
    link = next((node for node in item.walk() if node.type == "link"), None)
    if link is None:
        draft.found("choice-without-link", _line(item), name=scene.id)
    return link


def _choice(draft: Draft, item: SyntaxTreeNode, link: SyntaxTreeNode) -> Choice:
    line = _line(item)
    choice_id, approach, effect = _title(draft, line, str(link.attrs.get("title", "")))
    thoughts: list[Thought] = []
    comments: list[Comment] = []
    for quote in (node for node in item.children if node.type == "blockquote"):
        for node in quote.children:
            if node.type == "paragraph":
                thoughts.append(_thought(draft, node))
            elif node.type == "bullet_list":
                comments += filter(None, (_comment(draft, entry) for entry in node.children))
    return Choice(
        id=choice_id,
        text=_text(link),
        target=_target(link),
        approach=approach if approach in APPROACHES else "mixed",
        effect=effect,
        thoughts=tuple(thoughts),
        comments=tuple(comments),
        line=line,
    )


def _title(draft: Draft, line: int, title: str) -> tuple[str, Any, Effect]:
    """Choice id, approach and effect from a link's title."""
    words = [word.strip() for word in title.split(",")]
    if not words[0] or not words[1:]:
        draft.found("choice-title", line, title=title)
        return words[0], "mixed", Effect()
    choice_id, approach, *effects = words
    if approach not in APPROACHES:
        meant = closest(approach, APPROACHES)
        draft.found("unknown-approach", line, approach=approach, meant=meant)
    moves: dict[str, int] = {}
    for written in effects:
        move = EFFECT.match(written)
        if move is None or abs(int(move[2])) > EFFECT_LIMIT:
            draft.found("effect", line, effect=written, limit=EFFECT_LIMIT)
        else:
            moves[move[1]] = int(move[2])
    return choice_id, approach, Effect(**moves)


def _thought(draft: Draft, node: SyntaxTreeNode) -> Thought:
    """A thought with its thinker; without a name it is the first parent's."""
    name, words = _name_and_words(_text(node))
    names = [person.name for person in draft.people]
    if name in names:
        return Thought(name, words)
    parent = next((person.name for person in draft.people if person.parent), "")
    if not parent:
        draft.found("thought-without-person", _line(node))
    return Thought(parent, _text(node))


def _comment(draft: Draft, node: SyntaxTreeNode) -> Comment | None:
    axis, _, text = _text(node).partition(":")
    for known in AXES:
        if known == axis.strip():
            return Comment(known, text.strip())
    meant = closest(axis.strip(), AXES)
    draft.found("unknown-axis", _line(node), axis=axis.strip(), meant=meant)
    return None


def _target(link: SyntaxTreeNode) -> str:
    return str(link.attrs.get("href", "")).removeprefix("#")


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 0


def _text(node: SyntaxTreeNode) -> str:
    """The plain text of a node: marks dropped, line breaks to spaces, pictures left out."""
    if node.type in {"text", "code_inline"}:
        return node.content
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    inner = [child for child in node.children if child.type != "image"]
    return "".join(map(_text, inner)).strip() if node.type != "link" else "".join(map(_text, inner))
