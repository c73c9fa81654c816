"""What stands in the place of an activity that cannot be shown: why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medeopvoeders.views.activity import ActivityView, State, script, style

if TYPE_CHECKING:
    from medeopvoeders.views.module import Module


class ProblemView(ActivityView):
    """A notice where an activity should be; the rest of the lesson goes on."""

    _esm = script("problem")
    _css = style("problem")

    def __init__(self, module: Module, activity: str, told: State) -> None:
        self.told = told
        super().__init__(module, activity)

    def act(self, message: State) -> None:
        """Nothing can be done here."""

    def paint(self) -> State:
        """The notice."""
        return {"notices": [self.told], "done": False}
