"""How the group answered two families: each counted by itself, and never who favoured whom."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.collected import MODULE, Desk, consent, event, make_desk
from medeopvoeders.dashboard import open_cohort
from medeopvoeders.dashboard.group import read_group
from medeopvoeders.models.event import Event

FAMILIES = ["first-week.village", "first-week.arrived"]
ACTIVITY = {
    "id": "first-week",
    "kind": "mirror",
    "title": "De eerste week",
    "points": 1,
    "families": FAMILIES,
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A cohort whose one module is a mirror."""
    desk = make_desk(tmp_path)
    notebook = tmp_path / "source" / MODULE / f"{MODULE}.ipynb"
    about = json.loads(notebook.read_text("utf-8"))
    about["metadata"]["medeopvoeders"]["activities"] = [ACTIVITY]
    notebook.write_text(json.dumps(about), "utf-8")
    return desk


def met(village: str, arrived: str = "", *, first: int = 0) -> list[Event]:
    """The choice at the coat hooks with either family; the second may not be met yet."""
    made = [
        event(family, "chose", scene="cloakroom", choice=choice)
        for family, choice in zip(FAMILIES, (village, arrived), strict=True)
        if choice
    ]
    return [event("first-week", "drew", first=FAMILIES[first]), *made]


def mirror_of(desk: Desk) -> dict:
    (mirror,) = open_cohort(desk.folder).state["ways"]["vignettes"]
    return mirror


def test_both_families_stand_beside_each_other_at_one_moment(desk: Desk) -> None:
    for number in range(6):
        made = met("quick-goodbye", "quarter-hour") if number % 2 else met(*["see-leaflet"] * 2)
        desk.submission(f"s{number}", *made, consent())
    mirror = mirror_of(desk)
    assert (mirror["title"], mirror["kicker"]) == ("De eerste week", "Module 1 · spiegel")
    (moment,) = mirror["decisions"]
    assert moment["scene"] == "Dinsdag, twintig over acht"
    told = {
        family["name"]: [option["amount"] for option in family["shown"]]
        for family in moment["families"]
    }
    half, none = "50 % · 3 van 6", "niemand"
    assert told == {"Eline": [none, half, none, half], "Aida": [none, none, half, half]}


def test_the_small_number_rules_hold_for_each_family_by_itself(desk: Desk) -> None:
    for number in range(6):
        made = met("quick-goodbye", "quarter-hour" if number < 4 else "")
        desk.submission(f"s{number}", *made, consent())
    (moment,) = mirror_of(desk)["decisions"]
    village, arrived = moment["families"]
    assert [option["amount"] for option in village["shown"]] == ["minstens 4 van 6"]
    assert set(arrived) == {"name", "none"}
    assert "4" not in arrived["none"]


def test_a_moment_that_neither_family_may_be_shown_of_is_a_question(desk: Desk) -> None:
    for number in range(4):
        desk.submission(f"s{number}", *met("quick-goodbye", "quarter-hour"), consent())
    mirror = mirror_of(desk)
    assert mirror["decisions"] == []
    assert mirror["quiet"]["open"]
    assert len(mirror["quiet"]["decisions"]) == 8


def test_who_favoured_whom_makes_no_difference_to_the_page(desk: Desk, tmp_path: Path) -> None:
    """The same answers to each family, dealt otherwise over the trainees."""
    (tmp_path / "other").mkdir()
    other = make_desk(tmp_path / "other")
    source = Path("source", MODULE, f"{MODULE}.ipynb")
    (other.folder / source).write_bytes((desk.folder / source).read_bytes())
    choices = ["quick-goodbye"] * 4 + ["quarter-hour"] * 4
    for number, village in enumerate(choices):
        alike, opposite = village, choices[7 - number]
        desk.submission(f"s{number}", *met(village, alike, first=number % 2), consent())
        other.submission(f"s{number}", *met(village, opposite), consent())
    assert mirror_of(desk) == mirror_of(other)


def test_who_does_not_let_it_be_read_is_in_neither_family(desk: Desk) -> None:
    for number in range(6):
        made = met("quick-goodbye", "quick-goodbye")
        desk.submission(f"s{number}", *made, consent(read=number > 0))
    (moment,) = mirror_of(desk)["decisions"]
    assert [family["answers"] for family in moment["families"]] == ["5 antwoorden"] * 2


def test_steps_with_a_family_belong_to_the_module(desk: Desk) -> None:
    desk.submission("an", *met("quick-goodbye")[1:], consent())
    (submission,) = read_group(desk.folder).submissions
    assert submission.problems == ()


def test_a_mirror_of_another_version_is_named_and_the_page_goes_on(desk: Desk) -> None:
    notebook = desk.folder / "source" / MODULE / f"{MODULE}.ipynb"
    notebook.write_text(notebook.read_text("utf-8").replace('"first-week"', '"gone"'), "utf-8")
    desk.submission("an", consent())
    assert "gone" in mirror_of(desk)["readable"]
