"""What made-up students write: loose sentences, one TOML file a language, a table a reflection."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from medeopvoeders.reading.findings import CONTENT
from medeopvoeders.reading.strings import languages

ANY_REFLECTION = "reflection"

Cards = tuple[str, ...]


@dataclass(frozen=True)
class Sentences:
    """The sentences that a text can be laid out of. `after` holds openings for whoever chose a
    certain answer at the first decision; `kept` says why somebody stands by theirs."""

    opening: Cards
    saw: Cards
    tomorrow: Cards
    heard: Cards
    price: Cards
    kept: Cards
    after: Mapping[str, Cards]

    def openings(self, choices: Iterable[str]) -> Cards:
        """How a text may begin for somebody who made these choices, in this order."""
        fitting = (self.after[choice] for choice in choices if choice in self.after)
        return next(fitting, self.opening)


@cache
def load_sentences(lang: str, reflection: str) -> Sentences:
    """The sentences for one reflection, or those that fit any. A language without sentences of its
    own borrows those of the first."""
    files = [CONTENT / "made_up" / f"{name}.toml" for name in (lang, *languages())]
    path = next(path for path in files if path.is_file())
    tables = tomllib.loads(path.read_text("utf-8"))
    table = tables.get(reflection, tables[ANY_REFLECTION])
    after = {choice: tuple(cards) for choice, cards in table.pop("after", {}).items()}
    return Sentences(**{kind: tuple(cards) for kind, cards in table.items()}, after=after)
