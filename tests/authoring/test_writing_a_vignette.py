"""An author follows the guide to the letter: makes, plays, checks, draws and builds a vignette.

Every command is taken from the page itself, in each language it stands in, and so is the scene.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, expect

from conftest import PROJECT

ID = "late-on-thursday"
GUIDES = {"nl": "WRITING.nl.md", "en": "WRITING.md"}
COMMAND = re.compile(r"^uv run medeopvoeders ([^#\n]+)", re.MULTILINE)
PATIENCE = 60_000


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The project as an author has downloaded it."""
    skip = shutil.ignore_patterns("record*.jsonl", ".*", "__pycache__")
    for name in ("widgets", "solutions", "course"):
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=skip)
    return tmp_path


def commands(page: str) -> list[str]:
    return [found.strip() for found in COMMAND.findall((PROJECT / page).read_text("utf-8"))]


def typed(course: Path, command: str, lang: str = "nl") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "medeopvoeders", *command.split(), "--lang", lang],
        cwd=course, env=environment(course), capture_output=True, text=True, check=False,
        encoding="utf-8",
    )  # fmt: skip


def environment(course: Path) -> dict[str, str]:
    return os.environ | {
        "PYTHONPATH": str(course / "widgets"),
        "MEDEOPVOEDERS_HOME": str(course / "home"),
        "PYTHONIOENCODING": "utf-8",
    }


def vignette(course: Path, lang: str) -> Path:
    return course / "widgets/medeopvoeders/content/vignettes" / ID / f"{lang}.md"


def block(lang: str, opening: str) -> str:
    """The example on the guide's page that begins with these words."""
    text = (PROJECT / GUIDES[lang]).read_text("utf-8")
    fence = re.search(
        rf"^(`{{3,}})\w+\n({re.escape(opening)}.*?)^\1$", text, re.DOTALL | re.MULTILINE
    )
    assert fence, f"{GUIDES[lang]} has no example that begins with {opening!r}"
    return fence[2]


def write(course: Path, lang: str) -> None:
    """What the guide says to write: its own scene, and an answer that leads there."""
    file = vignette(course, lang)
    text = file.read_text("utf-8")
    assert '(#end-plan "offer' in text
    text = text.replace('(#end-plan "offer', '(#phone "offer')
    file.write_text(f"{text}\n{block(lang, '## phone')}", "utf-8")


@pytest.fixture
def playing(course: Path) -> Iterator[str]:
    """The address at which the new vignette plays."""
    new, play = commands(GUIDES["nl"])[:2]
    assert typed(course, new).returncode == 0
    command = [sys.executable, "-m", "medeopvoeders", *play.split(), "--lang", "nl", "--no-browser"]
    with subprocess.Popen(
        command, cwd=course, env=environment(course), stdout=subprocess.PIPE, text=True,
        encoding="utf-8",
    ) as server:  # fmt: skip
        assert server.stdout
        try:
            yield next(found[0] for line in server.stdout if (found := re.search(r"http\S+", line)))
        finally:
            server.terminate()
            server.wait(timeout=60)


def test_both_guides_give_the_same_commands() -> None:
    given = [commands(page) for page in GUIDES.values()]
    assert given[0] == given[1]
    assert [command.split()[0] for command in given[0]] == [
        "new", "play", "lint", "map", "build", "lint",
    ]  # fmt: skip


@pytest.mark.parametrize("page", ["README.md", "README.nl.md"])
def test_the_readme_gives_no_other_commands_than_the_guide(page: str) -> None:
    about = {command for command in commands(page) if ID in command}
    assert about == set(commands(GUIDES["nl"])[:4])


def test_a_vignette_by_the_guide_lints_maps_and_builds(course: Path) -> None:
    new, _, lint, draw, build, lint_all = commands(GUIDES["nl"])
    assert ID in typed(course, new).stdout
    for lang in GUIDES:
        write(course, lang)
    checked = typed(course, lint)
    assert checked.returncode == 0, checked.stdout
    assert ID in typed(course, draw).stdout
    drawing = ET.fromstring((course / f"{ID}.nl.map.svg").read_text("utf-8"))  # noqa: S314 - ours
    assert "Donderdag, kwart over twaalf" in " ".join(drawing.itertext())
    for lang in GUIDES:
        [source] = (course / "solutions" / lang).glob("01-*.md")
        text = source.read_text("utf-8")
        assert "module.hand_in()" in text
        cell = block(lang, "+++")
        source.write_text(text.replace("\n## Inleveren", f"\n{cell}\n## Inleveren").replace(
            "\n## Hand in", f"\n{cell}\n## Hand in"), "utf-8")  # fmt: skip
    built = typed(course, build)
    assert built.returncode == 0, built.stdout + built.stderr
    notebooks = list((course / "course").glob("*/01-*/01-*.ipynb"))
    assert [ID in path.read_text("utf-8") for path in notebooks] == [True, True]
    everything = typed(course, lint_all)
    assert everything.returncode == 0, everything.stdout


@pytest.mark.browser
def test_a_new_vignette_plays_and_shows_a_change_at_once(
    playing: str, course: Path, page: Page
) -> None:
    page.goto(playing)
    first = page.get_by_role("button", name="Ik vraag eerst hoe het thuis loopt.")
    expect(first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("heading", name="Titel van de casus", level=1)).to_be_visible()
    file = vignette(course, "nl")
    text = file.read_text("utf-8")
    file.write_text(text.replace("Vertel wat er gebeurt.", "Noor heeft natte haren."), "utf-8")
    page.reload()
    expect(page.get_by_text("Noor heeft natte haren.")).to_be_visible(timeout=PATIENCE)
    first.click()
    expect(page.get_by_text("Dat vroeg nog niemand.")).to_be_visible()


def test_the_translation_has_the_guides_mirror_words_too() -> None:
    words = [re.findall(r"^  +(\w+):", block(lang, "mirror:"), re.MULTILINE) for lang in GUIDES]
    assert words[0] == words[1]


@pytest.mark.parametrize(
    ("command", "says"),
    [("play late-on-thursdy", "late-on-thursday"), ("map", "ID"), ("map nothing", "signature")],
)
def test_a_wrong_name_is_told_in_a_sentence(course: Path, command: str, says: str) -> None:
    typed(course, commands(GUIDES["nl"])[0])
    said = typed(course, command)
    assert said.returncode == 2
    assert says in said.stderr
    assert "Traceback" not in said.stderr
