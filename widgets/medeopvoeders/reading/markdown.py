"""A Markdown text as a tree of CommonMark nodes, and what can be asked of one node."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

LISTS = ("bullet_list", "ordered_list")


def blocks_of(markdown: str) -> Sequence[SyntaxTreeNode]:
    """The outermost blocks: headings, paragraphs, quotes, lists and the rest."""
    return SyntaxTreeNode(MarkdownIt("commonmark").parse(markdown)).children


def line_of(node: SyntaxTreeNode) -> int:
    """The line where a block begins, 1-based; 0 for what stands within a line."""
    return node.map[0] + 1 if node.map else 0


def text_of(node: SyntaxTreeNode) -> str:
    """The plain text of a node: marks dropped, line breaks to spaces, pictures left out."""
    if node.type in {"text", "code_inline"}:
        return node.content
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    inner = "".join(text_of(child) for child in node.children if child.type != "image")
    return inner if node.type == "link" else inner.strip()


def target_of(link: SyntaxTreeNode) -> str:
    """The scene that a link leads to, as its heading is written: the parser has quoted it for a
    browser. A link to nowhere keeps its “#”, because it is a way all the same."""
    return unquote(str(link.attrs.get("href", ""))).removeprefix("#") or "#"


def shows_outside_links(node: SyntaxTreeNode) -> bool:
    """True where a reader would expect to see more of the node than its links."""
    if node.type in {"link", "html_inline"}:
        return False
    if node.type == "image" or not node.children:
        return node.type == "image" or bool(node.content.strip())
    return any(map(shows_outside_links, node.children))
