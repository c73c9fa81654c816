"""Every kind of finding has examples that must trigger it, and a clean file triggers none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from medeopvoeders.reading.findings import CONTENT, kinds
from medeopvoeders.reading.lint import lint, lint_vignette
from medeopvoeders.reading.parity import differing_strings
from medeopvoeders.reading.strings import languages

VIGNETTE_KINDS = sorted(
    slug for slug, kind in kinds().items() if "edit" in kind or "without" in kind.get("example", {})
)

SOURCES = "sources: [goodall2014]"
CHILD = "{id: child, name: Robin, role: acht jaar}"
ASK = '"ask-first, partnership, structure -1, relationship +1")'
THOUGHT = "  > Ouder: Dat vroeg nog niemand."
CAST = "cast: [mother, no-migration]"
LONG = "Zeg mij eens " + "en dan nog iets " * 5 + "over thuis."
NEXT_SCENE = "\n## end-silence"


def a_mirror(**families: str) -> str:
    """The front matter of a mirror, with one word a family."""
    lines = [f"  {family}:\n    {word}" for family, word in families.items()]
    return "\n".join(["mirror:", *lines])


# The other ways to come to a finding: kind, what stands in the Dutch template, what instead.
VARIANTS = [
    ("unknown-source", SOURCES, "sources: godall2014"),
    ("unknown-source", SOURCES, "sources: goodall2014, godall2014"),
    ("field-shape", SOURCES, "sources: {goodall2014: true}"),
    ("field-shape", SOURCES, "sources: 2014"),
    ("field-shape", SOURCES, "sources:\n  - goodall2014: p. 3"),
    ("field-shape", CHILD, "Robin"),
    ("field-shape", CHILD, "{name: Robin, role: acht jaar}"),
    ("field-shape", CHILD, "{id: child, role: acht jaar}"),
    ("field-shape", CHILD, "{id: child, name: [Robin], role: acht jaar}"),
    ("field-shape", "parent: true", 'parent: "true"'),
    ("field-shape", "title: Titel van de casus", "title: 15:16"),
    ("field-shape", "revision: 1", 'revision: "1"'),
    ("dead-target", NEXT_SCENE, f"\n- [Verder](#)\n{NEXT_SCENE}"),
    ("dead-target", NEXT_SCENE, f"\n- [Verder]()\n{NEXT_SCENE}"),
    ("dead-target", f"(#answer-ask {ASK}", f"(# {ASK}"),
    ("duplicate-id", CHILD, CHILD.replace("child", "parent")),
    ("duplicate-id", "## end-silence", "## end-paper"),
    ("bad-id", CHILD, CHILD.replace("child", "het kind")),
    ("bad-id", '"ask-first,', '"Ask_first,'),
    ("bad-id", "## end-silence", "## stilte, één"),
    ("bad-id", "## end-silence", "##"),
    ("block-below-list", THOUGHT, THOUGHT.strip()),
    ("block-below-list", "## answer-rule\n", "Nog een alinea.\n\n## answer-rule\n"),
    ("block-below-list", "## answer-rule\n", "* [Nog een.](#end-plan)\n\n## answer-rule\n"),
    ("block-below-list", "## answer-rule\n", "### Nog een titel\n\n## answer-rule\n"),
    ("stray-heading", "### Het begin", "# Het begin"),
    ("stray-heading", "### Het begin", "### Het begin\n\n#### Nog een kop"),
    ("unknown-block", "> Ouder: Zeg hier", "> ### Kop\n>\n> Ouder: Zeg hier"),
    ("unknown-block", "> Ouder: Zeg hier", "> - agenda: Zeg hier"),
    ("unknown-block", "  > - agenda: Nog open.", "  > 1. agenda: Nog open."),
    ("several-links", ASK, f"{ASK} [of dit](#end-plan)"),
    ("several-links", ASK, f"{ASK}\n\n  - [of dit](#end-plan)"),
    ("text-outside-link", "- [Ik vraag eerst", "- Of toch: [Ik vraag eerst"),
    ("text-outside-link", ASK, f"{ASK}\n\n  Dat vroeg nog niemand."),
    ("text-outside-link", ASK, f"{ASK}\n\n  ```\n  code\n  ```"),
    ("text-outside-link", ASK, f"{ASK} ![De poort.](../../drawings/gate.svg)"),
    (
        "choice-without-link",
        "[Ik vraag eerst hoe het thuis loopt.](#answer-ask " + ASK,
        "Los punt.",
    ),
    ("choice-title", NEXT_SCENE, f"\n- [Verder](#end-plan)\n\n  > Ouder: Wat nu?\n{NEXT_SCENE}"),
    ("languages-differ", 'notice: ""', "notice: Iemand in dit verhaal wordt ziek."),
    ("mirror-families", 'mirror: ""', "mirror: signature"),
    ("mirror-families", 'mirror: ""', "mirror:\n  village:\n  arrived:"),
    ("mirror-families", 'mirror: ""', a_mirror(a="name: Eline", b="name: Aida", c="name: Jo")),
    ("mirror-words", 'mirror: ""', a_mirror(a="name: Eline", b="nam: Aida")),
    ("unknown-word", "title: Titel van de casus", 'title: "De week van {name}"'),
    ("unknown-word", "Vertel wat er gebeurt.", "{name} vertelt wat er gebeurt."),
    ("word-shape", 'mirror: ""', a_mirror(a="name: 15:16", b="name: Aida")),
    ("word-shape", 'mirror: ""', a_mirror(a="name:", b="name: Aida")),
    ("word-shape", 'mirror: ""', a_mirror(a='name: "Eline\\n## einde"', b="name: Aida")),
    ("word-shape", 'mirror: ""', a_mirror(a='name: "# Eline"', b="name: Aida")),
    ("word-shape", 'mirror: ""', a_mirror(a='name: "{name}"', b="name: Aida")),
    ("word-shape", 'mirror: ""', a_mirror(a='name: "&amp;"', b="name: Aida")),
    ("field-shape", "name: Robin", "name: {child}"),
    ("bad-id", 'mirror: ""', a_mirror(Dorp="name: Eline", b="name: Aida")),
    ("front-matter", "revision: 1", "revision: 2026-02-30"),
    ("unknown-field", "title: Titel van de casus", "titel: Titel van de casus"),
    ("unknown-field", CHILD, CHILD.replace("role:", "rol:")),
    ("no-cast", CAST, "cast: [mother]"),
    ("no-cast", CAST, "cast: {village: [mother, migration], arrived: [mother]}"),
    ("unknown-cast", CAST, "cast: moeder, no-migration"),
    ("field-shape", CAST, "cast: 3"),
    ("languages-differ", CAST, "cast: [father, no-migration]"),
    ("html", "Wat doe je?", "<!-- nog af te werken -->\n\nWat doe je?"),
    ("html", THOUGHT, f"{THOUGHT} <script>alert(1)</script>"),
    ("alt-is-file-name", "Wat doe je?", "![Gate](../../drawings/gate.svg)\n\nWat doe je?"),
    ("missing-alt-text", "Wat doe je?", "![ ](../../drawings/gate.svg)\n\nWat doe je?"),
    ("long-speech", "[Ik vraag eerst hoe het thuis loopt.]", f"[Ik vraag: “{LONG}”]"),
]


def new_vignette(folder: Path, kind: dict | None = None) -> Path:
    """The template as a vignette, with the edits of one kind of finding made to it."""
    made = folder / "try-out"
    shutil.copytree(CONTENT / "templates" / "vignette", made)
    text = (made / "nl.md").read_text("utf-8")
    for edit in (kind or {}).get("edit", ()):
        assert edit["replace"] in text, f"the template no longer holds {edit['replace']!r}"
        text = text.replace(edit["replace"], edit["by"])
    (made / "nl.md").write_text(text, "utf-8")
    if words := (kind or {}).get("example", {}).get("english"):
        with (made / "en.md").open("a", encoding="utf-8") as translation:
            translation.write(f"\n{words}\n")
    if missing := (kind or {}).get("example", {}).get("without"):
        (made / missing).unlink()
    return made


def test_the_template_of_a_new_vignette_is_clean(tmp_path: Path) -> None:
    findings = lint_vignette(new_vignette(tmp_path), CONTENT)
    assert [finding.line_for("en") for finding in findings] == []


def test_the_content_of_the_course_is_clean() -> None:
    assert [finding.line_for("nl") for finding in lint(CONTENT)] == []


@pytest.mark.parametrize("slug", VIGNETTE_KINDS)
def test_an_example_triggers_its_finding(slug: str, tmp_path: Path) -> None:
    kind = kinds()[slug]
    findings = lint_vignette(new_vignette(tmp_path, kind), CONTENT)
    assert slug in {finding.slug for finding in findings}, [f.line_for("en") for f in findings]


@pytest.mark.parametrize(("slug", "replace", "by"), VARIANTS)
def test_a_finding_has_more_than_one_cause(slug: str, replace: str, by: str, tmp_path) -> None:
    made = new_vignette(tmp_path, {"edit": [{"replace": replace, "by": by}]})
    findings = lint_vignette(made, CONTENT)
    assert slug in {finding.slug for finding in findings}, [f.line_for("en") for f in findings]
    assert all(finding.message(lang) for finding in findings for lang in languages())


@pytest.mark.parametrize(
    ("replace", "by"),
    [
        (SOURCES, "sources: goodall2014"),
        (SOURCES, "sources: goodall2014,"),
        ("(#answer-ask ", "(<#answer-ask> "),
        ("(#answer-ask ", "(#answer%2Dask "),
        ("[Ik vraag eerst hoe het thuis loopt.]", "[Ik vraag *eerst* hoe\nhet thuis loopt.]"),
        (THOUGHT, f"{THOUGHT} [Echt](https://example.org)."),
        ('mirror: ""', "mirror:"),
        (CAST, "cast: mother, no-migration"),
    ],
)
def test_another_way_to_write_the_same_is_clean(replace: str, by: str, tmp_path: Path) -> None:
    made = new_vignette(tmp_path, {"edit": [{"replace": replace, "by": by}]})
    assert [finding.line_for("en") for finding in lint_vignette(made, CONTENT)] == []


def test_a_translation_that_is_not_begun_is_one_finding(tmp_path: Path) -> None:
    edit = {"replace": "## end-silence", "by": "## end-quiet"}
    made = new_vignette(tmp_path, {"edit": [edit]})
    found = [f.slug for f in lint_vignette(made, CONTENT) if f.path.stem == "en"]
    assert found == ["untranslated"]


def test_a_scene_that_is_missing_speaks_for_its_choices(tmp_path: Path) -> None:
    kind = {
        "edit": [{"replace": "## answer-ask", "by": "## answer-asked"}],
        "example": {"english": "Begun."},
    }
    found = lint_vignette(new_vignette(tmp_path, kind), CONTENT)
    places = [(f.slug, f.detail["place"]) for f in found if f.path.stem == "en"]
    assert ("missing-place", "answer-asked") in places
    assert ("extra-place", "answer-ask") in places
    assert len(places) == 2


def test_a_missing_string_is_found_in_the_language_that_lacks_it(tmp_path: Path) -> None:
    for lang, text in kinds()["missing-string"]["example"]["strings"].items():
        (tmp_path / f"{lang}.toml").write_text(text, "utf-8")
    found = [(finding.path.stem, finding.detail["name"]) for finding in differing_strings(tmp_path)]
    assert found == [("en", "b")]


def test_every_kind_has_its_own_code_and_words_in_every_language() -> None:
    codes = [kind["code"] for kind in kinds().values()]
    assert len(codes) == len(set(codes))
    silent = [
        (slug, lang)
        for slug, kind in kinds().items()
        for lang in languages()
        if not kind.get(lang, {}).get("message")
    ]
    assert silent == []


def test_a_finding_says_where_it_stands_and_what_was_meant(tmp_path: Path) -> None:
    vignette = new_vignette(tmp_path, kinds()["dead-target"])
    dead = next(f for f in lint_vignette(vignette, CONTENT) if f.slug == "dead-target")
    line = dead.line_for("en", tmp_path)
    assert line.startswith(f"try-out/nl.md:{dead.line} V201 ")
    assert line.endswith("Did you mean “answer-ask”?")
    assert "answer-aks" in (vignette / "nl.md").read_text("utf-8").splitlines()[dead.line - 1]


def test_findings_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    vignette = new_vignette(tmp_path)
    text = (vignette / "nl.md").read_text("utf-8")
    text = text.replace("#end-plan ", "#end-plam ").replace("> - agenda:", "> - agendas:")
    (vignette / "nl.md").write_text(text, "utf-8")
    lines = [f.line for f in lint(_content(tmp_path, vignette)) if f.path.stem == "nl"]
    assert lines == sorted(lines)
    assert len(lines) > 4


def _content(folder: Path, vignette: Path) -> Path:
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    shutil.rmtree(content / "vignettes")
    shutil.copytree(vignette, content / "vignettes" / vignette.name)
    return content
