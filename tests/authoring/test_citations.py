"""What the course as a whole cites."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from authoring.test_module_texts import MODULE
from medeopvoeders.authoring.module_texts import lint_modules
from medeopvoeders.reading.findings import CONTENT, Finding

SOURCES = "@book{a, title={A}, doi={10.1/a}, keywords={checked}}\n@book{b, keywords={part}}\n"
UNSEEN = "@book{unseen, title={U}, keywords={unconfirmed}}\n"


def whole_course(folder: Path, cites: str, modules: int = 8) -> list[Finding]:
    """What is found to be uncited in a course of eight modules, one of which says `cites`."""
    content = shutil.copytree(CONTENT, folder / "content")
    mine = (content / "vignettes/signature/nl.md").read_text("utf-8")
    shutil.rmtree(content / "vignettes/first-week")
    mine = re.sub(r"(?m)^sources:.*$", "sources: [b]", mine)
    (content / "vignettes/signature/nl.md").write_text(mine, "utf-8")
    (content / "references.bib").write_text(SOURCES + UNSEEN, "utf-8")
    for number in range(modules):
        path = folder / "solutions" / "nl" / f"{number:02}-a-module.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(MODULE.replace("Proza met", f"{cites} Proza met"), "utf-8")
    found = lint_modules(folder / "solutions", content)
    return [finding for finding in found if finding.slug == "uncited-source"]


def test_a_source_that_nothing_cites_is_found(tmp_path: Path) -> None:
    [found] = whole_course(tmp_path, "Niets.")
    assert found.path.name == "references.bib"
    assert (found.detail["count"], found.detail["names"]) == (1, "a")


def test_a_link_to_its_key_or_to_its_page_cites_it(tmp_path: Path) -> None:
    assert whole_course(tmp_path / "key", "[A](#a).") == []
    assert whole_course(tmp_path / "page", "[A](https://doi.org/10.1/a).") == []


def test_a_course_that_is_still_being_written_may_have_sources_left(tmp_path: Path) -> None:
    assert whole_course(tmp_path, "Niets.", modules=7) == []
