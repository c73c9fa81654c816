"""What a benchmark found, and the table that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles

HEADINGS = ("measure", "ours", "baseline", "ratio", "limit", "", "spread (middle half)")


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: the same quantity of ours and of the baseline, measured by turns.

    The ratio is that of the medians. `limit` is the most that it should be; 0 for a line that
    is only there to compare with.
    """

    measure: str
    unit: str
    ours: tuple[float, ...]
    baseline: tuple[float, ...]
    limit: float = 0.0

    @property
    def ratio(self) -> float:
        """How many times the baseline ours takes."""
        return median(self.ours) / median(self.baseline)

    @property
    def cells(self) -> tuple[str, ...]:
        """The row in words."""
        return (
            f"{self.measure} (n={len(self.ours)})",
            f"{median(self.ours):.1f} {self.unit}",
            f"{median(self.baseline):.1f} {self.unit}",
            f"{self.ratio:.2f}",
            f"{self.limit:.2f}" if self.limit else "-",
            ("ok" if self.ratio <= self.limit else "OVER") if self.limit else "",
            f"{_middle_half(self.ours)} / {_middle_half(self.baseline)}",
        )


def table(rows: list[Row]) -> str:
    """All rows below their headings, each column as wide as its widest cell."""
    lines = [HEADINGS, *(row.cells for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(_line(cells, widths) for cells in lines)


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _middle_half(values: tuple[float, ...]) -> str:
    """From the first to the third quartile."""
    first, _, third = quantiles(values, n=4, method="inclusive")
    return f"{first:.1f} to {third:.1f}"
