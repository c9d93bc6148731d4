"""The report: Markdown tables, printed as they come and kept in a file."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound that a ratio should keep."""

    bound: float
    least: bool = True

    def judge(self, value: float) -> str:
        """The goal, and whether `value` meets it."""
        met = value >= self.bound if self.least else value <= self.bound
        return f"{'≥' if self.least else '≤'} {self.bound:g} {'met' if met else '**not met**'}"


class Report:
    """Everything printed also ends up in `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.write_text("", encoding="utf-8")

    def say(self, *lines: str) -> None:
        """Print lines of text."""
        with self._path.open("a", encoding="utf-8") as kept:
            for line in lines:
                print(line, flush=True)
                kept.write(line + "\n")

    def head(self, title: str, text: str = "") -> None:
        """A heading, and what is to be said under it."""
        self.say("", f"## {title}", "", *([text, ""] if text else []))

    def table(self, *columns: str) -> "Table":
        """A table with these columns; a column is as wide as its name and at least ten."""
        return Table(self, columns)


class Table:
    """A table whose rows appear as soon as they are measured."""

    def __init__(self, report: Report, columns: Sequence[str]) -> None:
        self._report = report
        self._widths = [max(len(column), 32 if i == 0 else 10) for i, column in enumerate(columns)]
        self.row(*columns)
        self._report.say("|" + "|".join("-" * (width + 2) for width in self._widths) + "|")

    def row(self, *cells: str) -> None:
        """Add a row; cells that are missing are empty."""
        full = [*cells, *[""] * (len(self._widths) - len(cells))]
        padded = (f"{cell:<{width}}" for cell, width in zip(full, self._widths, strict=True))
        self._report.say(f"| {' | '.join(padded)} |")


def spread(values: Sequence[float], digits: int = 2) -> str:
    """The median of rounds, and from least to most."""
    middle = f"{statistics.median(values):.{digits}f}"
    return f"{middle} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def median(values: Sequence[float], digits: int = 2) -> str:
    """The median of rounds."""
    return f"{statistics.median(values):.{digits}f}"
