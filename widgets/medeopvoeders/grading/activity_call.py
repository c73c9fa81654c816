"""Reading the one call that a code cell of a module holds, without running it.

Only two things may stand in a code cell: the set-up (`module = open_module("01-…", "nl")`, after
its import) and one activity (`module.vignette("signature")`). Arguments are literals, so that
the build, the linter and the facilitator's pages know them without a kernel.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from medeopvoeders.grading.finding import Problem
from medeopvoeders.models.vignette import Vignette
from medeopvoeders.reading.library import (
    UnknownContentError,
    load_mirror,
    load_strings,
    load_vignette,
)

SET_UP = "open_module"


@dataclass(frozen=True, slots=True)
class Call:
    """A call in a code cell: `name` is the verb, `line` counts from 1 within the cell.

    `module` is the name that the set-up gives to the module, or that an activity is called on;
    `imported` tells whether the cell begins with the import that the set-up needs.
    """

    name: str
    module: str
    positional: tuple[object, ...]
    named: tuple[tuple[str, object], ...]
    line: int
    imported: bool = False

    @property
    def is_set_up(self) -> bool:
        """True for the call that opens the module."""
        return self.name == SET_UP


@dataclass(frozen=True, slots=True)
class Form:
    """How an activity is called: after its verb, so many positional arguments, and these names."""

    example: str
    positional: int = 1
    named: tuple[str, ...] = ()


FORMS = {
    "vignette": Form('vignette("signature")'),
    "mirror": Form('mirror("first-week")'),
    "reflection": Form(
        'reflection("what-you-heard", quotes="signature/gate", words=(80, 150))',
        named=("quotes", "words", "recalls"),
    ),
    "sheet": Form(
        'sheet("read-along", shows=("what-you-heard",), asks=("…?",))', named=("shows", "asks")
    ),
    "hand_in": Form("hand_in()", positional=0),
}


class CallError(ValueError):
    """The cell holds something else; `problem` says what, and where within the cell."""

    def __init__(self, code: str, line: int, **details: object) -> None:
        super().__init__(code)
        self.problem = Problem(code, line, details)


def read_call(source: str) -> Call:
    """The one call in a code cell. Raises CallError for anything more, less or else."""
    try:
        compile(source, "cell", "exec")  # finds more than parsing does, and runs nothing
        statements = ast.parse(source).body
    except SyntaxError as error:
        raise CallError("not-python", error.lineno or 1, reason=error.msg) from error
    except ValueError as error:
        raise CallError("not-python", 1, reason=error) from error
    imports = list(takewhile(_is_import, statements))
    calls = [_call_of(node, imported=bool(imports)) for node in statements[len(imports) :]]
    if len(calls) != 1:
        raise CallError("one-call-a-cell", 1, count=len(calls))
    [call] = calls
    if not call.is_set_up and re.sub(r"#.*", "", source).rstrip().endswith(";"):
        raise CallError("hidden-result", call.line)
    return call


def argument_problems(call: Call, lang: str) -> Iterator[Problem]:
    """What the page would trip over in the arguments of a known activity."""
    form = FORMS[call.name]
    unknown = [repr(value) for value in call.positional[form.positional :]]
    unknown += [name for name, _ in call.named if name not in form.named]
    for argument in unknown:
        details = {"argument": argument, "example": f"{call.module}.{form.example}"}
        yield Problem("unknown-argument", call.line, details)
    given = dict(call.named)
    if "words" in given and not _is_range(given["words"]):
        yield Problem("wrong-words", call.line)
    if call.name == "sheet" and not are_texts(given.get("asks")):
        yield Problem("wrong-asks", call.line)
    for content_id in call.positional[:1]:
        yield from _content_problems(call, content_id, lang)
    if given.get("quotes", "") != "":
        yield from _quote_problems(given["quotes"], lang, call.line)


def are_texts(value: object) -> bool:
    """One or more strings in a tuple, none of them empty."""
    return isinstance(value, tuple) and bool(value) and all(map(_is_text, value))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _content_problems(call: Call, content_id: object, lang: str) -> Iterator[Problem]:
    """A vignette is called as one, a mirror as a mirror; both must be there."""
    there = {"vignette": _vignette(content_id, lang), "mirror": _mirror(content_id, lang)}
    if call.name not in there or there[call.name]:
        return
    other = next((verb for verb, found in there.items() if found), "")
    if other:
        details = {"id": content_id, "example": f'{call.module}.{other}("{content_id}")'}
        yield Problem(f"called-as-{call.name}", call.line, details)
    else:
        yield _unknown_vignette(content_id, lang, call.line)


def _quote_problems(quotes: object, lang: str, line: int) -> Iterator[Problem]:
    """A reflection quotes the choice made in a scene; one without choices has none to quote."""
    content_id, _, scene_id = str(quotes).partition("/")
    vignette = _vignette(content_id, lang) or _mirror(content_id, lang)
    if not vignette:
        yield _unknown_vignette(content_id, lang, line)
        return
    known = [scene.id for scene in vignette.decisions]
    if scene_id not in known:
        scenes = ", ".join(f"{content_id}/{scene}" for scene in known)
        yield Problem("unknown-scene", line, {"quotes": quotes, "known": scenes})


def _vignette(vignette_id: object, lang: str) -> Vignette | None:
    try:
        return load_vignette(str(vignette_id), lang)
    except UnknownContentError:
        return None


def _mirror(mirror_id: object, lang: str) -> Vignette | None:
    """A mirror by its first family: both have the same scenes."""
    try:
        return load_mirror(str(mirror_id), lang)[0]
    except UnknownContentError:
        return None


def _unknown_vignette(vignette_id: object, lang: str, line: int) -> Problem:
    details = {"id": vignette_id, "language": load_strings(lang)("build.language")}
    return Problem("unknown-vignette", line, details)


def _is_range(value: object) -> bool:
    """Two whole numbers, least and most."""
    if not isinstance(value, tuple) or [type(number) for number in value] != [int, int]:
        return False
    least, most = value
    return bool(0 <= least <= most)


def _is_import(node: ast.stmt) -> bool:
    return ast.unparse(node) == f"from medeopvoeders import {SET_UP}"


def _call_of(node: ast.stmt, *, imported: bool) -> Call:
    value = node.value if isinstance(node, ast.Assign | ast.Expr) else None
    if not isinstance(value, ast.Call):
        raise CallError("other-code", node.lineno)
    name, module = _names_of(value.func, node)
    return Call(
        name,
        module,
        tuple(_literal(argument) for argument in value.args),
        tuple((str(word.arg), _literal(word.value)) for word in value.keywords),
        node.lineno,
        imported,
    )


def _names_of(function: ast.expr, node: ast.stmt) -> tuple[str, str]:
    """The verb and the module's name: `module = open_module(…)`, or `module.verb(…)` by itself,
    whose result a page shows only where nothing keeps it."""
    match function, node:
        case ast.Name(id=verb), ast.Assign(targets=[ast.Name(id=name)]) if verb == SET_UP:
            return verb, name
        case ast.Attribute(value=ast.Name(id=name), attr=verb), ast.Expr():
            return verb, name
    raise CallError("other-code", node.lineno)


def _literal(node: ast.expr) -> object:
    try:
        value: object = ast.literal_eval(node)
    except (ValueError, TypeError) as error:
        raise CallError("not-literal", node.lineno, text=ast.unparse(node)) from error
    return value
