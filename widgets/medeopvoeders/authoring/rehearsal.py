"""A course of one vignette, to play it before any module does.

The page is built and served like any other, so what an author sees is what trainees will see. Each
time it is loaded a kernel reads the vignette's file anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from medeopvoeders.grading.notebook import notebook_bytes
from medeopvoeders.grading.source import read_notebook_source
from medeopvoeders.reading.front_matter import split_front_matter
from medeopvoeders.reading.strings import languages, load_strings

SOURCE = """\
---
title: {title}
minutes: 1
---

```{{code-cell}}
from medeopvoeders import open_module
module = open_module("{slug}", "{lang}")
```

# {heading}

{lead}

```{{code-cell}}
module.{verb}("{id}")
```
"""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A course in `folder`; `page` is the address of the vignette's page below a server's."""

    folder: Path
    page: str


def rehearse(files: Path, lang: str, folder: Path) -> Rehearsal:
    """Make the course in `folder`, of the vignette whose languages stand in `files`.

    It opens in `lang`, or in the first language that there is. Raises FileNotFoundError where
    there is none, BuildError for a vignette that no page can show.
    """
    there = [known for known in languages() if (files / f"{known}.md").is_file()]
    if not there:
        raise FileNotFoundError(2, "No such file", str(files / f"{languages()[0]}.md"))
    slug = f"00-{files.name}"
    for known in there:
        notebook = folder / "course" / known / slug / f"{slug}.ipynb"
        notebook.parent.mkdir(parents=True)
        notebook.write_bytes(_notebook(files, known, slug, folder))
    opened = lang if lang in there else there[0]
    return Rehearsal(folder, f"voila/render/course/{opened}/{slug}/{slug}.ipynb")


def _notebook(files: Path, lang: str, slug: str, folder: Path) -> bytes:
    say = load_strings(lang)
    text = (files / f"{lang}.md").read_text("utf-8-sig", "replace")
    fields = split_front_matter(text).fields
    source = folder / "solutions" / lang / f"{slug}.md"
    source.parent.mkdir(parents=True)
    written = SOURCE.format(
        title=json.dumps(str(fields.get("title") or files.name), ensure_ascii=False),
        heading=str(fields.get("title") or files.name), lead=say("play.lead", file=f"{lang}.md"),
        slug=slug, lang=lang, id=files.name,
        verb="mirror" if isinstance(fields.get("mirror"), dict) else "vignette",
    )  # fmt: skip
    source.write_text(written, "utf-8")
    return notebook_bytes(read_notebook_source(source))
