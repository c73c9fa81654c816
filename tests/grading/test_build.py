from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from cohort_maker import MODULE, ROOT
from medeopvoeders.grading.build import build, differences, module_sources
from medeopvoeders.grading.finding import BuildError
from medeopvoeders.grading.notebook import answer_stub
from medeopvoeders.grading.source import read_notebook_source

SLUG = "01-a-module"
GOOD = """\
---
title: Een module
minutes: 20
---

```{code-cell}
from medeopvoeders import open_module
module = open_module("01-a-module", "nl")
```

# Een module

Proza met “aanhalingstekens”.

:::{facilitator}
Alleen voor begeleiders.
:::

```{code-cell}
module.vignette("signature")
```

## Wat hoorde je?

Schrijf wat je hoorde.

:::{model-answer}
Een voorbeeldig antwoord.
:::

```{code-cell}
module.reflection("what-you-heard", quotes="signature/gate", words=(80, 150))
```

Slot.

```{code-cell}
module.hand_in()
```
"""


def solutions(folder: Path, text: str = GOOD, slug: str = SLUG) -> Path:
    path = folder / "solutions" / "nl" / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return folder / "solutions"


def built(folder: Path, text: str = GOOD) -> Any:
    [path] = build(solutions(folder, text), folder / "course")
    return json.loads(path.read_text("utf-8"))


def findings(folder: Path, text: str, slug: str = SLUG) -> list[tuple[str, int]]:
    with pytest.raises(BuildError) as caught:
        build(solutions(folder, text, slug), folder / "course")
    assert not (folder / "course").exists(), "a course with findings is not written"
    return [(finding.code, finding.line) for finding in caught.value.findings]


def said(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


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


def test_two_builds_give_the_same_bytes_whatever_the_line_endings(tmp_path: Path) -> None:
    [first] = build(solutions(tmp_path / "a"), tmp_path / "a" / "course")
    crlf = solutions(tmp_path / "b", "")
    (crlf / "nl" / f"{SLUG}.md").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    [second] = build(crlf, tmp_path / "b" / "course")
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().endswith(b"}\n")
    assert b"\r" not in first.read_bytes()


def test_another_process_with_other_hashes_builds_the_same_bytes(tmp_path: Path) -> None:
    [here] = build(solutions(tmp_path), tmp_path / "here")
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
    first, second = build(where, course)
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


CASES = {
    "unknown-kind": (r'module\.vignette\("signature"\)', 'module.vignete("signature")', 20),
    "two-set-ups": (
        r"# Een module\n",
        '```{code-cell}\nmodule = open_module("01-a-module", "nl")\n```\n\n# Een module\n',
        12,
    ),
    "set-up-differs": (r'"01-a-module", "nl"', '"01-a-module", "en"', 8),
    "no-set-up": (r"```\{code-cell\}\nfrom.*\n.*\n```\n", "", 1),
    "duplicate-id": (r'"what-you-heard"', '"signature"', 32),
    "no-title": (r"title: .*", "title:", 1),
    "no-minutes": (r"minutes: .*", "minutes: lang", 1),
    "not-a-notebook": (r"Slot\.", "+++ {x", 1),
    "unclosed-block": (r"voorbeeldig antwoord\.\n:::", "voorbeeldig antwoord.", 27),
    "no-id": (r'module\.vignette\("signature"\)', "module.vignette()", 20),
    "no-prompt": (r"## Wat hoorde je\?\n", "", 31),
    "not-python": (r'module\.vignette\("signature"\)', 'module.vignette("signature"', 20),
    "one-call-a-cell": (
        r'module\.vignette\("signature"\)',
        'module.vignette("signature")\nmodule.vignette("other")',
        20,
    ),
    "other-code": (r'module\.vignette\("signature"\)', "1 + 1", 20),
    "not-literal": (r"words=\(80, 150\)", "words=(80, most)", 32),
    "unknown-vignette": (r'module\.vignette\("signature"\)', 'module.vignette("no-such")', 20),
}


@pytest.mark.parametrize("code", CASES)
def test_each_mistake_of_an_author_is_named_at_its_line(tmp_path: Path, code: str) -> None:
    pattern, replacement, line = CASES[code]
    text, count = re.subn(pattern, replacement.replace("\\", r"\\"), GOOD)
    assert count == 1
    assert findings(tmp_path, text) == [(code, line)]


def test_front_matter_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    text = GOOD.replace("title: Een module", "title: Een: module")
    assert findings(tmp_path, text) == [("front-matter", 2)]


def test_a_file_name_that_is_no_slug_is_named(tmp_path: Path) -> None:
    codes = [code for code, _ in findings(tmp_path, GOOD, "01-Een_module")]
    assert codes == ["slug", "set-up-differs"]


def test_all_findings_of_all_files_are_given_at_once_in_the_files_language(
    tmp_path: Path,
) -> None:
    where = solutions(tmp_path, GOOD.replace("title: Een module", "").replace("20", "0"))
    (where / "en").mkdir()
    english = GOOD.replace('"nl"', '"en"').replace(".hand_in", ".handin")
    (where / "en" / f"{SLUG}.md").write_text(english, "utf-8")
    with pytest.raises(BuildError) as caught:
        build(where, tmp_path / "course")
    lines = str(caught.value).splitlines()
    assert len(lines) == 3
    assert lines[0].startswith(f"{where / 'en' / SLUG}.md:38 unknown-kind There is no activity")
    assert "De titel ontbreekt." in lines[1]
    assert "De duur ontbreekt." in lines[2]
