"""Where articles go: the database, or for a rehearsal nowhere."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from sqlalchemy import Engine, select

from app.errors import DatabaseMissing
from app.store.engine import connect
from app.store.lock import exclusive
from app.store.rows import Entry, Versions
from app.store.schema import check_schema, migrate
from app.store.tables import metadata
from app.store.writer import Changes, Stored, Writer, taken

_ARTICLE = metadata.tables["article"]


class Shelf(Protocol):
    """What a run needs of the place that it writes to; see `app.store.writer.Writer`."""

    changes: Changes

    def stored(self, ids: Collection[str]) -> dict[str, Stored]:
        """What is there of those of `ids` that there are."""

    def ids(self) -> Iterator[str]:
        """The ids of all articles."""

    def taken(self, origins: Collection[str]) -> dict[str, list[str]]:
        """The ids of the articles taken from each of `origins` from which any was."""

    def write(self, entries: Sequence[Entry]) -> None:
        """Put `entries` there, each in the place of one with the same id."""

    def remove(self, ids: Collection[str]) -> None:
        """Take away those of `ids` that there are."""

    def finish(self, unchanged: int, rejected: int) -> None:
        """The run is over."""


@contextmanager
def open_shelf(url: str, versions: Versions) -> Iterator[Shelf]:
    """The database at `url`, made and migrated if need be, with no other ingest at work on it."""
    migrate(url)
    engine = connect(url)
    try:
        with exclusive(engine):
            yield Writer(engine, versions)
    finally:
        engine.dispose()


@contextmanager
def open_rehearsal(url: str) -> Iterator[Shelf]:
    """What tells as the database at `url` does what is stored, and counts what would be written."""
    try:
        engine = connect(url, read_only=True)
    except DatabaseMissing:
        yield Rehearsal(None)
        return
    try:
        check_schema(engine)
        yield Rehearsal(engine)
    finally:
        engine.dispose()


class Rehearsal:
    """A shelf on which nothing is put. Without an engine it is empty."""

    def __init__(self, engine: Engine | None) -> None:
        self.changes = Changes()
        self._engine = engine

    def stored(self, ids: Collection[str]) -> dict[str, Stored]:
        """What is there of those of `ids` that there are."""
        if self._engine is None:
            return {}
        columns = [_ARTICLE.c[name] for name in Stored._fields]
        query = select(_ARTICLE.c.id, *columns).where(_ARTICLE.c.id.in_(list(ids)))
        with self._engine.begin() as connection:
            return {row[0]: Stored(*row[1:]) for row in connection.execute(query)}

    def ids(self) -> Iterator[str]:
        """The ids of all articles."""
        if self._engine is not None:
            with self._engine.begin() as connection:
                yield from connection.scalars(select(_ARTICLE.c.id).order_by(_ARTICLE.c.id))

    def taken(self, origins: Collection[str]) -> dict[str, list[str]]:
        """The ids of the articles taken from each of `origins` from which any was."""
        if self._engine is None:
            return {}
        with self._engine.begin() as connection:
            return taken(connection, origins)

    def write(self, entries: Sequence[Entry]) -> None:
        """Count them."""
        self.changes.put(entries, self.stored([entry.id for entry in entries]))

    def remove(self, ids: Collection[str]) -> None:
        """Count them."""
        self.changes.removed += len(ids)

    def finish(self, unchanged: int, rejected: int) -> None:
        """Nothing."""
