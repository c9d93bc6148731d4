"""What is stored, as far as an ingest asks: which articles there are, and what they were made from."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, Engine, select

from app.store.rows import Versions
from app.store.tables import metadata

_ARTICLE = metadata.tables["article"]
_PAGE = 5000


class Stored(NamedTuple):
    """What the database holds of an article, as far as a run has to know it that reads it anew."""

    key: int
    input_sha256: str
    gazetteer_version: str
    reading_version: int
    source_key: int | None
    published_latest: date | None

    @property
    def versions(self) -> Versions:
        """What it was read with."""
        return Versions(self.gazetteer_version, self.reading_version)


class Stock:
    """The articles of a reading engine's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def stored(self, ids: Collection[str]) -> dict[str, Stored]:
        """What is stored of those of `ids` that there are."""
        with self._engine.begin() as connection:
            return stored(connection, ids)

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
        query = select(_ARTICLE.c.origin, _ARTICLE.c.id).where(_ARTICLE.c.origin.in_(list(origins)))
        found: dict[str, list[str]] = {}
        with self._engine.begin() as connection:
            for origin, id in connection.execute(query):  # noqa: A001
                found.setdefault(origin, []).append(id)
        return found


def stored(connection: Connection, ids: Collection[str]) -> dict[str, Stored]:
    """What `connection` sees of those of `ids` that there are."""
    columns = [_ARTICLE.c[name] for name in Stored._fields]
    rows = connection.execute(select(_ARTICLE.c.id, *columns).where(_ARTICLE.c.id.in_(list(ids))))
    return {row[0]: Stored(*row[1:]) for row in rows}
