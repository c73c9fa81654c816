"""The words of a mirror: one text, told of two families.

Everything that differs between the families stands in the front matter, under `mirror`. In the
text and in `people`, `{word}` stands for the word of the family that is read. So all the rest is
the same by construction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from medeopvoeders.reading.draft import Draft
from medeopvoeders.reading.findings import closest
from medeopvoeders.reading.markdown import blocks_of

PLACE = re.compile(r"\{([^{}\n]+)\}")
# What Markdown, or a word in another word, would make more of than it says.
MARKS = re.compile(r"[\\`*_\[\]{}<>\n]")
# The fields besides `people` that a reader sees: they are the same for both families.
COMMON = ("title", "setting", "start", "notice")
PAIR = 2

Words = dict[str, str]
Families = dict[str, Words]


def read_families(draft: Draft, fields: dict[str, Any], text: str, body: str) -> Families:
    """The words of each family, in the order of the file; empty for an ordinary vignette.

    `text` is the whole file and `body` what stands below its front matter. Notes in `draft` all
    that is wrong with the words, and each `{word}` that nobody fills in.
    """
    raw = fields.get("mirror")
    written = raw if isinstance(raw, dict) else {}
    families = {str(name): words for name, words in written.items() if isinstance(words, dict)}
    if raw and (len(families) != PAIR or families.keys() != {str(name) for name in written}):
        draft.found("mirror-families", _line(text, "mirror"), count=len(families))
    _check_shapes(draft, families, text)
    known = {str(word): None for words in families.values() for word in words}
    _check_same(draft, families, list(known), text)
    _check_places(draft, fields, body, list(known), text)
    return {name: {str(w): _one_line(v) for w, v in ws.items()} for name, ws in families.items()}


def fill(value: Any, words: Words) -> Any:
    """`value` with each `{word}` filled in, also deep in lists and maps; others stay."""
    match value:
        case str():
            return PLACE.sub(lambda place: words.get(place[1], place[0]), value)
        case list():
            return [fill(entry, words) for entry in value]
        case dict():
            return {key: fill(entry, words) for key, entry in value.items()}
    return value


def is_plain(word: object) -> bool:
    """True for one line of text in which Markdown sees nothing but text."""
    if not isinstance(word, str) or not word.strip() or MARKS.search(word):
        return False
    blocks = blocks_of(word)
    return [block.type for block in blocks] == ["paragraph"] and _text(blocks[0]) == word


def _text(paragraph: Any) -> str:
    return "".join(node.content for node in paragraph.walk() if node.type == "text")


def _one_line(word: object) -> str:
    """A word as it is filled in: whatever it holds, the lines below keep their numbers."""
    return " ".join(str("" if word is None else word).split())


def _check_shapes(draft: Draft, families: dict[str, dict[Any, Any]], text: str) -> None:
    for family, words in families.items():
        for word, value in words.items():
            if not is_plain(value):
                line = _line(text, "mirror", family, str(word))
                draft.found("word-shape", line, name=str(word), family=family)


def _check_same(
    draft: Draft, families: dict[str, dict[Any, Any]], known: list[str], text: str
) -> None:
    for family, words in families.items():
        for word in known:
            if word not in map(str, words):
                line = _line(text, "mirror", family)
                draft.found("mirror-words", line, name=word, family=family)


def _check_places(
    draft: Draft, fields: dict[str, Any], body: str, known: list[str], text: str
) -> None:
    """Each place must have a word, and each word a place."""
    used = set()
    for line, written in enumerate(body.splitlines(), 1):
        for word in PLACE.findall(written):
            used.add(word)
            _check_place(draft, line, word, known)
    for word in _places(fields.get("people")):
        used.add(word)
        _check_place(draft, _line(text, "people"), word, known)
    for name in COMMON:
        for word in _places(fields.get(name)):
            _check_place(draft, _line(text, name), word, [])
    for word in known:
        if word not in used:
            draft.found("unused-word", _line(text, "mirror", word), name=word)


def _check_place(draft: Draft, line: int, word: str, known: list[str]) -> None:
    if word not in known:
        draft.found("unknown-word", line, name=f"{{{word}}}", meant=closest(word, known))


def _places(value: object) -> Iterator[str]:
    """Every `{word}` in the text of a field, also deep in lists and maps."""
    match value:
        case str():
            yield from PLACE.findall(value)
        case list():
            for entry in value:
                yield from _places(entry)
        case dict():
            for entry in value.values():
                yield from _places(entry)


def _line(text: str, *keys: str) -> int:
    """The line of the front matter where the last of `keys` stands, each sought below the one
    before it; the line of the last that is found, or 1."""
    lines, found = text.splitlines(), 0
    for key in keys:
        at = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*:")
        found = next((n for n in range(found, len(lines)) if at.match(lines[n])), found - 1) + 1
    return max(found, 1)
