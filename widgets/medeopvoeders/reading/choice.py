"""Reading the items of a scene's list: each is a link, with what a choice brings quoted below."""

from __future__ import annotations

import re
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from medeopvoeders.models.vignette import (
    APPROACHES,
    AXES,
    EFFECT_LIMIT,
    Choice,
    Comment,
    Effect,
    Thought,
)
from medeopvoeders.reading.draft import Draft
from medeopvoeders.reading.findings import closest
from medeopvoeders.reading.markdown import (
    line_of,
    shows_outside_links,
    target_of,
    text_of,
)

SPOKEN = re.compile(r"^([^:“”\"]{1,40}):\s+(.+)$", re.DOTALL)
EFFECT = re.compile(r"^(structure|relationship)\s*([+-]?\d+)$")


def name_and_words(text: str) -> tuple[str, str]:
    """Whose words these are, and the words; the name is empty where the text gives none."""
    spoken = SPOKEN.match(text)
    return (spoken[1].strip(), spoken[2].strip()) if spoken else ("", text)


def link_of(draft: Draft, scene_id: str, item: SyntaxTreeNode) -> SyntaxTreeNode | None:
    """The link that a list item should be, and a finding for all that nobody would see."""
    own = [child for child in item.children if child.type != "blockquote"]
    links = [node for child in own for node in child.walk() if node.type == "link"]
    if not links:
        draft.found("choice-without-link", line_of(item), name=scene_id)
        return None
    if len(links) > 1:
        draft.found("several-links", line_of(item), name=scene_id)
    for child in filter(shows_outside_links, own):
        draft.found("text-outside-link", line_of(child), name=scene_id)
    return links[0]


def is_onward(item: SyntaxTreeNode, link: SyntaxTreeNode) -> bool:
    """True for a link without a title and with no quote below it; with either it is a choice."""
    quoted = any(child.type == "blockquote" for child in item.children)
    return not link.attrs.get("title") and not quoted


def read_choice(draft: Draft, item: SyntaxTreeNode, link: SyntaxTreeNode) -> Choice:
    """The choice in a list item, with the thoughts and comments below it."""
    line = line_of(item)
    choice_id, approach, effect = _title(draft, line, str(link.attrs.get("title", "")))
    thoughts: list[Thought] = []
    comments: list[Comment] = []
    quotes = [child for child in item.children if child.type == "blockquote"]
    below = [node for quote in quotes for node in quote.children]
    for node in draft.known(choice_id, below, "paragraph", "bullet_list"):
        if node.type == "paragraph":
            thoughts.append(_thought(draft, node))
        else:
            comments += filter(None, (_comment(draft, entry) for entry in node.children))
    return Choice(
        id=choice_id,
        text=text_of(link),
        target=target_of(link),
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
    name, words = name_and_words(text_of(node))
    names = [person.name for person in draft.people]
    if name in names:
        return Thought(name, words, line_of(node))
    parent = next((person.name for person in draft.people if person.parent), "")
    if not parent:
        draft.found("thought-without-person", line_of(node))
    return Thought(parent, text_of(node), line_of(node))


def _comment(draft: Draft, node: SyntaxTreeNode) -> Comment | None:
    axis, _, text = text_of(node).partition(":")
    for known in AXES:
        if known == axis.strip():
            return Comment(known, text.strip(), line_of(node))
    meant = closest(axis.strip(), AXES)
    draft.found("unknown-axis", line_of(node), axis=axis.strip(), meant=meant)
    return None
