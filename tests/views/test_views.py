"""The Python side of the views: what a page is told, and what its messages do.

No browser and no kernel here: a view is a state made from the record, and a message an event.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from medeopvoeders.reading.library import languages, load_vignette
from medeopvoeders.reading.strings import Strings
from medeopvoeders.record.journal import parse_record, read_record
from medeopvoeders.views.contrast import pieces
from medeopvoeders.views.hand_in import HandInView
from medeopvoeders.views.module import Module, open_module
from medeopvoeders.views.trace import signed

MODULE = "01-lever-or-barrier"
PROJECT = Path(__file__).parents[2]


@pytest.fixture(params=languages())
def module(request: pytest.FixtureRequest, tmp_path: Path) -> Module:
    return Module(MODULE, request.param, a_folder(tmp_path, request.param))


def a_folder(place: Path, lang: str) -> Path:
    """A trainee's folder: the built notebook, and no record yet."""
    folder = place / MODULE
    folder.mkdir()
    shutil.copy(PROJECT / "course" / lang / MODULE / f"{MODULE}.ipynb", folder)
    return folder


def type_in_cell(folder: Path, text: str, copies: int = 1) -> None:
    """Type in the answer cell, in JupyterLab; or in a copy of it, which keeps its id."""
    path = folder / f"{MODULE}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    answer = next(c for c in notebook["cells"] if "answer" in c["metadata"].get("tags", ()))
    notebook["cells"] += [answer | {"source": [text]} for _ in range(copies)]
    path.write_text(json.dumps(notebook), "utf-8")
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 1))


def hand_in_now(view) -> dict:
    """Press the button, with what the page shows."""
    return press(view, do="hand-in", seen=view.state["preview"]["mark"])


def press(view, **message: object) -> dict:
    view._receive(None, message, None)
    return view.state


def walk_to_an_ending(player) -> Iterator[dict]:
    while not player.state["ending"]:
        scene = player.state["scene"]["id"]
        if player.state["onward"]:
            yield press(player, do="go-on", scene=scene)
        else:
            choice = player.state["options"][0]["id"]
            yield press(player, do="choose", scene=scene, choice=choice)


def words_in(state: object) -> Iterator[str]:
    if isinstance(state, dict):
        for value in state.values():
            yield from words_in(value)
    elif isinstance(state, list):
        for value in state:
            yield from words_in(value)
    elif isinstance(state, str):
        yield state


def test_the_player_opens_at_the_first_scene(module: Module) -> None:
    state = module.vignette("signature").state
    vignette = load_vignette("signature", module.lang)
    assert state["scene"]["title"] == vignette.scene("gate").title
    assert [option["id"] for option in state["options"]] == [
        choice.id for choice in vignette.scene("gate").choices
    ]
    assert (state["before"], state["ending"], state["can_go_back"]) == (None, None, False)


def test_before_an_ending_no_option_tells_its_approach(module: Module) -> None:
    player = module.vignette("signature")
    states = [state for state in walk_to_an_ending(player) if not state["ending"]]
    shown = [word for state in states for word in words_in(state | {"ahead": {}})]
    approaches = {module.strings(f"approach.{name}") for name in ("instrumental", "partnership")}
    assert approaches.isdisjoint(shown)


def test_what_a_choice_leads_to_is_known_before_it_is_made(module: Module) -> None:
    player = module.vignette("signature")
    before = player.state
    for state in walk_to_an_ending(player):
        made = module.journal.events[-1].data.get("choice", "go-on")
        foreseen = before["ahead"][made]
        assert foreseen == {key: state[key] for key in foreseen}
        before = state
    assert before["ahead"] == {}


def test_an_ending_shows_the_whole_way(module: Module) -> None:
    player = module.vignette("signature")
    *_, state = walk_to_an_ending(player)
    made = [event for event in read_record(module.journal.path).events if event.kind == "chose"]
    steps = state["contrast"]["way"]["steps"]
    assert len(steps) == len(made) == len(state["contrast"]["chair"]["received"])
    assert all(way["thoughts"] and way["comments"] for way in steps)


def test_in_the_other_chair_no_approach_and_no_comment_is_told(module: Module) -> None:
    *_, state = walk_to_an_ending(module.vignette("signature"))
    shown = set(words_in(state["contrast"]["chair"]))
    steps = state["contrast"]["way"]["steps"]
    told = {comment["text"] for step in steps for comment in step["comments"]}
    assert not shown & (told | {step["approach_label"] for step in steps})
    assert shown >= {thought["text"] for step in steps for thought in step["thoughts"]}


def test_every_word_of_the_trainee_arrives_in_the_other_chair(module: Module) -> None:
    *_, state = walk_to_an_ending(module.vignette("signature"))
    contrast = state["contrast"]
    arrived = [
        " ".join(piece["text"] for piece in received["pieces"])
        for received in contrast["chair"]["received"]
    ]
    assert arrived == [step["said"] for step in contrast["way"]["steps"]]


def test_what_is_said_aloud_is_told_apart_from_what_is_done() -> None:
    assert list(pieces("Ik schrijf: “Dag Wim.” Dan wacht ik.")) == [
        {"said": False, "text": "Ik schrijf:"},
        {"said": True, "text": "“Dag Wim.”"},
        {"said": False, "text": "Dan wacht ik."},
    ]
    assert [piece["said"] for piece in pieces("Ik wacht.")] == [False]


def test_the_two_lines_are_a_sentence_and_a_table_too_and_never_one_number(module: Module) -> None:
    *_, state = walk_to_an_ending(module.vignette("signature"))
    trace = state["contrast"]["way"]["trace"]
    lines = {line["id"]: line for line in trace["lines"]}
    assert set(lines) == {"structure", "relationship"}
    for line in lines.values():
        assert len(line["values"]) == len(trace["moments"])
        assert ", ".join(line["signed"]) in trace["name"]
    assert (signed(2), signed(0), signed(-1)) == ("+2", "0", "\N{MINUS SIGN}1")


def test_opening_the_road_not_taken_makes_the_vignette_complete(module: Module) -> None:
    player = module.vignette("signature")
    *_, state = walk_to_an_ending(player)
    assert (state["done"], state["contrast"]["looked"]) == (False, False)
    here = state["scene"]["id"]
    state = press(player, do="look", scene=here)
    assert (state["done"], state["contrast"]["looked"]) == (True, True)
    press(player, do="look", scene=here)
    looks = [e for e in read_record(module.journal.path).events if e.kind == "looked"]
    assert [(event.activity, event.data) for event in looks] == [("signature", {"scene": here})]
    state = press(player, do="restart", scene=here)
    assert (state["done"], state["contrast"]) == (True, None)


def test_the_road_not_taken_is_told_of_before_it_was_looked_at(module: Module) -> None:
    player, handing_in = module.vignette("signature"), module.hand_in()
    press(handing_in, do="consent", read=True, show=False)
    *_, state = walk_to_an_ending(player)
    assert module.strings("hand_in.line_not_looked") in words_in(handing_in.state["preview"])
    press(player, do="look", scene=state["scene"]["id"])
    shown = set(words_in(handing_in.state["preview"]))
    assert {module.strings(f"hand_in.line_{key}") for key in ("looked", "complete")} <= shown


def test_each_side_of_the_road_not_taken_says_whose_it_is(module: Module) -> None:
    *_, state = walk_to_an_ending(module.vignette("signature"))
    other = state["contrast"]["other"]
    rows, steps = other["sides"]["rows"], state["contrast"]["way"]["steps"]
    left = [row["cells"][0] for row in rows if "said" in row["cells"][0]]
    right = [row["cells"][-1] for row in rows if "said" in row["cells"][-1]]
    assert [cell["said"] for cell in left] == [step["said"] for step in steps]
    assert {cell["approach"] for cell in right} == {other["approach"]["id"]}
    assert [row["mark"]["kind"] for row in rows if row["mark"]].count("parts") == 1
    assert other["sides"]["endings"]["cells"][0]["title"] == state["scene"]["title"]


def test_a_state_is_small_enough_for_a_slow_line(module: Module) -> None:
    player = module.vignette("signature")
    states = [player.state, *walk_to_an_ending(player)]
    assert max(len(json.dumps(state, ensure_ascii=False).encode()) for state in states) < 60_000


def test_a_choice_is_saved_before_the_page_says_so(module: Module) -> None:
    player = module.vignette("signature")
    choice = player.state["options"][1]["id"]
    state = press(player, do="choose", scene="gate", choice=choice)
    (event,) = read_record(module.journal.path).events
    assert (event.kind, event.data) == ("chose", {"scene": "gate", "choice": choice})
    assert (state["status"]["kind"], state["status"]["at"]) == ("saved", event.at)


def test_a_module_opens_again_where_it_was_left(module: Module) -> None:
    player = module.vignette("signature")
    press(player, do="choose", scene="gate", choice=player.state["options"][0]["id"])
    again = Module(MODULE, module.lang, module.folder).vignette("signature")
    for changing in ("scene", "options", "before", "turn", "can_go_back"):
        assert again.state[changing] == player.state[changing]


def test_going_back_is_allowed_and_recorded(module: Module) -> None:
    player = module.vignette("signature")
    first = player.state["options"][0]["id"]
    there = press(player, do="choose", scene="gate", choice=first)["scene"]["id"]
    state = press(player, do="go-back", scene=there)
    assert state["scene"]["id"] == "gate"
    assert [option["tried"] for option in state["options"]][:2] == [True, False]
    assert [event.kind for event in module.journal.events] == ["chose", "went-back"]


def test_a_page_left_open_in_another_window_is_told_where_it_is(module: Module) -> None:
    left = module.vignette("signature")
    right = Module(MODULE, module.lang, module.folder).vignette("signature")
    press(left, do="choose", scene="gate", choice=left.state["options"][0]["id"])
    state = press(right, do="choose", scene="gate", choice=right.state["options"][1]["id"])
    assert state["scene"] == left.state["scene"]
    assert state["notices"][0]["title"] == module.strings("problems.stale_title")
    assert len(read_record(module.journal.path).events) == 1


@pytest.mark.parametrize(
    "message",
    [{}, {"do": "fly"}, {"do": "choose"}, {"do": "choose", "scene": ["gate"], "choice": {}},
     {"do": "go-back", "scene": "gate"}, "choose", None, 7],
)  # fmt: skip
def test_a_message_that_makes_no_sense_changes_nothing(module: Module, message: object) -> None:
    player = module.vignette("signature")
    player._receive(None, message, None)
    assert player.state["scene"]["id"] == "gate"
    assert read_record(module.journal.path).events == ()


def test_a_reflection_quotes_the_trainees_own_first_choice(module: Module) -> None:
    player = module.vignette("signature")
    reflection = module.reflection("what-wim-heard", quotes="signature/gate")
    assert reflection.state["quotes"] == []
    chosen = player.state["options"][2]
    press(player, do="choose", scene="gate", choice=chosen["id"])
    assert [quote["text"] for quote in reflection.state["quotes"]] == [chosen["text"]]


def test_a_reflection_keeps_any_text_and_says_which_turn_is_safe(module: Module) -> None:
    reflection = module.reflection("what-wim-heard")
    hostile = "<script>alert(1)</script>\n[x](javascript:alert(1)) \x00 “é”"
    state = press(reflection, do="write", text=hostile, turn=4)
    assert (state["text"], state["saved_turn"]) == (hostile, 4)
    again = Module(MODULE, module.lang, module.folder).reflection("what-wim-heard")
    assert again.state["text"] == hostile


def test_the_same_text_twice_is_one_event(module: Module) -> None:
    reflection = module.reflection("what-wim-heard")
    press(reflection, do="write", text="een", turn=1)
    state = press(reflection, do="write", text="een", turn=2)
    assert state["saved_turn"] == 2
    assert len(module.journal.events) == 1


def test_what_could_not_be_saved_is_said_and_not_acknowledged(
    module: Module, monkeypatch: pytest.MonkeyPatch
) -> None:
    reflection = module.reflection("what-wim-heard")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.journal, "_write", full)
    state = press(reflection, do="write", text="een", turn=1)
    assert (state["saved_turn"], state["status"]["kind"]) == (0, "unsaved")
    assert "No space left on device" in state["notices"][0]["text"]


def test_the_preview_holds_every_choice_and_the_last_text(module: Module) -> None:
    player = module.vignette("signature")
    reflection = module.reflection("what-wim-heard")
    handing_in = module.hand_in()
    chosen = player.state["options"][0]
    press(player, do="choose", scene="gate", choice=chosen["id"])
    press(reflection, do="write", text="een klad", turn=1)
    press(reflection, do="write", text="mijn tekst", turn=2)
    shut = list(words_in(handing_in.state["preview"]))
    assert not any(chosen["text"] in words for words in shut)
    press(handing_in, do="consent", read=True, show=False)
    shown = "\n".join(words_in(handing_in.state["preview"]))
    assert chosen["text"] in shown
    assert "mijn tekst" in shown
    assert "een klad" not in shown


def test_the_preview_holds_what_was_typed_in_any_copy_of_the_cell(module: Module) -> None:
    handing_in = module.hand_in()
    press(handing_in, do="consent", read=True, show=False)
    type_in_cell(module.folder, "getypt in een kopie", copies=2)
    state = press(handing_in, do="look")
    assert any("getypt in een kopie" in words for words in words_in(state["preview"]))


def test_the_preview_needs_no_other_cell_to_have_run(module: Module) -> None:
    press(module.vignette("signature"), do="choose", scene="gate", choice="write-note")
    alone = Module(MODULE, module.lang, module.folder).hand_in()
    state = press(alone, do="consent", read=True, show=False)
    text = load_vignette("signature", module.lang).choice("gate", "write-note").text
    assert any(text in words for words in words_in(state["preview"]))


def test_nothing_is_handed_in_that_the_page_did_not_show(module: Module) -> None:
    left = module.hand_in()
    right = Module(MODULE, module.lang, module.folder).hand_in()
    press(right, do="consent", read=True, show=True)
    state = hand_in_now(left)
    assert (state["busy"], state["receipt"]) == (False, None)
    assert state["notices"][0]["title"] == module.strings("hand_in.changed_title")
    assert [box["checked"] for box in state["consents"]] == [True, True]


def test_what_another_window_wrote_is_never_written_over(module: Module) -> None:
    left = module.reflection("what-wim-heard")
    right = Module(MODULE, module.lang, module.folder).reflection("what-wim-heard")
    press(left, do="write", text="oud", turn=1, bases=[""])
    press(right, do="write", text="een lang antwoord", turn=2, bases=["oud"])
    state = press(left, do="write", text="oud!", turn=3, bases=["oud"])
    assert state["text"] == "een lang antwoord\n\noud!"
    assert state["notices"][0]["title"] == module.strings("problems.beside_title")
    state = press(left, do="write", text="samen", turn=4, bases=[state["text"]])
    assert (state["text"], state["notices"]) == ("samen", [])


def test_a_set_up_cell_of_another_module_is_told_of(module: Module) -> None:
    stranger = Module("99-nope", module.lang, module.folder)
    (told,) = stranger.vignette("signature").state["notices"]
    assert told["title"] == module.strings("problems.unknown_module_title")
    assert MODULE in told["text"]


def test_an_unknown_language_falls_back_to_the_first(tmp_path: Path) -> None:
    assert Module(MODULE, "fr", a_folder(tmp_path, "nl")).vignette("signature").state["options"]


def test_showing_needs_consent_to_read(module: Module) -> None:
    handing_in = module.hand_in()
    press(handing_in, do="consent", read=False, show=True)
    assert [box["checked"] for box in handing_in.state["consents"]] == [False, False]
    assert [box["disabled"] for box in handing_in.state["consents"]] == [False, True]


@pytest.fixture
def by_file(module: Module) -> Iterator[tuple[HandInView, list[tuple[dict, list[bytes]]]]]:
    """The hand-in of a module where there is no exchange, and what it sent to the page."""
    view, sent = module.hand_in(), []
    view.by_file = True
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            HandInView, "send", lambda _, content, buffers=(): sent.append((content, buffers))
        )
        view.repaint()
        yield view, sent


def make_file(view, name: str) -> dict:
    return press(view, do="make-file", name=name, seen=view.state["preview"]["mark"])


def test_where_there_is_no_exchange_the_hand_in_is_a_file_with_what_the_page_showed(
    module: Module, by_file
) -> None:
    view, sent = by_file
    list(walk_to_an_ending(module.vignette("signature")))
    press(module.reflection("what-wim-heard"), do="write", text="Mijn tekst.", turn=1, bases=[""])
    press(view, do="consent", read=True, show=False)
    state = make_file(view, " Emma  D'Hondt ")
    (download, (content,)) = next(entry for entry in sent if "name" in entry[0])
    folder = download["name"].removesuffix(".zip")
    assert folder.startswith(f"Emma DHondt+{MODULE}+2")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sorted(archive.namelist()) == [
            f"{folder}/{MODULE}.ipynb",
            f"{folder}/record.jsonl",
        ]
        events = parse_record(archive.read(f"{folder}/record.jsonl")).events
    assert events == module.outgoing().events
    assert "Emma" not in str([event.data for event in events])
    assert state["receipt"]["file"] == download["name"]
    assert state["file"]["name"] == "Emma DHondt"
    assert [path.name for path in module.folder.iterdir() if "Emma" in path.name] == []


def test_without_a_name_there_is_no_file_and_the_page_says_why(module: Module, by_file) -> None:
    view, sent = by_file
    state = make_file(view, " <> ")
    assert state["name_error"] == module.strings("hand_in.name_missing")
    assert state["receipt"] is None
    assert not [message for message, _ in sent if "name" in message]
    assert make_file(view, "An")["name_error"] == ""


def test_a_file_is_only_made_of_what_the_page_showed(module: Module, by_file) -> None:
    view, sent = by_file
    other = Module(MODULE, module.lang, module.folder).hand_in()
    press(other, do="consent", read=True, show=True)
    state = make_file(view, "An")
    assert state["notices"][0]["title"] == module.strings("hand_in.changed_title")
    assert not [message for message, _ in sent if "name" in message]


def test_a_name_is_asked_once_and_offered_again_in_the_next_module(
    module: Module, by_file, tmp_path: Path
) -> None:
    view, _ = by_file
    make_file(view, "An Peeters")
    first = view.state["receipt"]["file"]
    assert make_file(view, "An Peeters")["receipt"]["file"] > first, "the newest sorts last"
    kinds = [event.kind for event in module.journal.events]
    assert kinds == ["signed", "handed-in", "handed-in"]
    shutil.copytree(module.folder, tmp_path / "02-next")
    (tmp_path / "02-next" / "record.jsonl").unlink()
    later = Module("02-next", module.lang, tmp_path / "02-next").hand_in()
    later.by_file = True
    later.repaint()
    assert later.state["file"]["name"] == "An Peeters"


def test_ticks_that_changed_after_the_hand_in_are_told_to_count_only_with_the_next(
    module: Module, by_file
) -> None:
    view, _ = by_file
    press(view, do="consent", read=True, show=False)
    assert make_file(view, "An")["receipt"]["changed"] == ""
    state = press(view, do="consent", read=False, show=False)
    assert state["receipt"]["changed"] == module.strings("hand_in.receipt_changed")
    assert make_file(view, "An")["receipt"]["changed"] == ""


def test_an_unknown_vignette_is_a_notice_and_the_rest_goes_on(module: Module) -> None:
    problem = module.vignette("signatur")
    (told,) = problem.state["notices"]
    assert "signature" in told["text"]
    assert module.vignette("signature").state["options"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"\x00\x01 geen record", "not_a_record"),
        (b'{"v": 9, "id": "a"}\n', "newer"),
    ],
)
def test_a_record_that_is_none_is_told_of_in_the_readers_language(
    tmp_path: Path, content: bytes, key: str
) -> None:
    (tmp_path / "record.jsonl").write_bytes(content)
    for lang in languages():
        module = Module(MODULE, lang, tmp_path)
        (told,) = module.vignette("signature").state["notices"]
        assert told["title"] == module.strings(f"problems.{key}_title")
    assert (tmp_path / "record.jsonl").read_bytes() == content


def test_a_notebook_opens_its_module_in_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    module = open_module(MODULE, "en")
    module.vignette("signature")
    assert module.folder == tmp_path
    assert list(tmp_path.iterdir()) == [], "opening a module writes nothing"


def test_every_word_of_a_state_is_plain_json(module: Module) -> None:
    views = [module.vignette("signature"), module.reflection("what-wim-heard"), module.hand_in()]
    for view in views:
        assert json.loads(json.dumps(view.state)) == view.state


def test_a_page_never_shows_the_key_of_a_missing_string(
    module: Module, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()
    call = Strings.__call__

    def note(self: Strings, key: str, /, **values: object) -> str:
        asked.add(key)
        return call(self, key, **values)

    monkeypatch.setattr(Strings, "__call__", note)
    for _ in walk_to_an_ending(module.vignette("signature")):
        pass
    module.reflection("what-wim-heard", quotes="signature/gate")
    press(module.hand_in(), do="consent", read=True, show=True)
    assert asked - set(module.strings.table) == set()
