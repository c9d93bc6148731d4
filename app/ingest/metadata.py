"""The table of `--metadata`: what a person knows of each article, by id."""

from pathlib import Path
from typing import NamedTuple

from app.errors import ConfigurationError, InputError
from app.ingest.columns import Columns
from app.ingest.fields import clean_id, parse_known
from app.ingest.formats.table import BadRow, TableRow, iter_rows
from app.ingest.given import Row
from app.ingest.inputs import reason_of
from app.ingest.record import Rejection


class Table(NamedTuple):
    """Rows by the id of their article, and the lines that are none."""

    rows: dict[str, Row]
    rejected: list[Rejection]


def load_metadata(path: Path, columns: Columns) -> Table:
    """What the CSV file at `path` says.

    An article read without what is known of it would be read wrongly: where a value cannot be read, its row
    says so, and the article is rejected. Raises `ConfigurationError` for a file that is no such table.
    """
    table = Table({}, [])
    try:
        with path.open("rb") as stream:
            for row in iter_rows(stream, columns, "id"):
                _take(row, f"{path}:{row.line}", columns, table)
    except (InputError, OSError, UnicodeError) as error:
        raise ConfigurationError(f"{path}: {reason_of(error)}.") from None
    return table


def _take(row: TableRow | BadRow, origin: str, columns: Columns, table: Table) -> None:
    """Put what a line says into `table`."""
    try:
        id = _id_in(row, columns)  # noqa: A001
    except InputError as error:
        table.rejected.append(Rejection(origin, str(error), hides=False))
        return
    if id in table.rows:
        reason = f"the id {id!r} is taken by '{table.rows[id].origin}'"
        table.rejected.append(Rejection(origin, reason, hides=False))
    elif isinstance(row, TableRow):
        table.rows[id] = _row(row.cells, origin, columns)


def _id_in(row: TableRow | BadRow, columns: Columns) -> str:
    if isinstance(row, BadRow):
        raise InputError(row.reason)
    given = next((cell for column, cell in row.cells.items() if columns.name(column) == "id"), None)
    id = clean_id(given, "")  # noqa: A001
    if not id:
        raise InputError("it has no id")
    return id


def _row(cells: dict[str, str], origin: str, columns: Columns) -> Row:
    try:
        values = columns.apply(cells)
        del values["id"]
        parse_known(values)
    except InputError as error:
        return Row({}, origin, str(error))
    if "text" in values:
        raise ConfigurationError(f"{origin}: it has a text. Ingest the table as a file of articles instead.")
    return Row(values, origin)
