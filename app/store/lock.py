"""One ingest at a time: a lock that its holder's death sets free.

PostgreSQL has locks of an application's own. For SQLite it is a lock on an empty database file beside
the real one, which works wherever SQLite works and never stands in the way of readers.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy import Engine, text
from sqlalchemy.engine import URL

from app.errors import DatabaseBusy
from app.store.engine import sqlite_path
from app.store.failure import explain, place

_NUMBER = 0x77617272
"""Names our lock among those of the server: "warr"."""


@contextmanager
def exclusive(engine: Engine, wait: float = 0.0) -> Iterator[None]:
    """Hold the writers' lock of the engine's database.

    Raises `DatabaseBusy` when another process still holds it after `wait` seconds.
    """
    held = _sqlite(engine.url, wait) if engine.dialect.name == "sqlite" else _postgres(engine, wait)
    with held:
        yield


@contextmanager
def _sqlite(url: URL, wait: float) -> Iterator[None]:
    path = sqlite_path(url).resolve()  # one lock for one file, by whatever links it is reached
    try:
        connection = sqlite3.connect(path.with_name(f"{path.name}.lock"), timeout=wait, isolation_level=None)
    except sqlite3.Error as error:
        raise explain(error, url) or error from error
    with closing(connection):
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise _busy(url) from error
            raise explain(error, url) or error from error
        yield


@contextmanager
def _postgres(engine: Engine, wait: float) -> Iterator[None]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if wait:
            connection.execute(text(f"SET lock_timeout = {int(wait * 1000)}"))
            connection.execute(text("SELECT pg_advisory_lock(:n)"), {"n": _NUMBER})
        elif not connection.scalar(text("SELECT pg_try_advisory_lock(:n)"), {"n": _NUMBER}):
            raise _busy(engine.url)
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": _NUMBER})
            connection.execute(text("RESET lock_timeout"))


def _busy(url: URL) -> DatabaseBusy:
    return DatabaseBusy(f"Another ingest is writing to {place(url)}. Run this one when it has finished.")
