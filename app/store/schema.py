"""The schema's version: bringing a database to it, and checking that it is there.

The migrations stand in `migrations/` of a checkout and travel in the wheel as `app/migrations/`.
"""

from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

import app
from app.errors import SchemaMismatch
from app.store.engine import create
from app.store.failure import place
from app.store.lock import exclusive

PATIENCE = 60.0
"""Seconds that a start waits for another process to finish migrating."""


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest schema, creating it where there is none.

    Safe to run twice at once: one waits for the other. A migration is one transaction. Raises
    `SchemaMismatch` for a database of a newer Warraq, or of another program.
    """
    engine = create(url)
    try:
        if _revision(engine) == head():
            return
        with exclusive(engine, PATIENCE):
            revision = _revision(engine)
            if revision is not None and revision not in _known():
                raise SchemaMismatch(_newer(engine))
            with engine.begin() as connection:
                if revision is None and inspect(connection).get_table_names():
                    raise SchemaMismatch(_foreign(engine))
                command.upgrade(configuration(connection), "head")
    finally:
        engine.dispose()


def check_schema(engine: Engine) -> None:
    """Raise `SchemaMismatch` unless the database has the schema that this Warraq works with."""
    revision = _revision(engine)
    if revision == head():
        return
    if revision is not None and revision not in _known():
        raise SchemaMismatch(_newer(engine))
    if revision is None and inspect(engine).get_table_names():
        raise SchemaMismatch(_foreign(engine))
    state = "is empty" if revision is None else "was written by an older Warraq"
    raise SchemaMismatch(
        f"The database {place(engine.url)} {state}. Run `warraq ingest` to bring it up to date."
    )


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration. `connection` is where migrations run; None serves to read or write them."""
    config = Config()
    config.set_main_option("script_location", str(_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def is_compared(name: str | None, type_: str, parents: Any) -> bool:
    """Whether Alembic compares what is called `name` with our tables: the full-text index is none of them."""
    return type_ != "table" or name is None or not name.startswith("search")


@cache
def head() -> str:
    """The newest schema's version."""
    revision = ScriptDirectory.from_config(configuration()).get_current_head()
    assert revision is not None, "there are no migrations"  # noqa: S101
    return revision


@cache
def _known() -> frozenset[str]:
    scripts = ScriptDirectory.from_config(configuration())
    return frozenset(script.revision for script in scripts.walk_revisions())


def _folder() -> Path:
    package = Path(app.__file__).parent
    shipped = package / "migrations"
    return shipped if shipped.is_dir() else package.parent / "migrations"


def _revision(engine: Engine) -> str | None:
    """The version of the database's schema, None where it has none."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found


def _foreign(engine: Engine) -> str:
    return f"{place(engine.url)} is a database of another program. Give Warraq one of its own."


def _newer(engine: Engine) -> str:
    return (
        f"The database {place(engine.url)} was written by another version of Warraq, newer than this one"
        " or older than its first release. Use that version, or another file."
    )
