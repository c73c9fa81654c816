"""The pure engine: one `step(state, action) -> state` an activity.

No files, no clock, no pixels. An action that does not fit the state (a page left open in a second
tab, a record from before the text changed) leaves the state as it was.
"""
