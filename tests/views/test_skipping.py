"""The threshold of a vignette that may be hard to read, and what is told of skipping it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.library import languages, load_vignette
from medeopvoeders.record.journal import read_record
from medeopvoeders.views.module import Module
from views.test_views import MODULE, a_folder, press, walk_to_an_ending, words_in

NOTICE = "Over schaamte."


def sensitive(vignette_id: str, lang: str) -> Vignette:
    vignette = load_vignette(vignette_id, lang)
    return replace(vignette, notice=NOTICE) if vignette_id == "signature" else vignette


@pytest.fixture(params=languages())
def module(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Module:
    for room in ("module", "reflection"):
        monkeypatch.setattr(f"medeopvoeders.views.{room}.load_vignette", sensitive)
    return Module(MODULE, request.param, a_folder(tmp_path, request.param))


def again(module: Module) -> Module:
    return Module(MODULE, module.lang, module.folder)


def shown(module: Module) -> Iterator[str]:
    return words_in(module.vignette("signature").state)


def kinds(module: Module) -> list[str]:
    return [event.kind for event in read_record(module.journal.path).events]


def preview(module: Module, *, read: bool) -> str:
    state = press(module.hand_in(), do="consent", read=read, show=False)
    return "\n".join(words_in(state["preview"]))


def test_before_it_is_opened_nothing_of_the_vignette_reaches_the_page(module: Module) -> None:
    state, vignette = module.vignette("signature").state, load_vignette("signature", module.lang)
    assert (state["scene"]["title"], state["options"], state["ahead"]) == (vignette.title, [], {})
    assert NOTICE in set(words_in(state["scene"]))
    words = "\n".join(words_in(state))
    assert not any(scene.title in words for scene in vignette.scenes)
    assert not any(block.text in words for scene in vignette.scenes for block in scene.blocks)
    assert not any(person.name in words for person in vignette.people)
    ways = [(way["do"], way["text"]) for way in state["doors"]["ways"]]
    say = module.strings
    assert ways == [("open", say("threshold.open")), ("skip", say("threshold.skip"))]


def test_a_vignette_without_a_notice_has_no_threshold_and_cannot_be_stopped(
    tmp_path: Path,
) -> None:
    plain = Module(MODULE, "nl", a_folder(tmp_path, "nl"))
    player = plain.vignette("signature")
    assert (player.state["doors"], player.state["stop"]) == (None, None)
    press(player, do="skip", scene="gate")
    assert kinds(plain) == []


def test_opening_shows_the_first_scene_and_a_quiet_way_out(module: Module) -> None:
    player = module.vignette("signature")
    state = press(player, do="open", scene="gate")
    vignette = load_vignette("signature", module.lang)
    assert state["scene"]["title"] == vignette.scene("gate").title
    assert (state["stop"], state["doors"]) == (module.strings("vignette.stop"), None)
    assert all(moment["stop"] for moment in state["ahead"].values())
    assert kinds(module) == ["opened"]
    assert again(module).vignette("signature").state["scene"] == state["scene"]


def test_skipping_is_done_and_says_calmly_that_it_costs_nothing(module: Module) -> None:
    state = press(module.vignette("signature"), do="skip", scene="gate")
    say = module.strings
    assert state["done"]
    assert state["doors"]["label"] == say("threshold.skipped")
    assert say("threshold.stays") in set(words_in(state["scene"]))
    assert [way["do"] for way in state["doors"]["ways"]] == ["open"]
    assert kinds(module) == ["skipped"]


def test_stopping_on_the_way_clears_the_page_and_keeps_the_place(module: Module) -> None:
    player = module.vignette("signature")
    press(player, do="open", scene="gate")
    here = press(player, do="choose", scene="gate", choice=player.state["options"][0]["id"])
    state = press(player, do="skip", scene=here["scene"]["id"])
    assert (state["before"], state["options"], state["can_go_back"]) == (None, [], False)
    assert here["scene"]["title"] not in set(words_in(state))
    assert press(player, do="open", scene=here["scene"]["id"])["scene"] == here["scene"]
    assert player.state["done"], "having a look after all takes nothing away"


def test_a_walk_begun_before_there_were_thresholds_goes_on_where_it_was(module: Module) -> None:
    choice = load_vignette("signature", module.lang).scene("gate").choices[0]
    module.journal.append("signature", "chose", {"scene": "gate", "choice": choice.id})
    assert module.vignette("signature").state["scene"]["id"] == choice.target


def test_once_it_was_walked_there_is_nothing_left_to_stop(module: Module) -> None:
    player = module.vignette("signature")
    press(player, do="open", scene="gate")
    *_, state = walk_to_an_ending(player)
    assert state["stop"]
    assert press(player, do="look", scene=state["scene"]["id"])["stop"] is None


def test_stopping_is_never_too_late_and_a_step_after_it_is(module: Module) -> None:
    left, right = module.vignette("signature"), again(module).vignette("signature")
    press(left, do="open", scene="gate")
    choice = left.state["options"][0]["id"]
    press(left, do="choose", scene="gate", choice=choice)
    assert press(right, do="skip", scene="gate")["doors"]
    state = press(left, do="go-back", scene=left.state["scene"]["id"])
    assert state["doors"]
    assert state["notices"][0]["title"] == module.strings("problems.stale_title")
    assert kinds(module) == ["opened", "chose", "skipped"]


def test_the_hand_in_tells_of_a_skip_and_without_consent_only_that_it_is_done(
    module: Module,
) -> None:
    say = module.strings
    press(module.vignette("signature"), do="skip", scene="gate")
    told = preview(module, read=True)
    assert say("hand_in.line_skipped") in told
    assert say("hand_in.line_skip_counts") in told
    told = preview(module, read=False)
    assert say("hand_in.line_done") in told
    assert say("hand_in.line_skipped") not in told
    assert {event.kind for event in module.outgoing().events} == {"finished", "consented"}


def test_without_consent_a_walk_and_a_skip_look_the_same(module: Module) -> None:
    player = module.vignette("signature")
    press(player, do="open", scene="gate")
    *_, state = walk_to_an_ending(player)
    press(player, do="look", scene=state["scene"]["id"])
    assert module.strings("hand_in.line_complete") in preview(module, read=True)
    assert module.strings("hand_in.line_done") in preview(module, read=False)


def test_a_reflection_sends_nobody_back_to_a_vignette_that_was_skipped(module: Module) -> None:
    reflection = module.reflection("what-wim-heard", quotes="signature/gate")
    assert reflection.state["no_quote"] == module.strings("reflection.no_quote")
    press(module.vignette("signature"), do="skip", scene="gate")
    assert reflection.state["no_quote"] == module.strings("reflection.no_quote_skipped")
