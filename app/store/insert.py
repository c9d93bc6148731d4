"""Rows into a table through the driver's `executemany`, with SQL compiled from the table itself.

It leaves out what SQLAlchemy does for each row of its own inserts; the columns, and how their types
are written, are still those of the table.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Table, delete, insert
from sqlalchemy.sql.expression import bindparam


class Insert:
    """The compiled insert of one table for one engine. Rows are tuples in the table's column order."""

    def __init__(self, table: Table, dialect: Dialect) -> None:
        compiled = insert(table).compile(dialect=dialect, column_keys=[column.name for column in table.c])
        self._sql = str(compiled)
        self._encoders = [
            (index, encode)
            for index, column in enumerate(table.c)
            if (encode := _encoder(column.type, dialect)) is not None
        ]

    def __call__(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert `rows`, none or many."""
        if rows:
            connection.exec_driver_sql(self._sql, [self._encode(row) for row in rows])

    def _encode(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        if not self._encoders:
            return row
        values = list(row)
        for index, encode in self._encoders:
            values[index] = encode(values[index])
        return tuple(values)


class Delete:
    """The compiled delete of one table's rows by one column, many values at once."""

    def __init__(self, table: Table, column: str, dialect: Dialect) -> None:
        statement = delete(table).where(table.c[column] == bindparam("value"))
        self._sql = str(statement.compile(dialect=dialect))

    def __call__(self, connection: Connection, values: Sequence[int]) -> None:
        """Delete the rows that have one of `values`, none or many."""
        if values:
            connection.exec_driver_sql(self._sql, [(value,) for value in values])


def _encoder(type_: Any, dialect: Dialect) -> Callable[[Any], Any] | None:
    encode: Callable[[Any], Any] | None = type_.dialect_impl(dialect).bind_processor(dialect)
    return encode
