"""Countries and agencies: in how many articles they are mentioned, how often, and by which names."""

from collections import Counter
from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Connection, Select, func, select

from app.gazetteer.model import EntityType, MentionKind
from app.queries.page import Page, Place, Tally, page_of
from app.queries.recall import Recall, compute
from app.queries.schema import entity, is_named, mentions_of, named


class AliasCount(NamedTuple):
    """A form of the gazetteer and how often it is what matched."""

    alias: str
    mentions: int


def list_entities(
    connection: Connection,
    type: EntityType,
    kinds: tuple[MentionKind, ...],
    limit: int,
    after: Place | None = None,
    keep: Callable[[str], bool] | None = None,
    recall: Recall = compute,
) -> Page[Tally]:
    """Entities that articles mention, most articles first; `keep` says of an id whether it is wanted."""
    tallies = recall((type, kinds), lambda: _tally_all(connection, type, kinds))
    return page_of((t for t in tallies if keep is None or keep(t.id)), limit, after)


def _tally_all(connection: Connection, type: EntityType, kinds: tuple[MentionKind, ...]) -> tuple[Tally, ...]:
    mentions = func.sum(mentions_of(named, kinds))
    rows = connection.execute(
        _of_each(type, kinds, entity.c.id, func.count(), mentions).group_by(entity.c.id)
    )
    return tuple(Tally(known, articles, int(number)) for known, articles, number in rows)


def tally_entity(connection: Connection, type: EntityType, id: str, kinds: tuple[MentionKind, ...]) -> Tally:
    """How many articles mention the entity, and how often; zero where none does."""
    counts = _of_each(type, kinds, func.count(), func.sum(mentions_of(named, kinds)))
    articles, mentions = connection.execute(counts.where(entity.c.id == id)).one()
    return Tally(id, articles, int(mentions or 0))


def mentioned(
    connection: Connection, type: EntityType, ids: Collection[str], kinds: tuple[MentionKind, ...]
) -> tuple[str, ...]:
    """Those of `ids` that articles mention, most articles first."""
    articles = func.count().label("articles")
    return tuple(
        connection.scalars(
            _of_each(type, kinds, entity.c.id)
            .where(entity.c.id.in_(ids))
            .group_by(entity.c.id)
            .order_by(articles.desc(), entity.c.id)
        )
    )


def count_aliases(
    connection: Connection, type: EntityType, id: str, kinds: tuple[MentionKind, ...]
) -> tuple[AliasCount, ...]:
    """The forms by which articles mention the entity, the most frequent first."""
    rows = connection.execute(_of_each(type, kinds, named.c.aliases).where(entity.c.id == id))
    counts: Counter[str] = Counter()
    for aliases, articles in Counter(rows.scalars()).items():
        for kind, matched in from_json(aliases).items():
            if kind in kinds:
                counts.update({alias: times * articles for alias, times in matched.items()})
    ordered = sorted(counts.items(), key=lambda found: (-found[1], found[0]))
    return tuple(AliasCount(*found) for found in ordered)


def _of_each(type: EntityType, kinds: tuple[MentionKind, ...], *columns: ColumnElement[Any]) -> Select[Any]:
    """`columns` of each entity of `type` in each article that mentions it as one of `kinds`."""
    return (
        select(*columns)
        .join_from(named, entity, named.c.entity_key == entity.c.key)
        .where(entity.c.type == type, *is_named(named, kinds))
    )
