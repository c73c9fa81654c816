"""The course's terms: read from a file a module, and each finding has an example."""

from __future__ import annotations

from pathlib import Path

import pytest

from medeopvoeders.reading.findings import CONTENT, Finding, kinds
from medeopvoeders.reading.glossary import read_terms
from medeopvoeders.reading.glossary_checks import lint_glossary
from medeopvoeders.reading.library import languages, load_glossary

DUTCH = """\
[[term]]
id = "tailoring"
term = "maatwerk"
text = "Voor dit gezin, niet voor alle."
sources = []

[[term]]
id = "capital"
term = "kapitaal"
text = "Wat je meebrengt en wat telt."
sources = ["bourdieu1986"]
"""
KINDS = [slug for slug, kind in kinds().items() if "glossary" in kind]
LONG = "En dan nog iets " * 7


def lint(folder: Path, dutch: str, english: str = DUTCH) -> list[Finding]:
    """Every finding in a glossary of one module."""
    (folder / "references.bib").write_bytes((CONTENT / "references.bib").read_bytes())
    for lang, text in (("nl", dutch), ("en", english)):
        path = folder / "glossary" / lang / "03-a-module.toml"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    return list(lint_glossary(folder))


def test_a_good_glossary_is_clean(tmp_path: Path) -> None:
    assert lint(tmp_path, DUTCH) == []


@pytest.mark.parametrize("slug", KINDS)
def test_an_example_triggers_its_finding(slug: str, tmp_path: Path) -> None:
    text = DUTCH
    for edit in kinds()[slug]["glossary"]:
        assert edit["replace"] in text
        text = text.replace(edit["replace"], edit["by"])
    found = lint(tmp_path, text)
    assert slug in {finding.slug for finding in found}
    assert all(finding.message(lang) for finding in found for lang in languages())


@pytest.mark.parametrize(
    ("slug", "replace", "by"),
    [
        ("term-incomplete", 'id = "capital"', 'id = "Het kapitaal"'),
        ("term-incomplete", 'term = "kapitaal"\n', ""),
        ("glossary-unreadable", "[[term]]", "[term]"),
        ("glossary-differs", 'sources = ["bourdieu1986"]', "sources = []"),
        ("glossary-differs", DUTCH, ""),
        ("long-sentence", "Voor dit gezin", LONG),
        ("straight-quotes", "Wat je meebrengt", "Wat je ’s ochtends 'meebrengt'"),
    ],
)
def test_a_finding_has_more_than_one_cause(
    slug: str, replace: str, by: str, tmp_path: Path
) -> None:
    assert replace in DUTCH
    assert slug in {finding.slug for finding in lint(tmp_path, DUTCH.replace(replace, by))}


def test_a_finding_stands_at_its_term(tmp_path: Path) -> None:
    found = lint(tmp_path, DUTCH.replace("bourdieu1986", "mapp2021"), DUTCH)
    assert [(f.slug, f.line) for f in found if f.slug == "unconfirmed-source"] == [
        ("unconfirmed-source", 7)
    ]


def test_a_term_knows_its_module(tmp_path: Path) -> None:
    lint(tmp_path, DUTCH)
    first, second = read_terms(tmp_path / "glossary/nl/03-a-module.toml")
    assert (first.term, first.module, first.sources) == ("maatwerk", "03-a-module", ())
    assert second.sources == ("bourdieu1986",)


def test_the_courses_terms_come_alphabetically() -> None:
    for lang in languages():
        terms = [term.term.casefold() for term in load_glossary(lang)]
        assert len(terms) > 2
        assert terms[0] < terms[-1]
