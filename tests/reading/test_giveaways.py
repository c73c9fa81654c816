"""Rules of thumb that point at the partnership option, and when that is too often."""

from __future__ import annotations

import pytest

from medeopvoeders.models.vignette import Choice, Effect, Scene, Vignette
from medeopvoeders.reading.findings import CONTENT
from medeopvoeders.reading.giveaways import RULES, RuleOfThumb, courtesies, rules_of_thumb
from medeopvoeders.reading.strings import languages
from medeopvoeders.reading.vignette import read_vignette


def decision(*texts: str, partnership: int) -> Scene:
    choices = tuple(
        Choice(str(n), text, "end", "partnership" if n == partnership else "instrumental", Effect())
        for n, text in enumerate(texts)
    )
    return Scene("scene", "Scene", choices=choices)


def hits(*scenes: Scene) -> dict[str, int]:
    vignette = Vignette("v", "nl", "", "", "scene", (), scenes)
    return {rule.name: rule.hits for rule in rules_of_thumb(vignette)}


@pytest.mark.parametrize(
    ("texts", "partnership", "rules"),
    [
        (("a.", "bb.", "ccc."), 0, {"first", "shortest"}),
        (("a.", "bb.", "ccc."), 2, {"last", "longest"}),
        (("aa.", "a?", "aaa."), 1, {"question", "shortest"}),
        (("a?", "a.", "a?"), 1, {"no-question"}),
        (("a.", "“a.”", "aaaaa."), 1, {"said"}),
        (("“a.”", "a.", "“aaaaa.”"), 1, {"not-said", "shortest"}),
        (("a.", "a. a.", "aaaaaa."), 1, {"most-sentences"}),
        (("a.", "a.", "a."), 1, set()),
        (("graag.", "sorry.", "Graag, sorry."), 2, {"last", "longest", "most-polite"}),
        (("xxxxx.", "graag.", "sorry."), 1, set()),
        (("ondankbaar.", "please please.", "aaaaaaaaaaaa."), 0, {"first", "shortest"}),
    ],
)
def test_a_rule_picks_by_looks_alone(
    texts: tuple[str, ...], partnership: int, rules: set[str]
) -> None:
    found = hits(decision(*texts, partnership=partnership))
    assert {name for name, count in found.items() if count} == rules


@pytest.mark.parametrize(
    ("right", "decisions", "too_often"),
    [(2, 3, False), (3, 3, True), (2, 2, False), (3, 6, False), (4, 6, True), (5, 9, True)],
)
def test_more_than_half_gives_it_away_unless_chance_explains_it(
    right: int, decisions: int, too_often: bool
) -> None:
    assert RuleOfThumb("last", right, decisions).gives_away is too_often


def test_the_most_telling_rule_comes_first() -> None:
    scenes = [decision("a.", "b.", "c.", partnership=1)] * 2
    scenes.append(decision("a.", "b.", "ccc.", partnership=2))
    vignette = Vignette("v", "nl", "", "", "scene", (), tuple(scenes))
    assert rules_of_thumb(vignette)[0].hits == max(r.hits for r in rules_of_thumb(vignette))


def test_courtesy_is_counted_in_the_language_of_the_text() -> None:
    assert courtesies("Sorry. Graag, en dank je.", "nl") == 3
    assert courtesies("Graag, please.", "en") == 1
    assert courtesies("Graag.", "fr") == 0


@pytest.mark.parametrize("lang", languages())
def test_no_rule_of_thumb_finds_the_partnership_road_through_the_course(lang: str) -> None:
    paths = sorted((CONTENT / "vignettes").glob(f"*/{lang}.md"))
    rules = rules_of_thumb(*(read_vignette(path)[0] for path in paths))
    table = "\n".join(f"{rule.name:16}{rule.hits:4}/{rule.decisions}" for rule in rules)
    print(table)
    assert len(rules) == len(RULES) + 1
    assert [rule.name for rule in rules if rule.hits * 2 > rule.decisions] == [], table
