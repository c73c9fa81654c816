from __future__ import annotations

from typing import Any

import pytest

from cohort_maker import MODULE, REFLECTION, Desk
from medeopvoeders.grading.literal_text import LONGEST, literal_block
from medeopvoeders.grading.notebook import answer_stub
from medeopvoeders.grading.rebuild_from_release import NotReleasedError, RebuildFromRelease

CANARY = {
    "cell_type": "code",
    "execution_count": 1,
    "id": "canary",
    "metadata": {},
    "outputs": [{"output_type": "display_data", "data": {"text/html": "<script>"}, "metadata": {}}],
    "source": "open('/tmp/canary', 'w')",
}


def answer_in(notebook: Any) -> str:
    cells = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("solution")]
    cell = next(cell for cell in cells if cell.metadata.nbgrader.grade_id == REFLECTION)
    return str(cell.source)


def test_what_was_written_in_the_page_stands_in_the_answer_cell(desk: Desk) -> None:
    desk.trainee.write("Eerste versie.")
    desk.trainee.write("Wim **hoort** <b>wantrouwen</b>.")
    desk.trainee.consent()
    assert answer_in(desk.run(RebuildFromRelease)) == (
        "**Geschreven in het antwoordvak**\n\n" + literal_block("Wim **hoort** <b>wantrouwen</b>.")
    )


def test_what_was_typed_in_the_cell_is_kept_beside_it_with_a_label_of_its_own(desk: Desk) -> None:
    desk.trainee.write("Uit de pagina.")
    desk.trainee.type_in_cell("Uit de cel.")
    desk.trainee.consent()
    assert answer_in(desk.run(RebuildFromRelease)) == "\n\n".join(
        [
            "**Geschreven in het antwoordvak**",
            literal_block("Uit de pagina."),
            "**Getypt in de cel zelf**",
            literal_block("Uit de cel."),
        ]
    )


def test_without_consent_the_cell_stays_as_it_was_released(desk: Desk) -> None:
    desk.trainee.write("Voor mezelf.")
    desk.trainee.type_in_cell("Ook voor mezelf.")
    desk.trainee.consent(read=True)
    desk.trainee.consent(read=False)
    assert desk.run(RebuildFromRelease) == desk.released


def test_who_wrote_nothing_keeps_the_text_by_which_nbgrader_sees_no_response(desk: Desk) -> None:
    desk.trainee.consent()
    desk.trainee.write("  \n ")
    rebuilt = desk.run(RebuildFromRelease)
    assert answer_in(rebuilt) == answer_stub("nl")
    assert rebuilt == desk.released


def test_a_text_typed_by_somebody_without_a_record_counts(desk: Desk) -> None:
    desk.trainee.type_in_cell("Alleen in JupyterLab gewerkt.")
    assert literal_block("Alleen in JupyterLab gewerkt.") in answer_in(desk.run(RebuildFromRelease))


def add(notebook: dict[str, Any]) -> None:
    notebook["cells"].insert(0, CANARY)
    notebook["metadata"]["evil"] = "<script>"


def remove(notebook: dict[str, Any]) -> None:
    notebook["cells"] = []


def reorder(notebook: dict[str, Any]) -> None:
    notebook["cells"].reverse()


def double(notebook: dict[str, Any]) -> None:
    notebook["cells"] *= 2


def rename(notebook: dict[str, Any]) -> None:
    for cell in notebook["cells"]:
        cell["metadata"] = {"nbgrader": {"grade_id": "signature", "points": 100, "grade": True}}


def spoil(notebook: dict[str, Any]) -> None:
    notebook["cells"] = {"not": "a list"}
    notebook["metadata"] = []


@pytest.mark.parametrize("change", [add, remove, reorder, double, rename, spoil])
def test_nothing_else_of_a_submitted_notebook_travels_on(desk: Desk, change: Any) -> None:
    desk.trainee.write("Mijn tekst.")
    desk.trainee.consent()
    whole = desk.run(RebuildFromRelease)
    desk.rewrite(change)
    rebuilt = desk.run(RebuildFromRelease)
    assert rebuilt == whole
    assert "canary" not in str(rebuilt)
    assert rebuilt.metadata == desk.released.metadata


def test_a_text_without_end_is_cut_off_in_the_cell(desk: Desk) -> None:
    desk.trainee.write("a" * 1_000_000)
    desk.trainee.consent()
    said = answer_in(desk.run(RebuildFromRelease))
    assert "Hier is de tekst afgebroken" in said
    assert len(said) < LONGEST + 1000


def test_a_module_that_was_not_prepared_is_named_in_both_languages(desk: Desk) -> None:
    (desk.root / "release" / MODULE / f"{MODULE}.ipynb").unlink()
    with pytest.raises(NotReleasedError) as caught:
        desk.run(RebuildFromRelease)
    assert "nog niet klaargezet" in str(caught.value)
    assert "has not been prepared yet" in str(caught.value)


def test_each_remark_is_logged_in_the_cohorts_language(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    (desk.trainee.folder / "record.jsonl").write_bytes(b"\x00\x01")
    desk.run(RebuildFromRelease)
    assert f"jan, {MODULE}: record.jsonl is geen verslag." in caplog.text
