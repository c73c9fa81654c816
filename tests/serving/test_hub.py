"""On a hub or Binder: somebody else's server, below a base address, with our extension on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from conftest import PROJECT
from medeopvoeders.serving.painting import HERE
from serving.conftest import make_module

BASE = "/user/ann/"


def test_the_extension_works_below_a_hubs_base_address(tmp_path: Path) -> None:
    make_module(tmp_path, "01-small", title="Proef", cells=["# Proef"])
    enabled = json.loads((HERE / "hub" / "medeopvoeders.json").read_text("utf-8"))
    extensions = enabled["ServerApp"]["jpserver_extensions"] | {"voila.server_extension": True}
    command = [sys.executable, "-m", "jupyter_server", f"--ServerApp.base_url={BASE}"]
    command += [f"--ServerApp.jpserver_extensions={extensions}", f"--ServerApp.root_dir={tmp_path}"]
    command += ["--IdentityProvider.token=key", "--ServerApp.port=0", "--no-browser"]
    environment = os.environ | {"HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*command, "--allow-root", "--debug"], env=environment, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr
        address = next(line for line in server.stderr if BASE in line and "http://127" in line)
        next(line for line in server.stderr if "was successfully started" in line)
        host = "http://127.0.0.1:" + address.split(BASE)[0].rsplit(":", 1)[1]
        try:
            home = _read(f"{host}{BASE}medeopvoeders/nl/")
            assert f'href="{BASE}voila/render/course/nl/01-small/01-small.ipynb"' in home
            assert f'href="{BASE}medeopvoeders/static/page.css' in home
            page = _read(f"{host}{BASE}voila/render/course/nl/01-small/01-small.ipynb")
            assert f'src="{BASE}voila/static/voila.js"' in page
            assert f'href="{BASE}medeopvoeders/nl/"' in page
            assert f'"address": "{BASE}medeopvoeders/nl/work"' in home
            assert '"any": false' in _read(f"{host}{BASE}medeopvoeders/nl/work/state")
        finally:
            server.terminate()
            server.stderr.read()


def test_the_file_that_enables_it_travels_with_the_package() -> None:
    project = (PROJECT / "pyproject.toml").read_text("utf-8")
    assert "serving/hub/medeopvoeders.json" in project
    assert "etc/jupyter/jupyter_server_config.d/medeopvoeders.json" in project


def _read(address: str) -> str:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=120)
    connection.request("GET", parts.path, headers={"Authorization": "token key"})
    return connection.getresponse().read().decode("utf-8")
