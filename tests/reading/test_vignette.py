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


def read(folder: Path, text: str = TEXT, encoding: str = "utf-8"):
    path = folder / "signature" / "nl.md"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode(encoding))
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


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    plain = read(tmp_path)
    assert plain[1] == ()
    assert read(tmp_path, TEXT, "utf-8-sig") == plain
    assert read(tmp_path, TEXT.replace("\n", "\r\n"), "utf-8-sig") == plain


def test_text_in_another_encoding_is_found_on_its_first_line(tmp_path: Path) -> None:
    text = TEXT.replace("“", "").replace("”", "").replace("is stil", "is één en al stilte")
    findings = read(tmp_path, text, "latin-1")[1]
    assert [(finding.slug, finding.line) for finding in findings] == [
        ("not-utf-8", text.splitlines().index("Het is één en al stilte.") + 1),
    ]


def test_sources_in_one_line_are_sources(tmp_path: Path) -> None:
    text = TEXT.replace("people:", "sources: goodall2014, devlieghere2022\npeople:", 1)
    vignette, findings = read(tmp_path, text)
    assert vignette.sources == ("goodall2014", "devlieghere2022")
    assert findings == ()


def test_a_thought_below_its_choice_without_indent_is_not_said_aloud(tmp_path: Path) -> None:
    vignette, findings = read(tmp_path, TEXT.replace("  > Wim: Eindelijk.", "> Wim: Eindelijk."))
    assert "Eindelijk." not in {block.text for block in vignette.scene("gate").blocks}
    assert findings[0].slug == "block-below-list"
    assert "Eindelijk" in TEXT.splitlines()[findings[0].line - 1]
    assert [choice.id for choice in vignette.scene("gate").choices] == ["come-in", "wait", "write"]


def test_a_way_to_nowhere_is_no_ending(tmp_path: Path) -> None:
    vignette = read(tmp_path, TEXT.replace("[Verder](#end)", "[Verder](#)"))[0]
    assert not vignette.scene("walk").is_ending


def test_a_target_is_compared_as_its_scene_is_written(tmp_path: Path) -> None:
    vignette = read(tmp_path, TEXT.replace("[Verder](#end)", "[Verder](<#het%20einde>)"))[0]
    assert vignette.scene("walk").onward == "het einde"


def test_front_matter_of_the_wrong_shape_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    text = TEXT.replace("  - {id: lars, name: Lars, role: acht jaar}", "  - Lars")
    vignette, findings = read(tmp_path, text)
    assert [(finding.slug, finding.detail["field"]) for finding in findings] == [
        ("field-shape", "people"),
    ]
    assert [person.id for person in vignette.people] == ["wim"]
