"""Where the server's computer is thrown away after use, as on Binder: what that asks of us.

Everywhere else a trainee's folder stays, and none of this applies.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

# After so many idle minutes a session ends, and all its files with it; 0 where files stay. For
# whoever runs a Binder of their own, with other habits.
MINUTES_VARIABLE = "MEDEOPVOEDERS_SESSION_MINUTES"
# BinderHub sets these, and nothing else does. (A name that merely begins with BINDER_ proves
# nothing: Kubernetes tells every neighbour of a service called "binder" where it is.)
BINDER_VARIABLES = ("BINDER_LAUNCH_HOST", "BINDER_REQUEST", "BINDER_PERSISTENT_REQUEST")
BINDER_MINUTES = 10
# Of a session's idle minutes, those that pass before the page says something.
REMIND_AFTER = 0.7


def session_minutes(environment: Mapping[str, str] = os.environ) -> int:
    """The idle minutes after which a session ends here; 0 where it does not."""
    try:
        return max(0, int(environment[MINUTES_VARIABLE]))
    except (KeyError, ValueError):
        on_binder = any(environment.get(name) for name in BINDER_VARIABLES)
        return BINDER_MINUTES if on_binder else 0


def remind_after_seconds(environment: Mapping[str, str] = os.environ) -> float:
    """The idle seconds after which a page reminds its reader; 0 for never."""
    return session_minutes(environment) * 60 * REMIND_AFTER
