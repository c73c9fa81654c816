"""What the page is told of a mirror, outside the player: quotes, and what is handed in."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cohort_maker import MIRROR, MODULE, OTHER_REFLECTION, Trainee, shortest_way
from medeopvoeders.reading.library import languages, load_mirror
from medeopvoeders.record.notebook import activity_kinds
from medeopvoeders.views.module import Module
from medeopvoeders.views.sheet import SheetView

PROJECT = Path(__file__).parents[2]
NOTEBOOKS = sorted((PROJECT / "course").glob("*/*/*.ipynb"))


@pytest.fixture(params=languages())
def trainee(request: pytest.FixtureRequest, tmp_path: Path) -> Trainee:
    folder = tmp_path / MODULE
    folder.mkdir()
    shutil.copy(PROJECT / "course" / request.param / MODULE / f"{MODULE}.ipynb", folder)
    return Trainee("jan", folder, request.param)


def opened(trainee: Trainee) -> Module:
    return Module(MODULE, trainee.lang, trainee.folder)


def quotes_of(module: Module) -> list[dict]:
    return module.reflection(OTHER_REFLECTION, quotes="first-week/cloakroom").state["quotes"]


def preview_of(module: Module) -> dict[str, list[str]]:
    items = module.hand_in().state["preview"]["items"]
    assert len({item["title"] for item in items}) == len(items)
    return {item["title"]: item["lines"] for item in items}


def test_a_reflection_quotes_what_was_said_to_each_family_in_the_order_of_play(
    trainee: Trainee,
) -> None:
    trainee.play_the_mirror()
    village, arrived = load_mirror(MIRROR, trainee.lang)
    told = quotes_of(opened(trainee))
    assert len(told) == 2
    for family, quote in zip([arrived, village], told, strict=True):
        assert family.parent in quote["lead"]
    texts = [choice.text for choice in village.scene("cloakroom").choices]
    assert all(quote["text"] in texts for quote in told)


def test_it_is_the_first_choice_that_is_quoted(trainee: Trainee) -> None:
    family = load_mirror(MIRROR, trainee.lang)[0]
    first, second = family.scene("cloakroom").choices[:2]
    for kind, data in (
        ("chose", {"scene": "cloakroom", "choice": second.id}),
        ("restarted", {}),
        ("chose", {"scene": "cloakroom", "choice": first.id}),
    ):
        trainee.journal.append(family.id, kind, data)
    assert [quote["text"] for quote in quotes_of(opened(trainee))] == [second.text]


def test_before_either_family_was_met_nothing_is_quoted(trainee: Trainee) -> None:
    module = opened(trainee)
    assert quotes_of(module) == []
    assert module.views[OTHER_REFLECTION].state["no_quote"]
    unknown = module.reflection("another", quotes="no-such/cloakroom")
    assert unknown.state["quotes"] == []


def test_the_preview_tells_of_each_family_and_of_the_whole(trainee: Trainee) -> None:
    trainee.play_the_mirror()
    trainee.consent()
    module = opened(trainee)
    say, (village, arrived) = module.strings, load_mirror(MIRROR, trainee.lang)
    shown = preview_of(module)
    assert shown[village.title] == [
        say("hand_in.line_drew", name=arrived.parent),
        say("hand_in.line_compared"),
    ]
    for family in (village, arrived):
        lines = shown[say("hand_in.mirror_family", title=family.title, name=family.parent)]
        assert lines[-1] == say("hand_in.line_ended")
        # Both families have the same scenes: what was said to one is not told of the other.
        assert len(lines) == len(shortest_way(family)) + 1


def test_without_consent_the_preview_tells_of_no_family(trainee: Trainee) -> None:
    trainee.play_the_mirror()
    trainee.consent(read=False)
    module = opened(trainee)
    say, (village, arrived) = module.strings, load_mirror(MIRROR, trainee.lang)
    shown = preview_of(module)
    assert shown[village.title] == [say("hand_in.line_compared")]
    assert not any(
        f"· {family.parent}" in title for title in shown for family in (village, arrived)
    )
    assert {event.kind for event in module.outgoing().events} == {"finished", "consented"}


def test_a_mirror_that_was_not_compared_says_so(trainee: Trainee) -> None:
    trainee.play_the_mirror(compare=False)
    trainee.consent(read=False)
    module = opened(trainee)
    title = load_mirror(MIRROR, trainee.lang)[0].title
    assert preview_of(module)[title] == [module.strings("hand_in.line_not_compared")]
    assert [event.kind for event in module.outgoing().events] == ["consented"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: "-".join(path.parts[-3:-1]))
def test_every_cell_of_the_course_shows_its_activity(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notebook that runs (nbval sees to that) may still show a notice where an activity is."""
    folder = tmp_path / path.stem
    folder.mkdir()
    shutil.copy(path, folder)
    monkeypatch.chdir(folder)
    names: dict[str, Module] = {}
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)  # noqa: S102 - the course's own cells
    views = names["module"].views.items()
    # A sheet is there to be printed, not to be done.
    shown = {name.partition(".")[0] for name, view in views if not isinstance(view, SheetView)}
    assert shown == {name.partition(".")[0] for name in activity_kinds(names["module"].notebook)}


def test_an_unknown_mirror_is_a_notice_and_the_rest_goes_on(trainee: Trainee) -> None:
    problem = opened(trainee).mirror("first-weeks")
    (told,) = problem.state["notices"]
    assert "first-week" in told["text"]
