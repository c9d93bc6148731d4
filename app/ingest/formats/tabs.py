"""Rows parted by tabs: quoted, as spreadsheets write them, or not, as plain dumps are."""

import csv
from collections import deque
from collections.abc import Iterator

_MOST = 64 << 20
"""Characters that a row may have."""


def iter_tabbed(lines: Iterator[str], width: int) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row of `width` columns, with the number of the line that it begins on, from 1.

    Quotation marks are of the table where a row can be read so: each that opens a cell closes it too, and
    those within are doubled. Else they are letters like others, and the row ends with its line. A cell of
    several lines has no tab in it, or what one mark opens another far below might close.
    """
    ahead: deque[str] = deque()
    number = 1
    while line := ahead.popleft() if ahead else next(lines, ""):
        plain = _end(line).split("\t")
        taken = [line]
        if '"' in line:
            goes_on, size = _opens(line), len(line)
            while goes_on and size < _MOST and (more := ahead.popleft() if ahead else next(lines, "")):
                taken.append(more)
                goes_on, size = _goes_on(more), size + len(more)
            quoted = _quoted(taken)
            if len(quoted) == width:
                plain = quoted
            else:
                ahead.extendleft(reversed(taken[1:]))
                del taken[1:]
        if plain != [""]:
            yield number, plain
        number += len(taken)


def _opens(line: str) -> bool:
    """Whether the last cell of a line begins with a mark that nothing in the line closes."""
    cell = _end(line).rpartition("\t")[2]
    return cell.startswith('"') and '"' not in cell[1:].replace('""', "")


def _goes_on(line: str) -> bool:
    """Whether a row goes on below `line`, the first cell of which went on from above."""
    cell, tab, _ = line.partition("\t")
    closes = '"' in cell.replace('""', "")
    return _opens(line) if tab and closes else not tab and not closes


def _quoted(lines: list[str]) -> list[str]:
    """The cells of the one row that `lines` are, with the quotation marks those of the table; else none."""
    try:
        [cells] = csv.reader(lines, delimiter="\t", strict=True)
    except (csv.Error, ValueError):
        return []
    return cells


def _end(line: str) -> str:
    return line.removesuffix("\n").removesuffix("\r")
