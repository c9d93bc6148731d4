"""Rows into a table, many in one statement, with SQL compiled from the table itself.

It leaves out what SQLAlchemy does for each row of its own inserts; the columns, and how their types
are written, are still those of the table. And it is one statement, not the driver's `executemany`: SQLite's
driver lets other threads have the interpreter for each row, and then has to wait for its turn again.
"""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

PARAMETERS = 5000
"""Values that one statement takes. More take longer to parse than they save."""


class Many:
    """A statement that ends with rows: what comes before them, and how one of them is marked."""

    def __init__(self, before: str, row: str) -> None:
        self._before, self._row = before, row

    def __call__(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """Run it for `rows`, none or many."""
        most = PARAMETERS // len(rows[0]) if rows else 1
        for start in range(0, len(rows), most):
            part = rows[start : start + most]
            sql = self._before + ", ".join([self._row] * len(part))
            connection.exec_driver_sql(sql, tuple(chain.from_iterable(part)))


class Insert:
    """The compiled insert of one table for one engine. Rows are tuples in the table's column order."""

    def __init__(self, table: Table, dialect: Dialect) -> None:
        compiled = insert(table).compile(dialect=dialect, column_keys=[column.name for column in table.c])
        before, values, row = str(compiled).partition(" VALUES ")
        self._insert = Many(before + values, row)
        self._encoders = [
            (index, encode)
            for index, column in enumerate(table.c)
            if (encode := _encoder(column.type, dialect)) is not None
        ]

    def __call__(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert `rows`, none or many."""
        self._insert(connection, [self._encode(row) for row in rows] if self._encoders else rows)

    def _encode(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for index, encode in self._encoders:
            values[index] = encode(values[index])
        return tuple(values)


def _encoder(type_: Any, dialect: Dialect) -> Callable[[Any], Any] | None:
    encode: Callable[[Any], Any] | None = type_.dialect_impl(dialect).bind_processor(dialect)
    return encode
