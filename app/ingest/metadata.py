"""The table of `--metadata`: what a person knows of each article, by id."""

from collections.abc import Sequence
from pathlib import Path

from app.errors import ConfigurationError, InputError
from app.ingest.columns import Columns
from app.ingest.fields import clean_id, parse_known
from app.ingest.formats.table import BadRow, TableRow, iter_rows
from app.ingest.given import Row
from app.ingest.inputs import reason_of


def load_metadata(path: Path, columns: Columns) -> dict[str, Row]:
    """What the CSV file at `path` says, by the id of the article that it says it of.

    An article read without what is known of it would be read wrongly: where a line cannot be read, or two
    contradict each other, its row says so, and the article is rejected. A line that does not tell of which
    article it is may be of any: it raises `ConfigurationError`, as does a file that is no such table.
    """
    table: dict[str, Row] = {}
    others: dict[str, list[Row]] = {}
    try:
        with path.open("rb") as stream:
            for line in iter_rows(stream, columns, "id"):
                if line.cells or isinstance(line, BadRow):
                    origin = f"{path}:{line.line}"
                    id, row = _id_in(line, origin, columns), _row(line, origin, columns)  # noqa: A001
                    first = table.setdefault(id, row)
                    if (first.values, first.wrong) != (row.values, row.wrong):
                        others.setdefault(id, []).append(row)
    except (InputError, OSError, UnicodeError) as error:
        raise ConfigurationError(f"{path}: {reason_of(error)}.") from None
    return table | {name: _apart(table[name], rows) for name, rows in others.items()}


def _apart(first: Row, others: Sequence[Row]) -> Row:
    """What lines come to that say different things of one article."""
    lines = f"{', '.join(row.origin for row in others)} and {first.origin} say different things of it"
    wrong = next((row.wrong for row in (first, *others) if row.wrong), None)
    return Row({}, first.origin, f"{lines}; {wrong}" if wrong else lines)


def _id_in(row: TableRow | BadRow, origin: str, columns: Columns) -> str:
    """The id of the article that a line is of."""
    given = [cell for column, cell in row.cells.items() if columns.name(column) == "id"]
    reason = row.reason if isinstance(row, BadRow) else "it has two ids" if len(given) > 1 else "it has no id"
    try:
        id = clean_id(given[0], "") if len(given) == 1 else ""  # noqa: A001
    except InputError as error:
        id, reason = "", str(error)  # noqa: A001
    if not id:
        raise ConfigurationError(
            f"{origin}: {reason}. It cannot be told of which article it is: mend the line, or take it away."
        )
    return id


def _row(row: TableRow | BadRow, origin: str, columns: Columns) -> Row:
    """What a line says of its article."""
    wrong = f"what {origin} says of it cannot be read"
    if isinstance(row, BadRow):
        return Row({}, origin, f"{wrong}: {row.reason}")
    try:
        values = columns.apply(row.cells)
        del values["id"]
        parse_known(values)
    except InputError as error:
        return Row({}, origin, f"{wrong}: {error}")
    if "text" in values:
        raise ConfigurationError(f"{origin}: it has a text. Ingest the table as a file of articles instead.")
    return Row(values, origin)
