"""Comentions: which pairs there are, how often, and that pages of them reach all.

The tables and the index are asked alike.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from app.gazetteer.model import MENTION_KINDS
from app.queries.comentions import Of, list_pairs
from app.queries.filter import ArticleFilter
from app.queries.index import load_index
from app.queries.page import Place
from app.queries.view import View
from tests.queries.conftest import stored
from tests.queries.corpus import Piece
from tests.queries.plain import pairs, passing
from tests.queries.test_articles import FILTERS, PIECES, corpora, filters

WAYS: tuple[Of, ...] = (
    ("country", "agency"), ("agency", "country"), ("country", "country"), ("agency", "agency"),
)  # fmt: skip


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    with stored(PIECES) as open_connection:
        yield open_connection


def shown(
    connection: Connection, asked: ArticleFilter, of: Of, limit: int = 1000
) -> list[tuple[str, str, int]]:
    page = list_pairs(connection, asked, of, limit)
    return [(pair.first.id, pair.second.id, pair.articles) for pair in page.items]


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (
            ("country", "agency"),
            [("MA", "int-interpol", 1), ("MA", "ma-dgsn", 1), ("MA", "ma-dgst", 1), ("MA", "us-fbi", 1)],
        ),
        (("country", "country"), [("FR", "MA", 1), ("MA", "QA", 1)]),
        (("agency", "agency"), [("int-interpol", "ma-dgsn", 1), ("ma-dgst", "us-fbi", 1)]),
        (
            ("agency", "country"),
            [("int-interpol", "MA", 1), ("ma-dgsn", "MA", 1), ("ma-dgst", "MA", 1), ("us-fbi", "MA", 1)],
        ),
    ],
)
def test_a_pair_is_what_one_article_mentions(
    connection: Connection, of: Of, expected: list[tuple[str, str, int]]
) -> None:
    assert shown(connection, ArticleFilter(), of) == expected


def test_only_mentions_of_the_chosen_kinds_make_a_pair(connection: Connection) -> None:
    asked = ArticleFilter(kinds=MENTION_KINDS)
    assert ("ES", "MA", 1) in shown(connection, asked, ("country", "country"))
    assert shown(connection, ArticleFilter(kinds=("capital",)), ("country", "country")) == []


def test_each_of_a_pair_says_what_it_is(connection: Connection) -> None:
    [pair] = list_pairs(connection, ArticleFilter(agency=("us-fbi",)), ("country", "agency"), 1).items
    assert (pair.first.type, pair.second.type) == ("country", "agency")


@pytest.mark.parametrize("of", WAYS)
@pytest.mark.parametrize(("given_filter", "ids"), FILTERS)
def test_every_filter_of_lists_is_one_of_pairs(
    connection: Connection, given_filter: dict[str, Any], ids: str, of: Of
) -> None:
    asked = ArticleFilter(**given_filter)
    under = [piece for piece in PIECES if piece.id in ids.split()]
    expected = pairs(under, of, asked)
    assert {(one, other): n for one, other, n in shown(connection, asked, of)} == dict(expected)


@settings(max_examples=50, deadline=None)
@given(corpora(), st.lists(filters(), min_size=2, max_size=4), st.sampled_from(WAYS), st.integers(1, 3))
def test_pairs_of_any_corpus_agree_with_their_plain_reading(
    pieces: list[Piece], asked: list[ArticleFilter], of: Of, limit: int
) -> None:
    with stored(pieces) as connection:
        for one in asked:
            counts = pairs(passing(pieces, one), of, one)
            expected = sorted(counts.items(), key=lambda found: (-found[1], found[0]))
            for view in (None, View(load_index(connection))):
                assert list(walk(connection, one, of, limit, len(expected), view)) == expected


def walk(
    connection: Connection, asked: ArticleFilter, of: Of, limit: int, total: int, view: View | None
) -> Iterator[tuple[tuple[str, str], int]]:
    """All pages, following each to the next."""
    after: Place | None = None
    while True:
        page = list_pairs(connection, asked, of, limit, after, view)
        assert page.total == total
        yield from (((pair.first.id, pair.second.id), pair.articles) for pair in page.items)
        if page.end is None:
            return
        assert len(page.items) == limit
        after = page.end
