"""Timelines: buckets without gaps, what stands beside them, and that all of it adds up.

The tables and the index are asked alike.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from app.errors import QueryError
from app.queries.articles import count_articles
from app.queries.chosen import By
from app.queries.filter import ArticleFilter
from app.queries.index import load_index
from app.queries.period import Interval
from app.queries.timeline import Timeline, count_timeline
from app.queries.view import View
from tests.queries.conftest import stored
from tests.queries.corpus import Piece, agency, country, day
from tests.queries.plain import counted, passing, values
from tests.queries.test_articles import FILTERS, PIECES, corpora, filters

INTERVALS: tuple[Interval, ...] = get_args(Interval)
BYS: tuple[By | None, ...] = (None, *get_args(By))


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    with stored(PIECES) as open_connection:
        yield open_connection


def shown(timeline: Timeline) -> list[tuple[str, int, int]]:
    return [(bucket.value, bucket.articles, bucket.total) for bucket in timeline.buckets]


@pytest.mark.parametrize(
    ("interval", "asked", "buckets", "undated", "coarse"),
    [
        ("year", {}, [("2023", 1, 1), ("2024", 3, 3)], 2, 0),
        ("year", {"country": ("QA",)}, [("2023", 1, 1)], 0, 0),
        ("year", {"country": ("MA",)}, [("2023", 1, 1), ("2024", 2, 3)], 1, 0),
        ("month", {"published_from": date(2024, 1, 1)}, [("2024-09", 2, 2)], 0, 1),
        ("day", {"published_from": date(2024, 1, 1)}, [("2024-09-14", 1, 1)], 0, 2),
        ("day", {"undated": "only"}, [], 2, 0),
        ("month", {"country": ("AD",)}, [], 0, 0),
    ],
)
def test_buckets_run_from_the_first_article_to_the_last(
    connection: Connection,
    interval: Interval,
    asked: dict[str, Any],
    buckets: list[tuple[str, int, int]],
    undated: int,
    coarse: int,
) -> None:
    found = count_timeline(connection, ArticleFilter(**asked), interval)
    assert (shown(found), found.undated, found.coarse) == (buckets, undated, coarse)


def test_an_empty_bucket_between_others_is_there_with_all_that_the_corpus_has() -> None:
    pieces = [
        Piece("a", day("2023-12-30"), "x"),
        Piece("b", day("2024-01-01"), "x"),
        Piece("c", day("2023-12-31")),
    ]
    with stored(pieces) as connection:
        found = count_timeline(connection, ArticleFilter(source=("x",)), "day")
    assert shown(found) == [("2023-12-30", 1, 1), ("2023-12-31", 0, 1), ("2024-01-01", 1, 1)]


def test_series_are_those_with_the_most_articles_through_the_same_buckets() -> None:
    pieces = [
        Piece("a", day("2023-01-05"), names=((country("MA"), "name"), (country("FR"), "name"))),
        Piece("b", day("2023-03-05"), names=((country("MA"), "name"), (country("MA"), "demonym"))),
        Piece(
            "c", None, names=((country("MA"), "name"), (country("ES"), "name"), (agency("ma-dgsn"), "name"))
        ),
        Piece("d", day("2023-01-01..2023-12-31"), names=((country("FR"), "name"),)),
    ]
    with stored(pieces) as connection:
        found = count_timeline(connection, ArticleFilter(), "month", "country", limit=2)
    assert [bucket.value for bucket in found.buckets] == ["2023-01", "2023-02", "2023-03"]
    assert [(one.id, one.count, one.counts, one.undated, one.coarse) for one in found.series] == [
        ("MA", 3, (1, 0, 1), 1, 0),
        ("FR", 2, (1, 0, 0), 0, 1),
    ]
    assert found.more == 1


def test_too_many_buckets_are_refused_with_the_longer_intervals() -> None:
    pieces = [Piece("a", day("1800-01-01")), Piece("b", day("2024-01-01"))]
    with stored(pieces) as connection:
        assert len(count_timeline(connection, ArticleFilter(), "month").buckets) == 224 * 12 + 1
        with pytest.raises(QueryError) as raised:
            count_timeline(connection, ArticleFilter(), "day")
    [complaint] = raised.value.complaints
    assert (complaint.param, complaint.value, complaint.allowed) == ("interval", "day", ("year", "month"))


@pytest.mark.parametrize(("given_filter", "ids"), FILTERS)
@pytest.mark.parametrize("by", BYS)
def test_every_filter_of_lists_is_one_of_timelines(
    connection: Connection, given_filter: dict[str, Any], ids: str, by: By | None
) -> None:
    for interval in INTERVALS:
        found = assert_agrees(connection, PIECES, ArticleFilter(**given_filter), interval, by)
        assert found.total == len(ids.split())


@settings(max_examples=50, deadline=None)
@given(corpora(), st.lists(filters(), min_size=2, max_size=3), st.sampled_from(BYS), st.integers(1, 3))
def test_timelines_of_any_corpus_agree_with_their_plain_reading(
    pieces: list[Piece], asked: list[ArticleFilter], by: By | None, limit: int
) -> None:
    with stored(pieces) as connection:
        for one in asked:
            for interval in INTERVALS:
                assert_agrees(connection, pieces, one, interval, by, limit)


def assert_agrees(
    connection: Connection,
    pieces: list[Piece] | tuple[Piece, ...],
    asked: ArticleFilter,
    interval: Interval,
    by: By | None,
    limit: int = 10,
) -> Timeline:
    found = count_timeline(connection, asked, interval, by, limit)
    assert found == count_timeline(connection, asked, interval, by, limit, View(load_index(connection)))
    under = passing(pieces, asked)
    counts, totals = counted(under, interval, asked), counted(pieces, interval, asked)
    assert {bucket.value: bucket.articles for bucket in found.buckets if bucket.articles} == dict(counts)
    assert all(bucket.total == totals[bucket.value] >= bucket.articles for bucket in found.buckets)
    assert_without_gaps([bucket.value for bucket in found.buckets])
    assert found.undated == sum(piece.days is None for piece in under)
    in_buckets = sum(bucket.articles for bucket in found.buckets)
    assert in_buckets + found.undated + found.coarse == found.total == count_articles(connection, asked)
    assert found.total == len(under)
    if by is not None:
        assert_series_agree(found, under, asked, interval, by, limit)
    return found


def assert_series_agree(
    found: Timeline, under: list[Piece], asked: ArticleFilter, interval: Interval, by: By, limit: int
) -> None:
    every = sorted(counted(under, by, asked).items(), key=lambda one: (-one[1], one[0]))
    assert [(one.id, one.count) for one in found.series] == every[:limit]
    assert found.more == len(every) - len(found.series)
    for one in found.series:
        own = [piece for piece in under if one.id in values(piece, by, asked)]
        counts = counted(own, interval, asked)
        assert one.counts == tuple(counts[bucket.value] for bucket in found.buckets)
        assert one.undated == sum(piece.days is None for piece in own)
        assert sum(one.counts) + one.undated + one.coarse == one.count == len(own)


def assert_without_gaps(shown: list[str]) -> None:
    def following(value: str) -> str:
        if len(value) == 4:
            return f"{int(value) + 1:04d}"
        first = date.fromisoformat(value if len(value) == 10 else f"{value}-01")
        then = first + timedelta(1 if len(value) == 10 else 31)
        return str(then)[: len(value)]

    assert [following(value) for value in shown[:-1]] == shown[1:]
