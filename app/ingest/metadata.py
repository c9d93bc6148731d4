"""The table of `--metadata`: what a person knows of each article, by id."""

from pathlib import Path

from app.errors import ConfigurationError, InputError
from app.ingest.columns import Columns
from app.ingest.fields import clean_id, parse_known
from app.ingest.formats.table import BadRow, TableRow, iter_rows
from app.ingest.given import Row
from app.ingest.inputs import reason_of


def load_metadata(path: Path, columns: Columns) -> dict[str, Row]:
    """The rows of the CSV file at `path` by id.

    It must be right in full, for an article read without what is known of it would be read wrongly:
    anything amiss is a `ConfigurationError` that names the line.
    """
    table: dict[str, Row] = {}
    try:
        with path.open("rb") as stream:
            for row in iter_rows(stream, columns, "id"):
                origin = f"{path}:{row.line}"
                try:
                    id, values = _parse(row, columns)  # noqa: A001
                except InputError as error:
                    raise ConfigurationError(f"{origin}: {error}.") from None
                if id in table:
                    raise ConfigurationError(f"{origin}: {table[id].origin} has the id {id!r} already.")
                table[id] = Row(values, origin)
    except (InputError, OSError, UnicodeError) as error:
        raise ConfigurationError(f"{path}: {reason_of(error)}.") from None
    return table


def _parse(row: TableRow | BadRow, columns: Columns) -> tuple[str, dict[str, str]]:
    if isinstance(row, BadRow):
        raise InputError(row.reason)
    values = columns.apply(row.cells)
    if "text" in values:
        raise InputError("it has a text. Ingest the table as a file of articles instead")
    id = clean_id(values.pop("id", None), "")  # noqa: A001
    if not id:
        raise InputError("it has no id")
    parse_known(values)
    return id, values
