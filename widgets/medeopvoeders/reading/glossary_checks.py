"""What is to be said about the glossary: each language the same terms, each term complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from medeopvoeders.reading.findings import Finding, closest
from medeopvoeders.reading.glossary import GlossaryError, Term, glossary_files, read_terms
from medeopvoeders.reading.passages import Passage
from medeopvoeders.reading.sources import Source, read_sources
from medeopvoeders.reading.strings import languages
from medeopvoeders.reading.text_checks import long_sentences, straight_quotes

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Files = dict[str, tuple[Term, ...]]


def lint_glossary(content: Path) -> Iterator[Finding]:
    """Every finding in the glossary, in all its languages."""
    sources = read_sources(content / "references.bib")
    read: dict[str, Files] = {}
    for lang in languages():
        folder = content / "glossary" / lang
        files: Files = {}
        for path in glossary_files(folder):
            try:
                files[path.name] = read_terms(path)
            except GlossaryError as error:
                detail = {"reason": str(error), "meant": ""}
                yield Finding("glossary-unreadable", path, error.line, detail)
                continue
            yield from _file(path, files[path.name], sources)
        yield from _doubles(folder, files)
        read[lang] = files
    yield from _differences(content / "glossary", read)


def _file(path: Path, terms: tuple[Term, ...], sources: dict[str, Source]) -> Iterator[Finding]:
    for term in terms:
        for name in ("id", "term", "text"):
            value = getattr(term, name)
            if not value or (name == "id" and not ID.fullmatch(value)):
                detail = {"field": name, "id": term.id or term.term or "?", "meant": ""}
                yield Finding("term-incomplete", path, term.line, detail)
        yield from _sources(path, term, sources)
    passages = [Passage("course", term.text, term.line) for term in terms]
    yield from long_sentences(path, passages)
    yield from straight_quotes(path, passages)


def _sources(path: Path, term: Term, sources: dict[str, Source]) -> Iterator[Finding]:
    for key in term.sources:
        if key not in sources:
            detail = {"name": key, "meant": closest(key, sources)}
            yield Finding("unknown-source", path, term.line, detail)
        elif not sources[key].citable:
            yield Finding("unconfirmed-source", path, term.line, {"name": key, "meant": ""})


def _doubles(folder: Path, files: Files) -> Iterator[Finding]:
    """An id is an address on the page: over all modules of a language it stands once."""
    seen: dict[str, str] = {}
    for name, terms in files.items():
        for term in terms:
            if term.id in seen:
                detail = {"id": term.id, "first": seen[term.id], "meant": ""}
                yield Finding("duplicate-term", folder / name, term.line, detail)
            seen.setdefault(term.id, name)


def _differences(folder: Path, read: dict[str, Files]) -> Iterator[Finding]:
    """Every file whose terms are not those of the first language, with the same sources."""
    (original, theirs), *others = read.items()
    for lang, ours in others:
        for name in sorted({*theirs, *ours}):
            there, here = _outline(theirs.get(name, ())), _outline(ours.get(name, ()))
            if there != here:
                detail = {"lang": original, "there": there, "here": here, "meant": ""}
                yield Finding("glossary-differs", folder / lang / name, 0, detail)


def _outline(terms: tuple[Term, ...]) -> str:
    return "; ".join(" ".join([term.id, *term.sources]) for term in terms) or "-"
