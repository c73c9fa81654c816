"""Reading the one call that a code cell of a module holds, without running it.

Only two things may stand in a code cell: the set-up (`module = open_module("01-…", "nl")`, after
its import) and one activity (`module.vignette("signature")`). Arguments are literals, so that
the build, the linter and the facilitator's pages know them without a kernel.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

SET_UP = "open_module"


@dataclass(frozen=True, slots=True)
class Call:
    """A call in a code cell: `name` is the verb, `line` counts from 1 within the cell."""

    name: str
    positional: tuple[object, ...]
    named: tuple[tuple[str, object], ...]
    line: int

    @property
    def is_set_up(self) -> bool:
        """True for the call that opens the module."""
        return self.name == SET_UP


class CallError(ValueError):
    """The cell holds something else; `code` names what, `line` where within the cell."""

    def __init__(self, code: str, line: int, **details: str) -> None:
        super().__init__(code)
        self.code, self.line, self.details = code, line, details


def read_call(source: str) -> Call:
    """The one call in a code cell. Raises CallError for anything more, less or else."""
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        raise CallError("not-python", error.lineno or 1, reason=error.msg) from error
    calls = [_call_of(node) for node in statements if not _is_import(node)]
    if len(calls) != 1:
        raise CallError("one-call-a-cell", 1, count=str(len(calls)))
    return calls[0]


def _is_import(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "medeopvoeders"


def _call_of(node: ast.stmt) -> Call:
    value = node.value if isinstance(node, ast.Assign | ast.Expr) else None
    if not isinstance(value, ast.Call):
        raise CallError("other-code", node.lineno)
    return Call(
        _name_of(value.func, node),
        tuple(_literal(argument) for argument in value.args),
        tuple((str(word.arg), _literal(word.value)) for word in value.keywords),
        node.lineno,
    )


def _name_of(function: ast.expr, node: ast.stmt) -> str:
    """`open_module` by itself, after an `=`; any other verb on the module's name."""
    assigned = isinstance(node, ast.Assign)
    if isinstance(function, ast.Name) and function.id == SET_UP and assigned:
        return SET_UP
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return function.attr
    raise CallError("other-code", node.lineno)


def _literal(node: ast.expr) -> object:
    try:
        value: object = ast.literal_eval(node)
    except ValueError as error:
        raise CallError("not-literal", node.lineno, text=ast.unparse(node)) from error
    return value
