from __future__ import annotations

import json
from pathlib import Path

import pytest

from grading.module_maker import GOOD, built, findings
from medeopvoeders.grading.private_blocks import PrivateBlockError, without_notes

SECRET = "Het antwoord is zeven."

KEPT_APART = {
    "a note in a block": f"::::{{facilitator}}\n:::{{note}}\nLet op.\n:::\n{SECRET}\n::::",
    "as many colons inside": f":::{{facilitator}}\n:::{{note}}\nLet op.\n:::\n{SECRET}\n:::",
    "a block in a list": f":::{{facilitator}}\n- :::{{note}}\n  Let op.\n  :::\n\n{SECRET}\n:::",
    "a block without braces": f":::{{facilitator}}\n::: note\nLet op.\n:::\n{SECRET}\n:::",
    "a private block inside": f"::::{{facilitator}}\n:::{{model-answer}}\nA\n:::\n{SECRET}\n::::",
    "too few colons": f"::::{{facilitator}}\n:::\n{SECRET}\n::::",
    "colons in code": f":::{{facilitator}}\n```\n:::\n```\n{SECRET}\n:::",
    "colons in code in a list": f":::{{facilitator}}\n1. ```\n   :::\n   ```\n{SECRET}\n:::",
    "tildes": f":::{{facilitator}}\n~~~~\n:::\n~~~\n:::\n~~~~\n{SECRET}\n:::",
    "colons far to the right": f":::{{facilitator}}\n    :::\n{SECRET}\n:::",
    "up to three spaces": f"   :::{{facilitator}}\n{SECRET}\n  :::",
    "a title": f":::{{facilitator}} Voor wie begeleidt\n{SECRET}\n:::",
    "a title without a space": f":::{{facilitator}}Voor wie begeleidt\n{SECRET}\n:::",
    "capitals": f":::{{Facilitator}}\n{SECRET}\n:::",
    "backticks": f"```{{facilitator}}\n{SECRET}\n```",
    "code in backticks": f"````{{model-answer}}\n```\nx\n```\n{SECRET}\n````",
    "named code in backticks": f"```{{model-answer}}\n```python\nx\n```\n{SECRET}\n```",
    "a note in backticks": f"```{{model-answer}}\n:::{{note}}\nx\n:::\n{SECRET}\n```",
    "tildes with braces": f"~~~{{model-answer}}\n{SECRET}\n~~~",
}


@pytest.mark.parametrize("how", KEPT_APART)
def test_a_private_block_stays_out_of_the_course_to_its_very_end(tmp_path: Path, how: str) -> None:
    text = json.dumps(built(tmp_path, GOOD.replace("Slot.", f"{KEPT_APART[how]}\n\nSlot.")))
    assert SECRET not in text
    assert "Let op" not in text
    assert "Slot." in text
    assert "{" + "facilitator" not in text


NAMED = {
    "an underscore": (f":::{{model_answer}}\n{SECRET}\n:::", "unknown-block", "{model-answer}"),
    "a plural": (f":::{{model-answers}}\n{SECRET}\n:::", "unknown-block", "{model-answer}"),
    "a space": (f":::{{model answer}}\n{SECRET}\n:::", "unknown-block", "{model-answer}"),
    "no braces": (f":::facilitator\n{SECRET}\n:::", "unknown-block", "{facilitator}"),
    "a class": (f"::: {{.facilitator}}\n{SECRET}\n:::", "unknown-block", "{facilitator}"),
    "no end to the braces": (f":::{{facilitator\n{SECRET}\n:::", "unknown-block", "{facilitator}"),
    "another block": (f":::{{note}}\n{SECRET}\n:::", "unknown-block", ":::{facilitator} / :::{mo"),
    "backticks": (f"```{{modelanswer}}\n{SECRET}\n```", "unknown-block", "{model-answer}"),
    "code of that name": (f"```facilitator\n{SECRET}\n```", "unknown-block", "{facilitator}"),
    "another directive": ("```{note}\nLet op.\n```", "unknown-block", ":::{facilitator} / :::{mo"),
    "a cell misspelt": ("```{code_cell}\n1\n```", "unknown-block", "```{code-cell}"),
    "a cell in a list": ("- ```{code-cell}\n  1\n  ```", "unknown-block", "```{code-cell}"),
    "a raw cell": ("```{raw-cell}\n1\n```", "unknown-block", ""),
    "too far to the right": (f"    :::{{facilitator}}\n{SECRET}\n    :::", "unknown-block", "{fac"),
    "in a list": (f"- :::{{facilitator}}\n  {SECRET}\n  :::", "unknown-block", "{facilitator}"),
    "in a quotation": (f"> :::{{facilitator}}\n> {SECRET}\n> :::", "unknown-block", "{facilitator"),
    "after other words": (f"Nu :::{{facilitator}}\n{SECRET}\n", "unknown-block", "{facilitator}"),
    "two colons": (f"::{{facilitator}}\n{SECRET}\n::", "unknown-block", "{facilitator}"),
    "an unseen character": (f"\u200b:::{{facilitator}}\n{SECRET}\n", "unknown-block", "{fac"),
    "a line that closes nothing": (f"{SECRET}\n:::", "stray-fence", ":::"),
    "no end": (f":::{{facilitator}}\n{SECRET}", "unclosed-block", ":::{facilitator}"),
    "fewer colons at its end": (f"::::{{facilitator}}\n{SECRET}\n:::", "unclosed-block", "::::"),
    "a line in a list is no end": (f":::{{facilitator}}\n- :::\n{SECRET}", "unclosed-block", ":::"),
    "code without an end": (f"```\n{SECRET}", "unclosed-block", "```"),
}


@pytest.mark.parametrize("how", NAMED)
def test_what_looks_like_a_block_and_is_none_is_named_with_what_was_meant(how: str) -> None:
    text, code, meant = NAMED[how]
    with pytest.raises(PrivateBlockError) as caught:
        without_notes(f"Proza.\n\n{text}\n")
    problem = caught.value.problems[0]
    line = 4 if code == "stray-fence" else 3
    assert (problem.code, problem.line) == (code, line)
    assert meant in " ".join(str(detail) for detail in problem.details.values())


def test_every_unknown_block_is_named_at_its_line_and_once(tmp_path: Path) -> None:
    text = GOOD.replace("{facilitator}", "{fasilitator}").replace("{model-", "{model_")
    assert findings(tmp_path, text) == [("unknown-block", 15), ("unknown-block", 27)]


def test_a_block_without_an_end_is_named_before_it_swallows_an_activity(tmp_path: Path) -> None:
    text = GOOD.replace("voorbeeldig antwoord.\n:::", "voorbeeldig antwoord.")
    assert findings(tmp_path, text + "\n:::\n") == [("unclosed-block", 27)]


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_code_that_may_have_ended_a_block_of_backticks_is_named(fence: str) -> None:
    text = f"{fence}{{model-answer}}\nA\n{fence}\ncode\n{fence}\n{SECRET}\n{fence}"
    with pytest.raises(PrivateBlockError) as caught:
        without_notes(text)
    assert [(problem.code, problem.line) for problem in caught.value.problems] == [
        ("unclear-code", 5)
    ]


def test_a_note_keeps_its_words_its_title_and_its_place() -> None:
    text = "a\n\n::::{Model-Answer} Zo kan het\n:::{note}\nb\n:::\n\nc\n::::\nd"
    public, [note] = without_notes(text)
    assert public == "a" + "\n" * 9 + "d"
    assert (note.kind, note.title, note.line) == ("model-answer", "Zo kan het", 3)
    assert note.text == ":::{note}\nb\n:::\n\nc"


def test_code_and_roles_in_the_prose_are_left_alone() -> None:
    text = (
        "Tekst.\n\n```python\nx = {1: 2}[1:]\n```\n\n- a\n  ```\n  b\n  ```\n\nEen {term}`woord`.\n"
    )
    assert without_notes(text) == (text, ())
