from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from cohort_maker import MODULE, ROOT
from grading.module_maker import (
    GOOD,
    SLUG,
    built,
    changed,
    findings,
    in_english,
    mistakes,
    said,
    solutions,
)  # fmt: skip
from medeopvoeders.grading.build import build, differences, module_sources
from medeopvoeders.grading.finding import BuildError
from medeopvoeders.grading.notebook import answer_stub
from medeopvoeders.grading.source import read_notebook_source


def test_a_built_notebook_is_valid_for_jupyter_and_for_nbgrader(tmp_path: Path) -> None:
    from nbgrader.nbgraderformat import MetadataValidator

    build(solutions(tmp_path), tmp_path / "course")
    path = tmp_path / "course" / "nl" / SLUG / f"{SLUG}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)


def test_the_metadata_tell_what_the_module_is_and_what_there_is_to_do(tmp_path: Path) -> None:
    assert built(tmp_path)["metadata"]["medeopvoeders"] == {
        "module": SLUG,
        "lang": "nl",
        "title": "Een module",
        "number": 1,
        "minutes": 20,
        "sources": ["devlieghere2022", "goodall2014"],
        "activities": [
            {"id": "signature", "kind": "vignette", "title": "De handtekening", "points": 1},
            {
                "id": "what-you-heard",
                "kind": "reflection",
                "title": "Wat hoorde je?",
                "points": 4,
                "prompt": "Schrijf wat je hoorde.",
            },
            {"id": "hand-in", "kind": "hand-in", "title": "Inleveren", "points": 0},
        ],
    }


def test_a_reflection_is_followed_by_an_answer_cell_that_a_person_grades(tmp_path: Path) -> None:
    cells = built(tmp_path)["cells"]
    [position] = [n for n, cell in enumerate(cells) if "module.reflection" in said(cell)]
    answer = cells[position + 1]
    assert answer["cell_type"] == "markdown"
    assert said(answer) == answer_stub("nl")
    assert answer["metadata"]["tags"] == ["answer"]
    assert answer["metadata"]["nbgrader"] == {
        "cell_type": "markdown",
        "grade": True,
        "grade_id": "what-you-heard",
        "locked": False,
        "points": 4,
        "schema_version": 3,
        "solution": True,
        "task": False,
    }


def test_a_vignette_is_graded_without_a_person_and_code_is_hidden_and_fixed(
    tmp_path: Path,
) -> None:
    code = [cell for cell in built(tmp_path)["cells"] if cell["cell_type"] == "code"]
    graded = {
        cell["metadata"]["nbgrader"]["grade_id"] for cell in code if "nbgrader" in cell["metadata"]
    }
    assert graded == {"signature"}
    for cell in code:
        assert cell["metadata"]["jupyter"] == {"source_hidden": True}
        assert cell["metadata"]["tags"] == ["hide-input"]
        assert cell["metadata"]["editable"] is False
        assert cell["outputs"] == []


def test_what_is_for_facilitators_stays_out_of_the_course(tmp_path: Path) -> None:
    text = json.dumps(built(tmp_path), ensure_ascii=False)
    assert "begeleiders" not in text
    assert "voorbeeldig" not in text
    assert ":::" not in text
    source = read_notebook_source(tmp_path / "solutions" / "nl" / f"{SLUG}.md")
    assert [(note.kind, note.text) for note in source.notes] == [
        ("facilitator", "Alleen voor begeleiders."),
        ("model-answer", "Een voorbeeldig antwoord."),
    ]


def test_a_mirror_is_one_activity_that_names_both_its_families(tmp_path: Path) -> None:
    text = GOOD.replace('vignette("signature")', 'mirror("first-week")')
    text = text.replace("signature/gate", "first-week/cloakroom")
    notebook = built(tmp_path, text)
    assert notebook["metadata"]["medeopvoeders"]["activities"][0] == {
        "id": "first-week",
        "kind": "mirror",
        "title": "De eerste week",
        "points": 1,
        "families": ["first-week.village", "first-week.arrived"],
    }
    (cell,) = (c for c in notebook["cells"] if 'first-week")' in said(c))
    graded = cell["metadata"]["nbgrader"]
    assert (graded["grade_id"], graded["points"], graded["solution"]) == ("first-week", 1, False)


def test_two_builds_give_the_same_bytes_whatever_the_line_endings(tmp_path: Path) -> None:
    _, first = build(solutions(tmp_path / "a"), tmp_path / "a" / "course")
    crlf = solutions(tmp_path / "b", english=in_english(GOOD))
    (crlf / "nl" / f"{SLUG}.md").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    _, second = build(crlf, tmp_path / "b" / "course")
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().endswith(b"}\n")
    assert b"\r" not in first.read_bytes()


def test_another_process_with_other_hashes_builds_the_same_bytes(tmp_path: Path) -> None:
    _, here = build(solutions(tmp_path), tmp_path / "here")
    code = (
        "import sys; from pathlib import Path; from medeopvoeders.grading.build import build;"
        "build(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    there = tmp_path / "there"
    command = [sys.executable, "-W", "ignore", "-c", code, tmp_path / "solutions", there]
    environment = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Pacific/Auckland"}
    subprocess.run(command, check=True, env=environment)
    assert (there / "nl" / SLUG / f"{SLUG}.ipynb").read_bytes() == here.read_bytes()


def test_a_new_paragraph_leaves_the_ids_of_other_cells_alone(tmp_path: Path) -> None:
    before = {cell["id"] for cell in built(tmp_path / "a")["cells"]}
    longer = GOOD.replace("Slot.", "Slot.\n\n+++\n\nNog iets.\n\n+++\n\nNog iets.")
    after = [cell["id"] for cell in built(tmp_path / "b", longer)["cells"]]
    assert before <= set(after)
    assert len(after) == len(set(after)) == len(before) + 2


def test_the_repositorys_own_modules_build_the_same_in_every_language(tmp_path: Path) -> None:
    sources = [read_notebook_source(path) for path in module_sources(ROOT / "solutions")]
    by_slug: dict[str, dict[str, list[tuple[str, str, int]]]] = {}
    for source in sources:
        todo = [(a.id, a.kind, a.points) for a in source.activities]
        by_slug.setdefault(source.slug, {})[source.lang] = todo
    assert MODULE in by_slug
    for slug, languages in by_slug.items():
        assert set(languages) == {"nl", "en"}, slug
        assert languages["nl"] == languages["en"], slug
    assert len(build(ROOT / "solutions", tmp_path)) == len(sources)


def test_the_committed_course_is_what_its_sources_give() -> None:
    found = differences(ROOT / "solutions", ROOT / "course")
    assert found == [], "\n".join(difference.message("en") for difference in found)


def test_check_names_what_differs_what_is_missing_and_what_is_too_much(tmp_path: Path) -> None:
    where, course = solutions(tmp_path), tmp_path / "course"
    solutions(tmp_path, GOOD.replace(SLUG, "02-another"), "02-another")
    *_, first, second = build(where, course)
    assert differences(where, course) == []

    first.write_text(first.read_text("utf-8").replace("Slot.", "Einde."), "utf-8")
    second.unlink()
    stranger = course / "nl" / "09-gone" / "09-gone.ipynb"
    shutil.copytree(first.parent, stranger.parent)
    (stranger.parent / first.name).rename(stranger)

    found = differences(where, course)
    assert [(difference.path, difference.kind) for difference in found] == [
        (first, "differs"),
        (second, "missing"),
        (stranger, "superfluous"),
    ]
    assert '-    "Einde."' in found[0].message("en")
    assert '+    "Slot."' in found[0].message("en")
    assert "02-another.ipynb ontbreekt" in found[1].message("nl")


SET_UP = """\
```{code-cell}
from medeopvoeders import open_module
module = open_module("01-a-module", "nl")
```
"""
CASES = {
    "unknown-kind": (r'module\.vignette\("signature"\)', 'module.vignete("signature")', 20),
    "two-set-ups": (
        r"# Een module\n",
        f"{SET_UP}\n# Een module\n",
        13,
    ),
    "set-up-differs": (r'"01-a-module", "nl"', '"01-a-module", "en"', 8),
    "no-set-up": (r"```\{code-cell\}\nfrom.*\n.*\n```\n", "", 1),
    "no-import": (r"from medeopvoeders import open_module\n", "", 7),
    "duplicate-id": (r'"what-you-heard"', '"signature"', 32),
    "no-title": (r"title: .*", "title:", 1),
    "no-minutes": (r"minutes: .*", "minutes: lang", 1),
    "not-a-notebook": (r"Slot\.", "+++ {x", 1),
    "no-id": (r'module\.vignette\("signature"\)', "module.vignette()", 20),
    "no-prompt": (r"## Wat hoorde je\?\n", "", 31),
    "not-python": (r'module\.vignette\("signature"\)', 'module.vignette("signature"', 20),
    "one-call-a-cell": (
        r'module\.vignette\("signature"\)',
        'module.vignette("signature")\nmodule.vignette("other")',
        20,
    ),
    "other-code": (r'module\.vignette\("signature"\)', "1 + 1", 20),
    "hidden-result": (r'module\.vignette\("signature"\)', 'module.vignette("signature") ;', 20),
    "not-literal": (r"words=\(80, 150\)", "words=(80, most)", 32),
    "not-opened": (r'module\.vignette\("signature"\)', 'modul.vignette("signature")', 20),
    "unknown-argument": (r"words=", "word=", 32),
    "wrong-words": (r"words=\(80, 150\)", "words=(150, 80)", 32),
    "unknown-vignette": (r'module\.vignette\("signature"\)', 'module.vignette("no-such")', 20),
    "called-as-vignette": (r'module\.vignette\("signature"\)', 'module.vignette("first-week")', 20),
    "called-as-mirror": (r'module\.vignette\("signature"\)', 'module.mirror("signature")', 20),
    "unknown-scene": (r'quotes="signature/gate"', 'quotes="signature/opening"', 32),
}


@pytest.mark.parametrize("code", CASES)
def test_each_mistake_of_an_author_is_named_at_its_line(tmp_path: Path, code: str) -> None:
    pattern, replacement, line = CASES[code]
    assert findings(tmp_path, changed(pattern, replacement)) == [(code, line)]


LIKE_THOSE = [
    (r"hand_in\(\)", 'hand_in("x")', "unknown-argument", 38),
    (r"hand_in\(\)", "hand_in(**{'x': 1})", "unknown-argument", 38),
    (r'vignette\("signature"\)', 'vignette("signature", "gate")', "unknown-argument", 20),
    (r'"nl"\)', '"nl", quiet=True)', "set-up-differs", 8),
    (r"minutes: 20", "minutes: true", "no-minutes", 1),
    (r'quotes="signature/gate"', 'quotes="signatur/opening"', "unknown-vignette", 32),
    (r'quotes="signature/gate"', "quotes=12", "unknown-vignette", 32),
    (r'quotes="signature/gate"', 'quotes="signature"', "unknown-scene", 32),
    (r'quotes="signature/gate"', 'quotes="signature/at-the-gate"', "unknown-scene", 32),
    (r'quotes="signature/gate"', 'quotes="first-week/gaet"', "unknown-scene", 32),
    (r'module\.vignette\("signature"\)', 'module.mirror("first-weeks")', "unknown-vignette", 20),
    (r'module\.vignette\("signature"\)', 'module.vignette("first-week.village")', "no-id", 20),
    (r"words=\(80, 150\)", 'words="80 to 150"', "wrong-words", 32),
    (r"words=\(80, 150\)", "words=(80, True)", "wrong-words", 32),
    (r"words=\(80, 150\)", "words=None", "wrong-words", 32),
    (r'quotes="signature/gate"', "quotes=None", "unknown-vignette", 32),
    (r"words=\(80, 150\)", "words=(80, 150), words=(80, 150)", "not-python", 32),
    (r"import open_module\n", "import open_modul\n", "other-code", 7),
    (r"module = open_module", "a, b = open_module", "other-code", 8),
    (r'module\.vignette\("signature"\)', 'x = module.vignette("signature")', "other-code", 20),
]


@pytest.mark.parametrize(("pattern", "replacement", "code", "line"), LIKE_THOSE)
def test_what_would_break_on_the_page_is_no_module(
    tmp_path: Path, pattern: str, replacement: str, code: str, line: int
) -> None:
    found = findings(tmp_path, changed(pattern, replacement))
    assert (code, line) in found


def test_every_call_on_a_name_that_was_not_opened_is_named(tmp_path: Path) -> None:
    found = findings(tmp_path, changed("module = open", "mod = open"))
    assert found == [("not-opened", 20), ("not-opened", 32), ("not-opened", 38)]
    assert built(tmp_path / "a", GOOD.replace("module = ", "mod = ").replace("module.", "mod."))


def test_an_activity_before_the_module_is_opened_is_named(tmp_path: Path) -> None:
    early = '---\n\n```{code-cell}\nmodule.vignette("signature")\n```\n\n```{code-cell}\nfrom'
    text = changed(r'```\{code-cell\}\nmodule.vignette\("signature"\)\n```\n', "")
    assert findings(tmp_path, changed(r"---\n\n```\{code-cell\}\nfrom", early, text)) == [
        ("not-opened", 7)
    ]


@pytest.mark.parametrize("coding", ["latin-1", "utf-16"])
def test_a_source_in_another_encoding_is_named_at_its_line(tmp_path: Path, coding: str) -> None:
    where = solutions(tmp_path)
    text = changed("Proza met “aanhalingstekens”", "Eén module")
    (where / "nl" / f"{SLUG}.md").write_bytes(text.encode(coding))
    assert mistakes(where) == [("nl", "not-utf-8", 13 if coding == "latin-1" else 1)]


def test_front_matter_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    text = GOOD.replace("title: Een module", "title: Een: module")
    assert findings(tmp_path, text) == [("front-matter", 2)]


def test_a_file_name_that_is_no_slug_is_named(tmp_path: Path) -> None:
    where = solutions(tmp_path, GOOD, "01-Een_module")
    assert [code for _, code, _ in mistakes(where)] == ["slug", "set-up-differs"] * 2


def test_all_findings_of_all_files_are_given_at_once_in_the_files_language(
    tmp_path: Path,
) -> None:
    dutch = GOOD.replace("title: Een module", "").replace("20", "0")
    where = solutions(tmp_path, dutch, english=in_english(GOOD).replace(".hand_in", ".handin"))
    with pytest.raises(BuildError) as caught:
        build(where, tmp_path / "course")
    lines = str(caught.value).splitlines()
    assert len(lines) == 3
    assert lines[0].startswith(f"{where / 'en' / SLUG}.md:38 unknown-kind There is no activity")
    assert "De titel ontbreekt." in lines[1]
    assert "De duur ontbreekt." in lines[2]


def test_no_modules_at_all_is_a_finding_and_not_an_empty_course(tmp_path: Path) -> None:
    (tmp_path / "empty" / "nl").mkdir(parents=True)
    for where in (tmp_path / "empty", tmp_path / "solutions"):
        assert [code for _, code, _ in mistakes(where)] == ["no-modules"]
        with pytest.raises(BuildError):
            differences(where, tmp_path / "course")


def test_check_sees_past_the_line_endings_of_a_checkout(tmp_path: Path) -> None:
    where, course = solutions(tmp_path), tmp_path / "course"
    for path in build(where, course):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert differences(where, course) == []
