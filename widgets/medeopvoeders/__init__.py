"""Medeopvoeders: an open course on parental involvement, lived through in case vignettes.

A notebook needs one name from here:

    from medeopvoeders import open_module
    module = open_module("01-lever-or-barrier", "nl")
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the sentence is for whoever has an older Python
    sys.exit(
        "Medeopvoeders heeft Python 3.11 of nieuwer nodig. / Medeopvoeders needs Python 3.11 or "
        "newer. Hier draait / this is Python {}.{}.".format(*sys.version_info[:2])
    )

__all__ = ["open_module"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load the views only where a notebook asks for them; the command line has no use for them."""
    if name == "open_module":
        from medeopvoeders.views.module import open_module

        return open_module
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
