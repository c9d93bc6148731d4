"""A filter as conditions over whatever rows carry an article's key, id and place in the order."""

from typing import NamedTuple

from sqlalchemy import ColumnElement, Table, and_, exists, false, not_, or_, true

from app.queries.expression import And, Everything, Expression, Not, Or
from app.queries.filter import ArticleFilter, Missing
from app.queries.schema import article, is_named, named
from app.queries.scope import Keys, Scope
from app.queries.words import having
from app.store.keys import EARLIEST_MASK, newest_from, newest_to

Conditions = tuple[ColumnElement[bool], ...]


class Carrier(NamedTuple):
    """Rows that stand for articles: a table, and its columns that say which and where in the order."""

    table: Table
    key: ColumnElement[int]
    id: ColumnElement[str]
    newest: ColumnElement[int]


ARTICLES = Carrier(article, article.c.key, article.c.id, article.c.newest)
_OTHER = named.alias("other")
NAMED = Carrier(named, named.c.article_key, named.c.article_id, named.c.newest)


def passing(scope: Scope, carrier: Carrier, answered: Keys | None = None) -> Conditions:
    """That an article passes all of the filter but its days.

    `answered` is the group that the carrier's own rows answer already: it is not asked again.
    """
    asked = scope.filter
    conditions: list[ColumnElement[bool]] = [false()] if scope.impossible else []
    if scope.ids is not None:
        conditions.append(carrier.id.in_(scope.ids))
    if asked.q is not None:
        conditions.append(_matches(scope, carrier, asked.q))
    if asked.naming:
        mentions = (_OTHER.c.article_key == carrier.key, *is_named(_OTHER, asked.kinds))
        conditions.append(exists().where(*mentions))
    if answered is not None:
        conditions += is_named(carrier.table, asked.kinds)
    conditions += (_names(scope, carrier, group) for group in scope.groups if group is not answered)
    if scope.none_of:
        conditions.append(not_(_names(scope, carrier, scope.none_of)))
    own = _of_article(scope)
    if own and carrier.table is not article:
        own = (exists().where(article.c.key == carrier.key, *own),)
    return (*conditions, *own)


def _matches(scope: Scope, carrier: Carrier, asked: Expression) -> ColumnElement[bool]:
    """That the words of an article are as asked."""
    if isinstance(asked, Everything):
        return true()
    if isinstance(asked, And):
        return and_(*(_matches(scope, carrier, part) for part in asked.parts))
    if isinstance(asked, Or):
        return or_(*(_matches(scope, carrier, part) for part in asked.parts))
    if isinstance(asked, Not):
        return not_(_matches(scope, carrier, asked.part))
    return carrier.key.in_(having(asked, scope.dialect))


def _names(scope: Scope, carrier: Carrier, group: Keys) -> ColumnElement[bool]:
    """That the article mentions one of a group: probes of the primary key of `article_entity`."""
    return exists().where(
        _OTHER.c.entity_key.in_(group),
        _OTHER.c.newest == carrier.newest,
        _OTHER.c.article_id == carrier.id,
        *is_named(_OTHER, scope.filter.kinds),
    )


def _of_article(scope: Scope) -> Conditions:
    """What only the article's own row can answer."""
    asked = scope.filter
    conditions: list[ColumnElement[bool]] = []
    if scope.sources is not None:
        conditions.append(article.c.source_key.in_(scope.sources))
    if scope.sources_not:
        elsewhere = article.c.source_key.not_in(scope.sources_not)
        conditions.append(or_(article.c.source_key.is_(None), elsewhere))
    if asked.language:
        conditions.append(article.c.language.in_(asked.language))
    if asked.missing:
        conditions.append(or_(*map(_lacks, asked.missing)))
    return tuple(conditions)


def _lacks(what: Missing) -> ColumnElement[bool]:
    if what == "published":
        return article.c.newest == 0
    column = {"title": "title", "byline": "byline", "source": "source_key"}[what]
    return article.c[column].is_(None)


def dated(asked: ArticleFilter, newest: ColumnElement[int]) -> Conditions:
    """That an article has a date and that it lies as asked."""
    earliest = (-newest).bitwise_and(EARLIEST_MASK)
    start, end = asked.published_from, asked.published_to
    conditions = [newest < 0]
    if start is not None:
        conditions.append(newest <= newest_from(start))
        if asked.date_match == "certain":
            conditions.append(earliest >= start.toordinal())
    if end is not None:
        if asked.date_match == "certain":
            conditions.append(newest >= newest_to(end))
        else:
            conditions.append(earliest <= end.toordinal())
    return tuple(conditions)


def undated(newest: ColumnElement[int]) -> Conditions:
    """That an article has no date."""
    return (newest == 0,)


def in_time(asked: ArticleFilter, newest: ColumnElement[int]) -> Conditions:
    """That an article lies in time as asked, or has no date where such may pass."""
    if not asked.takes_dated:
        return undated(newest) if asked.takes_undated else (false(),)
    if not asked.takes_undated:
        return dated(asked, newest)
    if asked.published_from is None and asked.published_to is None:
        return ()
    return (or_(and_(*dated(asked, newest)), *undated(newest)),)
