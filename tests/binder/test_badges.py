"""One address, in CITATION.cff; both READMEs follow it."""

from __future__ import annotations

import re
import runpy
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from conftest import PROJECT
from medeopvoeders.reading.library import languages

GITHUB = "https://github.com/someone/medeopvoeders"


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(PROJECT / "binder" / "badges.py"))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_readmes_and_the_citation_agree(script: dict[str, Any], lang: str) -> None:
    readme = (PROJECT / script["READMES"][lang]).read_text("utf-8")
    agreed = script["with_badges"](readme, lang, script["address"]())
    assert readme == agreed, "run: uv run python binder/badges.py"


def test_without_an_address_none_is_made_up(script: dict[str, Any]) -> None:
    readme = script["with_badges"]("<!-- binder -->\n<!-- /binder -->", "en", "")
    assert "no public address" in readme.replace("\n", " ")
    assert "http" not in readme


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_there_is_one_badge_a_language_its_own_first(script: dict[str, Any], lang: str) -> None:
    readme = script["with_badges"]("<!-- binder -->\nold\n<!-- /binder -->", lang, GITHUB)
    opened = re.findall(r"\]\((https://[^)]*urlpath=medeopvoeders/(\w+)/)\)", readme)
    assert [tongue for _, tongue in opened] == sorted(languages(), key=lambda t: t != lang)
    assert opened[0][0] == script["launch_address"](GITHUB, lang)
    assert "old" not in readme


@pytest.mark.parametrize(
    ("repository", "opens"),
    [
        (GITHUB, "gh/someone/medeopvoeders"),
        ("https://gitlab.com/a/b/course", "gl/a%2Fb%2Fcourse"),
        ("https://git.school.example/course", "git/https%3A%2F%2Fgit.school.example%2Fcourse"),
    ],
)
def test_binder_finds_the_repository_wherever_it_is(
    script: dict[str, Any], repository: str, opens: str
) -> None:
    address = script["launch_address"](repository, "nl")
    assert address == f"https://mybinder.org/v2/{opens}/HEAD?urlpath=medeopvoeders/nl/"


def test_the_address_is_read_as_people_write_it(script: dict[str, Any]) -> None:
    for line in (f'"{GITHUB}"', GITHUB, f"{GITHUB}.git", f'"{GITHUB}/"'):
        assert script["ADDRESS"].search(f"repository-code: {line}\n")[1] == GITHUB


def test_a_badge_is_a_picture_of_our_own() -> None:
    for lang in languages():
        picture = ET.parse(PROJECT / "binder" / f"badge-{lang}.svg").getroot()  # noqa: S314 - ours
        assert picture.get("aria-label")
