"""What a database driver's error means to a person: the one place that reads error codes."""

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import ExceptionContext

from app.errors import (
    DatabaseBusy,
    DatabaseCorrupt,
    DatabaseError,
    DatabaseMissing,
    QueryTimeout,
    SchemaMismatch,
)

_POSTGRES = {
    "08": (DatabaseMissing, "the connection to the server failed. Is it running, and is the URL right?"),
    "25006": (DatabaseError, "it was opened for reading only."),
    "28": (DatabaseMissing, "the server refused the user or password of the URL."),
    "3D": (DatabaseMissing, "the server has no such database. Create it with `createdb`."),
    "40": (DatabaseBusy, "two transactions got in each other's way. Try again."),
    "42501": (DatabaseError, "the user of the URL may not do this. Grant it the right."),
    "42P01": (SchemaMismatch, "a table is missing. Run `warraq ingest` to bring the schema up to date."),
    "53": (DatabaseError, "the server has run out of space, memory or connections."),
    "55P03": (DatabaseBusy, "another process holds a lock on it. Try again when it has finished."),
    "57014": (QueryTimeout, "the question took too long and was given up."),
    "57": (DatabaseBusy, "the server is starting or stopping. Try again."),
}
"""By SQLSTATE, the whole code or its class (PostgreSQL manual, appendix A)."""


_SQLITE = {
    sqlite3.SQLITE_BUSY: (DatabaseBusy, "another process is writing. Try again when it has finished."),
    sqlite3.SQLITE_LOCKED: (DatabaseBusy, "another process is writing. Try again when it has finished."),
    sqlite3.SQLITE_INTERRUPT: (QueryTimeout, "the question took too long and was given up."),
    sqlite3.SQLITE_NOTADB: (DatabaseCorrupt, "the file is no database. Name a database, or a new file."),
    sqlite3.SQLITE_CORRUPT: (
        DatabaseCorrupt,
        "the file is damaged. Put a copy back, or delete it and run `warraq ingest`.",
    ),
    sqlite3.SQLITE_CANTOPEN: (DatabaseMissing, "it is not there. Create it with `warraq ingest`."),
    sqlite3.SQLITE_READONLY_ROLLBACK: (
        DatabaseError,
        "a program was killed while it wrote to it. Open it with that, or run `warraq ingest` if it is ours.",
    ),
    sqlite3.SQLITE_READONLY: (DatabaseError, "it cannot be written to. Check the rights of file and folder."),
    sqlite3.SQLITE_PERM: (DatabaseError, "it cannot be opened. Check the rights of file and folder."),
    sqlite3.SQLITE_FULL: (DatabaseError, "no space is left on its disk. Free some, then run this again."),
    sqlite3.SQLITE_IOERR: (DatabaseError, "its disk failed to read or write."),
}
"""By result code, extended or primary (sqlite.org/rescode.html)."""


def explain(error: BaseException, url: URL) -> DatabaseError | None:
    """The `DatabaseError` that a driver's `error` on the database at `url` amounts to.

    None where it tells of a mistake in our own statement, which no user can mend.
    """
    if isinstance(error, sqlite3.Error):
        return _explain_sqlite(error, place(url))
    state = getattr(error, "sqlstate", None)
    known = _POSTGRES.get(state or "08") or _POSTGRES.get((state or "08")[:2])
    if known is None or (state is None and type(error).__name__ != "OperationalError"):
        return None
    kind, meaning = known
    return kind(f"Database {place(url)}: {meaning} ({str(error).partition(chr(10))[0]})")


def _explain_sqlite(error: sqlite3.Error, where: str) -> DatabaseError | None:
    code: int = getattr(error, "sqlite_errorcode", None) or 0
    text = str(error)
    primary = code & 0xFF  # the rest of an extended code mostly only details the cause
    kind, meaning = _SQLITE.get(code) or _SQLITE.get(primary) or (None, "")
    file = Path(where)
    if kind is DatabaseMissing and (file.exists() or not os.access(file.absolute().parent, os.W_OK)):
        kind, meaning = _SQLITE[sqlite3.SQLITE_PERM]
    if kind is None and text.startswith("no such table"):
        kind, meaning = (
            SchemaMismatch,
            "a table is missing. Run `warraq ingest` to bring the schema up to date.",
        )
    return None if kind is None else kind(f"Database {where}: {meaning} ({text})")


def place(url: URL) -> str:
    """How messages name the database at `url`: a file's path, or the URL without its password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.render_as_string(hide_password=True)


class Translator:
    """A listener for SQLAlchemy's `handle_error` that raises our own errors instead."""

    def __init__(self, url: URL) -> None:
        self._url = url

    def __call__(self, context: ExceptionContext) -> Any:
        """Our error for the driver's, or None to leave SQLAlchemy's as it is."""
        return explain(context.original_exception, self._url)
