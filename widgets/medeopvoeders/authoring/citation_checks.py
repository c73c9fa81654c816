"""Citations in a module's prose, and the sources that nothing in the course leans on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from markdown_it.tree import SyntaxTreeNode

from medeopvoeders.reading.findings import Finding, closest
from medeopvoeders.reading.markdown import line_of, text_of
from medeopvoeders.reading.sources import Source, read_sources
from medeopvoeders.reading.strings import languages
from medeopvoeders.reading.vignette import read_vignette

CITED = re.compile(r"\(\s*(?:\w+[ .]*)?\d{4}[a-z]?\s*\)")
# A name and then a year: “Lareau (1987)”. A bare year in brackets may be any year.
NAMED = re.compile(
    r"[^\W\d_a-z][\w\u2019-]*\s+"
    r"(?:(?:et al\.|e\.a\.|en collega\u2019s|and colleagues)\s+)?\(\d{4}[a-z]?\)"
)
KEY = re.compile(r"#([\w-]+)")
# While a course is being written, most of its sources wait for their module.
MODULES_OF_A_WHOLE_COURSE = 8


class Cites(Protocol):
    """A module's text, as far as it is asked here."""

    @property
    def path(self) -> Path:
        """Its file."""

    @property
    def links(self) -> Iterator[SyntaxTreeNode]:
        """Every link that a trainee can follow."""


def citation(
    path: Path, line: int, link: SyntaxTreeNode, sources: dict[str, Source]
) -> Iterator[Finding]:
    """What is cited stands in the list of sources, and somebody has seen it."""
    address, name = str(link.attrs.get("href", "")), text_of(link)
    if key := KEY.fullmatch(address):
        known = sources.get(key[1])
    elif CITED.search(name):
        known = next((source for source in sources.values() if source.is_at(address)), None)
    else:
        return
    if known and not known.citable:
        yield Finding("unconfirmed-source", path, line, {"name": known.key, "meant": ""})
    elif key and not known:
        detail = {"name": key[1], "meant": closest(key[1], sources)}
        yield Finding("unknown-source", path, line, detail)
    elif not known:
        yield Finding("unlisted-source", path, line, {"name": name, "meant": ""})


def names_without_link(path: Path, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Finding]:
    """A source that is only named: a reader cannot follow it, nor does it get in the list."""
    for paragraph in (node for block in nodes for node in block.walk()):
        if paragraph.type == "paragraph":
            for name in NAMED.findall(_outside_links(paragraph)):
                detail = {"name": name, "meant": ""}
                yield Finding("unlinked-citation", path, line_of(paragraph), detail)


def uncited_sources(texts: Iterable[Cites], content: Path) -> Iterator[Finding]:
    """The sources that may be cited, and that no module and no vignette does."""
    texts = tuple(texts)
    path = content / "references.bib"
    if len({text.path.stem for text in texts}) < MODULES_OF_A_WHOLE_COURSE:
        return
    used = set(_of_vignettes(content))
    addresses = [str(link.attrs.get("href", "")) for text in texts for link in text.links]
    left = [
        source.key
        for source in read_sources(path).values()
        if source.citable
        and source.key not in used
        and not any(there == f"#{source.key}" or source.is_at(there) for there in addresses)
    ]
    if left:
        detail = {"count": len(left), "names": ", ".join(sorted(left)), "meant": ""}
        yield Finding("uncited-source", path, 0, detail)


def _of_vignettes(content: Path) -> Iterator[str]:
    for path in content.glob(f"vignettes/*/{languages()[0]}.md"):
        yield from read_vignette(path)[0].sources


def _outside_links(node: SyntaxTreeNode) -> str:
    if node.type == "link":
        return ""
    if not node.children:
        return text_of(node)
    return "".join(map(_outside_links, node.children))
