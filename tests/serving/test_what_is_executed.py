"""To open a page is to execute its notebook: what a trainee handed in never is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from conftest import copy_of_course, serving
from medeopvoeders.grading.cohorts import new_cohort
from medeopvoeders.reading.library import load_strings
from serving.conftest import MODULE, Served, make_module

CANARY = "import pathlib; pathlib.Path({!r}).touch()"
SCRIPT = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The server on which a facilitator opens the dashboard; mallory handed in."""
    home = tmp_path_factory.mktemp("facilitator")
    course = copy_of_course(home / "project", "01-*") / "course"
    cohort = new_cohort("balo-2", "nl", course, home / "medeopvoeders")
    hand_in(cohort.folder, home / "canary")
    with serving("dashboard", "balo-2", folder=cohort.folder, home=home) as address:
        parts = urlsplit(address)
        token = parse_qs(parts.query)["token"][0]
        yield Served(f"{parts.scheme}://{parts.netloc}", token, cohort.folder, home)


def hand_in(group: Path, canary: Path) -> None:
    """What mallory handed in: whatever executes or loads a part of it touches the canary."""
    code = CANARY.format(str(canary))
    made = make_module(group / "made", MODULE, cells=[code])
    for place in (group / "submitted" / "mallory" / MODULE, group / MODULE):
        place.mkdir(parents=True)
        shutil.copy(made, place / f"{MODULE}.ipynb")
    shutil.rmtree(group / "made")
    folder = group / "submitted" / "mallory" / MODULE
    for name in ("nbgrader_config", "evil", "voila", "jupyter_nbconvert_config"):
        (folder / f"{name}.py").write_text(code)
    (folder / "drawing.svg").write_text(SCRIPT)
    copied = group / "course" / "nl" / MODULE
    shutil.copytree(folder, copied)


SUBMITTED = f"submitted/mallory/{MODULE}"


@pytest.mark.parametrize(
    "path",
    [
        f"{SUBMITTED}/{MODULE}.ipynb",
        f"{MODULE}/{MODULE}.ipynb",
        f"course/nl/{MODULE}/{MODULE}.ipynb",
        f"source/{MODULE}/{MODULE}.ipynb",
        f"./{SUBMITTED}/{MODULE}.ipynb",
        f"{SUBMITTED}//{MODULE}.ipynb",
        f"{SUBMITTED}/../{MODULE}/{MODULE}.ipynb",
        quote(f"{SUBMITTED}/{MODULE}.ipynb", safe=""),
        "..%2F..%2Fdashboard.ipynb",
        "dashboard.ipynb%00",
    ],
)
def test_a_groups_server_executes_no_notebook_but_its_dashboard(group: Served, path: str) -> None:
    answer = group.ask(f"/voila/render/{path}")
    assert answer.status == 404
    assert load_strings("nl")("home.unknown_module") in answer.text
    assert not (group.home / "canary").exists()
    assert json.loads(group.ask("/api/kernels").text) == []


def test_the_dashboard_itself_opens(group: Served) -> None:
    assert group.ask("/voila/render/dashboard.ipynb").status == 200
    for kernel in json.loads(group.ask("/api/kernels").text):
        group.ask(f"/api/kernels/{kernel['id']}", method="DELETE")


def test_no_other_page_executes_what_was_handed_in(group: Served) -> None:
    folder = group.folder / "submitted" / "mallory" / MODULE
    dotted = SUBMITTED.replace("/", ".")
    paths = [
        f"/voila/tree/{SUBMITTED}",
        f"/voila/api/contents/{SUBMITTED}/{MODULE}.ipynb",
        f"/voila/files/{SUBMITTED}/{MODULE}.ipynb",
        f"/voila/templates/{SUBMITTED}/evil.py",
        f"/nbconvert/html/{SUBMITTED}/{MODULE}.ipynb",
        f"/nbconvert/{dotted}.evil.Exporter/{SUBMITTED}/{MODULE}.ipynb",
        f"/files/{SUBMITTED}/{MODULE}.ipynb",
        f"/view/{SUBMITTED}/{MODULE}.ipynb",
        f"/api/contents/{SUBMITTED}/{MODULE}.ipynb?content=1",
        f"/lab/tree/{SUBMITTED}/{MODULE}.ipynb",
        f"/formgrader/?path={quote(str(folder))}",
        f"/formgrader?path={quote(str(folder))}",
        "/formgrader/manage_assignments",
        f"/formgrader/manage_submissions/{MODULE}",
        f"/formgrader/api/submissions/{MODULE}",
        f"/formgrader/api/submission/{MODULE}/mallory/autograde",
        f"/assignments/validate?path={SUBMITTED}/{MODULE}.ipynb",
        "/assignments",
        "/formgraders",
    ]
    ran = []
    for path in paths:
        group.ask(path)
        if (group.home / "canary").exists():
            ran.append(path)
            (group.home / "canary").unlink()
    assert ran == []
    assert json.loads(group.ask("/api/kernels").text) == []


def test_a_picture_that_was_handed_in_can_do_nothing(group: Served) -> None:
    for address in ("voila/files", "files"):
        answer = group.ask(f"/{address}/{SUBMITTED}/drawing.svg")
        assert answer.status == 200
        assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", 'a"b', "'-alert(1)-'", "{{1}}"])
def test_nbgraders_pages_repeat_no_markup_from_their_address(group: Served, name: str) -> None:
    for page in (
        "manage_students/{}",
        "manage_students/{}/" + MODULE,
        "manage_students/mallory/{}",
        "manage_submissions/{}/",
        "gradebook/{}",
        "gradebook/x/{}",
        "submissions/{}/",
        "api/student/{}",
    ):
        answer = group.ask(f"/formgrader/{page.format(quote(name))}")
        assert answer.status == 404, page
        assert name not in answer.text


def test_nbgraders_pages_open_for_ordinary_names(group: Served) -> None:
    for path in ("", "/manage_assignments", "/manage_students/José van Hof"):
        assert group.ask(f"/formgrader{quote(path)}").status in (200, 302), path
    assert group.ask(f"/formgrader/manage_submissions/{MODULE}").status == 200
    for file in ("css/nbgrader.css", "node_modules/datatables.net/js/jquery.dataTables.js"):
        assert group.ask(f"/formgrader/static/{file}").status == 200, file


def test_a_trainees_server_opens_modules_at_their_place_only(served: Served) -> None:
    canary = served.home / "canary"
    made = make_module(served.folder, "40-canary", cells=[CANARY.format(str(canary))])
    elsewhere = served.folder / "downloads" / "nl"
    shutil.copytree(made.parent, elsewhere / "40-canary")
    shutil.copy(made, made.with_name("other.ipynb"))
    outside = served.home / "outside"
    shutil.copytree(made.parent, outside)
    for link in (served.folder / "course" / "nl" / "41-linked", served.folder / "42-linked"):
        link.symlink_to(outside)
        shutil.copy(made, outside / f"{link.name}.ipynb")
    plain = made.parent.with_name("43-plain")
    plain.mkdir()
    (plain / "43-plain.ipynb").write_text(made.read_text().replace('"medeopvoeders"', '"no"'))

    statuses = {
        path: served.ask(f"/voila/render/{path}").status
        for path in (
            "downloads/nl/40-canary/40-canary.ipynb",
            "course/nl/40-canary/other.ipynb",
            "course/nl/41-linked/41-linked.ipynb",
            "course/nl/43-plain/43-plain.ipynb",
            "42-linked/42-linked.ipynb",
        )
    }
    home = served.ask("/medeopvoeders/nl/").text
    assert set(statuses.values()) == {404}, statuses
    assert not canary.exists()
    assert not [name for name in ("other.ipynb", "41-linked", "42-linked") if name in home]
    shutil.rmtree(elsewhere.parent)
    shutil.rmtree(made.parent)
    shutil.rmtree(plain)
    (served.folder / "course" / "nl" / "41-linked").unlink()
    (served.folder / "42-linked").unlink()
