"""Everything an author should know about the content, in one go.

Checks are a list of functions from a vignette (or its languages) to findings; a new one is one
function, one line in a tuple here and one file in `content/findings/`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.cast_checks import lint_cast
from medeopvoeders.reading.field_checks import field_findings
from medeopvoeders.reading.findings import Finding, closest
from medeopvoeders.reading.glossary_checks import lint_glossary
from medeopvoeders.reading.graph import can_end, pure_endings, reachable
from medeopvoeders.reading.parity import differing_languages, differing_strings, differing_words
from medeopvoeders.reading.sources import read_sources
from medeopvoeders.reading.strings import languages
from medeopvoeders.reading.text_checks import TEXT_CHECKS
from medeopvoeders.reading.vignette import Reading, once, read_both, read_vignette

MIN_OPTIONS, MAX_OPTIONS = 3, 4
MIN_ENDINGS = 2
KEBAB_CASE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Check = Callable[[Path, Vignette], Iterator[Finding]]


def lint(content: Path) -> tuple[Finding, ...]:
    """Every finding in the content folder, file by file and line by line."""
    found: list[Finding] = []
    for folder in sorted(path for path in (content / "vignettes").iterdir() if path.is_dir()):
        found += lint_vignette(folder, content)
    for check in (lint_glossary, lint_cast):
        found += check(content)
    found += differing_strings(content / "strings")
    return in_order(found)


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings file by file and line by line, the original before its translations."""

    def place(finding: Finding) -> tuple[str, int, str, int, str]:
        path = finding.path
        known = languages().index(path.stem) if path.stem in languages() else 0
        return str(path.parent), known, path.name, finding.line, finding.slug

    return tuple(sorted(found, key=place))


def lint_vignette(folder: Path, content: Path) -> tuple[Finding, ...]:
    """Every finding in one vignette, in all its languages."""
    found: list[Finding] = []
    read: dict[str, Reading] = {}
    for lang in languages():
        path = folder / f"{lang}.md"
        if not path.is_file():
            found.append(Finding("missing-language", path, 0, {"lang": lang, "meant": ""}))
            continue
        original = next(iter(read.values()), None)
        if original and not is_begun(path, original.vignettes[0], content):
            found.append(Finding("untranslated", path, 0, {"meant": ""}))
            continue
        reading = read_both(path)
        if any(finding.slug == "front-matter" for finding in reading.findings):
            # Who is in it and where it starts is unknown: all else would be noise.
            found += [one for one in reading.findings if one.slug != "thought-without-person"]
            continue
        read[lang] = reading
        found += reading.findings
        for vignette in reading.vignettes:
            found += lint_file(path, vignette, content)
    if len(read) > 1:
        found += differing_words(folder, {lang: one.families for lang, one in read.items()})
        for versions in zip(*(one.vignettes for one in read.values()), strict=False):
            found += differing_languages(folder, dict(zip(read, versions, strict=True)))
    # Both families of a mirror share nearly everything: what is wrong in it is found once.
    return in_order(once(found))


def is_begun(path: Path, original: Vignette, content: Path) -> bool:
    """False for a translation that is still the template, of an original that is not: it would
    differ in every scene, which says nothing."""
    template = content / "templates" / "vignette" / path.name
    if not template.is_file() or path.read_bytes() != template.read_bytes():
        return True
    untouched = {scene.id for scene in read_vignette(template)[0].scenes}
    return untouched == {scene.id for scene in original.scenes}


def lint_file(path: Path, vignette: Vignette, content: Path) -> Iterator[Finding]:
    """Every finding in one file that could be read."""
    yield from field_findings(path)
    for check in (*CHECKS, *TEXT_CHECKS):
        yield from check(path, vignette)
    for compare in (_sources, _drawings):
        yield from compare(path, vignette, content)


def _start(path: Path, vignette: Vignette) -> Iterator[Finding]:
    if vignette.start and vignette.scene(vignette.start) is None:
        ids = [scene.id for scene in vignette.scenes]
        yield _finding("unknown-start", path, 1, vignette.start, ids)


def _dead_targets(path: Path, vignette: Vignette) -> Iterator[Finding]:
    ids = [scene.id for scene in vignette.scenes]
    for scene in vignette.scenes:
        ways = [(choice.target, choice.line) for choice in scene.choices]
        ways += [(scene.onward, scene.line)] if scene.onward else []
        for target, line in ways:
            if target not in ids:
                yield _finding("dead-target", path, line, target, ids)


def _unreachable(path: Path, vignette: Vignette) -> Iterator[Finding]:
    if vignette.scene(vignette.start) is None:
        return
    on_a_way = reachable(vignette)
    for scene in vignette.scenes:
        if scene.id not in on_a_way:
            yield _finding("unreachable-scene", path, scene.line, scene.id)


def _endings(path: Path, vignette: Vignette) -> Iterator[Finding]:
    if not vignette.endings:
        yield _finding("no-ending", path, 0, path.parent.name)
        return
    for scene in vignette.scenes:
        if scene.id in reachable(vignette) and not can_end(vignette, scene.id):
            yield _finding("no-way-out", path, scene.line, scene.id)


def _approaches_end(path: Path, vignette: Vignette) -> Iterator[Finding]:
    for approach in ("instrumental", "partnership"):
        count = len(pure_endings(vignette, approach))
        if vignette.endings and count < MIN_ENDINGS:
            detail = {"approach": approach, "count": count, "least": MIN_ENDINGS, "meant": ""}
            yield Finding("approach-endings", path, 0, detail)


def _ids(vignette: Vignette) -> Iterator[list[tuple[str, int]]]:
    """The ids and their lines, in the groups within which each may stand once."""
    choices = [choice for scene in vignette.scenes for choice in scene.choices]
    yield [(vignette.family, 1)] if vignette.family else []
    yield [(person.id, 1) for person in vignette.people if person.id]
    yield [(scene.id, scene.line) for scene in vignette.scenes]
    yield [(choice.id, choice.line) for choice in choices if choice.id]


def _duplicates(path: Path, vignette: Vignette) -> Iterator[Finding]:
    for group in _ids(vignette):
        count = Counter(name for name, _ in group)
        for name, line in dict.fromkeys(group):
            if count[name] > 1:
                yield _finding("duplicate-id", path, line, name)


def _bad_ids(path: Path, vignette: Vignette) -> Iterator[Finding]:
    for group in _ids(vignette):
        for name, line in group:
            if not KEBAB_CASE.fullmatch(name):
                yield _finding("bad-id", path, line, name)


def _decisions(path: Path, vignette: Vignette) -> Iterator[Finding]:
    for scene in vignette.decisions:
        count = len(scene.choices)
        if not MIN_OPTIONS <= count <= MAX_OPTIONS:
            detail = {"name": scene.id, "count": count, "meant": ""}
            slug = "too-few-options" if count < MIN_OPTIONS else "too-many-options"
            yield Finding(slug, path, scene.line, detail)
        if len({choice.approach for choice in scene.choices}) == 1 and count > 1:
            yield _finding("one-approach", path, scene.line, scene.id)


def _scene_titles(path: Path, vignette: Vignette) -> Iterator[Finding]:
    for scene in vignette.scenes:
        if not scene.title:
            yield _finding("scene-without-title", path, scene.line, scene.id)


def _sources(path: Path, vignette: Vignette, content: Path) -> Iterator[Finding]:
    known = read_sources(content / "references.bib")
    for key in vignette.sources:
        if key not in known:
            yield _finding("unknown-source", path, 1, key, known)
        elif not known[key].citable:
            yield _finding("unconfirmed-source", path, 1, key)


def _drawings(path: Path, vignette: Vignette, content: Path) -> Iterator[Finding]:
    names = [drawing.stem for drawing in (content / "drawings").glob("*.svg")]
    for scene in vignette.scenes:
        for block in scene.blocks:
            if block.kind == "picture" and block.source not in names:
                yield _finding("missing-drawing", path, block.line, block.source, names)


CHECKS: tuple[Check, ...] = (
    _start,
    _dead_targets,
    _unreachable,
    _endings,
    _approaches_end,
    _duplicates,
    _bad_ids,
    _decisions,
    _scene_titles,
)


def _finding(slug: str, path: Path, line: int, name: str, known: object = ()) -> Finding:
    """A finding about one name, with the name that was probably meant."""
    meant = closest(name, known) if known else ""  # type: ignore[arg-type]
    return Finding(slug, path, line, {"name": name, "meant": meant})
