"""A trainee's kernel as the tests kill it: it chooses, writes and says what it called saved."""

from __future__ import annotations

import os
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from medeopvoeders.views.activity import ActivityView
from medeopvoeders.views.module import Module

MODULE, LANG = "01-lever-or-barrier", "nl"


def _views(folder: Path) -> tuple[Module, ActivityView, ActivityView]:
    module = Module(MODULE, LANG, folder)
    return module, module.vignette("signature"), module.reflection("what-wim-heard")


# All is read once, in the process that the others are forked from.
with TemporaryDirectory() as nowhere:
    _views(Path(nowhere))


def choose_and_write(folder: str, told: Connection, seed: int) -> None:
    """Choose and write until killed. The id of each event that a page would show as saved goes
    into the pipe `told`, one line each."""
    module, player, answer = _views(Path(folder))
    chance = Random(seed)  # noqa: S311 - a dice roll, no secret
    for turn in count(1):
        walks = chance.random() < 0.5
        if walks:
            _walk_on(player, chance)
        else:
            _write_on(answer, turn, chance)
        view = player if walks else answer
        if view.state["status"]["kind"] == "saved":
            os.write(told.fileno(), module.journal.events[-1].id.encode() + b"\n")


def _walk_on(player: ActivityView, chance: Random) -> None:
    state = player.state
    options, scene = state["options"], state["scene"]["id"]
    if options:
        choice = chance.choice(options)["id"]
        player._receive(None, {"do": "choose", "scene": scene, "choice": choice}, None)
    else:
        player._receive(None, {"do": "restart", "scene": scene}, None)


def _write_on(answer: ActivityView, turn: int, chance: Random) -> None:
    text = f"{turn} " + "Hij vroeg het niet. " * chance.randrange(400)
    message = {"do": "write", "text": text, "turn": turn, "bases": [answer.state["text"]]}
    answer._receive(None, message, None)
