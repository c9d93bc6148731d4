"""The only hand that writes articles. Each call is one transaction: all of it happens, or nothing."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, Engine, bindparam, func, insert, select, text, update

from app.store.corpus import mark_changed
from app.store.insert import Delete, Insert
from app.store.interning import Entities, Sources
from app.store.keys import SEQUENCE_SPACE, first_key
from app.store.rows import Entry, Row, Versions, article_row, count_rows, date_rows, mention_rows, part_rows
from app.store.tables import metadata

_ARTICLE = metadata.tables["article"]
_RUN = metadata.tables["run"]
_CHILDREN = ("part", "date_expression", "mention", "article_entity")
_PAGE = 5000
_LAST_KEY = select(func.max(_ARTICLE.c.key)).where(
    _ARTICLE.c.key >= bindparam("first"), _ARTICLE.c.key < bindparam("end")
)
"""The last key that a day has used. Built once: it runs for every day that a run meets."""


class Stored(NamedTuple):
    """What the database holds of an article, as far as it decides whether to read it again."""

    key: int
    input_sha256: str
    gazetteer_version: str
    reading_version: int
    source_key: int | None

    @property
    def versions(self) -> Versions:
        """What it was read with."""
        return Versions(self.gazetteer_version, self.reading_version)


@dataclass(slots=True)
class Changes:
    """What a run has changed so far."""

    loaded: int = 0
    updated: int = 0
    removed: int = 0


class Writer:
    """Writes the articles of one run; hold `app.store.lock.exclusive` while it lives.

    The run, its counts and a new corpus revision are written along with its first change, every later
    one and its end; a run that changes nothing leaves the database as it was. After an error the writer
    is of no more use: what it committed stands, what it was about to write does not.
    """

    def __init__(self, engine: Engine, versions: Versions) -> None:
        self.changes = Changes()
        self._engine = engine
        self._versions = versions
        self._started = datetime.now(UTC)
        self._run: int | None = None
        self._next: dict[int, int] = {}
        tables = metadata.tables
        self._insert = {name: Insert(tables[name], engine.dialect) for name in ("article", *_CHILDREN)}
        self._delete = [Delete(tables[name], "article_key", engine.dialect) for name in _CHILDREN]
        self._delete.append(Delete(_ARTICLE, "key", engine.dialect))
        with engine.begin() as connection:
            self._entities = Entities(connection)
            self._sources = Sources(connection)

    def stored(self, ids: Collection[str]) -> dict[str, Stored]:
        """What is stored of those of `ids` that there are."""
        with self._engine.begin() as connection:
            return _stored(connection, ids)

    def ids(self) -> Iterator[str]:
        """The ids of all articles, in order; pages of them, so that writing may go on in between."""
        last = ""
        while True:
            query = select(_ARTICLE.c.id).where(_ARTICLE.c.id > last).order_by(_ARTICLE.c.id).limit(_PAGE)
            with self._engine.begin() as connection:
                page = connection.scalars(query).all()
            yield from page
            if len(page) < _PAGE:
                return
            last = page[-1]

    def write(self, entries: Sequence[Entry]) -> None:
        """Insert `entries`, each with an id of its own; one whose id is there takes its place."""
        if not entries:
            return
        now = datetime.now(UTC)
        with self._engine.begin() as connection:
            old = _stored(connection, [entry.id for entry in entries])
            keys = [self._key(connection, entry, old.get(entry.id)) for entry in entries]
            self._drop(connection, old.values())
            self._entities.add(connection, (m.entity for entry in entries for m in entry.reading.mentions))
            rows: dict[str, list[Row]] = {name: [] for name in self._insert}
            for entry, key in zip(entries, keys, strict=True):
                source_key = self._sources.key(connection, entry.reading.source)
                rows["article"].append(article_row(entry, key, source_key, self._versions, now))
                rows["part"] += part_rows(entry.reading, key)
                rows["date_expression"] += date_rows(entry.reading, key)
                rows["mention"] += mention_rows(entry.reading, key, self._entities.keys)
                rows["article_entity"] += count_rows(entry, key, self._entities.keys)
            for name, insert_rows in self._insert.items():
                insert_rows(connection, rows[name])
            self._drop_sources(connection, old.values())
            self.changes.loaded += len(entries) - len(old)
            self.changes.updated += len(old)
            self._record(connection, now)

    def remove(self, ids: Collection[str]) -> None:
        """Delete the articles of `ids` that there are, and all that was read of them."""
        with self._engine.begin() as connection:
            old = _stored(connection, ids)
            if not old:
                return
            self._drop(connection, old.values())
            self._drop_sources(connection, old.values())
            self.changes.removed += len(old)
            self._record(connection, datetime.now(UTC))

    def finish(self, unchanged: int, rejected: int) -> None:
        """Close the run, if it changed anything, and let the engine learn the tables' new shape."""
        if self._run is None:
            return
        now = datetime.now(UTC)
        end = {"finished_at": now, "unchanged": unchanged, "rejected": rejected}
        with self._engine.begin() as connection:
            connection.execute(update(_RUN).where(_RUN.c.key == self._run).values(end))
            mark_changed(connection, self._versions, now)
            connection.execute(text("ANALYZE"))

    def _drop(self, connection: Connection, old: Collection[Stored]) -> None:
        keys = [stored.key for stored in old]
        for delete_rows in self._delete:
            delete_rows(connection, keys)

    def _drop_sources(self, connection: Connection, old: Collection[Stored]) -> None:
        keys = {stored.source_key for stored in old if stored.source_key is not None}
        if keys:
            self._sources.drop_unused(connection, keys)

    def _key(self, connection: Connection, entry: Entry, old: Stored | None) -> int:
        """The article's key: the one it had where its day is the same, else the next free of its day."""
        published = entry.reading.published
        first = first_key(published.latest if published else None)
        end = first + SEQUENCE_SPACE
        if old is not None and first <= old.key < end:
            return old.key
        free = self._next.get(first)
        if free is None:
            last = connection.scalar(_LAST_KEY, {"first": first, "end": end})
            free = first if last is None else last + 1
        self._next[first] = free + 1
        return free

    def _record(self, connection: Connection, now: datetime) -> None:
        """What goes with every change: the run, its counts, the corpus's new revision."""
        counts = {
            "loaded": self.changes.loaded,
            "updated": self.changes.updated,
            "removed": self.changes.removed,
        }
        if self._run is None:
            row = {"started_at": self._started, "unchanged": 0, "rejected": 0, **counts}
            self._run = connection.execute(insert(_RUN).values(row).returning(_RUN.c.key)).scalar_one()
        else:
            connection.execute(update(_RUN).where(_RUN.c.key == self._run).values(counts))
        mark_changed(connection, self._versions, now)


def _stored(connection: Connection, ids: Collection[str]) -> dict[str, Stored]:
    columns = [_ARTICLE.c[name] for name in Stored._fields]
    rows = connection.execute(select(_ARTICLE.c.id, *columns).where(_ARTICLE.c.id.in_(list(ids))))
    return {row[0]: Stored(*row[1:]) for row in rows}
