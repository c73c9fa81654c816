"""The course of one vignette that `play` serves."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from medeopvoeders.authoring.rehearsal import rehearse
from medeopvoeders.grading.finding import BuildError
from medeopvoeders.reading.findings import CONTENT
from medeopvoeders.serving.modules import find_modules

VIGNETTES = CONTENT / "vignettes"


def page_of(folder: Path, lang: str, vignette_id: str) -> Any:
    slug = f"00-{vignette_id}"
    return json.loads((folder / "course" / lang / slug / f"{slug}.ipynb").read_text("utf-8"))


def said(notebook: Any) -> str:
    return "".join("".join(cell["source"]) for cell in notebook["cells"])


@pytest.mark.parametrize(
    ("vignette_id", "verb"), [("signature", "vignette"), ("first-week", "mirror")]
)
def test_it_plays_a_vignette_or_a_mirror_as_a_module_would(
    vignette_id: str, verb: str, tmp_path: Path
) -> None:
    played = rehearse(VIGNETTES / vignette_id, "en", tmp_path)
    assert played.page == f"voila/render/course/en/00-{vignette_id}/00-{vignette_id}.ipynb"
    for lang in ("nl", "en"):
        assert f'module.{verb}("{vignette_id}")' in said(page_of(tmp_path, lang, vignette_id))
        assert [module.slug for module in find_modules(tmp_path, lang)] == [f"00-{vignette_id}"]


def test_one_that_is_not_translated_opens_in_its_own_language(tmp_path: Path) -> None:
    files = tmp_path / "signature"
    files.mkdir()
    shutil.copy(VIGNETTES / "signature/nl.md", files)
    played = rehearse(files, "en", tmp_path / "played")
    assert played.page.startswith("voila/render/course/nl/")
    assert not (tmp_path / "played/course/en").exists()


@pytest.mark.parametrize("title", ['"Te laat: alweer"', "De “poort” \\ {hier}", '""'])
def test_whatever_the_title_is_the_page_is_made(title: str, tmp_path: Path) -> None:
    files = shutil.copytree(VIGNETTES / "signature", tmp_path / "signature")
    text = (files / "nl.md").read_text("utf-8")
    (files / "nl.md").write_text(text.replace("title: De handtekening", f"title: {title}"), "utf-8")
    rehearse(files, "nl", tmp_path / "played")
    assert page_of(tmp_path / "played", "nl", "signature")["metadata"]["medeopvoeders"]["title"]


def test_a_vignette_that_no_page_knows_is_refused(tmp_path: Path) -> None:
    files = shutil.copytree(VIGNETTES / "signature", tmp_path / "elsewhere")
    with pytest.raises(BuildError):
        rehearse(files, "nl", tmp_path / "played")
