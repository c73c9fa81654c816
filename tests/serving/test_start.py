"""Starting the server, and the sentences of one that cannot start."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import serving
from medeopvoeders.reading.library import load_strings
from medeopvoeders.serving.start import start
from serving.conftest import make_module


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on stderr."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err.strip()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_port_that_is_taken_is_one_sentence(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_module(tmp_path, "01-x")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert start(tmp_path, port=port, lang=lang, open_browser=False) == 2
    assert said(capsys) == load_strings(lang)("home.error_port", port=port)


@pytest.mark.parametrize("port", [-1, 0, 65_536, 70_000])
def test_a_port_that_cannot_exist_is_one_sentence(
    port: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_module(tmp_path, "01-x")
    assert start(tmp_path, port=port, lang="nl", open_browser=False) == 2
    sentence = said(capsys)
    assert sentence == load_strings("nl")("home.error_bad_port", port=port)
    assert "1 tot 65535" in sentence


def test_a_port_that_is_not_for_this_user_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_module(tmp_path, "01-x")
    first = Path("/proc/sys/net/ipv4/ip_unprivileged_port_start")
    if os.geteuid() == 0 or not first.is_file() or int(first.read_text()) <= 1:
        pytest.skip("this user may use every port")
    assert start(tmp_path, port=1, lang="en", open_browser=False) == 2
    assert said(capsys) == load_strings("en")("home.error_port_forbidden", port=1)


def test_a_missing_folder_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "away"
    assert start(missing, lang="nl", open_browser=False) == 2
    assert said(capsys) == load_strings("nl")("home.error_no_folder", folder=missing)


def test_a_folder_without_a_course_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start(tmp_path, lang="en", open_browser=False) == 2
    assert said(capsys) == load_strings("en")("home.error_no_course", folder=tmp_path)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder nobody can write in")
def test_a_read_only_folder_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    # The kernel's own file system refuses new files, to root as well.
    assert start(Path("/proc"), lang="nl", open_browser=False, course=False) == 2
    assert said(capsys) == load_strings("nl")("home.error_read_only", folder="/proc")


def test_a_module_folder_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_module(tmp_path, "01-x").parent
    folder.chmod(0o555)
    try:
        if os.access(folder, os.W_OK):
            pytest.skip("this user may write everywhere")
        assert start(tmp_path, lang="nl", open_browser=False) == 2
        assert str(folder) in said(capsys)
    finally:
        folder.chmod(0o755)


def test_two_courses_get_a_port_each(tmp_path: Path) -> None:
    make_module(tmp_path, "01-x")
    with (
        serving(folder=tmp_path, home=tmp_path) as one,
        serving(folder=tmp_path, home=tmp_path) as two,
    ):
        assert one.split("/")[2] != two.split("/")[2]


def test_ctrl_c_closes_the_course_without_a_question_or_a_trace(tmp_path: Path) -> None:
    make_module(tmp_path, "01-x")
    home = tmp_path / "home"
    home.mkdir()
    command = [sys.executable, "-m", "medeopvoeders", "--no-browser", "--lang", "nl"]
    server = subprocess.Popen(
        command,
        cwd=tmp_path,
        env=os.environ | {"HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stdout
    assert "http://127.0.0.1:" in server.stdout.readline()
    server.send_signal(signal.SIGINT)
    out, err = server.communicate(timeout=60)
    assert server.returncode == 0
    assert err == ""
    assert out.strip().endswith(load_strings("nl")("home.stopped"))
    written = [path for path in home.rglob("*") if path.is_file()]
    assert not [path for path in written if ".jupyter" in path.parts], "the user's configuration"
