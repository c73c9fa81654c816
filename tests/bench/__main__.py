"""`uv run python tests/bench`: what the course costs, next to the least that could be in its place.

Each benchmark measures ours and a baseline by turns in one run on one machine, so that only the
ratio counts and a busy machine slows both. No number here is a test: a slow run ends well, and
only a benchmark that could not measure at all makes the exit code 1.
"""

from __future__ import annotations

import argparse
import compileall
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click_to_scene
import first_paint
import import_time
import kernel_memory
import module_page
import reading_a_group
from table import Row, table

import grading

BENCHMARKS: dict[str, Callable[[], Iterator[Row]]] = {
    "kernel-memory": kernel_memory.measure,
    "click-to-scene": click_to_scene.measure,
    "module-page": module_page.measure,
    "import": import_time.measure,
    "grading": grading.measure,
    "reading": reading_a_group.measure,
    "dashboard": first_paint.measure,
}

PACKAGE = Path(__file__).resolve().parents[2] / "widgets" / "medeopvoeders"


def main() -> int:
    """Run the benchmarks that were asked for, and print one table at the end."""
    parser = argparse.ArgumentParser(prog="tests/bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("name", nargs="*", choices=[*BENCHMARKS, []], help="default: all of them")
    names = parser.parse_args().name or list(BENCHMARKS)
    _write_byte_code()
    rows: list[Row] = []
    failed = [name for name in names if not _run(name, rows)]
    print(table(rows))
    return 1 if failed else 0


def _write_byte_code() -> None:
    """As it is from the second start on, of libraries too; some machines forbid Python that."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(PACKAGE, quiet=1)


def _run(name: str, rows: list[Row]) -> bool:
    """Measure, and keep what was measured; False with a line on stderr where it could not be."""
    print(f"{name} ...", file=sys.stderr, flush=True)
    try:
        rows.extend(BENCHMARKS[name]())
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the others go on
        print(f"{name} could not measure: {error!r}", file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
