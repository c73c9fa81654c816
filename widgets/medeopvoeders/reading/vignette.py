"""Reading one vignette file: front matter, and CommonMark with a scene under each `##`."""

from __future__ import annotations

from pathlib import Path

from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.draft import Draft
from medeopvoeders.reading.fields import check_fields, keys, people, text, whole
from medeopvoeders.reading.findings import Finding
from medeopvoeders.reading.front_matter import split_front_matter
from medeopvoeders.reading.scene import read_scenes

NO_CHARACTER = "\N{REPLACEMENT CHARACTER}"


def read_vignette(path: Path, lang: str = "") -> tuple[Vignette, tuple[Finding, ...]]:
    """The vignette in `path`, as far as it can be read, and everything that was found.

    The id is the folder's name and the language the file's, unless `lang` says otherwise.
    Raises OSError where the file cannot be opened.
    """
    draft = Draft(path)
    matter = split_front_matter(_decoded(draft))
    fields = matter.fields
    if matter.error_line:
        draft.found("front-matter", matter.error_line)
    else:
        check_fields(draft, fields)
    draft.people = people(fields.get("people"))
    vignette = Vignette(
        id=path.parent.name,
        lang=lang or path.stem,
        title=text(fields.get("title")),
        setting=text(fields.get("setting")),
        start=text(fields.get("start")),
        people=draft.people,
        scenes=read_scenes(draft, matter.body),
        sources=keys(fields.get("sources")),
        notice=text(fields.get("notice")),
        mirror=text(fields.get("mirror")),
        revision=whole(fields.get("revision")),
        translates=whole(fields.get("translates")),
    )
    return vignette, tuple(draft.findings)


def _decoded(draft: Draft) -> str:
    """The file's text, without the byte order mark that some editors put before it."""
    decoded = draft.path.read_bytes().decode("utf-8-sig", "replace")
    for line, written in enumerate(decoded.splitlines(), 1):
        if NO_CHARACTER in written:
            draft.found("not-utf-8", line)
            break
    return decoded
