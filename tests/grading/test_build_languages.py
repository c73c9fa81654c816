from __future__ import annotations

from pathlib import Path

import pytest

from grading.module_maker import GOOD, SLUG, in_english, mistakes, solutions
from medeopvoeders.grading.build import build
from medeopvoeders.grading.finding import BuildError

VIGNETTE = '```{code-cell}\nmodule.vignette("signature")\n```\n'
ENGLISH = in_english(GOOD)

DIFFERENT = {
    "another id": (ENGLISH.replace("what-you-heard", "what-wim-heard"), [32]),
    "other arguments": (ENGLISH.replace("(80, 150)", "(90, 150)"), [32]),
    "one less": (ENGLISH.replace(VIGNETTE, ""), [1]),
    "one less at the end": (ENGLISH.replace("module.hand_in()", "").replace(
        "```{code-cell}\n\n```\n", ""), [32]),
    "one more": (ENGLISH.replace("# Een module\n", f"# Een module\n\n{VIGNETTE}").replace(
        VIGNETTE, "```{code-cell}\nmodule.hand_in()\n```\n", 1).replace(
        "Slot.\n\n```{code-cell}\nmodule.hand_in()\n```\n", "Slot."), [14, 36]),
    "a mirror": (ENGLISH.replace('vignette("signature")', 'mirror("first-week")'), [20]),
    "another kind": (ENGLISH.replace('module.vignette("signature")', (
        'module.reflection("signature")')), [20]),
}  # fmt: skip


@pytest.mark.parametrize("how", DIFFERENT)
def test_activities_that_differ_between_languages_are_named_in_the_translation(
    tmp_path: Path, how: str
) -> None:
    english, lines = DIFFERENT[how]
    found = mistakes(solutions(tmp_path, english=english))
    assert found == [("en", "languages-differ", line) for line in lines]


def test_a_difference_says_what_stands_in_either_language(tmp_path: Path) -> None:
    where = solutions(tmp_path, english=ENGLISH.replace("(80, 150)", "(90, 150)"))
    with pytest.raises(BuildError) as caught:
        build(where, tmp_path / "course")
    [finding] = caught.value.findings
    assert f"solutions/nl/{SLUG}.md" in finding.message
    assert "words=(80, 150)" in finding.message
    assert "words=(90, 150)" in finding.message


def test_the_order_of_named_arguments_makes_no_difference(tmp_path: Path) -> None:
    swapped = ENGLISH.replace(
        'quotes="signature/gate", words=(80, 150)', 'words=(80, 150), quotes="signature/gate"'
    )
    assert len(build(solutions(tmp_path, english=swapped), tmp_path / "course")) == 2


@pytest.mark.parametrize(("here", "missing"), [("nl", "en"), ("en", "nl")])
def test_a_module_in_one_language_only_is_named(tmp_path: Path, here: str, missing: str) -> None:
    where = solutions(tmp_path)
    (where / missing / f"{SLUG}.md").unlink()
    with pytest.raises(BuildError) as caught:
        build(where, tmp_path / "course")
    assert mistakes(where) == [(here, "one-language", 1)]
    assert f"solutions/{missing}/{SLUG}.md" in caught.value.findings[0].message


def test_languages_are_compared_only_where_each_can_be_read(tmp_path: Path) -> None:
    where = solutions(tmp_path, english=ENGLISH.replace("hand_in()", "hand_im()"))
    assert mistakes(where) == [("en", "unknown-kind", 38)]
