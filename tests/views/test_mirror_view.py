"""The Python side of the mirror's view: two families, one after the other, then side by side."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cohort_maker import MIRROR, MODULE
from medeopvoeders.reading.library import languages, load_mirror
from medeopvoeders.record.journal import read_record
from medeopvoeders.views.mirror import MirrorView
from medeopvoeders.views.module import Module

PROJECT = Path(__file__).parents[2]


@pytest.fixture(params=languages())
def module(request: pytest.FixtureRequest, tmp_path: Path) -> Module:
    folder = tmp_path / MODULE
    folder.mkdir()
    shutil.copy(PROJECT / "course" / request.param / MODULE / f"{MODULE}.ipynb", folder)
    return Module(MODULE, request.param, folder)


def again(module: Module) -> MirrorView:
    """The mirror as a new kernel would open it."""
    return Module(MODULE, module.lang, module.folder).mirror(MIRROR)


def press(view: MirrorView, **message: object) -> dict:
    playing = (view.state["player"] or {}).get("activity")
    view._receive(None, {"activity": playing, **message}, None)
    return view.state


def play(view: MirrorView, option: int = 0) -> dict:
    """Play the family on the page to an ending, always taking the same option."""
    while not (here := view.state["player"])["ending"]:
        scene = here["scene"]["id"]
        if here["onward"]:
            press(view, do="go-on", scene=scene)
        else:
            press(view, do="choose", scene=scene, choice=here["options"][option]["id"])
    return view.state


def play_both(view: MirrorView, first: int = 0, second: int = 1) -> dict:
    play(view, first)
    press(view, do="next")
    play(view, second)
    return press(view, do="compare")


def kinds(module: Module) -> list[tuple[str, str]]:
    return [(event.activity, event.kind) for event in read_record(module.journal.path).events]


def words_in(state: object) -> list[str]:
    if isinstance(state, dict):
        return [word for value in state.values() for word in words_in(value)]
    if isinstance(state, list):
        return [word for value in state for word in words_in(value)]
    return [state] if isinstance(state, str) else []


def test_chance_draws_a_family_and_the_first_step_keeps_it(
    module: Module, monkeypatch: pytest.MonkeyPatch
) -> None:
    families = [family.id for family in load_mirror(MIRROR, module.lang)]
    drawn = set()
    for pick in (0, 1):
        monkeypatch.setattr("secrets.choice", lambda pair, pick=pick: pair[pick])
        drawn.add(again(module).state["player"]["activity"])
    assert drawn == set(families)
    assert kinds(module) == [], "looking draws nothing for good"
    view = again(module)
    first = view.state["player"]
    assert first["activity"] == families[1]
    press(view, do="choose", scene=first["scene"]["id"], choice=first["options"][0]["id"])
    assert kinds(module) == [(MIRROR, "drew"), (first["activity"], "chose")]
    monkeypatch.setattr("secrets.choice", lambda pair: pair[0])
    assert again(module).state["player"]["activity"] == families[1]


def test_the_draw_is_saved_once(module: Module) -> None:
    play_both(module.mirror(MIRROR))
    assert kinds(module).count((MIRROR, "drew")) == 1


def test_before_both_were_played_no_page_tells_what_an_answer_was(module: Module) -> None:
    view = module.mirror(MIRROR)
    approaches = {module.strings(f"approach.{name}") for name in ("instrumental", "partnership")}
    comments = {
        comment.text
        for scene in load_mirror(MIRROR, module.lang)[0].scenes
        for choice in scene.choices
        for comment in choice.comments
    }
    for state in (view.state, play(view), press(view, do="next"), play(view)):
        assert not (approaches | comments) & set(words_in(state))
        assert (state["player"]["contrast"], state["comparison"]) == (None, None)


def test_after_the_first_ending_the_only_way_leads_to_the_second_family(module: Module) -> None:
    view = module.mirror(MIRROR)
    first = play(view)["player"]
    assert (first["ending"]["next"]["do"], "again" in first["ending"]) == ("next", False)
    assert not first["can_go_back"]
    second = press(view, do="next")["player"]
    assert second["activity"] != first["activity"]
    assert (second["before"], second["ending"]) == (None, None)
    assert second["scene"]["id"] == load_mirror(MIRROR, module.lang)[0].start


def test_the_second_family_cannot_be_reached_before_the_first_was_played(module: Module) -> None:
    view = module.mirror(MIRROR)
    before = view.state
    for do in ("next", "compare", "play"):
        assert press(view, do=do) == before
    families = {family.id for family in load_mirror(MIRROR, module.lang)}
    (other,) = families - {before["player"]["activity"]}
    scene, choice = before["player"]["scene"]["id"], before["player"]["options"][0]["id"]
    state = press(view, do="choose", activity=other, scene=scene, choice=choice)
    assert state["notices"][0]["title"] == module.strings("problems.stale_title")
    assert kinds(module) == []


def test_comparing_completes_the_mirror_and_lays_both_ways_side_by_side(module: Module) -> None:
    view = module.mirror(MIRROR)
    order = [view.state["player"]["activity"]]
    play(view, 0)
    order.append(press(view, do="next")["player"]["activity"])
    assert not play(view, 1)["done"]
    state = press(view, do="compare")
    assert (state["done"], state["player"]) == (True, None)
    names = {family.id: family.parent for family in load_mirror(MIRROR, module.lang)}
    sides = state["comparison"]["sides"]
    assert sides["labels"] == [names[family] for family in order]
    assert sides["rows"][0]["mark"]["text"] == module.strings("mirror.differs")
    assert all(cell["comments"] for cell in sides["rows"][0]["cells"])
    assert kinds(module).count((MIRROR, "compared")) == 1


def test_the_same_answer_to_both_is_said_so_and_shown_for_each(module: Module) -> None:
    state = play_both(module.mirror(MIRROR), 2, 2)
    rows = state["comparison"]["sides"]["rows"]
    assert {row["mark"]["kind"] for row in rows} == {"same"}
    assert all(len(row["cells"]) == 2 for row in rows)


@pytest.mark.parametrize("stop", range(5))
def test_a_mirror_opens_again_where_it_was_left(module: Module, stop: int) -> None:
    view = module.mirror(MIRROR)
    ways = [
        lambda: press(view, do="choose", scene="cloakroom", choice="carine-knows"),
        lambda: play(view),
        lambda: press(view, do="next"),
        lambda: press(view, do="choose", scene="cloakroom", choice="quick-goodbye"),
        lambda: [play(view), press(view, do="compare")],
    ]
    for way in ways[: stop + 1]:
        way()
    if stop == 2:  # Nothing was done yet with the second family: the first ending stands again.
        view.shown = None
        view.repaint()
    opened = again(module).state
    for part in ("player", "comparison", "done"):
        assert opened[part] == view.state[part]


def test_each_family_can_be_looked_back_on_and_played_again_after_comparing(
    module: Module,
) -> None:
    view = module.mirror(MIRROR)
    state = play_both(view)
    for family in state["comparison"]["families"]:
        assert family["contrast"]["chair"]["received"]
    family = state["comparison"]["families"][0]
    state = press(view, do="look", activity=family["activity"], scene=family["scene"])
    assert state["comparison"]["families"][0]["contrast"]["looked"]
    state = press(view, do="play", activity=family["activity"])
    assert state["player"]["activity"] == family["activity"]
    assert state["player"]["before"] is None
    ending = play(view, 2)["player"]["ending"]
    assert (ending["next"]["do"], bool(ending["again"])) == ("compare", True)
    state = press(view, do="compare")
    assert state["comparison"]["sides"]["rows"][0]["cells"][0]["said"]
    assert kinds(module).count((MIRROR, "compared")) == 1


def test_a_state_of_the_mirror_is_small_enough_for_a_slow_line(module: Module) -> None:
    view = module.mirror(MIRROR)
    states = [view.state, play(view), play_both(view)]
    assert max(len(json.dumps(state, ensure_ascii=False).encode()) for state in states) < 60_000
    assert json.loads(json.dumps(states[-1])) == states[-1]


def test_what_a_choice_leads_to_is_known_before_it_is_made(module: Module) -> None:
    view = module.mirror(MIRROR)
    while not (before := view.state["player"])["ending"]:
        choice = before["options"][-1]["id"]
        after = press(view, do="choose", scene=before["scene"]["id"], choice=choice)["player"]
        foreseen = before["ahead"][choice]
        assert foreseen == {key: after[key] for key in foreseen}


@pytest.mark.parametrize(
    "message", [{}, {"do": "fly"}, {"do": "look"}, {"do": "play", "activity": ["x"]}, "next", None]
)
def test_a_message_that_makes_no_sense_changes_nothing(module: Module, message: object) -> None:
    view = module.mirror(MIRROR)
    before = view.state
    view._receive(None, message, None)
    assert view.state == before
    assert kinds(module) == []
