"""The command line: one clear sentence each, in the reader's language, and no traceback."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from medeopvoeders.cli import main

PROJECT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDEOPVOEDERS_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(PROJECT)


def test_the_content_lints_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--lang", "en"]) == 0
    assert "20 vignette(s), 228 scenes, 113 decisions" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipe that breaks")
def test_a_reader_who_stops_halfway_is_no_error() -> None:
    command = [sys.executable, "-m", "medeopvoeders", "lint", "nod"]
    with subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as lint:
        assert lint.stdout
        assert lint.stderr
        lint.stdout.close()  # before the first line: there is nobody to read it
        assert lint.stderr.read() == b""
    assert lint.returncode == 0


def test_a_module_that_cannot_be_built_is_a_finding_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("solutions", "course"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    source = tmp_path / "solutions" / "nl" / "01-lever-or-barrier.md"
    source.write_text(source.read_text("utf-8").replace('vignette("sig', 'vignet("sig'), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["lint"]) == 1
    assert "01-lever-or-barrier.md:" in capsys.readouterr().out


def test_the_course_is_what_its_sources_give(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--check"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["dashboard", "nope", "--lang", "en"], "There is no group"),
        (["dashboard", "nope", "--lang", "nl"], "Er is geen groep"),
        (["--cohort", "nope", "--lang", "nl"], "Er is geen groep"),
        (["cohort", "new", "../out", "--lang", "nl"], "kan geen naam"),
        (["new", "vignette", "Not An Id", "--lang", "en"], "cannot be an id"),
        (["new", "vignette", "signature", "--lang", "en"], "already"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    command: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 2
    said = capsys.readouterr()
    assert says in said.err
    assert "Traceback" not in said.err
    assert len(said.err.strip().splitlines()) == 1


def test_without_groups_the_list_tells_how_to_make_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cohort", "--lang", "nl"]) == 0
    assert "cohort new" in capsys.readouterr().out


def test_help_speaks_the_language_that_is_asked_for() -> None:
    command = [sys.executable, "-m", "medeopvoeders", "--lang", "en", "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "an open course on parental involvement" in said


def test_a_new_vignette_lints_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from medeopvoeders import cli
    from medeopvoeders.reading.findings import CONTENT

    content = shutil.copytree(CONTENT, tmp_path / "content")
    monkeypatch.setattr(cli, "content_dir", lambda: content)
    assert main(["new", "vignette", "the-first-week"]) == 0
    assert sorted(path.name for path in (content / "vignettes/the-first-week").iterdir()) == [
        "en.md",
        "nl.md",
    ]
    assert main(["lint"]) == 0, capsys.readouterr().out


def test_an_old_python_is_told_so_in_one_sentence() -> None:
    code = "import sys\nsys.version_info = (3, 9, 18)\nimport medeopvoeders\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip().count("\n") == 0
    assert "Python 3.11" in done.stderr
    assert "3.9" in done.stderr
