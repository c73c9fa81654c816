"""A view on any page: its state, and what lets a page paint it before the kernel is reached."""

from __future__ import annotations

import os
from typing import Any

import anywidget
import traitlets

State = dict[str, Any]

# What a view shows, for a page that paints it as soon as its cell has run. Only where Voilà asks:
# what JupyterLab shows is kept in the notebook, and a record has no business there.
SHOWN = "application/vnd.medeopvoeders.view+json"
VOILA = "VOILA_PREHEAT"


class View(anywidget.AnyWidget):
    """`state` is everything that the page shows, in words."""

    state = traitlets.Dict().tag(sync=True)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[State, State]:
        data, metadata = super()._repr_mimebundle_(**kwargs)
        if VOILA in os.environ:
            data[SHOWN] = {"model_id": self.model_id, "state": self.get_state()}
        return data, metadata
