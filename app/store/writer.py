"""The only hand that writes articles. Each call is one transaction: all of it happens, or nothing."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, func, insert, select, text, update

from app.store.card import dated, resourced
from app.store.corpus import mark_changed
from app.store.insert import Delete, Insert
from app.store.interning import Entities, Sources
from app.store.rows import Entry, Versions
from app.store.search import SearchIndex, Terms
from app.store.tables import metadata

_ARTICLE = metadata.tables["article"]
_RUN = metadata.tables["run"]
_CORPUS = metadata.tables["corpus"]
_PAGE = 5000
Row = tuple[Any, ...]


class Stored(NamedTuple):
    """What the database holds of an article, as far as a run has to know it that reads it anew."""

    key: int
    input_sha256: str
    gazetteer_version: str
    reading_version: int
    source_key: int | None
    published_latest: date | None
    origin: str

    @property
    def versions(self) -> Versions:
        """What it was read with."""
        return Versions(self.gazetteer_version, self.reading_version)


@dataclass(slots=True)
class Changes:
    """What a run has changed so far. Of the `updated`, `sourceless` and `dateless` had a source and a
    publication date before, and have none now."""

    loaded: int = 0
    updated: int = 0
    removed: int = 0
    sourceless: int = 0
    dateless: int = 0

    def put(self, entries: Sequence[Entry], old: Mapping[str, Stored]) -> None:
        """Count `entries`, of which some take the place of `old` ones."""
        self.loaded += len(entries) - len(old)
        self.updated += len(old)
        for entry in entries:
            if before := old.get(entry.id):
                self.sourceless += before.source_key is not None and entry.source is None
                self.dateless += before.published_latest is not None and entry.published_latest is None


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
        tables = metadata.tables
        self._insert = {name: Insert(tables[name], engine.dialect) for name in ("article", "article_entity")}
        self._delete = (
            Delete(tables["article_entity"], "article_key", engine.dialect),
            Delete(_ARTICLE, "key", engine.dialect),
        )
        self._search = SearchIndex(engine.dialect)
        with engine.begin() as connection:
            self._entities = Entities(connection)
            before = connection.execute(
                select(_CORPUS.c.gazetteer_version, _CORPUS.c.reading_version)
            ).first()
            self._corpus = Versions(*before) if before else versions
            self._sources = Sources(connection, versions if self._corpus != versions else None)
            self._next = (connection.scalar(select(func.max(_ARTICLE.c.key))) or 0) + 1
            self.reindexed = self._search.bring_up(connection)

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

    def taken(self, origins: Collection[str]) -> dict[str, list[str]]:
        """The ids of the articles taken from each of `origins` from which any was."""
        with self._engine.begin() as connection:
            return taken(connection, origins)

    def write(self, entries: Sequence[Entry]) -> None:
        """Insert `entries`, each with an id of its own; one whose id is there takes its place."""
        if not entries:
            return
        now = datetime.now(UTC)
        with self._engine.begin() as connection:
            old = _stored(connection, [entry.id for entry in entries])
            self._drop(connection, old.values())
            named = (count.entity for entry in entries for count in entry.counts)
            keys = self._entities.add(connection, named)
            articles: list[Row] = []
            counts: list[Row] = []
            terms: list[Terms] = []
            for entry in entries:
                key = self._key(old.get(entry.id))
                articles.append(self._row(connection, entry, key, now))
                counts += (
                    (keys[count.entity], entry.newest, entry.id, key, *count.kinds, count.aliases)
                    for count in entry.counts
                )
                terms.append(Terms(key, entry.words, entry.hashes))
            self._insert["article"](connection, articles)
            self._insert["article_entity"](connection, sorted(counts))
            self._search.insert(connection, terms)
            self._drop_sources(connection, old.values())
            self.changes.put(entries, old)
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
        """Close the run, if it changed anything, and let the engine learn the tables' new shape.

        The corpus goes by the versions of this run once every article does; the last of them may have been
        read by a run that was cut off.
        """
        now = datetime.now(UTC)
        with self._engine.begin() as connection:
            anew = self._corpus != self._versions and not self._is_outdated(connection)
            if anew:
                self._corpus = self._versions
            if self._run is not None:
                end = {"finished_at": now, "unchanged": unchanged, "rejected": rejected}
                connection.execute(update(_RUN).where(_RUN.c.key == self._run).values(end))
            elif not anew:
                return
            mark_changed(connection, self._corpus, now)
            connection.execute(text("ANALYZE"))

    def _drop(self, connection: Connection, old: Collection[Stored]) -> None:
        keys = [stored.key for stored in old]
        if keys:
            self._search.remove(connection, keys)
        for delete_rows in self._delete:
            delete_rows(connection, keys)

    def _drop_sources(self, connection: Connection, old: Collection[Stored]) -> None:
        keys = {stored.source_key for stored in old if stored.source_key is not None}
        if keys:
            self._sources.drop_unused(connection, keys)

    def _key(self, old: Stored | None) -> int:
        if old is not None:
            return old.key
        self._next += 1
        return self._next - 1

    def _row(self, connection: Connection, entry: Entry, key: int, now: datetime) -> Row:
        """The row of `article`, its source as all articles of that source show it."""
        source_key, card = None, entry.card
        if entry.source:
            source_key, source = self._sources.place(connection, entry.source)
            if source != entry.source:
                card = resourced(card, entry.source, source)
        return (
            key,
            entry.id,
            entry.newest,
            source_key,
            *entry[3:14],  # language to text_sha256
            self._versions.reading,
            self._versions.gazetteer,
            now,
            card,
            dated(entry.detail, now),
            entry.title_field,
            entry.text,
        )

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
        mark_changed(connection, self._corpus, now)

    def _is_outdated(self, connection: Connection) -> bool:
        """Whether an article is left that was read by other rules than those of this run."""
        gazetteer, reading = _ARTICLE.c.gazetteer_version, _ARTICLE.c.reading_version
        other = (gazetteer != self._versions.gazetteer) | (reading != self._versions.reading)
        return connection.execute(select(_ARTICLE.c.key).where(other).limit(1)).first() is not None


def _stored(connection: Connection, ids: Collection[str]) -> dict[str, Stored]:
    columns = [_ARTICLE.c[name] for name in Stored._fields]
    rows = connection.execute(select(_ARTICLE.c.id, *columns).where(_ARTICLE.c.id.in_(list(ids))))
    return {row[0]: Stored(*row[1:]) for row in rows}


def taken(connection: Connection, origins: Collection[str]) -> dict[str, list[str]]:
    """The ids of the articles taken from each of `origins` from which any was."""
    query = select(_ARTICLE.c.origin, _ARTICLE.c.id).where(_ARTICLE.c.origin.in_(list(origins)))
    found: dict[str, list[str]] = {}
    for origin, id in connection.execute(query):  # noqa: A001
        found.setdefault(origin, []).append(id)
    return found
