"""One text, filled in for two families: what is read of it, and what is found in it."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.findings import CONTENT
from medeopvoeders.reading.library import (
    UnknownContentError,
    languages,
    load_mirror,
    load_vignette,
    mirror_ids,
    vignette_ids,
)
from medeopvoeders.reading.lint import lint_vignette
from medeopvoeders.reading.parity import outline
from medeopvoeders.reading.vignette import read_both, read_vignette

NL, EN = languages()


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    """The folder of a mirror that may be spoilt."""
    return Path(shutil.copytree(CONTENT / "vignettes" / "first-week", tmp_path / "first-week"))


def edit(path: Path, replace: str, by: str) -> None:
    text = path.read_text("utf-8")
    assert replace in text, f"{path.name} does not hold {replace!r}"
    path.write_text(text.replace(replace, by), "utf-8")


def found(folder: Path) -> list[tuple[str, str, int]]:
    return [(f.slug, f.path.stem, f.line) for f in lint_vignette(folder, CONTENT)]


def line_in(path: Path, start: str, after: str = "") -> int:
    """The line of the file that begins with `start`, below the one that begins with `after`."""
    lines = path.read_text("utf-8").splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith(after))
    return next(n for n, line in enumerate(lines, 1) if n > first and line.startswith(start))


def words_of(vignette: Vignette) -> list[str]:
    """All that anybody says, thinks or reads in a vignette."""
    scenes = vignette.scenes
    choices = [choice for scene in scenes for choice in scene.choices]
    return [
        *(f"{block.source}: {block.text}" for scene in scenes for block in scene.blocks),
        *(text for scene in scenes for text in (scene.title, scene.question)),
        *(choice.text for choice in choices),
        *(f"{thought.person}: {thought.text}" for c in choices for thought in c.thoughts),
        *(comment.text for c in choices for comment in c.comments),
    ]


def without(texts: list[str], words: dict[str, str]) -> list[str]:
    """The texts with the family's words taken out again, the longest first."""
    for word, said in sorted(words.items(), key=lambda pair: -len(pair[1])):
        texts = [text.replace(said, f"<{word}>") for text in texts]
    return texts


@pytest.mark.parametrize("lang", languages())
def test_each_family_is_a_vignette_of_its_own(lang: str) -> None:
    village, arrived = load_mirror("first-week", lang)
    assert (village.id, arrived.id) == ("first-week.village", "first-week.arrived")
    assert (village.family, arrived.family) == ("village", "arrived")
    assert village.mirror == arrived.mirror == ("first-week.village", "first-week.arrived")
    assert (village.parent, arrived.parent) == ("Eline", "Aida")
    assert village == load_vignette("first-week.village", lang)


@pytest.mark.parametrize("mirror_id", mirror_ids())
@pytest.mark.parametrize("lang", languages())
def test_nothing_differs_but_the_words_of_the_family(mirror_id: str, lang: str) -> None:
    one, other = load_mirror(mirror_id, lang)
    assert outline(one) == outline(other)
    families = read_both(CONTENT / "vignettes" / mirror_id / f"{lang}.md").families
    here, there = (without(words_of(v), families[v.family]) for v in (one, other))
    assert here == there


@pytest.mark.parametrize("lang", languages())
def test_no_brace_is_left_and_no_other_familys_name_is_met(lang: str) -> None:
    for mine, others in pairwise([*load_mirror("first-week", lang)] * 2):
        said = "\n".join([*words_of(mine), *(f"{p.name}, {p.role}" for p in mine.people)])
        assert not re.search(r"[{}]", said)
        assert mine.parent in said
        assert others.parent not in said


@pytest.mark.parametrize("name", ["first-week", "first-week.", "first-week.town", "signature.a"])
def test_what_is_no_family_is_no_vignette(name: str) -> None:
    with pytest.raises(UnknownContentError) as error:
        load_vignette(name, NL)
    assert error.value.meant in vignette_ids()


@pytest.mark.parametrize("name", ["signature", "first-week.village", "../first-week", "", "x"])
def test_what_has_no_second_family_is_no_mirror(name: str) -> None:
    with pytest.raises(UnknownContentError):
        load_mirror(name, NL)


def test_a_mirror_is_listed_by_its_families_and_by_itself() -> None:
    assert "first-week" in mirror_ids()
    assert {"first-week.village", "first-week.arrived"} < set(vignette_ids())
    assert set(mirror_ids()).isdisjoint(vignette_ids())


def test_the_course_s_own_mirror_is_clean(mirror: Path) -> None:
    assert found(mirror) == []


def test_what_is_wrong_in_both_families_is_found_once(mirror: Path) -> None:
    edit(mirror / "nl.md", '(#third-half "too-little, partnership', '(#nowhere "too-little, x')
    edit(mirror / "nl.md", "### De tweede vrijdag, twintig over acht", "Geen titel.")
    findings = found(mirror)
    assert len(findings) == len(set(findings))
    assert {"dead-target", "unknown-approach", "scene-without-title"} <= {f[0] for f in findings}


def test_a_finding_stands_on_the_line_of_the_file_that_its_author_sees(mirror: Path) -> None:
    path = mirror / "nl.md"
    edit(path, "> {mother}: Heeft ze", "> {moder}: Heeft ze")
    edit(path, "    role: moeder van Mira, sinds de zomer in het dorp\n", "")
    edit(path, "    child: Mira", "    child: [Mira]")
    edit(path, "    opening: Eline", "    rest: niets\n    opening: Eline")
    lines = {(slug, line) for slug, lang, line in found(mirror) if lang == "nl"}
    assert {
        ("unknown-word", line_in(path, "> {moder}")),
        ("mirror-words", line_in(path, "  arrived:")),
        ("word-shape", line_in(path, "    child:", after="  arrived:")),
        ("unused-word", line_in(path, "    rest:")),
    } <= lines


def test_a_word_that_nobody_defines_is_told_which_was_meant(mirror: Path) -> None:
    edit(mirror / "nl.md", "> {mother}: Heeft ze", "> {moder}: Heeft ze")
    (told,) = (f for f in lint_vignette(mirror, CONTENT) if f.slug == "unknown-word")
    assert told.message("en").endswith("Did you mean “{mother}”?")


def test_a_word_of_several_lines_moves_no_other_line(mirror: Path) -> None:
    path = mirror / "nl.md"
    edit(
        path, "opening: Aida spreekt drie talen.", 'opening: "Aida\\n\\n## nieuw\\n\\nspreekt."  #'
    )
    before = load_vignette("first-week.arrived", NL)
    after = read_vignette(path, family="arrived")[0]
    assert [(s.id, s.line) for s in after.scenes] == [(s.id, s.line) for s in before.scenes]


@pytest.mark.parametrize(
    ("replace", "by"),
    [("  arrived:\n", "  newcomer:\n"), ("    role: ", "    rol: "), ("  village:\n", "  a:\n")],
)
def test_languages_have_the_same_families_and_words(mirror: Path, replace: str, by: str) -> None:
    edit(mirror / "en.md", replace, by)
    slugs = {(slug, lang) for slug, lang, _ in found(mirror)}
    assert ("languages-differ", "en") in slugs


def test_a_choice_that_one_language_lacks_is_found_once(mirror: Path) -> None:
    edit(mirror / "en.md", "carine-knows, mixed", "carine-knows, partnership")
    assert [f[:2] for f in found(mirror)] == [("languages-differ", "en")]


def test_an_ordinary_vignette_has_no_family() -> None:
    vignette = load_vignette("signature", EN)
    assert (vignette.mirror, vignette.family) == ((), "")
