"""The prose of a module: every finding has an example that triggers it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from medeopvoeders.authoring.module_texts import lint_modules
from medeopvoeders.reading.findings import CONTENT, Finding, kinds

MODULE = """\
---
title: Een module
minutes: 20
---

```{code-cell}
from medeopvoeders import open_module
module = open_module("01-a-module", "nl")
```

# Een module

Proza met “aanhalingstekens”.
[Goodall en Montgomery (2014)](https://doi.org/10.1080/00131911.2013.781576) schreven erover,
en [Devlieghere en collega’s (2022)](https://doi.org/10.1080/09575146.2020.1840526) ook.

:::{facilitator}
**Doelen.** Zien.

**50 minuten.** Alleen voor begeleiders.

**90 minuten.** Langer.

**Online.** Per drie.

**Wat kan komen.** Stilte.

**Om te openen.**

1. Wie?

**Om te graven.**

1. Waarom?

**Als iemand gekwetst is of iets vertelt.** Luister.

**Op het dashboard.** Kijk.
:::

```{code-cell}
module.vignette("signature")
```

![Een kind aan de poort.](picture.svg)

## Wat hoorde je?

Schrijf het op.

:::{model-answer}
Zo kan het.
:::

:::{rubric}
- **Een moment.** Noemt het.
- **Het oor.** Hoort het.
- **Een zin.** Schrijft hem.
- **De prijs.** Noemt ze.
:::

```{code-cell}
module.reflection("what-you-heard", quotes="signature/gate", words=(80, 150))
```

```{code-cell}
module.hand_in()
```
"""
MODULE_KINDS = sorted(slug for slug, kind in kinds().items() if "module" in kind)
LONG = "Dit is een zin die maar niet wil ophouden " * 4
EASY = "De hond van de buur ligt op het warm gras."

# The other ways to come to a finding: kind, what stands in the module, what instead.
VARIANTS = [
    ("dead-link", "Proza met", "[Leeg]() proza met"),
    ("dead-link", "Proza met", "[Hier](#) proza met"),
    ("dead-link", "](picture.svg)", "](nowhere.svg)"),
    ("dead-link", "Alleen voor", "[Alleen](niets.md) voor"),
    ("dead-link", "](picture.svg)", "](../../widgets/medeopvoeders/content/strings/nl.toml)"),
    ("unlinked-citation", "Proza met", "Goodall en collega’s (2014) schreven. Proza met"),
    ("unlinked-citation", "Proza met", "Van Laere e.a. (2018a) schreven. Proza met"),
    ("guide-blocks", "Schrijf het op.", ":::{facilitator}\nNog één.\n:::\n\nSchrijf het op."),
    ("rubric-items", "- **Een moment.**", "- **Nog een.** Te veel.\n- **Een moment.**"),
    ("missing-alt-text", "Een kind aan de poort.", ""),
    ("alt-is-file-name", "Een kind aan de poort.", "picture.svg"),
    ("html", "Proza met", "<img src=x> Proza met"),
    ("html", "Alleen voor", "<b>Alleen</b> voor"),
    ("long-sentence", "Proza met", f"{LONG}. Proza met"),
    ("long-average", "Proza met", f"{LONG[:90]}. " * 10),
    ("hard-to-read", "Proza met", "Verantwoordelijkheidsverdelingen bemoeilijken veel. " * 40),
    (
        "unconfirmed-source", "Proza met",
        "[Mapp (2021)](https://doi.org/10.1000/unseen) Proza met",
    ),
]  # fmt: skip


def lint(folder: Path, text: str, content: Path = CONTENT) -> tuple[Finding, ...]:
    """Every finding in a course with one Dutch module."""
    source = folder / "solutions" / "nl" / "01-a-module.md"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(text, "utf-8")
    built = folder / "course" / "nl" / "01-a-module"
    built.mkdir(parents=True, exist_ok=True)
    (built / "picture.svg").write_text("<svg/>", "utf-8")
    return lint_modules(folder / "solutions", content)


def changed(replace: str, by: str) -> str:
    assert replace in MODULE, f"the module no longer holds {replace!r}"
    return MODULE.replace(replace, by)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of the course, with one more source that nobody has seen."""
    copied = shutil.copytree(CONTENT, tmp_path_factory.mktemp("content") / "content")
    unseen = "\n@book{unseen, doi={10.1000/unseen}, keywords={unconfirmed}}\n"
    sources = copied / "references.bib"
    sources.write_text(sources.read_text("utf-8") + unseen, "utf-8")
    return copied


def test_a_good_module_is_clean(tmp_path: Path) -> None:
    assert [finding.line_for("nl") for finding in lint(tmp_path, MODULE)] == []


@pytest.mark.parametrize("slug", MODULE_KINDS)
def test_an_example_triggers_its_finding(slug: str, tmp_path: Path) -> None:
    text = MODULE
    for edit in kinds()[slug]["module"]:
        assert edit["replace"] in text, f"the module no longer holds {edit['replace']!r}"
        text = text.replace(edit["replace"], edit["by"])
    assert slug in {finding.slug for finding in lint(tmp_path, text)}


@pytest.mark.parametrize(("slug", "replace", "by"), VARIANTS)
def test_a_finding_has_more_than_one_cause(
    slug: str, replace: str, by: str, tmp_path: Path, content: Path
) -> None:
    found = lint(tmp_path, changed(replace, by), content)
    assert slug in {finding.slug for finding in found}, [f.line_for("en") for f in found]


def test_a_finding_says_on_which_line_also_in_a_note(tmp_path: Path) -> None:
    text = changed("Alleen voor", "Eerst dit.\n\n[Alleen](niets.md) voor")
    [found] = lint(tmp_path, text)
    assert "niets.md" in text.splitlines()[found.line - 1]


def test_the_name_in_a_citation_is_no_hard_word(tmp_path: Path) -> None:
    names = "Een werkgroep van " + "heel erg veel onderzoekers " * 6
    cited = f"[{names}(2014)](https://doi.org/10.1080/00131911.2013.781576)"
    assert lint(tmp_path, changed("Proza met", f"{cited} schreven proza met")) == ()


@pytest.mark.parametrize("year", ["in (2014) al", "Op 4 mei (2014)", "in het jaar (2014)"])
def test_a_year_in_brackets_is_no_citation_yet(tmp_path: Path, year: str) -> None:
    assert lint(tmp_path, changed("Proza met", f"Dat stond {year}. Proza met")) == ()


def test_a_misspelt_key_says_what_was_meant(tmp_path: Path) -> None:
    [found] = lint(tmp_path, changed("Proza met", "[Goodall (2014)](#godall2014). Proza met"))
    assert found.detail == {"name": "godall2014", "meant": "goodall2014"}


def test_what_the_build_cannot_read_is_left_to_the_build(tmp_path: Path) -> None:
    assert lint(tmp_path, changed("Kijk.\n:::", "Kijk.")) == ()
