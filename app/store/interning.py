"""Small integer keys for entities and sources, the same for the same one in every article."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, exists, func, insert, select, update

from app.gazetteer.model import Entity
from app.reading.model import Source
from app.store.card import resourced
from app.store.tables import ArticleRow, EntityRow, SourceRow

_ENTITY = EntityRow.metadata.tables["entity"]
_SOURCE = SourceRow.metadata.tables["source"]
_ARTICLE = ArticleRow.metadata.tables["article"]


class Entities:
    """The keys of entities. One that no article mentions any more keeps its row: they are few."""

    def __init__(self, connection: Connection) -> None:
        rows = connection.execute(select(_ENTITY.c.type, _ENTITY.c.id, _ENTITY.c.key))
        self.keys: dict[Entity, int] = {Entity(row.type, row.id): row.key for row in rows}

    def add(self, connection: Connection, entities: Iterable[Entity]) -> None:
        """See that each of `entities` has a key."""
        for entity in entities:
            if entity not in self.keys:
                new = insert(_ENTITY).values(entity._asdict()).returning(_ENTITY.c.key)
                self.keys[entity] = connection.execute(new).scalar_one()


class Sources:
    """The keys of sources. `outdated` says that what is stored was read by other rules than now."""

    def __init__(self, connection: Connection, *, outdated: bool) -> None:
        rows = connection.execute(select(_SOURCE))
        self._known: dict[str, tuple[int, Source]] = {
            row.id: (row.key, Source(row.id, row.name, row.country)) for row in rows
        }
        self._given: set[str] = set()
        self._outdated = outdated

    def place(self, connection: Connection, source: Source | None) -> tuple[int | None, Source | None]:
        """The key of `source`, and the source as it is stored.

        The first name and country given stand, so that all articles of a source show the same; those of
        an earlier reading give way to the first of this run.
        """
        if source is None:
            return None, None
        key, known = self._known.get(source.id, (None, None))
        if known is not None and source.id in self._given:
            return key, known
        values = {"id": source.id, "name": source.name, "country": source.country}
        if key is None:
            new = insert(_SOURCE).values(values).returning(_SOURCE.c.key)
            key = connection.execute(new).scalar_one()
        elif self._outdated and known != source:
            connection.execute(update(_SOURCE).where(_SOURCE.c.key == key).values(values))
            if known is not None and known.name != source.name:
                _rename(connection, key, known, source)
        elif known is not None:
            source = known
        self._known[source.id] = (key, source)
        self._given.add(source.id)
        return key, source

    def drop_unused(self, connection: Connection, keys: Iterable[int]) -> None:
        """Delete those of `keys` that no article has as its source any more."""
        used = exists().where(_ARTICLE.c.source_key == _SOURCE.c.key)
        gone = delete(_SOURCE).where(_SOURCE.c.key.in_(list(keys)), ~used).returning(_SOURCE.c.id)
        for source_id in connection.scalars(gone):
            del self._known[source_id]
            self._given.discard(source_id)


def _rename(connection: Connection, key: int, before: Source, after: Source) -> None:
    """Have all articles of a source shown with its new name, whether or not this run reads them anew."""
    card = func.replace(_ARTICLE.c.card, resourced(before), resourced(after))
    connection.execute(update(_ARTICLE).where(_ARTICLE.c.source_key == key).values(card=card))
