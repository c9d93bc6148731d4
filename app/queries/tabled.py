"""Counting the articles of a filter by the tables: right at any time, and slow where they are many."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, exists, func, select

from app.gazetteer.model import EntityType
from app.queries.chosen import By, Value
from app.queries.condition import Conditions, in_time, passing
from app.queries.driver import PLAIN, choose
from app.queries.filter import ArticleFilter
from app.queries.period import Interval, Spread, spread
from app.queries.recall import Recall, compute
from app.queries.schema import article, entity, is_named, named, source
from app.queries.scope import resolve

_ONE, _OTHER = named.alias("one"), named.alias("other")


class _Held(NamedTuple):
    """Rows of one article and one `value` each: an article has as many rows as values.

    A value is an entity's or source's key, or a language.
    """

    rows: FromClause
    value: ColumnElement[Any]
    newest: ColumnElement[int]
    conditions: Conditions


class Tabled:
    """The articles that pass a filter; a `app.queries.chosen.Chosen`."""

    def __init__(self, connection: Connection, asked: ArticleFilter, recall: Recall = compute) -> None:
        self._connection = connection
        self._asked = asked
        self._recall = recall
        self._kinds = asked.kinds

    @cached_property
    def _rows(self) -> FromClause:
        """The `key` and `newest` of each, once; the whole table where all articles pass."""
        return _rows(self._connection, self._asked)

    @property
    def _whole(self) -> bool:
        return self._rows is article

    def total(self) -> int:
        """How many they are."""
        return self._recall(("chosen", self._asked), self._count)

    def _count(self) -> int:
        return self._connection.execute(select(func.count()).select_from(self._rows)).scalar_one()

    def through(self, interval: Interval) -> Spread:
        """How many surely appeared in each year, month or day."""
        newest = self._rows.c.newest
        rows = self._connection.execute(select(newest, func.count()).group_by(newest))
        return spread({row[0]: row[1] for row in rows}, interval)

    def values(self, by: Value) -> dict[str, int]:
        """How many mention, come from or are written in each."""
        held = self._held(by)
        asked = select(held.value, func.count()).select_from(held.rows).where(*held.conditions)
        rows = self._connection.execute(asked.group_by(held.value))
        if by == "language":
            return {row[0]: row[1] for row in rows}
        ids = self._ids(by)
        return {ids[row[0]]: row[1] for row in rows if row[0] in ids}

    def naming(self, type: EntityType) -> int:
        """How many mention any country, or any agency."""
        mentions = (
            exists()
            .where(named.c.article_key == self._rows.c.key, *is_named(named, self._kinds))
            .where(named.c.entity_key == entity.c.key, entity.c.type == type)
        )
        asked = select(func.count()).select_from(self._rows).where(mentions)
        return self._connection.execute(asked).scalar_one()

    def each_through(self, interval: Interval, by: By, ids: Iterable[str]) -> dict[str, Spread]:
        """The same for those that have each of these values."""
        held, known = self._held(by), self._ids(by)
        found: dict[str, dict[int, int]] = {one: {} for one in ids}
        keys = [key for key, one in known.items() if one in found]
        rows = self._connection.execute(
            select(held.value, held.newest, func.count())
            .select_from(held.rows)
            .where(*held.conditions, held.value.in_(keys))
            .group_by(held.value, held.newest)
        )
        for key, newest, articles in rows:
            found[known[key]][newest] = articles
        return {one: spread(own, interval) for one, own in found.items()}

    def pairs(self, of: tuple[EntityType, EntityType]) -> Iterator[tuple[str, str, int]]:
        """How many mention both of each pair."""
        entities = {row.key: (row.type, row.id) for row in self._connection.execute(select(entity))}
        one, other = _ONE.c.entity_key, _OTHER.c.entity_key
        same = _OTHER.c.article_key == _ONE.c.article_key
        if self._whole:
            rows: FromClause = _ONE.join(_OTHER, same)
        else:
            rows = self._rows.join(_ONE, _ONE.c.article_key == self._rows.c.key).join(_OTHER, same)
        counted = (
            select(one, other, func.count())
            .select_from(rows)
            .where(one < other, *is_named(_ONE, self._kinds), *is_named(_OTHER, self._kinds))
            .group_by(one, other)
        )
        for left, right, articles in self._connection.execute(counted):
            pair = (entities[left], entities[right])
            first, second = sorted(pair, reverse=of[0] > of[1])
            if (first[0], second[0]) == of:
                yield first[1], second[1], articles

    def _held(self, by: Value) -> _Held:
        """The rows by what they mention, come from or are written in.

        Country and agency share their rows, to be told apart by `_ids`: a planner that is asked for
        one of the two would rather walk all articles that mention it.
        """
        rows = held = self._rows
        if by in ("country", "agency"):
            held = named if self._whole else rows.join(named, named.c.article_key == rows.c.key)
            return _Held(held, named.c.entity_key, named.c.newest, is_named(named, self._kinds))
        held = rows if self._whole else rows.join(article, article.c.key == rows.c.key)
        value = article.c.source_key if by == "source" else article.c.language
        return _Held(held, value, article.c.newest, (value.is_not(None),))

    def _ids(self, by: By) -> dict[int, str]:
        """The ids of all that there are, by their keys."""
        if by == "source":
            rows = self._connection.execute(select(source.c.key, source.c.id))
        else:
            rows = self._connection.execute(select(entity.c.key, entity.c.id).where(entity.c.type == by))
        return {row.key: row.id for row in rows}


def _rows(connection: Connection, asked: ArticleFilter) -> FromClause:
    scope = resolve(connection, asked)
    driver = choose(connection, scope)
    carrier = driver.carrier
    conditions = (
        *driver.whole(),
        *in_time(asked, carrier.newest),
        *passing(scope, carrier, driver.answers),
    )
    if not conditions and driver is PLAIN:
        return article
    rows = select(carrier.key.label("key"), carrier.newest.label("newest")).where(*conditions)
    return (rows.distinct() if driver.repeats else rows).subquery("chosen")
