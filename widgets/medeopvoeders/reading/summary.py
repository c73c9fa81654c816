"""What there is, in one sentence, for whoever runs the linter and finds nothing."""

from __future__ import annotations

from pathlib import Path

from medeopvoeders.reading.strings import Strings, languages
from medeopvoeders.reading.vignette import read_vignette


def summary(content: Path, say: Strings) -> str:
    """How many vignettes, scenes and decisions the content folder holds."""
    files = sorted((content / "vignettes").glob(f"*/{languages()[0]}.md"))
    read = [read_vignette(path)[0] for path in files]
    return say(
        "lint.clean",
        vignettes=len(read),
        scenes=sum(len(vignette.scenes) for vignette in read),
        decisions=sum(len(vignette.decisions) for vignette in read),
        languages=len(languages()),
    )
