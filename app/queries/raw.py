"""Many small rows as the driver gives them: SQLAlchemy's own rows would take three times as long."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Executable

from app.store.failure import explain

_CHUNK = 2_000
"""Rows; to make an array of so many takes a millisecond, in which no other thread has its turn."""


def iter_rows(
    connection: Connection, statement: Executable, parameters: Mapping[str, Any] | None = None
) -> Iterator[list[Any]]:
    """The rows of `statement` as tuples, thousands at a time. An error is what it is elsewhere."""
    result = connection.execute(statement, parameters)
    cursor: Any = result.cursor
    try:
        while rows := cursor.fetchmany(_CHUNK):
            yield rows
    except Exception as error:
        known = explain(error, connection.engine.url)
        if known is None:
            raise
        raise known from error
    finally:
        result.close()
