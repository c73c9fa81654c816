"""Reading one vignette file: front matter, and CommonMark with a scene under each `##`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.draft import Draft
from medeopvoeders.reading.fields import cast, check_fields, keys, people, text, whole
from medeopvoeders.reading.findings import Finding
from medeopvoeders.reading.front_matter import split_front_matter
from medeopvoeders.reading.mirror import Families, fill, read_families
from medeopvoeders.reading.scene import read_scenes

NO_CHARACTER = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Reading:
    """A file with everything that was found in it: its one vignette, or one a family where it is
    a mirror. `families` holds the words of each; it is empty for an ordinary vignette."""

    vignettes: tuple[Vignette, ...]
    families: Families
    findings: tuple[Finding, ...]


def read_vignette(
    path: Path, lang: str = "", family: str = ""
) -> tuple[Vignette, tuple[Finding, ...]]:
    """The vignette in `path`, as far as it can be read, and everything that was found.

    The id is the folder's name and the language the file's, unless `lang` says otherwise. Of a
    mirror it is the vignette of `family`, or of the first family where there is none of that name.
    Raises OSError where the file cannot be opened.
    """
    file = _file(path, lang)
    chosen = family if family in file.families else next(iter(file.families), "")
    vignette, findings = file.filled(chosen)
    return vignette, (*file.findings, *findings)


def read_both(path: Path) -> Reading:
    """All that stands in `path`. What both families of a mirror share is found once.

    Raises OSError where the file cannot be opened.
    """
    file = _file(path)
    read = [file.filled(family) for family in file.families or [""]]
    found = [*file.findings, *(finding for _, findings in read for finding in findings)]
    return Reading(tuple(vignette for vignette, _ in read), file.families, once(found))


def once(findings: list[Finding]) -> tuple[Finding, ...]:
    """The findings in order, each of them once."""
    different: list[Finding] = []
    for finding in findings:
        if finding not in different:
            different.append(finding)
    return tuple(different)


def _file(path: Path, lang: str = "") -> _File:
    return _file_of(path, lang or path.stem, path.read_bytes())


class _File:
    """A file whose front matter was read, ready to be filled in for a family."""

    def __init__(self, path: Path, lang: str, content: bytes) -> None:
        self.path, self.lang = path, lang
        draft = Draft(path)
        decoded = _decoded(draft, content)
        matter = split_front_matter(decoded)
        self.fields, self.body = matter.fields, matter.body
        if matter.error_line:
            draft.found("front-matter", matter.error_line)
        else:
            check_fields(draft, self.fields)
        self.families = read_families(draft, self.fields, decoded, self.body)
        self.findings = tuple(draft.findings)
        self._filled: dict[str, tuple[Vignette, tuple[Finding, ...]]] = {}

    def filled(self, family: str) -> tuple[Vignette, tuple[Finding, ...]]:
        """The vignette of a family, and what was found in its scenes; the only one for ""."""
        if family not in self._filled:
            words = self.families.get(family, {})
            draft = Draft(self.path, people=people(fill(self.fields.get("people"), words)))
            scenes = read_scenes(draft, fill(self.body, words))
            self._filled[family] = self._vignette(draft, scenes, family), tuple(draft.findings)
        return self._filled[family]

    def _vignette(self, draft: Draft, scenes: Any, family: str) -> Vignette:
        fields, name = self.fields, self.path.parent.name
        return Vignette(
            id=f"{name}.{family}" if family else name,
            lang=self.lang,
            title=text(fields.get("title")),
            setting=text(fields.get("setting")),
            start=text(fields.get("start")),
            people=draft.people,
            scenes=scenes,
            sources=keys(fields.get("sources")),
            notice=text(fields.get("notice")),
            mirror=tuple(f"{name}.{other}" for other in self.families),
            family=family,
            cast=cast(fields.get("cast"), family),
            revision=whole(fields.get("revision")),
            translates=whole(fields.get("translates")),
        )


# The linter, the build and the table each ask for every vignette, several times.
_file_of = lru_cache(maxsize=128)(_File)


def _decoded(draft: Draft, content: bytes) -> str:
    """The file's text, without the byte order mark that some editors put before it."""
    decoded = content.decode("utf-8-sig", "replace")
    for line, written in enumerate(decoded.splitlines(), 1):
        if NO_CHARACTER in written:
            draft.found("not-utf-8", line)
            break
    return decoded
