"""Rows as a Parquet file, through pyarrow, which is installed with `warraq[parquet]`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import IO, Any

from pydantic_core import to_json

from app.api.answers.table import Cell, Column, Item
from app.errors import ConfigurationError

_KNOWN: Mapping[Cell, Callable[[Any], Any]] = {
    "day": date.fromisoformat,
    "instant": datetime.fromisoformat,
    "json": lambda value: to_json(value).decode(),
}
"""How what JSON says as text or object becomes what a cell of Parquet is."""


def write_parquet(columns: Iterable[Column], pieces: Iterable[Iterable[Item]], file: IO[bytes]) -> None:
    """Write a row for each item to `file`, each piece as a group of rows; `file` stays open.

    Raises:
        ConfigurationError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            "Parquet needs a library that is not installed: pip install 'warraq[parquet]'"
        ) from error
    columns = tuple(columns)
    schema = pa.schema([(column.name, _type(pa, column.cell)) for column in columns])
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for piece in pieces:
            items = list(piece)
            values = {column.name: list(_values(column, items)) for column in columns}
            writer.write_table(pa.table(values, schema=schema))


def _type(pa: Any, cell: Cell) -> Any:
    types = {
        "text": pa.string,
        "json": pa.string,
        "number": pa.int64,
        "day": pa.date32,
        "instant": lambda: pa.timestamp("s", tz="UTC"),
        "list": lambda: pa.list_(pa.string()),
    }
    return types[cell]()


def _values(column: Column, items: Iterable[Item]) -> Iterator[Any]:
    known = _KNOWN.get(column.cell, lambda value: value)
    return (None if value is None else known(value) for value in map(column.value, items))
