"""How long a notebook's first cell takes before it does anything."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from table import Row

ROUNDS = 15
LIMIT = 1.5
# A kernel has imported IPython by then. `open_module` loads all that a module needs; the bare
# `import medeopvoeders`, which loads nothing yet, would be no fair comparison.
PROGRAM = """
import ipykernel.zmqshell, ipykernel.ipkernel
from time import perf_counter
start = perf_counter()
{line}
print((perf_counter() - start) * 1000)
"""
OURS = "from medeopvoeders import open_module"
BASELINE = "import anywidget, pydantic"


def measure() -> Iterator[Row]:
    """`from medeopvoeders import open_module` in an interpreter that has loaded what a kernel has,
    against `import anywidget, pydantic` in another one like it, by turns.

    The byte code is there for both, as it is from the second start on.
    """
    rounds = [(_took(OURS), _took(BASELINE)) for _ in range(ROUNDS + 1)]
    yield Row("import the course", "ms", *zip(*rounds[1:], strict=True), limit=LIMIT)


def _took(line: str) -> float:
    command = [sys.executable, "-c", PROGRAM.format(line=line)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)
