"""What is to be said about the fields on top of a vignette, beside their shapes: names that nothing
reads, and what the course as a whole needs to know of each vignette."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from medeopvoeders.models.vignette import CAST
from medeopvoeders.reading.fields import SHAPES, cast
from medeopvoeders.reading.findings import Finding, closest
from medeopvoeders.reading.front_matter import FrontMatter, split_front_matter

KNOWN = (*SHAPES, "mirror")
OF_A_PERSON = ("id", "name", "role", "parent")


def field_findings(path: Path) -> Iterator[Finding]:
    """Every finding about the fields of one file; none where they cannot be read at all."""
    matter = split_front_matter(path.read_text("utf-8-sig", "replace"))
    for check in FIELD_CHECKS if not matter.error_line else ():
        yield from check(path, matter)


def _names(path: Path, matter: FrontMatter) -> Iterator[Finding]:
    """A field that is misspelt would be dropped without a word."""
    for name in map(str, matter.fields):
        if name not in KNOWN:
            yield _unknown(path, matter.line(name), name, KNOWN)
    people = matter.fields.get("people")
    for person in people if isinstance(people, list) else ():
        for name, value in person.items() if isinstance(person, dict) else ():
            if name not in OF_A_PERSON and value is None:
                detail = {"words": name, "meant": ""}
                yield Finding("comma-in-field", path, matter.line("people"), detail)
            elif name not in OF_A_PERSON:
                yield _unknown(path, matter.line("people"), str(name), OF_A_PERSON)


def _unknown(path: Path, line: int, name: str, known: tuple[str, ...]) -> Finding:
    return Finding("unknown-field", path, line, {"field": name, "meant": closest(name, known)})


def _notice(path: Path, matter: FrontMatter) -> Iterator[Finding]:
    """An empty notice says that somebody thought about it; a missing one says nothing."""
    if "notice" not in matter.fields:
        yield Finding("missing-notice", path, 1, {"meant": ""})


def _cast(path: Path, matter: FrontMatter) -> Iterator[Finding]:
    """Each family has a first contact and a history; nobody can count a cast with gaps."""
    raw, mirror, line = matter.fields.get("cast"), matter.fields.get("mirror"), matter.line("cast")
    families = [cast(raw, str(name)) for name in (mirror if isinstance(mirror, dict) else [""])]
    known = [word for group in CAST for word in group]
    unknown = [word for words in families for word in words if word not in known]
    for word in unknown:
        yield Finding("unknown-cast", path, line, {"name": word, "meant": closest(word, known)})
    if not unknown and not all(set(group) & set(words) for words in families for group in CAST[:2]):
        contacts, histories = (", ".join(group) for group in CAST[:2])
        detail = {"contacts": contacts, "histories": histories, "meant": ""}
        yield Finding("no-cast", path, line, detail)


FIELD_CHECKS: tuple[Callable[[Path, FrontMatter], Iterator[Finding]], ...] = (
    _names,
    _notice,
    _cast,
)
