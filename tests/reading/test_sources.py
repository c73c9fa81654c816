"""The list of sources: read with its accents, typeset without what nobody has seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from medeopvoeders.reading.bibtex import names_in, plain
from medeopvoeders.reading.library import load_sources, load_strings
from medeopvoeders.reading.sources import Source, read_sources
from medeopvoeders.reading.typeset import typeset


def said(source: Source, lang: str = "nl") -> str:
    """A typeset source as plain text, with stars around what is in italics."""
    pieces = typeset(source, load_strings(lang))
    return "".join(f"*{p.text}*" if p.style == "italic" else p.text for p in pieces)


def read(folder: Path, entry: str) -> Source:
    (folder / "references.bib").write_text(entry, "utf-8")
    [source] = read_sources(folder / "references.bib").values()
    return source


@pytest.mark.parametrize(
    ("latex", "printed"),
    [
        (r"Mar{\'i}a", "María"),
        (r"Mar\'{\i}a", "María"),
        (r"Mari{\"e}tte", "Mariëtte"),
        (r"Baka{\c{c}}", "Bakaç"),
        (r"S{\o}ren Stra{\ss}e", "Søren Straße"),
        (r"{OECD} \& {G}hent", "OECD & Ghent"),
        (r"17.3\%", "17.3%"),
        ("399--410", "399–410"),
        ("children's `proper' role, ``here''", "children’s ‘proper’ role, “here”"),
    ],
)
def test_latex_becomes_what_it_prints(latex: str, printed: str) -> None:
    assert plain(latex) == printed


def test_a_body_in_braces_is_one_name_with_its_own_and() -> None:
    assert names_in("{Onderwijs and Vorming} and Li, Yan") == ["{Onderwijs and Vorming}", "Li, Yan"]


def test_a_value_ends_at_its_own_brace_and_an_entry_knows_its_line(tmp_path: Path) -> None:
    source = read(tmp_path, "% note\n@book{a,\n  title={The {OECD} {a}b}, year={2001}}\n")
    assert source.line == 2
    assert source.printed["title"] == "The OECD ab"


PRINTED = {
    ("goodall2014", "nl"): (
        "Goodall, Janet en Montgomery, Caroline (2014). “Parental involvement to parental "
        "engagement: a continuum.” *Educational Review* 66(4), p. 399–410. "
        "doi.org/10.1080/00131911.2013.781576"
    ),
    ("auerbach2012", "en"): (
        "Auerbach, Susan (2012). “Conceptualizing leadership for authentic partnerships: A "
        "continuum to inspire practice.” In Auerbach, Susan (ed.), *School Leadership for "
        "Authentic Family and Community Partnerships: Research Perspectives for Transforming "
        "Practice*. Routledge, New York, pp. 29–51."
    ),
    ("lusse2013", "nl"): (
        "Lusse, Mariëtte (2013). *Een kwestie van vertrouwen: een ontwerpgericht onderzoek "
        "naar het verbeteren van het contact met ouders in het ‘grootstedelijke’ vmbo als "
        "bijdrage aan preventie van schooluitval*. Rotterdam University Press, Rotterdam."
    ),
    ("klasse_gescheiden", "nl"): (
        "Klasse (2024). “Gescheiden ouders: moet de school alles dubbel communiceren?” "
        "Laatst gewijzigd 8 mei 2024. "
        "www.klasse.be/37830/gescheiden-ouders-recht-op-informatie-over-school/"
    ),
    ("epstein2009", "nl"): (
        "Epstein, Joyce L., e.a. (2009). *School, Family, and Community Partnerships: Your "
        "Handbook for Action*. 3e druk, Corwin."
    ),
}


@pytest.mark.parametrize(("key", "lang"), PRINTED)
def test_a_source_is_typeset_as_fits_its_kind(key: str, lang: str) -> None:
    assert said(load_sources()[key], lang) == PRINTED[key, lang]


@pytest.mark.parametrize(
    ("key", "unseen"),
    [
        ("goodall2013", "Janet"),
        ("vanlaere2018", "European Early Childhood"),
        ("denessen2019", "Angelika"),
        ("lareau2003", "California"),
        ("bourdieu1986", "241"),
        ("landeros2011", "2011"),
        ("nuffield2013", "A review of the evidence"),
        ("punter2016", "Meelissen"),
        ("hill2009", "(3)"),
    ],
)
def test_what_nobody_has_seen_of_a_source_is_not_printed(key: str, unseen: str) -> None:
    assert load_sources()[key].status == "part"
    assert unseen not in said(load_sources()[key])


def test_each_source_of_which_a_part_is_unconfirmed_says_what_to_leave_out() -> None:
    text = (Path(__file__).parents[2] / "widgets/medeopvoeders/content/references.bib").read_text()
    entries = [entry for entry in text.split("\n@") if "keywords={part}" in entry]
    assert [entry.split(",")[0] for entry in entries if "omit={" not in entry] == []
    assert len(entries) > 20


def test_no_typeset_source_shows_a_trace_of_latex() -> None:
    for source in load_sources().values():
        assert not set(r"{}\`'") & set(said(source).replace(source.address, "")), source.key
        assert ".." not in said(source), source.key
        assert "  " not in said(source), source.key


def test_an_address_is_the_doi_before_the_page(tmp_path: Path) -> None:
    with_both = read(tmp_path, "@misc{a, doi={10.1/x}, url={https://y.be}, title={T}}")
    assert with_both.address == "https://doi.org/10.1/x"
    assert read(tmp_path, "@misc{a, title={T}}").address == ""
