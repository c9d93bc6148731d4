"""Sources: how many articles each has, from when to when, and finding one by a name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from app.errors import NotFound
from app.gazetteer.outlets import load_outlets, name_key
from app.queries.page import Page, Place, Tally, page_of
from app.queries.recall import Recall, compute
from app.queries.schema import article, source


@dataclass(frozen=True, slots=True)
class SourceTally:
    """A source with its articles: how many, and the first and last day that any may have appeared."""

    id: str
    name: str
    country: str | None
    articles: int
    first: date | None
    last: date | None


def list_sources(
    connection: Connection, limit: int, after: Place | None = None, recall: Recall = compute
) -> Page[SourceTally]:
    """Sources that have articles, most articles first, then by id."""
    page = page_of(recall("sources", lambda: _count_all(connection)), limit, after)
    found = _tallies(connection, [tally.id for tally in page.items])
    return Page(tuple(found[tally.id] for tally in page.items), page.total, page.end)


def get_source(connection: Connection, id: str) -> SourceTally:
    """The source `id`.

    Raises:
        NotFound: no article names such a source.
    """
    found = {} if "\0" in id else _tallies(connection, (id,))
    if id not in found:
        raise NotFound("source", id)
    return found[id]


def _count_all(connection: Connection) -> tuple[Tally, ...]:
    rows = connection.execute(
        select(source.c.id, func.count())
        .join_from(article, source, article.c.source_key == source.c.key)
        .group_by(source.c.id)
    )
    return tuple(Tally(*row) for row in rows)


def _tallies(connection: Connection, ids: Iterable[str]) -> dict[str, SourceTally]:
    rows = connection.execute(
        select(
            source.c.id,
            source.c.name,
            source.c.country,
            func.count(article.c.key),
            func.min(article.c.published_earliest),
            func.max(article.c.published_latest),
        )
        .outerjoin_from(source, article, article.c.source_key == source.c.key)
        .where(source.c.id.in_(tuple(ids)))
        .group_by(source.c.id, source.c.name, source.c.country)
    )
    return {row[0]: SourceTally(*row) for row in rows}


def find_sources(connection: Connection, text: str) -> tuple[str, ...]:
    """The ids of the sources that `text`, an id or a name in any spelling, may mean; mostly none or one.

    A source counts when articles name it, or when the gazetteer knows it although none does.
    """
    outlets = load_outlets()
    stored = known_sources(connection)
    if text in stored or text in outlets.by_id:
        return (text,)
    key = name_key(text)
    by_name = [known for known, name in stored.items() if key and name_key(name) == key]
    by_outlet = [outlet.id for outlet in outlets.find(text, announced=True)]
    return tuple(dict.fromkeys((*by_name, *by_outlet)))


def known_sources(connection: Connection) -> dict[str, str]:
    """The names of all sources of the corpus, by id."""
    return {row.id: row.name for row in connection.execute(select(source.c.id, source.c.name))}
