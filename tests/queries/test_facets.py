"""Facets: what they count, under which filter, and that they agree with a plain reading.

The tables and the index are asked alike.
"""

from collections.abc import Iterator
from datetime import date
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from app.queries.articles import count_articles
from app.queries.facets import Dimension, Facet, count_facets
from app.queries.filter import ArticleFilter
from app.queries.index import load_index
from app.queries.view import View
from tests.queries.conftest import stored
from tests.queries.corpus import Piece
from tests.queries.plain import counted, passing, values, without_own
from tests.queries.test_articles import FILTERS, PIECES, corpora, filters

DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    with stored(PIECES) as open_connection:
        yield open_connection


def facet(connection: Connection, dimension: Dimension, limit: int = 100, **asked: object) -> Facet:
    found = count_facets(connection, ArticleFilter(**asked), [dimension], limit)  # type: ignore[arg-type]
    return found.facets[dimension]


@pytest.mark.parametrize(
    ("dimension", "expected", "missing"),
    [
        ("country", [("MA", 4), ("FR", 1), ("QA", 1)], 2),
        ("agency", [("ma-dgsn", 2), ("int-interpol", 1), ("ma-dgst", 1), ("us-fbi", 1)], 3),
        ("source", [("hespress", 2), ("meo", 2)], 2),
        ("year", [("2024", 3), ("2023", 1)], 2),
        ("month", [("2024-09", 2), ("2023-02", 1)], 3),
        ("language", [("ar", 6)], 0),
    ],
)
def test_values_come_most_first_and_what_has_none_is_counted(
    connection: Connection, dimension: Dimension, expected: list[tuple[str, int]], missing: int
) -> None:
    if dimension == "language":
        expected = [("ar", 5), ("fr", 1)]
    found = facet(connection, dimension)
    assert (list(found.values), found.more, found.articles, found.missing) == (expected, 0, 6, missing)


@pytest.mark.parametrize(
    ("dimension", "own"),
    [
        ("country", {"country": ("QA",)}),
        ("country", {"country_all": ("QA",)}),
        ("country", {"country_not": ("MA",)}),
        ("agency", {"agency": ("us-fbi",)}),
        ("agency", {"agency_all": ("us-fbi",)}),
        ("agency", {"agency_not": ("ma-dgsn",)}),
        ("agency", {"agency_country": ("US",)}),
        ("source", {"source": ("meo",)}),
        ("source", {"source_not": ("meo",)}),
        ("language", {"language": ("fr",)}),
        ("year", {"published_from": date(2024, 1, 1)}),
        ("month", {"published_to": date(2023, 12, 31), "date_match": "possible"}),
        ("year", {"undated": "only"}),
        ("month", {"undated": "false"}),
    ],
)
def test_a_dimension_ignores_its_own_filter_and_no_other_does(
    connection: Connection, dimension: Dimension, own: dict[str, object]
) -> None:
    asked = ArticleFilter(**own)  # type: ignore[arg-type]
    found = count_facets(connection, asked, DIMENSIONS, 100)
    assert found.total == count_articles(connection, asked) < len(PIECES)
    for other, one in found.facets.items():
        ignores = other == dimension or {other, dimension} == {"year", "month"}
        assert one.articles == (len(PIECES) if ignores else found.total), other
    assert found.facets[dimension] == facet(connection, dimension)


def test_what_counts_as_a_mention_counts_in_facets(connection: Connection) -> None:
    found = facet(connection, "country", kinds=("capital",))
    assert (found.values, found.missing) == ((("ES", 1), ("FR", 1), ("JO", 1)), 3)


def test_a_limit_shows_the_first_and_says_how_many_more_there_are(connection: Connection) -> None:
    found = facet(connection, "agency", limit=1)
    assert (found.values, found.more) == ((("ma-dgsn", 2),), 3)


def test_facets_come_in_the_order_of_asking(connection: Connection) -> None:
    found = count_facets(connection, ArticleFilter(), ["year", "country"], 1)
    assert list(found.facets) == ["year", "country"]


@pytest.mark.parametrize(("given_filter", "ids"), FILTERS)
def test_every_filter_of_lists_is_one_of_facets(
    connection: Connection, given_filter: dict[str, object], ids: str
) -> None:
    asked = ArticleFilter(**given_filter)  # type: ignore[arg-type]
    assert_agrees(connection, PIECES, asked)
    assert count_facets(connection, asked, [], 1).total == len(ids.split())


@settings(max_examples=50, deadline=None)
@given(corpora(), st.lists(filters(), min_size=2, max_size=4))
def test_facets_of_any_corpus_agree_with_their_plain_reading(
    pieces: list[Piece], asked: list[ArticleFilter]
) -> None:
    with stored(pieces) as connection:
        for one in asked:
            assert_agrees(connection, pieces, one)


def assert_agrees(
    connection: Connection, pieces: list[Piece] | tuple[Piece, ...], asked: ArticleFilter
) -> None:
    found = count_facets(connection, asked, DIMENSIONS, 1000)
    assert found == count_facets(connection, asked, DIMENSIONS, 1000, View(load_index(connection)))
    assert found.total == len(passing(pieces, asked)) == count_articles(connection, asked)
    for dimension, one in found.facets.items():
        others = without_own(asked, dimension)
        under = passing(pieces, others)
        counts = counted(under, dimension, others)
        assert list(one.values) == sorted(counts.items(), key=lambda found: (-found[1], found[0])), dimension
        assert one.articles == len(under)
        assert one.missing == sum(not values(piece, dimension, others) for piece in under)
        assert all(count <= one.articles - one.missing for _, count in one.values)
        if dimension not in ("country", "agency"):
            assert sum(count for _, count in one.values) + one.missing == one.articles
