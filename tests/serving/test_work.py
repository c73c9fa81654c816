"""All of one's work as one file, and back, as the server sees it."""

from __future__ import annotations

import http.client
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from medeopvoeders.models.event import Event
from medeopvoeders.reading.library import load_strings
from medeopvoeders.record.journal import RECORD_NAME, Journal, encode, read_record
from medeopvoeders.record.notebook import answer_texts, read_notebook
from medeopvoeders.record.work_file import LARGEST_FILE, MEGABYTE, ModuleWork, pack, unpack
from serving.conftest import MODULE, Answer, Served, make_module

SAY = load_strings("nl")
AT = "2026-11-23T14:05:00.000Z"
ADDRESS = "/medeopvoeders/nl/work"
PLACES = [("nl", MODULE), ("en", MODULE)]


@pytest.fixture
def course(served: Served) -> Iterator[Served]:
    """The course that nobody touched; as it was again after the test."""
    before = {place: served.notebook(*place).read_bytes() for place in PLACES}
    yield served
    for place, content in before.items():
        served.notebook(*place).write_bytes(content)
        for left in served.notebook(*place).parent.glob("*record*"):
            left.unlink()


def send(served: Served, body: bytes, path: str = ADDRESS, **headers: str) -> Answer:
    connection = http.client.HTTPConnection(urlsplit(served.base).netloc, timeout=60)
    sent = headers or {"Authorization": f"token {served.token}"}
    connection.request("POST", path, body=body, headers=sent)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return Answer(answer.status, text, dict(answer.getheaders()))


def download(served: Served) -> bytes:
    connection = http.client.HTTPConnection(urlsplit(served.base).netloc, timeout=60)
    connection.request("GET", ADDRESS, headers={"Authorization": f"token {served.token}"})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/zip"
    name = r'attachment; filename="medeopvoeders-\d{4}-\d\d-\d\d\.zip"'
    assert re.fullmatch(name, answer.headers["Content-Disposition"])
    return content


def journal(served: Served, lang: str) -> Journal:
    return Journal(served.notebook(lang).with_name(RECORD_NAME))


def type_answer(notebook: Path, text: str) -> None:
    content = json.loads(notebook.read_bytes())
    cells = (cell for cell in content["cells"] if cell["metadata"].get("nbgrader"))
    next(cell for cell in cells if cell["cell_type"] == "markdown")["source"] = text
    notebook.write_text(json.dumps(content), "utf-8")


def everything(served: Served) -> dict[str, bytes]:
    folder = served.folder / "course"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".record.lock" not in path.name
    }


def message(answer: Answer) -> str:
    assert answer.headers["Content-Type"].startswith("application/json")
    return json.loads(answer.text)["message"]


def test_all_work_in_both_languages_comes_back_in_a_new_session(course: Served) -> None:
    made = {
        lang: journal(course, lang).append("x", "noted", {"lang": lang}) for lang in ("nl", "en")
    }
    type_answer(course.notebook("nl"), "Getypt in <JupyterLab>.")
    content = download(course)
    saved_notebook = read_notebook(course.notebook("nl"))
    for lang in ("nl", "en"):
        course.notebook(lang).with_name(RECORD_NAME).unlink()
    type_answer(course.notebook("nl"), SAY("build.answer_stub"))

    told = send(course, content)
    assert (told.status, message(told)) == (200, SAY("work.restored", steps=2, texts=1))
    for lang, event in made.items():
        assert journal(course, lang).events == (event,)
    assert answer_texts(read_notebook(course.notebook("nl"))) == answer_texts(saved_notebook)
    after = everything(course)
    assert message(send(course, content)) == SAY("work.restored-nothing")
    assert everything(course) == after


def test_what_was_done_here_meanwhile_stays(course: Served) -> None:
    earlier = journal(course, "nl").append("x", "noted", {"n": 1})
    content = download(course)
    course.notebook("nl").with_name(RECORD_NAME).unlink()
    later = journal(course, "nl").append("x", "noted", {"n": 2})
    send(course, content)
    assert journal(course, "nl").events == (earlier, later)


def test_work_that_nobody_did_is_an_empty_file(course: Served) -> None:
    assert unpack(download(course)) == ()
    with zipfile.ZipFile(io.BytesIO(download(course))) as archive:
        assert archive.namelist() == ["manifest.json"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7 my thesis", "not-ours"),
        (pack([ModuleWork("nl", MODULE, b"{}")], AT)[:-30], "damaged"),
        (b"PK" + b"\x00" * LARGEST_FILE, "too-large"),
        (b"PK" + b"\x00" * 100 * MEGABYTE, "too-large"),
    ],
    ids=["another file", "damaged", "too large", "100 MB"],
)
def test_a_bad_file_gets_one_sentence_and_changes_nothing(
    course: Served, content: bytes, why: str
) -> None:
    journal(course, "nl").append("x", "noted", {})
    before = everything(course)
    told = send(course, content)
    limit = LARGEST_FILE // MEGABYTE
    assert (told.status, message(told)) == (400, SAY(f"work.{why}", limit=limit))
    assert everything(course) == before


@pytest.mark.parametrize("place", [("nl", "99-unknown"), ("xx", MODULE)])
def test_a_module_that_is_not_here_changes_nothing_for_the_others_either(
    course: Served, place: tuple[str, str]
) -> None:
    event = encode(Event("a", AT, "x", "noted", {}))
    before = everything(course)
    told = send(course, pack([ModuleWork("nl", MODULE, event), ModuleWork(*place, event)], AT))
    assert told.status == 400
    assert message(told) == SAY("work.unknown-module", module="/".join(place))
    assert everything(course) == before


def test_a_module_goes_back_to_where_it_is_here(course: Served) -> None:
    path = make_module(course.folder, "07-fetched")
    earlier = Journal(path.with_name(RECORD_NAME)).append("x", "noted", {})
    content = download(course)
    path.with_name(RECORD_NAME).unlink()
    shutil.move(path.parent, course.folder / "07-fetched")
    send(course, content)
    found = read_record(course.folder / "07-fetched" / RECORD_NAME).events
    shutil.rmtree(course.folder / "07-fetched")
    assert found == (earlier,)


def test_nobody_without_the_key_saves_restores_or_asks(course: Served) -> None:
    journal(course, "nl").append("x", "noted", {})
    content, before = download(course), everything(course)
    for path in (ADDRESS, f"{ADDRESS}/state"):
        answer = course.ask(path, token=False, Accept="*/*")
        assert (answer.status, "noted" in answer.text) == (403, False)
    assert send(course, content, X_Other="none").status == 403
    assert everything(course) == before


def test_another_site_cannot_restore_for_a_reader(course: Served) -> None:
    entered = course.ask(f"/medeopvoeders/nl/?token={course.token}", token=False)
    cookie = entered.headers["Set-Cookie"].split(";")[0]
    empty = pack((), AT)
    forged = send(course, empty, Cookie=cookie, Host=urlsplit(course.base).netloc)
    assert forged.status == 403
    page = course.ask("/medeopvoeders/nl/", token=False, Cookie=cookie)
    settings = json.loads(re.search(r'id="work"[^>]*>(.*?)</script>', page.text)[1])
    given = re.search(r"_xsrf=[^;]+", page.headers.get("Set-Cookie", ""))[0]
    headers = {"Cookie": f"{cookie}; {given}", "X-XSRFToken": settings["xsrf"]}
    assert send(course, empty, **headers).status == 200


def test_the_page_can_ask_what_is_in_no_file_yet(course: Served) -> None:
    def state() -> dict[str, object]:
        return json.loads(course.ask(f"{ADDRESS}/state").text)

    assert state() == {"any": False, "unsaved": False, "since": ""}
    first = journal(course, "nl").append("x", "noted", {})
    journal(course, "en").append("x", "noted", {})
    assert state() == {"any": True, "unsaved": True, "since": first.at}
    content = download(course)
    assert state() == {"any": True, "unsaved": False, "since": ""}
    later = journal(course, "en").append("x", "noted", {})
    assert state() == {"any": True, "unsaved": True, "since": later.at}
    send(course, content)
    assert state()["since"] == later.at
    download(course)
    type_answer(course.notebook("nl"), "Getypt.")
    assert state() == {"any": True, "unsaved": True, "since": ""}


def test_a_record_that_cannot_be_read_is_not_left_out_in_silence(course: Served) -> None:
    course.notebook("nl").with_name(RECORD_NAME).mkdir()
    answer = course.ask(ADDRESS)
    course.notebook("nl").with_name(RECORD_NAME).rmdir()
    assert answer.status == 500
    assert message(answer) == SAY("work.not-saved", reason="Is a directory")


def test_where_nothing_ends_no_page_speaks_of_a_session(course: Served) -> None:
    assert '"remind_after": 0' in course.ask("/medeopvoeders/nl/").text
    assert 'id="work"' not in course.ask(course.module_address("nl")).text


def test_there_is_no_work_in_an_unknown_language(course: Served) -> None:
    assert course.ask("/medeopvoeders/xx/work").status == 404
    assert send(course, b"", "/medeopvoeders/xx/work").status == 404
