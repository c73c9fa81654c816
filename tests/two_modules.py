"""Two small modules for tests: the second recalls what was answered in the first, and has a sheet
to print. Both are built as any module is."""

from __future__ import annotations

import re
from pathlib import Path

from medeopvoeders.grading.build import build

THEN, NOW = "00-start", "09-closing"
OPEN, DOCUMENT, OPENER, BACK, SHEET = (
    "open-answer", "my-document", "my-opener", "then-and-now", "read-along",
)  # fmt: skip
ASKS = ("Wat mis je?", "Wat klinkt “anders”?")

FIRST = f"""\
---
title: Begin
minutes: 5
---

```{{code-cell}}
from medeopvoeders import open_module
module = open_module("{THEN}", "nl")
```

# Begin

## Een open vraag

Schrijf op wat je denkt.

```{{code-cell}}
module.reflection("{OPEN}", words=(10, 80))
```

```{{code-cell}}
module.hand_in()
```
"""
SECOND = f"""\
---
title: Slot
minutes: 5
---

```{{code-cell}}
from medeopvoeders import open_module
module = open_module("{NOW}", "nl")
```

# Slot

## Mijn document

Herschrijf het.

```{{code-cell}}
module.reflection("{DOCUMENT}", words=(10, 80))
```

## Mijn eerste zin

Schrijf hem op.

```{{code-cell}}
module.reflection("{OPENER}", words=(10, 80))
```

## Lees je mee?

Druk dit blad af en geef het aan iemand.

```{{code-cell}}
module.sheet("{SHEET}", shows=("{DOCUMENT}", "{OPENER}"), asks={ASKS!r})
```

## Toen en nu

Wat veranderde er?

```{{code-cell}}
module.reflection("{BACK}", recalls="{THEN}/{OPEN}", words=(80, 200))
```

```{{code-cell}}
module.hand_in()
```
"""


def in_english(text: str) -> str:
    """The same module in the other language; only its language matters here."""
    return re.sub(r'(open_module\("[^"]*", )"nl"', r'\1"en"', text)


def two_sources(
    folder: Path, first: str = FIRST, second: str = SECOND, *, english: str | None = None
) -> Path:
    """Sources with both modules in both languages; `english` where the second is not the same."""
    other = in_english(second) if english is None else english
    texts = {
        ("nl", THEN): first, ("nl", NOW): second,
        ("en", THEN): in_english(first), ("en", NOW): other,
    }  # fmt: skip
    for (lang, slug), text in texts.items():
        path = folder / "solutions" / lang / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / "solutions"


def two_modules(folder: Path) -> Path:
    """Both modules in both languages, built; the folder of the course."""
    build(two_sources(folder), folder / "course")
    return folder / "course"
