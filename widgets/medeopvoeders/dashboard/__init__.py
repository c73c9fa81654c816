"""What a facilitator sees of a group: who handed in, where the group parted, what it wrote.

What lives here: reading a cohort's folder, the rules of privacy, pseudonyms, and one page. What
may come in: anything at all that a trainee handed in; a bad submission becomes a sentence in the
page, and the rest goes on. Leans on every room up to `views`; nbgrader is never imported here, so
that the page opens in a small kernel. It is nbgrader's folder that is read, not its database.

The notebook in a cohort's folder needs one name:

    from medeopvoeders.dashboard import open_cohort
    open_cohort()
"""

from __future__ import annotations

__all__ = ["open_cohort"]


def __getattr__(name: str) -> object:
    """Load the page only where a notebook asks for it; reading a cohort needs no widgets."""
    if name == "open_cohort":
        from medeopvoeders.dashboard.cohort_view import open_cohort

        return open_cohort
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
