"""Reflections that are named elsewhere: by one of another module, which recalls them, or by a sheet
to print. Whether they are there is known once all modules of a language have been read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from medeopvoeders.grading.activity_call import are_texts
from medeopvoeders.grading.finding import Finding, Problem
from medeopvoeders.grading.source import Activity, NotebookSource
from medeopvoeders.reading.findings import closest

EXAMPLE = "00-start/open-answer"


def lost_reflections(sources: Sequence[NotebookSource], paths: Sequence[Path]) -> Iterator[Finding]:
    """Every name of a reflection that is not there. Of a module that could not be read (it is one
    of `paths`, not of `sources`) nothing is known, so nothing is said."""
    unread = set(paths) - {source.path for source in sources}
    for source in sources:
        elsewhere = list(_elsewhere(source, sources))
        for activity in source.activities:
            if activity.kind == "sheet":
                yield from _lost_shown(source, activity)
            elif recalls := str(dict(activity.arguments).get("recalls", "")):
                wanted = source.path.with_stem(recalls.partition("/")[0] or "-")
                if recalls not in elsewhere and wanted not in unread:
                    yield _lost_recall(source, activity, recalls, elsewhere)


def _lost_recall(
    source: NotebookSource, activity: Activity, recalls: str, known: list[str]
) -> Finding:
    example = closest(recalls, known) or next(iter(known), EXAMPLE)
    details = {"recalls": recalls, "example": example}
    return Problem("unknown-recall", activity.line, details).found_in(source.path)


def _lost_shown(source: NotebookSource, sheet: Activity) -> Iterator[Finding]:
    """A sheet shows reflections of its own module, wherever they stand in it."""
    known, shows = list(_reflections(source)), dict(sheet.arguments).get("shows")
    if not are_texts(shows) or not set(shows) <= set(known):
        details = {"id": sheet.id, "example": next(iter(known), "…"), "known": ", ".join(known)}
        yield Problem("unknown-shown", sheet.line, details).found_in(source.path)


def _elsewhere(source: NotebookSource, sources: Sequence[NotebookSource]) -> Iterator[str]:
    """The reflections of the other modules in the language of `source`, as a recall names them."""
    for other in sources:
        if other.lang == source.lang and other.slug != source.slug:
            yield from (f"{other.slug}/{reflection}" for reflection in _reflections(other))


def _reflections(source: NotebookSource) -> Iterator[str]:
    return (activity.id for activity in source.activities if activity.kind == "reflection")
