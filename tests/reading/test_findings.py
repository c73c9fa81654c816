"""Every kind of finding has examples that must trigger it, and a clean file triggers none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from medeopvoeders.reading.findings import CONTENT, kinds
from medeopvoeders.reading.lint import lint, lint_vignette
from medeopvoeders.reading.parity import differing_strings
from medeopvoeders.reading.strings import languages

VIGNETTE_KINDS = sorted(set(kinds()) - {"missing-string"})


def new_vignette(folder: Path, kind: dict | None = None) -> Path:
    """The template as a vignette, with the edits of one kind of finding made to it."""
    made = folder / "try-out"
    shutil.copytree(CONTENT / "templates" / "vignette", made)
    text = (made / "nl.md").read_text("utf-8")
    for edit in (kind or {}).get("edit", ()):
        assert edit["replace"] in text, f"the template no longer holds {edit['replace']!r}"
        text = text.replace(edit["replace"], edit["by"])
    (made / "nl.md").write_text(text, "utf-8")
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
