"""A database in memory for the queries' tests, and the two ways of asking it: by its tables, by the index."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

from alembic import command
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import StaticPool

from app.queries.index import load_index
from app.queries.view import View
from app.store.schema import configuration
from tests.queries.corpus import Piece, fill


@contextmanager
def stored(pieces: Iterable[Piece]) -> Iterator[Connection]:
    """A connection to a database that holds `pieces`."""
    database = sqlite3.connect(":memory:", check_same_thread=False)
    database.deserialize(empty())
    engine = _engine(database)
    try:
        with engine.connect() as connection:
            fill(connection, pieces)
            yield connection
    finally:
        engine.dispose()
        database.close()


def view(connection: Connection) -> View:
    """The index of what is stored."""
    return View(load_index(connection))


@cache
def empty() -> bytes:
    """A database with all tables and nothing in them: to migrate takes longer than most tests."""
    database = sqlite3.connect(":memory:")
    engine = _engine(database)
    with engine.begin() as connection:
        command.upgrade(configuration(connection), "head")
    made: bytes = database.serialize()
    engine.dispose()
    database.close()
    return made


def _engine(database: sqlite3.Connection) -> Engine:
    return create_engine("sqlite://", creator=lambda: database, poolclass=StaticPool)
