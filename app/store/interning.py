"""Small integer keys for entities and sources, the same for the same one in every article."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, exists, func, insert, select, update

from app.gazetteer.model import Entity
from app.reading.model import Source
from app.store.card import source_json
from app.store.rows import Versions
from app.store.tables import ArticleRow, EntityRow, SourceRow

_ENTITY = EntityRow.metadata.tables["entity"]
_SOURCE = SourceRow.metadata.tables["source"]
_ARTICLE = ArticleRow.metadata.tables["article"]


class Entities:
    """The keys of entities. One that no article mentions any more keeps its row: they are few."""

    def __init__(self, connection: Connection) -> None:
        rows = connection.execute(select(_ENTITY.c.type, _ENTITY.c.id, _ENTITY.c.key))
        self.keys: dict[Entity, int] = {Entity(row.type, row.id): row.key for row in rows}

    def add(self, connection: Connection, entities: Iterable[Entity]) -> Mapping[Entity, int]:
        """See that each of `entities` has a key; the keys of all that have one."""
        for entity in entities:
            if entity not in self.keys:
                new = insert(_ENTITY).values(entity._asdict()).returning(_ENTITY.c.key)
                self.keys[entity] = connection.execute(new).scalar_one()
        return self.keys


class Sources:
    """The keys of sources.

    `anew` is given where articles may be stored that were read by other rules: then the name of a source
    gives way to the first that these give it, whichever run reads it.
    """

    def __init__(self, connection: Connection, anew: Versions | None = None) -> None:
        rows = connection.execute(select(_SOURCE))
        self._known: dict[str, tuple[int, Source]] = {
            row.id: (row.key, Source(row.id, row.name, row.country)) for row in rows
        }
        self._given: set[str] = set() if anew is None else _given_by(connection, anew)
        self._outdated = anew is not None

    def place(self, connection: Connection, source: Source) -> tuple[int, Source]:
        """The key of `source`, and the source as it is stored.

        The first name and country given stand, so that all articles of a source show the same; those of
        an earlier reading give way to the first of this run.
        """
        placed = self._known.get(source.id)
        if placed is None or source.id not in self._given:
            placed = self._settle(connection, source, placed)
            self._known[source.id] = placed
            self._given.add(source.id)
        return placed

    def _settle(
        self, connection: Connection, source: Source, placed: tuple[int, Source] | None
    ) -> tuple[int, Source]:
        values = {"id": source.id, "name": source.name, "country": source.country}
        if placed is None:
            new = insert(_SOURCE).values(values).returning(_SOURCE.c.key)
            return connection.execute(new).scalar_one(), source
        key, known = placed
        if not self._outdated or known == source:
            return placed
        connection.execute(update(_SOURCE).where(_SOURCE.c.key == key).values(values))
        if known.name != source.name:
            _rename(connection, key, known, source)
        return key, source

    def drop_unused(self, connection: Connection, keys: Iterable[int]) -> None:
        """Delete those of `keys` that no article has as its source any more."""
        used = exists().where(_ARTICLE.c.source_key == _SOURCE.c.key)
        gone = delete(_SOURCE).where(_SOURCE.c.key.in_(list(keys)), ~used).returning(_SOURCE.c.id)
        for source_id in connection.scalars(gone):
            del self._known[source_id]
            self._given.discard(source_id)


def _given_by(connection: Connection, versions: Versions) -> set[str]:
    """The sources that an article has which was read by `versions`."""
    read = (
        _ARTICLE.c.gazetteer_version == versions.gazetteer,
        _ARTICLE.c.reading_version == versions.reading,
    )
    keys = select(_ARTICLE.c.source_key).where(*read).distinct()
    return set(connection.scalars(select(_SOURCE.c.id).where(_SOURCE.c.key.in_(keys))))


def _rename(connection: Connection, key: int, before: Source, after: Source) -> None:
    """Have all articles of a source shown with its new name, whether or not this run reads them anew."""
    card = func.replace(_ARTICLE.c.card, source_json(before), source_json(after))
    connection.execute(update(_ARTICLE).where(_ARTICLE.c.source_key == key).values(card=card))
