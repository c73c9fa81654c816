"""Groups of people who do not exist, and who behave as people do."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from medeopvoeders.dashboard.group import Group, read_group
from medeopvoeders.engine.vignette import start
from medeopvoeders.grading.cohort import Cohort, cohorts, read_cohort
from medeopvoeders.grading.cohorts import write_cohort
from medeopvoeders.grading.made_up import DUE, ORDINARY, Shares, made_up_cohort, make_group
from medeopvoeders.grading.made_up_trainee import SHAPES
from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.library import content_dir, languages, load_mirror, load_vignette
from medeopvoeders.reading.made_up import ANY_REFLECTION, load_sentences
from medeopvoeders.record.replay import replay_answer, replay_mirror, replay_walk

PROJECT = Path(__file__).parents[2]
COURSE = PROJECT / "course"
MODULE = "01-lever-or-barrier"
REFLECTION, VIGNETTE, MIRROR = "what-wim-heard", "signature", "first-week"
NOBODY = Shares(**dict.fromkeys(Shares.__dataclass_fields__, 0.0))


@pytest.fixture(params=languages())
def cohort(request: pytest.FixtureRequest, tmp_path: Path) -> Cohort:
    return empty_cohort(tmp_path / "made-up", request.param)


def empty_cohort(folder: Path, lang: str) -> Cohort:
    folder.mkdir(parents=True)
    cohort = Cohort("made-up", lang, folder, folder / "exchange", "2026-11-01", made_up=True)
    write_cohort(cohort, [COURSE / lang / MODULE / f"{MODULE}.ipynb"])
    return cohort


def group_of(cohort: Cohort, size: int = 30, shares: Shares = ORDINARY, seed: int = 7) -> Group:
    make_group(cohort, size, seed, shares=shares)
    return read_group(cohort.folder)


def texts_of(group: Group, reflection: str = REFLECTION) -> list[str]:
    found = (replay_answer(reflection, one.events) for one in group.submissions)
    return [text for text in found if text]


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_group(tmp_path: Path) -> None:
    first, second, other = (empty_cohort(tmp_path / name, "nl") for name in "abc")
    make_group(first, 12)
    make_group(second, 12)
    make_group(other, 12, seed=8)
    made = [files_in(cohort.folder / "submitted") for cohort in (first, second, other)]
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_a_group_behaves_in_the_shares_that_are_given(cohort: Cohort) -> None:
    shares = Shares(missing=0.1, bad=0.1, unread=0.2, withdrawn=0, silent=0, typed=0)
    group = group_of(cohort, 50, shares)
    damaged = [one for one in group.submissions if one.problems]
    readable = [one for one in group.submissions if one.consent.read]
    assert len(group.submissions) == 45
    assert 3 <= len(damaged) <= 5, "those who hand in nothing hand in nothing bad"
    assert 30 <= len(readable) <= 40


def test_some_hand_in_late_and_most_shortly_before_it_is_due(cohort: Cohort) -> None:
    group = group_of(cohort, 60)
    moments = [one.at for one in group.submissions if one.at]
    late = [at for at in moments if at > DUE]
    last_days = [at for at in moments if at <= DUE and (DUE - at).days < 2]
    assert 0 < len(late) < len(moments) / 3
    assert len(last_days) > len(moments) / 2


def test_ways_part_and_lean_to_some_answers(cohort: Cohort) -> None:
    group = group_of(cohort, 60, NOBODY)
    vignette = load_vignette(VIGNETTE, cohort.lang)
    first = Counter(replay_walk(vignette, one.events).first[0].choice for one in group.submissions)
    scene = vignette.scene(start(vignette).here)
    assert set(first) == {choice.id for choice in scene.choices}, "every answer draws somebody"
    assert max(first.values()) > 2 * min(first.values())


def test_some_go_back_and_try_another_way(cohort: Cohort) -> None:
    group = group_of(cohort, 40)
    kinds = Counter(event.kind for one in group.submissions for event in one.events)
    assert kinds["went-back"] + kinds["restarted"] > 5


def test_everybody_who_finishes_reaches_an_ending_and_looks_back(cohort: Cohort) -> None:
    vignette = load_vignette(VIGNETTE, cohort.lang)
    walks = [replay_walk(vignette, one.events) for one in group_of(cohort, 40, NOBODY).submissions]
    assert [walk for walk in walks if not walk.finished] == []


def test_thirty_texts_do_not_read_as_copies(cohort: Cohort) -> None:
    texts = texts_of(group_of(cohort))
    lengths = sorted(len(text.split()) for text in texts)
    starts = Counter(text[:40] for text in texts)
    assert len(set(texts)) == len(texts)
    assert starts.most_common(1)[0][1] <= 3
    assert lengths[-1] > 3 * lengths[0], "some write a line, some a page"


def test_what_a_trainee_withdraws_is_not_in_the_hand_in(cohort: Cohort) -> None:
    group = group_of(cohort, 6, replace(NOBODY, withdrawn=1.0))
    told = {event.kind for one in group.submissions for event in one.events}
    assert told == {"finished", "consented"}


def test_every_kind_of_bad_file_comes_up(cohort: Cohort) -> None:
    group = group_of(cohort, 60, replace(NOBODY, bad=0.5))
    codes = {problem.code for one in group.submissions for problem in one.problems}
    assert codes == {"damaged", "no_notebook", "bad_notebook", "not_a_record", "no_record"}


def test_an_answer_can_be_typed_in_the_notebook(cohort: Cohort) -> None:
    group = group_of(cohort, 4, replace(NOBODY, typed=1.0))
    assert all(one.typed[REFLECTION][0] for one in group.submissions)
    assert texts_of(group) == []


def test_a_mirror_is_drawn_played_for_both_families_and_compared(cohort: Cohort) -> None:
    group = group_of(cohort, 20, NOBODY)
    families = load_mirror(MIRROR, cohort.lang)
    mirrors = [replay_mirror(families, one.events) for one in group.submissions]
    assert all(mirror.compared for mirror in mirrors)
    assert {mirror.first for mirror in mirrors} == {family.id for family in families}
    assert len(set(texts_of(group, "two-mothers"))) == 20


def test_what_this_version_does_not_know_is_passed_over(cohort: Cohort) -> None:
    [notebook] = cohort.folder.glob("source/*/*.ipynb")
    content = json.loads(notebook.read_bytes())
    content["metadata"]["medeopvoeders"]["activities"][:0] = [
        {"id": "sorting", "kind": "sorting", "title": "Sorting"},
        {"id": "from-later", "kind": "vignette", "title": "From later"},
        {"id": "week", "kind": "mirror", "title": "Week", "families": ["week.a", "week.b"]},
    ]
    notebook.write_text(json.dumps(content), "utf-8")
    assert len(texts_of(group_of(cohort, 10, NOBODY))) == 10


def test_a_made_up_cohort_is_gone_afterwards_and_no_group_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDEOPVOEDERS_HOME", str(tmp_path))
    with made_up_cohort("nl", COURSE, 5) as cohort:
        assert read_cohort(cohort.folder).made_up
        handed_in = read_group(cohort.folder).submissions
        assert len(handed_in) == 5 * len(cohort.modules), "each hands in every module"
        assert cohorts() == ()
    assert not cohort.folder.exists()
    assert list(tmp_path.iterdir()) == []


def test_the_sentences_are_as_many_in_each_language() -> None:
    wrong = []
    for reflection in (REFLECTION, "two-mothers", ANY_REFLECTION):
        shapes = {}
        for lang in languages():
            cards = load_sentences(lang, reflection)
            after = {choice: len(texts) for choice, texts in cards.after.items()}
            counts = {part: len(getattr(cards, part)) for part in parts()}
            shapes[lang] = (counts, after)
        if len(set(map(str, shapes.values()))) > 1:
            wrong.append((reflection, shapes))
    assert wrong == []


def parts() -> set[str]:
    return {part for shape in SHAPES for part in shape.split()} - {"/"}


def test_openings_fit_choices_that_exist() -> None:
    known = {
        choice.id for scene in load_vignette(VIGNETTE, "nl").scenes for choice in scene.choices
    }
    assert load_sentences("nl", REFLECTION).after.keys() <= known


def test_a_language_without_sentences_borrows_those_of_the_first() -> None:
    assert not (content_dir() / "made_up" / "xx.toml").exists()
    assert load_sentences("xx", REFLECTION) == load_sentences("nl", REFLECTION)


def test_of_a_vignette_that_may_be_skipped_most_open_it_and_a_few_do_not(
    cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    hard = replace(load_vignette(VIGNETTE, cohort.lang), notice="Over schaamte.")
    room = "medeopvoeders.grading.made_up_trainee"

    def load(name: str, lang: str) -> Vignette:
        return hard if name == VIGNETTE else load_vignette(name, lang)

    monkeypatch.setattr(f"{room}.load_vignette", load)
    group = group_of(cohort, 60, NOBODY)
    walks = [replay_walk(hard, one.events) for one in group.submissions]
    skipped = [walk for walk in walks if walk.skipped]
    assert 0 < len(skipped) < 15
    assert all(walk.trail for walk in walks if not walk.skipped)
