"""A database in memory for the queries' tests."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine

from app.store.tables import metadata
from tests.queries.corpus import Piece, fill


@contextmanager
def stored(pieces: Iterable[Piece]) -> Iterator[Connection]:
    """A connection to a database that holds `pieces`."""
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as connection:
            metadata.create_all(connection)
            fill(connection, pieces)
            yield connection
    finally:
        engine.dispose()
