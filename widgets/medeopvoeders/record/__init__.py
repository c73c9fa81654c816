"""The record: an append-only file beside the notebook, and what follows from it.

What lives here: the journal (appending and reading), replay (events to state) and export (what
leaves the folder at hand-in). What may come in: any file at all, also one that is no record.
Leans on `models` and `engine`; the one library is filelock, for the writer's lock.
"""
