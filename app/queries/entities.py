"""Countries and agencies: in how many articles they are mentioned, how often, and by which names."""

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from app.gazetteer.model import EntityType, MentionKind
from app.queries.page import Page, Place, Tally, page_of
from app.queries.recall import Recall, compute
from app.queries.schema import entity, is_named, mention, mentions_of, named


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
    mentions = mentions_of(named, kinds)
    rows = connection.execute(
        select(entity.c.id, func.count(), func.sum(mentions))
        .join_from(named, entity, named.c.entity_key == entity.c.key)
        .where(entity.c.type == type, *is_named(named, kinds))
        .group_by(entity.c.id)
    )
    return tuple(Tally(known, articles, int(number)) for known, articles, number in rows)


def tally_entity(connection: Connection, type: EntityType, id: str, kinds: tuple[MentionKind, ...]) -> Tally:
    """How many articles mention the entity, and how often; zero where none does."""
    articles, mentions = connection.execute(
        select(func.count(), func.sum(mentions_of(named, kinds)))
        .join_from(named, entity, named.c.entity_key == entity.c.key)
        .where(entity.c.type == type, entity.c.id == id, *is_named(named, kinds))
    ).one()
    return Tally(id, articles, int(mentions or 0))


def count_aliases(
    connection: Connection, type: EntityType, id: str, kinds: tuple[MentionKind, ...]
) -> tuple[AliasCount, ...]:
    """The forms by which articles mention the entity, the most frequent first."""
    number = func.count()
    rows = connection.execute(
        select(mention.c.alias, number)
        .join_from(entity, named, named.c.entity_key == entity.c.key)
        .join(
            mention,
            (mention.c.article_key == named.c.article_key) & (mention.c.entity_key == named.c.entity_key),
        )
        .where(entity.c.type == type, entity.c.id == id, mention.c.kind.in_(kinds))
        .group_by(mention.c.alias)
        .order_by(number.desc(), mention.c.alias)
    )
    return tuple(AliasCount(alias, times) for alias, times in rows)
