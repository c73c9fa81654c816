"""The server's own pages: their templates, their style sheets, and what both need."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from medeopvoeders.reading.library import languages, load_strings

HERE = Path(__file__).parent
STATIC = (HERE / "static", HERE.parent / "views" / "static")


@cache
def asset(name: str) -> str:
    """The address of a static file below the server's base, with the print of its content: a
    browser keeps it for good, and asks again when it changed."""
    path = next(folder / name for folder in STATIC if (folder / name).is_file())
    return f"medeopvoeders/static/{name}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"


def paint(template: str, lang: str, base_url: str, **values: Any) -> str:
    """The HTML of one of our own pages in `lang`."""
    return (
        _templates()
        .get_template(template)
        .render(
            lang=lang,
            t=load_strings(lang),
            base=base_url,
            asset=asset,
            tongues={tongue: load_strings(tongue)("home.language_name") for tongue in languages()},
            **values,
        )
    )


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
