"""The walk to one page of the articles that pass a filter: one or two bounded range scans.

A page is found by where the last one ended, never by counting off rows: after `(newest, id)` come
the rows of the same `newest` with a greater id, then those of a greater `newest`. An article without
a date has `newest` 0 and so stands last; in the rising order it is a stretch of its own.
"""

from collections.abc import Iterator
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, select
from sqlalchemy.sql.elements import UnaryExpression

from app.queries.condition import ARTICLES, Carrier, Conditions, dated, in_time, passing, undated
from app.queries.driver import COUNT_UP_TO, Driver, count_rows
from app.queries.filter import Sort
from app.queries.page import Place
from app.queries.schema import article, named
from app.queries.scope import Scope

Order = tuple[ColumnElement[Any] | UnaryExpression[Any], ...]


class Found(NamedTuple):
    """An article of a page: where it stands, and its key."""

    place: Place
    key: int


class _Stretch(NamedTuple):
    where: Conditions
    order: Order


def find_page(
    connection: Connection,
    scope: Scope,
    driver: Driver,
    sort: Sort,
    limit: int,
    after: Place | None = None,
) -> list[Found]:
    """The first `limit` articles behind `after` (or from the start) in the order `sort`."""
    if scope.impossible:
        return []
    rows: list[Found] = []
    if sort == "title":
        for stretch in _by_title(after):
            rows += _titled(connection, scope, driver, stretch, limit - len(rows))
            if len(rows) == limit:
                break
        return rows
    for stretch in _by_date(scope, driver.carrier, after, falling=sort == "published"):
        rows += _dated(connection, scope, driver, stretch, limit - len(rows), sort)
        if len(rows) == limit:
            break
    return rows


def _by_date(scope: Scope, carrier: Carrier, after: Place | None, *, falling: bool) -> Iterator[_Stretch]:
    asked, newest, own = scope.filter, carrier.newest, carrier.id
    order: Order = (newest.desc() if falling else newest, own)
    at = after.at if after is not None and isinstance(after.at, int) else None
    if asked.takes_dated and at != 0:
        days = dated(asked, newest)
        if after is None or at is None:
            yield _Stretch(days, order)
        else:
            yield _Stretch((*days, newest == at, own > after.id), order)
            yield _Stretch((*days, newest < at if falling else newest > at), order)
    if asked.takes_undated:
        behind = (own > after.id,) if after is not None and at == 0 else ()
        yield _Stretch((*undated(newest), *behind), order)


def _dated(
    connection: Connection, scope: Scope, driver: Driver, stretch: _Stretch, limit: int, sort: Sort
) -> list[Found]:
    carrier = driver.carrier
    conditions = (*stretch.where, *passing(scope, carrier, driver.answers))
    branches = driver.branches()
    distinct = driver.repeats and len(branches) == 1
    scans = [
        _rows(
            connection,
            carrier,
            carrier.newest,
            _Stretch((*branch, *conditions), stretch.order),
            limit,
            distinct,
        )
        for branch in branches
    ]
    if len(scans) == 1:
        return scans[0]
    merged = merge(*scans, key=_rising if sort == "-published" else _falling)
    return list(islice(_unrepeated(merged), limit))


def _rising(found: Found) -> tuple[Any, str]:
    return found.place


def _falling(found: Found) -> tuple[Any, str]:
    at = found.place.at
    return (-at if isinstance(at, int) else at, found.place.id)


def _unrepeated(rows: Iterator[Found]) -> Iterator[Found]:
    last = None
    for row in rows:
        if row.key != last:
            yield row
        last = row.key


def _by_title(after: Place | None) -> Iterator[_Stretch]:
    title, own = article.c.title_sort, article.c.id
    if after is None:
        yield _Stretch((title.is_not(None),), (title, own))
    elif after.at is not None:
        yield _Stretch((title == after.at, own > after.id), (title, own))
        yield _Stretch((title > after.at,), (title, own))
    behind = (own > after.id,) if after is not None and after.at is None else ()
    yield _Stretch((title.is_(None), *behind), (own,))


def _titled(
    connection: Connection, scope: Scope, driver: Driver, stretch: _Stretch, limit: int
) -> list[Found]:
    """By title: the rows of a rare driver are looked up and sorted, else titles are walked."""
    conditions = (*stretch.where, *in_time(scope.filter, article.c.newest), *passing(scope, ARTICLES))
    if driver.answers is not None and count_rows(connection, scope, driver) < COUNT_UP_TO:
        conditions += (article.c.key.in_(select(named.c.article_key).where(*driver.whole())),)
    return _rows(connection, ARTICLES, article.c.title_sort, _Stretch(conditions, stretch.order), limit)


def _rows(
    connection: Connection,
    carrier: Carrier,
    at: ColumnElement[Any],
    stretch: _Stretch,
    limit: int,
    distinct: bool = False,
) -> list[Found]:
    rows = select(at, carrier.id, carrier.key).where(*stretch.where).order_by(*stretch.order).limit(limit)
    if distinct:
        rows = rows.distinct()
    return [Found(Place(*place), key) for *place, key in connection.execute(rows).all()]
