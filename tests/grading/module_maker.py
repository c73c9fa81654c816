"""Making modules for tests of the build: one good module, and what becomes of it when changed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from medeopvoeders.grading.build import build
from medeopvoeders.grading.finding import BuildError

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


def in_english(text: str) -> str:
    """The same module in the other language; its prose does not matter to the build."""
    return re.sub(r'(open_module\("[^"]*", )"nl"', r'\1"en"', text)


def changed(pattern: str, replacement: str, text: str = GOOD) -> str:
    """The good module with one thing replaced."""
    result, count = re.subn(pattern, lambda _: replacement, text)
    assert count == 1, f"{pattern} stands there {count} times"
    return result


def solutions(
    folder: Path, text: str = GOOD, slug: str = SLUG, *, english: str | None = None
) -> Path:
    """Sources with one module in both languages; `english` where it is not the same module."""
    texts = {"nl": text, "en": in_english(text) if english is None else english}
    for lang, written in texts.items():
        path = folder / "solutions" / lang / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written, "utf-8")
    return folder / "solutions"


def built(folder: Path, text: str = GOOD) -> Any:
    """The Dutch notebook that `text` gives."""
    _, dutch = build(solutions(folder, text), folder / "course")
    return json.loads(dutch.read_text("utf-8"))


def mistakes(sources: Path) -> list[tuple[str, str, int]]:
    """Language, code and line of everything that is wrong; nothing may have been written."""
    course = sources.parent / "course"
    with pytest.raises(BuildError) as caught:
        build(sources, course)
    assert not course.exists(), "a course with findings is not written"
    for finding in caught.value.findings:
        assert finding.message.endswith((".", ")")), f"{finding.code} has no sentence"
    return [(found.path.parent.name, found.code, found.line) for found in caught.value.findings]


def findings(folder: Path, text: str, slug: str = SLUG) -> list[tuple[str, int]]:
    """Code and line of what is wrong in `text`, beside a good module in English."""
    found = mistakes(solutions(folder, text, slug, english=in_english(GOOD.replace(SLUG, slug))))
    return [(code, line) for lang, code, line in found if lang == "nl"]


def said(cell: dict[str, Any]) -> str:
    """The text of a notebook's cell."""
    return "".join(cell["source"])
