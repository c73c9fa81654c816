"""Painting who handed in what: under pseudonyms, until the facilitator asks for names."""

from __future__ import annotations

from medeopvoeders.dashboard.group import Group, Problem, Submission
from medeopvoeders.dashboard.privacy import may_count
from medeopvoeders.dashboard.pseudonyms import Pseudonyms
from medeopvoeders.grading.literal_text import visible
from medeopvoeders.reading.strings import Strings
from medeopvoeders.views.activity import State


def paint_table(group: Group, pseudonyms: Pseudonyms, *, names: bool, say: Strings) -> State:
    """A row a trainee, a column a module. Names are in it only where `names` asks for them; the
    rows then stand in their order, so that a place does not tell who is which tree."""
    trees = trees_of(say)
    called = {
        student: visible(student) if names else pseudonyms.name(student, trees)
        for student in group.students
    }
    rows = sorted(called, key=lambda student: _in_order(called[student]))
    found = {(s.student, s.module): s for s in group.submissions}
    return {
        "title": say("dashboard.table"),
        "names": names,
        "names_label": say("dashboard.names"),
        "names_help": say("dashboard.names_help"),
        "trainee": say("dashboard.trainee"),
        "columns": [
            {"short": say("dashboard.column", number=module.number), "title": module.title}
            for module in group.modules
        ],
        "rows": [
            {
                "who": called[student],
                "whole": _problems(found.get((student, "")), called, say),
                "cells": [_cell(found.get((student, m.slug)), called, say) for m in group.modules],
            }
            for student in rows
        ],
    }


def trees_of(say: Strings) -> tuple[str, ...]:
    """The names of trees that pseudonyms are drawn from."""
    return tuple(tree.strip() for tree in say("dashboard.trees").split(","))


def _in_order(name: str) -> tuple[str, int]:
    """Es 2 before Es 10."""
    tree, _, round_ = name.rpartition(" ")
    return (tree.casefold(), int(round_)) if round_.isdecimal() else (name.casefold(), 0)


def _cell(submission: Submission | None, called: dict[str, str], say: Strings) -> State:
    if submission is None:
        return {"handed_in": False, "text": say("dashboard.not_yet")}
    problems = _problems(submission, called, say)
    # Where there is no record there is no consent either; the problem says enough.
    unread = not may_count(submission.consent) and not problems
    return {
        "handed_in": True,
        "text": say("dashboard.unknown_time"),
        "at": submission.at.isoformat() if submission.at else "",
        "note": say("dashboard.not_shared") if unread else "",
        "problems": problems,
    }


def _problems(submission: Submission | None, called: dict[str, str], say: Strings) -> list[str]:
    problems = submission.problems if submission else ()
    return [_sentence(problem, called, say) for problem in problems]


def _sentence(problem: Problem, called: dict[str, str], say: Strings) -> str:
    key = f"dashboard.problem_{problem.code}" + ("_one" if problem.count == 1 else "")
    known = key if key in say.table else f"dashboard.problem_{problem.code}"
    others = ", ".join(sorted(called[student] for student in problem.students))
    return say(known, count=problem.count, others=others)
