"""Engines for SQLite and PostgreSQL: how a database is opened, and what is particular to either.

An engine is shared by all threads of a process. It keeps at most `CONNECTIONS` of them open, a few
more than AnyIO's 40 worker threads, so that a thread that asks for one never waits for another's.
They are opened when needed, and the one used last is used first: few threads, few connections.
"""

import json
import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from app.errors import ConfigurationError, DatabaseError, DatabaseMissing
from app.store.failure import Translator

CONNECTIONS = 44
_STILL = "immutable=1"
WAIT = 5.0
"""Seconds to wait for another writer, and for a connection, before saying that it is busy."""

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = NORMAL",  # with WAL a power cut may lose the last commits, never consistency
    "PRAGMA temp_store = MEMORY",
    "PRAGMA analysis_limit = 400",  # ANALYZE samples, so that it takes as long for a million articles
)
_READING = (
    "PRAGMA query_only = ON",
    "PRAGMA cache_size = -2048",  # 2 MiB a connection, of sixteen: the system's page cache does the rest
)
_WRITING = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA cache_size = -32768",  # a batch touches pages all over the indexes: each is to be written once
    "PRAGMA wal_autocheckpoint = 4000",
)
_encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def connect(
    url: str | URL, *, read_only: bool = False, recover: bool = False, as_it_lies: bool = False
) -> Engine:
    """The engine for the database at `url`, which must exist.

    `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgresql://user:password@host/name`.
    With `read_only` every transaction reads one snapshot and none can write; without, every
    transaction is a writer's and takes the write lock at its start, so that two never deadlock.
    `recover`: a reader, too, takes back what a writer left half done that was killed. What lies in a
    write-ahead log is not half done: it is read there, and stays there. `as_it_lies`: what a reader sees
    is the SQLite file alone, and what is half done in it.

    Whatever goes wrong, now or in later use of the engine, raises a `DatabaseError`
    (`DatabaseMissing`, `DatabaseBusy`, `DatabaseCorrupt`) whose text says what to do;
    a `url` that cannot be used raises `ConfigurationError`.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() == "postgresql":
        return _postgres(parsed, read_only)
    path = sqlite_path(parsed)
    if not _exists(path):
        raise DatabaseMissing(f"There is no database at {path}. Create it with `warraq ingest`.")
    if not path.is_file():
        what = "a folder. Name a file in it" if path.is_dir() else "no file. Name one"
        raise DatabaseError(f"{path} is {what} as the database.")
    logged = os.path.exists(f"{path}-wal")  # noqa: PTH110
    mode = "mode=rw" if not read_only or (recover and not logged) else _read_mode(str(path))
    if as_it_lies:
        mode = _STILL
    return _sqlite(parsed, path, mode, read_only)


def is_there(url: str | URL) -> bool:
    """Whether there is something at `url`: for SQLite a file, or whatever stands in its place."""
    parsed = parse_url(url)
    return not is_sqlite(parsed) or _exists(sqlite_path(parsed))


def is_half_done(url: str | URL) -> bool:
    """Whether a journal lies beside the SQLite file at `url`: a program writes to it, or was killed so."""
    path = file_of(parse_url(url))
    return path is not None and os.path.exists(f"{path}-journal")  # noqa: PTH110


def create(url: str) -> Engine:
    """The writing engine for `url`; an SQLite file and its folders are made if they are not there.

    Raises `DatabaseError` where they cannot be made.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() == "postgresql":
        return _postgres(parsed, read_only=False)
    path = sqlite_path(parsed)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not _exists(path):
            path.touch()  # SQLite would not say why it cannot
    except OSError as error:
        raise DatabaseError(
            f"The database {path} cannot be made: {error.strerror}. Name a place where you may write."
        ) from error
    return _sqlite(parsed, path, "mode=rw", read_only=False)


def parse_url(url: str | URL) -> URL:
    """`url` in parts; `ConfigurationError` unless it names an SQLite file or a PostgreSQL database."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise ConfigurationError(
            f"{url!r} is not a database URL. Write sqlite:///path/to/file.db or postgresql://host/name."
        ) from None
    backend = parsed.drivername.partition("+")[0]
    if backend in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise ConfigurationError(f"A {backend} database cannot be used: Warraq knows sqlite and postgresql.")
    if parsed.database in {None, "", ":memory:"} or parsed.query:
        raise ConfigurationError(f"{url!r} names no file. Write sqlite:///path/to/file.db.")
    return parsed.set(drivername="sqlite")


def is_sqlite(url: URL) -> bool:
    """Whether `url` names an SQLite file."""
    return url.get_backend_name() == "sqlite"


def sqlite_path(url: URL) -> Path:
    """The file of an SQLite `url`, absolute, so that a later change of directory moves nothing."""
    return Path(str(url.database)).absolute()


def _exists(path: Path) -> bool:
    """Whether something is seen to be there: not in a closed folder, nor under a name that is too long."""
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises for these


def _read_mode(path: str) -> str:
    """How to open `path` for reading only.

    SQLite reads a database in WAL mode through a shared file next to it. Where none may be made and no
    writer has left one, the file stands still, and SQLite is told so; `file_state` tells when it moves.
    """
    if os.path.exists(f"{path}-wal") or os.access(os.path.dirname(path), os.W_OK):  # noqa: PTH110, PTH120
        return "mode=ro"
    return _STILL


def file_of(url: URL) -> str | None:
    """The path of an SQLite database; None for one behind a server."""
    return str(sqlite_path(url)) if is_sqlite(url) else None


def file_state(path: str | None) -> object:
    """What a reader's engine is bound to: another value, and the database has to be opened anew.

    That is which file stands at `path` now, and how it is read; for one that is taken to stand
    still also when it was last written. None for a database behind a server, or one that is not there.
    Every request asks, so it is a few system calls and no more.
    """
    if path is None:
        return None
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    mode = _read_mode(path)
    return (found.st_dev, found.st_ino, mode, found.st_mtime_ns if mode == _STILL else 0)


def open_reader(url: URL) -> sqlite3.Connection:
    """A bare connection that reads the SQLite database at `url`, as those of a reading engine do."""
    path = sqlite_path(url)
    return _open(path, _read_mode(str(path)), read_only=True)


def _open(path: Path, mode: str, *, read_only: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?{mode}",
        uri=True,
        timeout=WAIT,
        check_same_thread=False,
        isolation_level=None,
        cached_statements=512,
    )
    for pragma in (*_PRAGMAS, *(_READING if read_only else _WRITING)):
        connection.execute(pragma)
    return connection


def _sqlite(url: URL, path: Path, mode: str, read_only: bool) -> Engine:
    def opened() -> sqlite3.Connection:
        return _open(path, mode, read_only=read_only)

    engine = create_engine(url, creator=opened, **_shared_options())
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "handle_error", Translator(url), retval=True)
    return engine


def _postgres(url: URL, read_only: bool) -> Engine:
    options = f"-c lock_timeout={int(WAIT * 1000)}" + " -c default_transaction_read_only=on" * read_only
    isolation = "REPEATABLE READ" if read_only else "READ COMMITTED"
    try:
        engine = create_engine(
            url,
            paramstyle="format",  # rows go to the driver as tuples, as in SQLite
            isolation_level=isolation,
            connect_args={"options": options, "application_name": "warraq", "connect_timeout": 10},
            pool_pre_ping=True,
            **_shared_options(),
        )
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            "PostgreSQL needs a driver that is not installed: pip install 'psycopg[binary]'."
        ) from error
    event.listen(engine, "handle_error", Translator(url), retval=True)
    return engine


def _encode(value: object) -> str:
    """JSON, for columns of that type. Most are empty, and an encoder takes ten times as long to say so."""
    return "[]" if value in ((), []) else "{}" if value == {} else _encoder.encode(value)


def _shared_options() -> dict[str, Any]:
    return {
        "pool_size": CONNECTIONS,
        "max_overflow": 0,
        "pool_timeout": WAIT,
        "pool_use_lifo": True,
        "json_serializer": _encode,
    }
