"""The schema's version: bringing a database to it, and checking that it is there.

The migrations stand in `migrations/` of a checkout and travel in the wheel as `app/migrations/`. Alembic
takes a tenth of a second and nine megabytes to load, and is loaded only where the schema is not the newest.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, inspect, text

import app
from app.errors import DatabaseCorrupt, DatabaseError, SchemaMismatch
from app.store.engine import connect, create, is_half_done, is_there, parse_url
from app.store.failure import place
from app.store.lock import exclusive

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001_tables"
"""The newest schema's version: that of the last migration."""
_VERSION, _COLUMN = "alembic_version", "version_num"
"""Where Alembic keeps it."""
_OURS = {"article", "corpus"}
"""Tables that every schema of Warraq has: other programs have an `alembic_version`, too."""
PATIENCE = 60.0
"""Seconds that a start waits for another process to finish migrating."""


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest schema, creating it where there is none.

    Safe to run twice at once: one waits for the other. A migration is one transaction. Raises
    `SchemaMismatch` for a database of a newer Warraq, or of another program, and leaves it as it was.
    """
    if is_there(url) and _seen(url) == HEAD:
        return
    engine = create(url)
    try:
        from alembic import command

        with exclusive(engine, PATIENCE):
            if _revision(engine) == HEAD:
                return
            with engine.begin() as connection:
                command.upgrade(configuration(connection), "head")
    finally:
        engine.dispose()


def check_schema(engine: Engine) -> None:
    """Raise `SchemaMismatch` unless the database has the schema that this Warraq works with."""
    revision = _revision(engine)
    if revision == HEAD:
        return
    state = "is empty" if revision is None else "was written by an older Warraq"
    raise SchemaMismatch(
        f"The database {place(engine.url)} {state}. Run `warraq ingest` to bring it up to date."
    )


def configuration(connection: Connection | None = None) -> "Config":
    """Alembic's configuration. `connection` is where migrations run; None serves to read or write them."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def is_compared(name: str | None, type_: str, parents: Any) -> bool:
    """Whether Alembic compares what is called `name` with our tables: the full-text index is none of them."""
    return type_ != "table" or name is None or not name.startswith("search")


@cache
def _known() -> frozenset[str]:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(configuration())
    return frozenset(script.revision for script in scripts.walk_revisions())


def _folder() -> Path:
    package = Path(app.__file__).parent
    shipped = package / "migrations"
    return shipped if shipped.is_dir() else package.parent / "migrations"


def _seen(url: str) -> str | None:
    """As `_revision`, by readers: a writer marks the file when it opens it, and even a reader has SQLite take
    back what was left half done, which in the database of another program is not ours to do."""
    if is_half_done(url):
        try:
            _look(connect(url, read_only=True, as_it_lies=True))
        except DatabaseCorrupt as error:
            raise DatabaseError(
                f"Database {place(parse_url(url))} is half written: another program is at it, or was killed. "
                "Open it with that program first."
            ) from error
    return _look(connect(url, read_only=True, recover=True))


def _look(engine: Engine) -> str | None:
    try:
        return _revision(engine)
    finally:
        engine.dispose()


def _revision(engine: Engine) -> str | None:
    """The version of the database's schema, None where it is empty; `SchemaMismatch` if it is not ours."""
    with engine.connect() as connection:
        found = inspect(connection)
        names = set(found.get_table_names())
        if _VERSION in names:
            if _COLUMN not in {column["name"] for column in found.get_columns(_VERSION)}:
                raise SchemaMismatch(_foreign(engine))
            revision: str | None = connection.scalar(text(f"SELECT {_COLUMN} FROM {_VERSION}"))
            if revision == HEAD or revision in _known():
                return revision
            if revision is not None:
                raise SchemaMismatch(_newer(engine) if names >= _OURS else _foreign(engine))
        if names - {_VERSION} or found.get_view_names():
            raise SchemaMismatch(_foreign(engine))
        return None


def _foreign(engine: Engine) -> str:
    return f"{place(engine.url)} is a database of another program. Give Warraq one of its own."


def _newer(engine: Engine) -> str:
    return (
        f"The database {place(engine.url)} was written by another version of Warraq, newer than this one"
        " or older than its first release. Use that version, or another file."
    )
