"""Timelines: how many articles of a filter appeared in each year, month or day."""

from dataclasses import dataclass
from typing import NamedTuple, get_args

from sqlalchemy import Connection

from app.errors import Complaint, QueryError
from app.queries.choice import choose_articles
from app.queries.chosen import By, Chosen, most_first
from app.queries.filter import ArticleFilter
from app.queries.period import Interval, Spread, value_of
from app.queries.recall import Recall, compute
from app.queries.view import View

MOST_BUCKETS = 40_000
"""More than the days of a century."""


class Bucket(NamedTuple):
    """A year, month or day: so many `articles` of the filter, of `total` in the corpus."""

    value: str
    articles: int
    total: int


@dataclass(frozen=True, slots=True)
class Series:
    """The articles of one country, agency or source: how many in all, and in each bucket.

    `undated` and `coarse` of them are in none.
    """

    id: str
    count: int
    counts: tuple[int, ...]
    undated: int
    coarse: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Buckets from the first to the last that has an article, without gaps.

    `undated` articles have no date, `coarse` ones a date that does not say in which bucket they
    belong; with those in the buckets they are `total`. `more` is how many series are not shown.
    """

    buckets: tuple[Bucket, ...]
    total: int
    undated: int
    coarse: int
    series: tuple[Series, ...] = ()
    more: int = 0


def count_timeline(
    connection: Connection,
    asked: ArticleFilter,
    interval: Interval,
    by: By | None = None,
    limit: int = 10,
    view: View | None = None,
    recall: Recall = compute,
    most: int = MOST_BUCKETS,
) -> Timeline:
    """How the articles that pass `asked` lie in time; `by` adds its `limit` most frequent values.

    Raises:
        QueryError: they lie so far apart that there would be more than `most` buckets.
    """
    chosen = choose_articles(connection, asked, view, recall)
    found = chosen.through(interval)
    numbers = _numbers(found, interval, most)
    series: tuple[Series, ...] = ()
    more = 0
    if by is not None:
        series, more = _series(chosen, interval, by, limit, numbers)
    totals = recall(("every", interval), lambda: _every(connection, interval, view, recall)).counts
    here = found.counts.get
    buckets = [
        Bucket(value_of(interval, number), here(number, 0), totals.get(number, 0)) for number in numbers
    ]
    return Timeline(tuple(buckets), found.total, found.undated, found.coarse, series, more)


def _every(connection: Connection, interval: Interval, view: View | None, recall: Recall) -> Spread:
    """All articles of the corpus."""
    return choose_articles(connection, ArticleFilter(), view, recall).through(interval)


def _numbers(found: Spread, interval: Interval, most: int) -> range:
    if not found.counts:
        return range(0)
    first, last = min(found.counts), max(found.counts)
    if last - first >= most:
        start, end = value_of(interval, first), value_of(interval, last)
        coarser = get_args(Interval)[: get_args(Interval).index(interval)]
        message = (
            f"From {start} to {end} there are {last - first + 1} buckets; at most {most} are shown. "
            "Ask for longer ones, or for a shorter time with published_from and published_to."
        )
        raise QueryError(Complaint("interval", interval, message, coarser))
    return range(first, last + 1)


def _series(
    chosen: Chosen, interval: Interval, by: By, limit: int, numbers: range
) -> tuple[tuple[Series, ...], int]:
    """The values with the most articles, each through all buckets, and how many others there are."""
    counts = most_first(chosen.values(by))
    through = chosen.each_through(interval, by, [value for value, _ in counts[:limit]])
    series = []
    for value, count in counts[:limit]:
        found = through[value]
        own = tuple(found.counts.get(number, 0) for number in numbers)
        series.append(Series(value, count, own, found.undated, found.coarse))
    return tuple(series), len(counts) - len(series)
