"""Reading a vignette file."""

from __future__ import annotations

from pathlib import Path

from medeopvoeders.models.vignette import Block, Comment, Effect, Thought
from medeopvoeders.reading.vignette import read_vignette

TEXT = """---
title: Een titel
setting: kleuter
start: gate
people:
  - {id: wim, name: Wim, role: vader, parent: true}
  - {id: lars, name: Lars, role: acht jaar}
---

## gate

### Aan de poort

![Een hek.](../../drawings/gate.svg)

Twee zinnen. Op
twee regels, met *nadruk*.

> Wim: Goeiemiddag, juf.
>
> Lars: Dag.

Wat doe je?

- [Ik zeg: “Kom <b>binnen</b>.”](#end "come-in, partnership, structure -1, relationship +2")

  > Wim: Eindelijk.
  >
  > Niemand vroeg het.
  >
  > - agenda: Open.
  > - safety: Voor Lars: rust.

- [Ik wacht.](#walk "wait, mixed")

- [Ik schrijf.](#end "write, instrumental, structure 1")

## walk

### Onderweg

- [Verder](#end)

## end

### Het einde

Het is stil.
"""


def read(folder: Path, text: str = TEXT):
    path = folder / "signature" / "nl.md"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    return read_vignette(path)


def test_a_file_becomes_a_graph_of_scenes(tmp_path: Path) -> None:
    vignette, findings = read(tmp_path)
    assert findings == ()
    assert (vignette.id, vignette.lang, vignette.title) == ("signature", "nl", "Een titel")
    assert [scene.id for scene in vignette.scenes] == ["gate", "walk", "end"]
    assert vignette.scene("gate").targets == ("end", "walk", "end")
    assert vignette.scene("walk").onward == "end"
    assert [scene.id for scene in vignette.endings] == ["end"]


def test_a_scene_keeps_its_blocks_in_reading_order(tmp_path: Path) -> None:
    scene = read(tmp_path)[0].scene("gate")
    assert scene.title == "Aan de poort"
    assert scene.question == "Wat doe je?"
    assert scene.blocks == (
        Block("picture", "Een hek.", "gate"),
        Block("text", "Twee zinnen. Op twee regels, met nadruk."),
        Block("said", "Goeiemiddag, juf.", "Wim"),
        Block("said", "Dag.", "Lars"),
    )


def test_a_choice_carries_its_approach_effect_thoughts_and_comments(tmp_path: Path) -> None:
    choice = read(tmp_path)[0].choice("gate", "come-in")
    assert choice.approach == "partnership"
    assert choice.effect == Effect(structure=-1, relationship=2)
    assert choice.thoughts == (Thought("Wim", "Eindelijk."), Thought("Wim", "Niemand vroeg het."))
    assert choice.comments == (Comment("agenda", "Open."), Comment("safety", "Voor Lars: rust."))


def test_a_broken_file_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    vignette, findings = read(tmp_path, "geen bovenstuk\n\n## a\n\n- los punt\n")
    assert [finding.slug for finding in findings] == [
        "front-matter",
        "text-outside-scene",
        "choice-without-link",
    ]
    assert [scene.id for scene in vignette.scenes] == ["a"]


def test_bytes_that_are_no_text_are_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "nl.md"
    path.write_bytes(b"---\ntitle: \xff\xfe\n---\n## a\n\x00")
    assert read_vignette(path)[0].scenes[0].id == "a"
