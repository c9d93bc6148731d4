"""CSV and TSV: a header that names the columns, then one article a row."""

import csv
import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple, TextIO

from app.errors import InputError
from app.ingest.columns import Columns, advice
from app.ingest.decode import open_text
from app.ingest.folder import File
from app.ingest.formats.tabs import iter_tabbed
from app.ingest.given import Given
from app.ingest.record import Record, Rejection

_FIELD_LIMIT = 64 << 20
DELIMITERS = ",;\t|"
"""What may stand between cells, tried in this order."""
SAID = re.compile(rf'"?sep=([{DELIMITERS}])"?\r?\n', re.IGNORECASE)
"""A line before the header that says what stands between cells, as Excel writes it."""


class TableRow(NamedTuple):
    """A row's cells by column, empty ones left out, and the line that it begins on."""

    line: int
    cells: dict[str, str]


class BadRow(NamedTuple):
    """A row that is not what the header promises.

    `cells` are those that certainly stand in their columns: the first, for what is missing or too many may
    stand before any other; and not that where it may be several, parted by something else than in the header.
    """

    line: int
    reason: str
    cells: dict[str, str]


def read_table(stream: BinaryIO, file: File, given: Given) -> Iterator[Record | Rejection]:
    """A record for each row; one without an id is called after file and place."""
    likely = "\t" if file.ending == ".tsv" else ""
    for place, row in enumerate(iter_rows(stream, given.columns, "text", likely), 1):
        origin = f"{file.name}:{row.line}"
        if isinstance(row, BadRow):
            yield Rejection(origin, row.reason)
            continue
        yield given.take(row.cells, file.place(place), origin)


def iter_rows(
    stream: BinaryIO, columns: Columns, required: str, likely: str = ""
) -> Iterator[TableRow | BadRow]:
    """The rows of a CSV file, one at a time; the header decides the delimiter, of which some may be `likely`.

    `InputError` when no column goes by the name `required`, or two by the same.
    """
    csv.field_size_limit(_FIELD_LIMIT)
    with open_text(stream) as text:
        first, before = text.readline(), 0
        if said := SAID.match(first):
            likely, first, before = said[1], text.readline(), 1
        if not first:
            return
        delimiter = _delimiter(first, likely + DELIMITERS, columns, required)
        reader = csv.reader(chain([first], text), delimiter=delimiter, strict=True)
        header = _header(reader)
        before += reader.line_num
        rows = iter_tabbed(text, len(header)) if delimiter == "\t" else _iter_quoted(text, delimiter)
        for line, cells in rows:
            if isinstance(cells, csv.Error):
                yield BadRow(before + line, f"the row is not CSV: {cells}", {})
            elif cells:
                yield _row(before + line, header, cells)


def _iter_quoted(text: TextIO, delimiter: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """The cells of each row, or what is wrong with it, and the number of its first line, counted from 1."""
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, error


def _row(line: int, header: list[str], cells: list[str]) -> TableRow | BadRow:
    if len(cells) != len(header):
        reason = f"the row has {len(cells)} cells where the header has {len(header)}"
        whole = not any(delimiter in cells[0] for delimiter in DELIMITERS)
        return BadRow(line, reason, {header[0]: cells[0]} if whole else {})
    return TableRow(line, {name: cell for name, cell in zip(header, cells, strict=True) if cell})


def _header(reader: Iterator[list[str]]) -> list[str]:
    try:
        names = [name.strip() for name in next(reader)]
    except csv.Error as error:
        raise InputError(f"its header is not CSV: {error}") from None
    if len(set(names)) < len(names):
        raise InputError("its header names a column twice. Rename one")
    return names


def _delimiter(first: str, delimiters: str, columns: Columns, required: str) -> str:
    """The first of `delimiters` that makes the header hold the column that must be there."""
    for delimiter in delimiters:
        if required in map(columns.name, header_names(first, delimiter)):
            return delimiter
    found = max((header_names(first, delimiter) for delimiter in delimiters), key=len)
    said = f"it has no column {required!r}, only {', '.join(found)}. Name it with {advice(required, found)}"
    raise InputError(said)


def header_names(line: str, delimiter: str) -> list[str]:
    """The names in a header; `InputError` when it is not CSV, or names a column twice."""
    return _header(csv.reader([line], delimiter=delimiter))
