"""A view on any page: its state, and what lets a page paint it before the kernel is reached."""

from __future__ import annotations

import json
import os
from typing import Any

import anywidget
import traitlets

from medeopvoeders.views.composing import address_of

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
            data[SHOWN] = self._shown()
        return data, metadata

    def _shown(self) -> State:
        traits = self.get_state()
        script, style = (address_of(traits.pop(name)) for name in ("_esm", "_css"))
        # As text: on its way into a page, a dictionary is put in the order of its keys, and the
        # page would take what the kernel sends later for something else.
        state = json.dumps(traits)
        return {"model_id": self.model_id, "script": script, "style": style, "state": state}
