"""Which index a query walks: the rarest of what is asked for, chosen here and not by a planner.

A planner without statistics walks the newest articles of a million to find the three that name a
village police; with them it still may. Counting a few index entries first is cheap, and the rest of
the filter then probes by primary key.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from app.queries.condition import ARTICLES, NAMED, Carrier, Conditions, in_time, passing
from app.queries.schema import article, named
from app.queries.scope import Keys, Scope

COUNT_UP_TO = 10_000
"""Counting stops here: what is this common fills a page soon, whichever of them drives."""
MOST_BRANCHES = 100
"""With more values than this their rows are sorted, not merged."""


@dataclass(frozen=True, slots=True)
class Driver:
    """Rows to walk: those of `carrier` in which `column` is one of `values`; all of it without a column.

    `answers` is the group of entities that this walk answers. With `merge`, rows of one value lie in
    the order of lists, so that a page of many values is a merge of as many short scans.
    """

    carrier: Carrier
    column: ColumnElement[Any] | None = None
    values: tuple[Any, ...] = ()
    answers: Keys | None = None
    merge: bool = False

    def branches(self) -> tuple[Conditions, ...]:
        """The scans to merge, each as the condition on `column`."""
        if self.column is None:
            return ((),)
        if self.merge and len(self.values) <= MOST_BRANCHES:
            return tuple((self.column == value,) for value in self.values)
        return ((self.column.in_(self.values),),)

    def whole(self) -> Conditions:
        """All branches as one condition."""
        return () if self.column is None else (self.column.in_(self.values),)

    @property
    def repeats(self) -> bool:
        """Whether an article can stand in several of the rows."""
        return self.answers is not None and len(self.values) > 1


PLAIN = Driver(ARTICLES)
"""Every article in the order of lists, each asked whether it passes: right for any filter."""


def choose(connection: Connection, scope: Scope) -> Driver:
    """The driver for `scope`: of all that could be, the one with the fewest rows."""
    candidates = _candidates(scope)
    if scope.impossible or not candidates:
        return PLAIN
    if len(candidates) == 1:
        return candidates[0]
    return min(candidates, key=lambda driver: count_rows(connection, scope, driver))


def _candidates(scope: Scope) -> list[Driver]:
    asked = scope.filter
    if scope.ids is not None:
        return [Driver(ARTICLES, article.c.id, scope.ids)]
    found = [Driver(NAMED, named.c.entity_key, group, answers=group, merge=True) for group in scope.groups]
    if scope.sources is not None:
        found.append(Driver(ARTICLES, article.c.source_key, scope.sources, merge=True))
    if asked.language:
        found.append(Driver(ARTICLES, article.c.language, asked.language, merge=True))
    return found


def count_rows(connection: Connection, scope: Scope, driver: Driver) -> int:
    """How many rows `driver` would walk, at most `COUNT_UP_TO`."""
    rows = select(driver.carrier.key).where(*driver.whole(), *in_time(scope.filter, driver.carrier.newest))
    few = rows.limit(COUNT_UP_TO).subquery()
    return connection.execute(select(func.count()).select_from(few)).scalar_one()


def count(connection: Connection, scope: Scope, driver: Driver) -> int:
    """How many articles pass, exactly."""
    if scope.impossible:
        return 0
    carrier = driver.carrier
    number = func.count(carrier.key.distinct()) if driver.repeats else func.count()
    asked = select(number).select_from(carrier.table)
    return connection.execute(asked.where(*_all_of(scope, driver))).scalar_one()


def passing_keys(connection: Connection, scope: Scope, driver: Driver) -> list[int]:
    """The keys of all articles that pass, in the order of lists."""
    if scope.impossible:
        return []
    carrier = driver.carrier
    rows = select(carrier.key).where(*_all_of(scope, driver)).order_by(carrier.newest, carrier.id)
    return list(dict.fromkeys(connection.scalars(rows)))


def _all_of(scope: Scope, driver: Driver) -> Conditions:
    """What the rows of `driver` have to meet for their articles to pass."""
    carrier = driver.carrier
    return (
        *driver.whole(),
        *in_time(scope.filter, carrier.newest),
        *passing(scope, carrier, driver.answers),
    )
