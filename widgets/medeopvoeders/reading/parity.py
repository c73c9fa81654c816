"""Both languages, always: the same ids, graph, approaches and effects in each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from medeopvoeders.models.vignette import Scene, Vignette
from medeopvoeders.reading.findings import Finding
from medeopvoeders.reading.mirror import Families

Outline = dict[tuple[str, ...], str]


def differing_languages(folder: Path, read: dict[str, Vignette]) -> Iterator[Finding]:
    """Every place where a language's graph is not that of the first language."""
    original, *others = read.values()
    for other in others:
        path = folder / f"{other.lang}.md"
        yield from _differences(path, original, other)
        if other.translates and original.revision and other.translates < original.revision:
            detail = {"follows": other.translates, "revision": original.revision, "meant": ""}
            yield Finding("stale-translation", path, 1, detail)


def differing_words(folder: Path, read: dict[str, Families]) -> Iterator[Finding]:
    """Every family of a mirror that does not have, in another language, the words that it has in
    the first one."""
    (lang, original), *others = read.items()
    for other, families in others:
        for family in {**original, **families}:
            there, here = (" ".join(sorted(one.get(family, {}))) for one in (original, families))
            if there != here:
                place = f"mirror/{family}"
                detail = _detail(place, lang, there or "-", here or "-")
                yield Finding("languages-differ", folder / f"{other}.md", 1, detail)


def outline(vignette: Vignette) -> Outline:
    """All of a vignette that does not depend on its language, place by place."""
    places: Outline = {
        ("start",): vignette.start,
        ("notice",): "present" if vignette.notice.strip() else "-",
        ("sources",): " ".join(vignette.sources),
        ("people",): " ".join(f"{p.id}{'*' if p.parent else ''}" for p in vignette.people),
    }
    for scene in vignette.scenes:
        places |= _scene_outline(scene)
    return places


def _scene_outline(scene: Scene) -> Outline:
    pictures = [block.source for block in scene.blocks if block.kind == "picture"]
    places: Outline = {(scene.id,): " ".join(filter(None, ["scene", scene.onward, *pictures]))}
    for number, choice in enumerate(scene.choices, 1):
        axes = " ".join(comment.axis for comment in choice.comments)
        effect = f"{choice.effect.structure:+} {choice.effect.relationship:+}"
        places[(scene.id, choice.id)] = (
            f"{number} → {choice.target}, {choice.approach}, {effect}, "
            f"{len(choice.thoughts)} thoughts, {axes}"
        )
    return places


def _differences(path: Path, original: Vignette, other: Vignette) -> Iterator[Finding]:
    # The cast is the family's: the two of a mirror share all the rest.
    theirs, ours = (outline(one) | {("cast",): " ".join(one.cast)} for one in (original, other))
    yield from _one_sided(path, original, other)
    for place, there in theirs.items():
        here = ours.get(place, there)
        if there != here:
            scene = other.scene(place[0])
            detail = _detail("/".join(place), original.lang, there, here)
            yield Finding("languages-differ", path, scene.line if scene else 0, detail)


def _one_sided(path: Path, original: Vignette, other: Vignette) -> Iterator[Finding]:
    """Scenes and choices that stand in one language only; a scene speaks for all that is in it."""
    for there, here, slug in ((original, other, "missing-place"), (other, original, "extra-place")):
        for place, line in _lacking(there, here):
            known = other.scene(place.partition("/")[0])
            at = line if there is other else (known.line if known else 0)
            yield Finding(slug, path, at, {"place": place, "lang": original.lang, "meant": ""})


def _lacking(there: Vignette, here: Vignette) -> Iterator[tuple[str, int]]:
    """The places that are `there` and not `here`, with their lines there."""
    for scene in there.scenes:
        twin = here.scene(scene.id)
        if twin is None:
            yield scene.id, scene.line
            continue
        for choice in scene.choices:
            if twin.choice(choice.id) is None:
                yield f"{scene.id}/{choice.id}", choice.line


def _detail(place: str, lang: str, there: str, here: str) -> dict[str, str]:
    return {"place": place, "lang": lang, "there": there, "here": here, "meant": ""}


def differing_strings(folder: Path) -> Iterator[Finding]:
    """Interface strings that stand in one language only."""
    tables = {path: _keys(tomllib.loads(path.read_text("utf-8"))) for path in folder.glob("*.toml")}
    every = set().union(*tables.values()) if tables else set()
    for path, keys in sorted(tables.items()):
        for key in sorted(every - keys):
            yield Finding("missing-string", path, 0, {"name": key, "meant": ""})


def _keys(table: dict[str, object], prefix: str = "") -> set[str]:
    found: set[str] = set()
    for key, value in table.items():
        name = f"{prefix}{key}"
        found |= _keys(value, f"{name}.") if isinstance(value, dict) else {name}
    return found
