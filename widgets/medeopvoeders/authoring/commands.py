"""What an author types, each command with its exit code."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from medeopvoeders.reading.findings import Finding, closest
from medeopvoeders.reading.library import Strings, load_strings
from medeopvoeders.reading.lint import lint, lint_vignette
from medeopvoeders.reading.new_vignette import NewVignetteError, new_vignette
from medeopvoeders.reading.strings import languages
from medeopvoeders.reading.summary import summary
from medeopvoeders.reading.vignette import read_vignette


def lint_command(content: Path, root: Path, lang: str, vignette_id: str | None = None) -> int:
    """Print every finding, then the table; of one vignette alone where it is named. 1 where there
    is something to look at."""
    from medeopvoeders.authoring.module_texts import lint_modules
    from medeopvoeders.authoring.table import summary_table

    if vignette_id:
        return _lint_one(vignette_id, content, lang)
    say, solutions = load_strings(lang), root / "solutions"
    lines = _lines([*lint(content), *lint_modules(solutions, content)], lang)
    lines += _unbuildable(root)
    conclusion = _count(lines, say) if lines else summary(content, say)
    print(*lines, conclusion, "", summary_table(content, solutions, say), sep="\n")
    return 1 if lines else 0


def _lint_one(vignette_id: str, content: Path, lang: str) -> int:
    from medeopvoeders.authoring.table import vignette_table

    folder, say = _known(vignette_id, content, lang), load_strings(lang)
    if folder is None:
        return 2
    lines = _lines(lint_vignette(folder, content), lang)
    conclusion = _count(lines, say) if lines else say("lint.clean_one")
    print(*lines, conclusion, "", vignette_table(folder, say), sep="\n")
    return 1 if lines else 0


def new_vignette_command(vignette_id: str, content: Path, lang: str) -> int:
    """Make a vignette from the template, and say what to do with it."""
    say = load_strings(lang)
    try:
        folder = new_vignette(vignette_id, content)
    except NewVignetteError as error:
        print(say(f"cli.new_vignette_{error.key}", id=vignette_id), file=sys.stderr)
        return 2
    print(say("cli.new_vignette_made", folder=_shown(folder), id=vignette_id))
    return 0


def map_command(vignette_id: str, content: Path, lang: str, to: Path | None) -> int:
    """Write the vignette's map, beside where the author stands, and print where it is."""
    from medeopvoeders.authoring.map import vignette_map

    folder = _known(vignette_id, content, lang)
    if folder is None:
        return 2
    path = next(
        p for p in (folder / f"{known}.md" for known in (lang, *languages())) if p.is_file()
    )
    vignette, _ = read_vignette(path)
    target = to or Path(f"{vignette_id}.{vignette.lang}.map.svg")
    target.write_text(vignette_map(vignette, load_strings(vignette.lang)), "utf-8")
    print(load_strings(lang)("map.made", path=_shown(target)))
    return 0


def play_command(
    vignette_id: str, content: Path, lang: str, *, port: int | None, browser: bool
) -> int:
    """Serve a page with just this vignette, until Ctrl+C."""
    from medeopvoeders.authoring.rehearsal import rehearse
    from medeopvoeders.grading.finding import BuildError
    from medeopvoeders.serving.start import start

    folder, say = _known(vignette_id, content, lang), load_strings(lang)
    if folder is None:
        return 2
    if lines := _lines(lint_vignette(folder, content), lang):
        print(*lines, _count(lines, say), say("play.as_far"), sep="\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="medeopvoeders-") as place:
        try:
            played = rehearse(folder, lang, Path(place))
        except BuildError:  # it speaks of the page that could not be made, not of the author's file
            print(say("play.too_little"), file=sys.stderr)
            return 1
        return start(played.folder, port=port, lang=lang, open_browser=browser, page=played.page)


def _known(vignette_id: str, content: Path, lang: str) -> Path | None:
    """The vignette's folder; where there is none, a sentence says so."""
    known = [path.parent.name for path in sorted(content.glob(f"vignettes/*/{languages()[0]}.md"))]
    if vignette_id in known:
        return content / "vignettes" / vignette_id
    say, meant = load_strings(lang), closest(vignette_id, known)
    hint = say("cli.vignette_meant", meant=meant) if meant else ""
    print(
        say("cli.no_vignette", id=vignette_id, known=", ".join(known), hint=hint), file=sys.stderr
    )
    return None


def _lines(findings: list[Finding] | tuple[Finding, ...], lang: str) -> list[str]:
    return [finding.line_for(lang, Path.cwd()) for finding in findings]


def _count(lines: list[str], say: Strings) -> str:
    return say("lint.count_one" if len(lines) == 1 else "lint.count", count=len(lines))


def _shown(path: Path) -> Path:
    """A path as somebody who stands here would type it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _unbuildable(root: Path) -> list[str]:
    """What is wrong in the modules of a course that is written here; an installed one has none."""
    from medeopvoeders.grading.build import build_all
    from medeopvoeders.grading.finding import BuildError

    if not (root / "solutions").is_dir():
        return []
    try:
        build_all(root / "solutions", root / "course")
    except BuildError as error:
        return [str(finding).removeprefix(f"{Path.cwd()}{os.sep}") for finding in error.findings]
    return []


def build_command(root: Path, lang: str, *, check: bool) -> int:
    """Make `course/` from `solutions/`, or say where they differ. 1 where something is wrong."""
    from medeopvoeders.grading.build import build, differences
    from medeopvoeders.grading.finding import BuildError

    say = load_strings(lang)
    try:
        if not check:
            for path in build(root / "solutions", root / "course"):
                print(path.relative_to(root).as_posix())
            return 0
        found = differences(root / "solutions", root / "course")
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    for difference in found:
        print(difference.message(lang))
    print(say("cli.build_differs", count=len(found)) if found else say("cli.build_same"))
    return 1 if found else 0
