"""What was read from a content file is kept, as long as neither the text nor the code changed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from medeopvoeders.reading import kept as keeping
from medeopvoeders.reading.kept import kept
from medeopvoeders.reading.library import content_dir
from medeopvoeders.reading.vignette import Reading, read_both

KERNEL = """
import sys
from medeopvoeders.reading.library import load_mirror, load_strings, load_vignette
load_strings("nl"), load_vignette("signature", "nl"), load_mirror("first-week", "nl")
print(sorted({"yaml", "markdown_it", "tomllib"} & set(sys.modules)))
"""


class Reader:
    """Reads a text, and counts how often."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, path: Path) -> tuple[str, ...]:
        self.count += 1
        return tuple(path.read_text("utf-8").split())


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content file in a package of its own."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(keeping, "CONTENT", tmp_path)
    path = tmp_path / "vignettes" / "gate" / "nl.md"
    path.parent.mkdir(parents=True)
    path.write_text("Wim wacht.", "utf-8")
    return path


def places(text: Path) -> list[Path]:
    return list((text.parents[2] / "__pycache__").iterdir())


def test_a_text_is_read_once(text: Path) -> None:
    read = Reader()
    assert [kept(text, read), kept(text, read)] == [("Wim", "wacht.")] * 2
    assert read.count == 1


def test_a_changed_text_is_read_again_even_at_the_same_time_and_size(text: Path) -> None:
    read = Reader()
    kept(text, read)
    then = text.stat().st_mtime_ns
    text.write_text("Wim lacht.", "utf-8")
    os.utime(text, ns=(then, then))
    assert kept(text, read) == ("Wim", "lacht.")


def test_changed_code_reads_again(
    text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "reading" / "scene.py"
    code.parent.mkdir()
    code.write_text("one", "utf-8")
    monkeypatch.setattr(keeping, "CODE", (code.parent,))
    read = Reader()
    for written, count in (("one", 1), ("two and more", 2)):
        code.write_text(written, "utf-8")
        keeping._code.cache_clear()
        kept(text, read)
        kept(text, read)
        assert read.count == count
    keeping._code.cache_clear()


def test_the_libraries_that_read_belong_to_the_code() -> None:
    assert [path.parent.name for path in keeping._libraries()] == ["markdown_it", "yaml"]


def test_where_python_writes_no_byte_code_nothing_is_kept(
    text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    read = Reader()
    kept(text, read)
    assert kept(text, read) == ("Wim", "wacht.")
    assert read.count == 2


@pytest.mark.parametrize("wrong", [b"", b"\x80", b"not a pickle at all" * 9])
def test_what_cannot_be_used_is_read_again_and_mended(text: Path, wrong: bytes) -> None:
    read = Reader()
    kept(text, read)
    [place] = places(text)
    right = place.read_bytes()
    for content in (wrong, right[:32] + wrong, right[:-1]):
        place.write_bytes(content)
        assert kept(text, read) == ("Wim", "wacht.")
        assert place.read_bytes() == right
        assert places(text) == [place], "no draft is left"


def test_where_nothing_can_be_kept_the_text_is_read(text: Path) -> None:
    (text.parents[2] / "__pycache__").write_text("in the way", "utf-8")
    read = Reader()
    assert [kept(text, read), kept(text, read)] == [("Wim", "wacht.")] * 2
    assert read.count == 2


def test_a_missing_file_is_an_error_as_before(text: Path) -> None:
    text.unlink()
    with pytest.raises(FileNotFoundError):
        kept(text, Reader())


@pytest.mark.usefixtures("text")
@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", ["signature", "first-week"])
def test_what_is_kept_is_what_stands_in_the_file(name: str, lang: str) -> None:
    def read(path: Path) -> Reading:
        return read_both(path)

    def never(path: Path) -> Reading:
        raise AssertionError(f"{path} was read again")

    path = content_dir() / "vignettes" / name / f"{lang}.md"
    first = kept(path, read)
    assert kept(path, never) == first
    assert first.vignettes


def test_a_kernel_reads_neither_yaml_nor_markdown_nor_toml_a_second_time() -> None:
    environment = {key: os.environ[key] for key in os.environ if key != "PYTHONDONTWRITEBYTECODE"}
    said = [
        subprocess.run(
            [sys.executable, "-c", KERNEL],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        for _ in range(2)
    ]
    assert said[1].stdout.strip() == "[]"
