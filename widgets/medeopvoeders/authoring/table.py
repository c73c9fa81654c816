"""The figures below the linter's findings: what there is, how it reads, who is in it, on what it
leans. Plain text, at most 80 columns wide."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from medeopvoeders.authoring.module_texts import ModuleText, read_module_texts
from medeopvoeders.models.vignette import APPROACHES, CAST, Vignette
from medeopvoeders.reading.fields import casts
from medeopvoeders.reading.findings import kinds
from medeopvoeders.reading.front_matter import split_front_matter
from medeopvoeders.reading.giveaways import rules_of_thumb
from medeopvoeders.reading.passages import measures
from medeopvoeders.reading.readability import EASE, NORMS, Measure
from medeopvoeders.reading.sources import read_sources
from medeopvoeders.reading.strings import Strings, languages
from medeopvoeders.reading.vignette import read_vignette

WIDTH = 80
INDENT = "  "
NONE = "\N{EN DASH}"
Row = Sequence[str]


def vignette_table(folder: Path, say: Strings) -> str:
    """The figures of one vignette in all its languages."""
    vignettes = [read_vignette(path)[0] for path in _files(folder)]
    return "\n\n".join([_vignettes(vignettes, say), _approaches(vignettes, say), _norms(say)])


def summary_table(content: Path, solutions: Path, say: Strings) -> str:
    """All figures of the content folder and of the modules in `solutions`, in sections."""
    files = [path for folder in _folders(content) for path in _files(folder)]
    vignettes = [read_vignette(path)[0] for path in files]
    modules = read_module_texts(solutions)
    sections = [
        _vignettes(vignettes, say),
        _approaches(vignettes, say),
        _modules(modules, say),
        _cast(files, say),
        _sources(vignettes, content, say),
        _norms(say),
    ]
    return "\n\n".join(filter(None, sections))


def columns(head: Row, rows: Sequence[Row]) -> str:
    """A table with a line of titles; the first column is words, the others figures. A row of one
    cell is a heading: a long name takes no room from the figures below it."""
    full = [row for row in (head, *rows) if len(row) > 1]
    widths = [max(len(row[n]) for row in full) for n in range(len(head))]

    def line(row: Row) -> str:
        if len(row) == 1:
            return row[0]
        first, *figures = zip(row, widths, strict=True)
        cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in figures)]
        return INDENT.join(cells).rstrip()

    return "\n".join(map(line, (head, *rows)))


def _folders(content: Path) -> list[Path]:
    return sorted(path for path in (content / "vignettes").iterdir() if path.is_dir())


def _files(folder: Path) -> list[Path]:
    return [path for lang in languages() if (path := folder / f"{lang}.md").is_file()]


def _words_of(measure: Measure, say: Strings) -> Row:
    """The average sentence and the longest one."""
    return f"{measure.average:.1f}".replace(".", say("lint.decimal")), str(measure.longest)


def _ease(measure: Measure) -> str:
    """The reading ease on its scale of 0 to 100; a dash where there is none."""
    return NONE if measure.ease is None else f"{min(100, max(0, measure.ease)):.0f}"


def _head(say: Strings, *names: str) -> Row:
    return tuple(say(f"lint.{name}") for name in names)


def _grouped(rows: Sequence[tuple[str, str, Row]]) -> list[Row]:
    """Rows by name, in order: each name once, and below it a row a language."""
    found: list[Row] = []
    for name, same in groupby(rows, lambda row: row[0]):
        found += [(name,), *((f"{INDENT}{lang}", *figures) for _, lang, figures in same)]
    return found


def _name(vignette: Vignette) -> str:
    """Both families of a mirror share their text, so they are one here."""
    return vignette.mirror_id or vignette.id


def _vignettes(vignettes: Sequence[Vignette], say: Strings) -> str:
    head = _head(
        say, "vignette", "scenes", "decisions", "endings", "words", "sentence", "longest", "ease",
        "ease_parent",
    )  # fmt: skip
    return columns(head, _grouped([(_name(v), v.lang, _vignette_row(v, say)) for v in vignettes]))


def _vignette_row(vignette: Vignette, say: Strings) -> Row:
    measured = measures(vignette)
    course, parent = measured["course"], measured["parent"]
    together = Measure(course.texts + parent.texts, vignette.lang)
    counts = (len(vignette.scenes), len(vignette.decisions), len(vignette.endings), together.words)
    return (*map(str, counts), *_words_of(together, say), _ease(course), _ease(parent))


def _approaches(vignettes: Sequence[Vignette], say: Strings) -> str:
    """The share of each approach, and the rule of thumb that comes nearest to giving it away."""
    head = (say("lint.vignette"), *(say(f"approach.{a}") for a in APPROACHES), say("lint.rule"))
    groups = [(_name(v), v.lang, [v]) for v in vignettes]
    if len({vignette.id for vignette in vignettes}) > 1:
        groups += [
            (say("lint.all"), lang, [v for v in vignettes if v.lang == lang])
            for lang in languages()
        ]
    rows = [(name, lang, _approach_row(some, say)) for name, lang, some in groups]
    return columns(head, _grouped(rows))


def _approach_row(vignettes: Sequence[Vignette], say: Strings) -> Row:
    choices = [c for v in vignettes for scene in v.decisions for c in scene.choices]
    count = Counter(choice.approach for choice in choices)
    shares = (f"{count[a]} ({count[a] / max(1, len(choices)):.0%})" for a in APPROACHES)
    rule = rules_of_thumb(*vignettes)[0]
    terms = kinds()["gives-itself-away"][say.lang]["terms"]
    return *shares, f"{terms[rule.name]}: {rule.hits}/{rule.decisions}"


def _modules(modules: Sequence[ModuleText], say: Strings) -> str:
    head = _head(say, "module", "words", "sentence", "longest", "ease")
    inorder = sorted(modules, key=lambda text: (text.path.stem, languages().index(text.lang)))
    rows = [(text.path.stem, text.lang, _module_row(text.measure, say)) for text in inorder]
    return columns(head, _grouped(rows)) if rows else ""


def _module_row(measure: Measure, say: Strings) -> Row:
    return str(measure.words), *_words_of(measure, say), _ease(measure)


def _cast(files: Sequence[Path], say: Strings) -> str:
    """How often each kind of family is met, over the originals."""
    fields = [
        split_front_matter(path.read_text("utf-8-sig", "replace")).fields
        for path in files
        if path.stem == languages()[0]
    ]
    count = Counter(
        word for field in fields for words in casts(field.get("cast")) for word in words
    )
    groups = [
        ", ".join(f"{say('cast.' + word.replace('-', '_'))} {count[word]}" for word in group)
        for group in CAST
    ]
    return _fold(f"{say('lint.cast')}: {'; '.join(groups)}.")


def _sources(vignettes: Sequence[Vignette], content: Path, say: Strings) -> str:
    known = [
        key for key, source in read_sources(content / "references.bib").items() if source.citable
    ]
    originals = [vignette for vignette in vignettes if vignette.lang == languages()[0]]
    count = Counter(key for vignette in originals for key in vignette.sources)
    used = ", ".join(f"{key} {count[key]}" for key in sorted(count)) or NONE
    left = sum(key not in count for key in known)
    return _fold(say("lint.sources", used=used, left=left, known=len(known)))


def _norms(say: Strings) -> str:
    """What the figures mean, and whose norms these are."""
    lines = [say("lint.legend"), say("lint.legend_rule"), say("lint.own_choice")]
    for reader, norm in NORMS.items():
        ease = " / ".join(f"{least} ({lang})" for lang, least in EASE[reader].items())
        said = say(f"lint.norm_{reader}", average=norm.average, longest=norm.longest, ease=ease)
        lines.insert(-1, said)
    return "\n".join(map(_fold, lines))


def _fold(text: str) -> str:
    return textwrap.fill(text, WIDTH, subsequent_indent=INDENT, break_on_hyphens=False)
