"""A vignette on the page: one scene at a time, and at an ending the contrast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import traitlets

from medeopvoeders.models.vignette import Vignette
from medeopvoeders.views.activity import ActivityView, State, notice, script, style
from medeopvoeders.views.player import PARTS, Player

if TYPE_CHECKING:
    from medeopvoeders.views.module import Module


class VignetteView(ActivityView):
    """A vignette as a trainee walks it. `pictures` are the drawings in it, by name, as SVG."""

    _esm = script(*PARTS, "vignette")
    _css = style(*PARTS)
    pictures = traitlets.Dict().tag(sync=True)

    def __init__(self, module: Module, vignette: Vignette) -> None:
        self.player = Player(module, vignette)
        super().__init__(module, vignette.id)
        self.pictures = self.player.drawings()

    def act(self, message: State) -> None:
        """Take the step that the page asks for, where it fits; otherwise show where we are."""
        self.module.journal.catch_up()
        asked = self.player.asked(message)
        if asked is None:
            return
        if self.player.fits(*asked):
            self.save(*asked)
            return
        say = self.module.strings
        self.passing.append(notice(say("problems.stale_title"), say("problems.stale"), "info"))

    def paint(self) -> State:
        """Where the trainee stands."""
        return self.player.paint()
