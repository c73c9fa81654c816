"""A mirror on the page: one week played twice, for two families, and then laid side by side.

Chance draws which family comes first; the draw is saved with the first step, so that it stays.
Until both were played nothing tells what an answer was: that would change the second play.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import traitlets

from medeopvoeders.engine.contrast import way_of
from medeopvoeders.engine.mirror import Mirror, in_order
from medeopvoeders.record.replay import Pair, replay_mirror
from medeopvoeders.views.activity import ActivityView, State, notice, script, style
from medeopvoeders.views.contrast import contrast
from medeopvoeders.views.player import PARTS, Player
from medeopvoeders.views.side_by_side import Side, Words, side_by_side

if TYPE_CHECKING:
    from medeopvoeders.views.module import Module


class MirrorView(ActivityView):
    """Both families of a mirror, one after the other. `pictures` are the drawings, as SVG.

    `shown` is the family that stands on the page, empty for the comparison, and None until
    somebody moves: then the page opens where the record was left.
    """

    _esm = script(*PARTS, "mirror")
    _css = style(*PARTS, "mirror")
    pictures = traitlets.Dict().tag(sync=True)

    def __init__(self, module: Module, families: Pair) -> None:
        self.families = families
        self.players = {family.id: Player(module, family) for family in families}
        self.drawn = secrets.choice(families).id
        self.shown: str | None = None
        super().__init__(module, families[0].mirror_id)
        self.pictures = self.players[families[0].id].drawings()

    @property
    def mirror(self) -> Mirror:
        """How far the trainee is."""
        return replay_mirror(self.families, self.module.journal.events)

    @property
    def order(self) -> tuple[Player, Player]:
        """Both players, the family that comes first in front."""
        one, other = (family.id for family in self.families)
        mirror = self.mirror
        drawn = mirror if mirror.first else Mirror(first=self.drawn)
        first, second = in_order((one, other), drawn)
        return self.players[first], self.players[second]

    @property
    def both_played(self) -> bool:
        """True once each family was walked to an end."""
        return all(player.walk.finished for player in self.players.values())

    @property
    def on_page(self) -> str:
        """The id of the family on the page, or empty where the comparison stands there."""
        return self._where_left() if self.shown is None else self.shown

    def _where_left(self) -> str:
        first, second = self.order
        if not first.at_ending:
            return first.vignette.id
        if not second.walk.trail and not second.walk.finished:
            return first.vignette.id
        return "" if second.at_ending and self.mirror.compared else second.vignette.id

    def act(self, message: State) -> None:
        """Take the step that the page asks for, or show the other family, or the comparison."""
        self.module.journal.catch_up()
        first, second = self.order
        match message.get("do"):
            case "next" if first.walk.finished:
                self.shown = second.vignette.id
            case "compare" if self.both_played:
                self._compare()
            case "play" if self.mirror.compared:
                self._play_again(str(message.get("activity")))
            case _:
                self._step(message)

    def _compare(self) -> None:
        if not self.mirror.compared:
            self.save("compared", {})
        self.shown = ""

    def _play_again(self, family: str) -> None:
        player = self.players.get(family)
        if player is None:
            return
        if player.at_ending:
            self.save("restarted", {}, activity=family)
        self.shown = family

    def _step(self, message: State) -> None:
        """One step in the family that the page was at; what no longer fits is told of."""
        family = str(message.get("activity"))
        player = self.players.get(family)
        asked = player.asked(message) if player else None
        if player is None or asked is None:
            return
        here = self.on_page in {family, ""}
        if not here or not player.fits(*asked):
            say = self.module.strings
            self.passing.append(notice(say("problems.stale_title"), say("problems.stale"), "info"))
            return
        if not self.mirror.first:
            self.save("drew", {"first": self.order[0].vignette.id})
        self.shown = self.on_page
        self.save(*asked, activity=family)

    def paint(self) -> State:
        """The family that is played now, or both ways side by side."""
        say, on_page = self.module.strings, self.on_page
        return {
            "title": self.families[0].title,
            "intro": "" if self.mirror.compared else say("mirror.intro"),
            "done": self.mirror.compared,
            "player": self._player(self.players[on_page]) if on_page else None,
            "comparison": None if on_page else self._comparison(),
        }

    def _player(self, player: Player) -> State:
        say, place = self.module.strings, self.order.index(player)
        follows = {"next": {"do": "next", "text": say("mirror.to_second")}}
        if self.mirror.compared:
            text = say("mirror.to_comparison")
            follows = {"next": {"do": "compare", "text": text}, "again": say("vignette.again")}
        elif place:
            follows = {"next": {"do": "compare", "text": say("mirror.compare")}}
        kicker = say(f"mirror.kicker_{'second' if place else 'first'}")
        return player.paint(follows) | {"activity": player.vignette.id, "kicker": kicker}

    def _comparison(self) -> State:
        say, players = self.module.strings, self.order
        left, right = (
            Side(p.vignette, way_of(p.walk), p.vignette.parent, say("mirror.empty"))
            for p in players
        )
        words = Words(
            endings=say("mirror.endings"),
            differs=say("mirror.differs"),
            same=say("mirror.same"),
            with_comments=True,
            known=frozenset(step.scene for step in (*left.way, *right.way)),
        )
        return {
            "title": say("mirror.question"),
            "lead": say("mirror.lead"),
            "sides": side_by_side(say, left, right, words),
            "families": [self._look_back(player) for player in players],
        }

    def _look_back(self, player: Player) -> State:
        """What one family's week would be followed by if it stood alone."""
        say, vignette, walk = self.module.strings, player.vignette, player.walk
        return {
            "activity": vignette.id,
            "scene": walk.here,
            "title": say("mirror.look_back", name=vignette.parent),
            "again": say("mirror.play_again", name=vignette.parent),
            "contrast": contrast(say, vignette, walk) if player.at_ending else None,
        }
