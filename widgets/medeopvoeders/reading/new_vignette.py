"""A new vignette, from the template: both languages, clean from the first minute."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

VIGNETTE_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class NewVignetteError(ValueError):
    """The vignette cannot be made. `key` names the sentence that says why: `bad_id`, `exists`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def new_vignette(vignette_id: str, content: Path) -> Path:
    """Make the folder of a new vignette in `content` and return it.

    Raises NewVignetteError for an id that is no id, or that is taken; OSError where the folder
    cannot be written.
    """
    if not VIGNETTE_ID.fullmatch(vignette_id):
        raise NewVignetteError("bad_id")
    folder = content / "vignettes" / vignette_id
    if folder.exists():
        raise NewVignetteError("exists")
    shutil.copytree(content / "templates" / "vignette", folder)
    return folder
