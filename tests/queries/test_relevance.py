"""The order of relevance: the same whether the best are fetched alone or all of them are."""

import random
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, text

from app.gazetteer.model import MENTION_KINDS
from app.queries import relevance
from app.queries.articles import list_articles
from app.queries.expression import match
from app.queries.filter import ArticleFilter
from app.queries.grammar import parse
from app.queries.page import Place
from app.text.analysis import WEIGHTS
from tests.queries.conftest import stored
from tests.queries.corpus import Piece, country

COUNTRIES = [country(code) for code in ("MA", "FR", "JO", "DE")]


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    """Articles of few different words: many of one score."""
    chance = random.Random(7)  # noqa: S311
    pieces = []
    for number in range(120):
        day = date(2024, 1, 1 + number % 9)
        named = [(chance.choice(COUNTRIES), chance.choice(MENTION_KINDS[:2])) for _ in range(number % 7)]
        pieces.append(Piece(f"a{number}", (day, day), names=tuple(named)))
    with stored(pieces) as connection:
        yield connection


def walk(connection: Connection, asked: ArticleFilter, limit: int) -> list[str]:
    """The keys of all pages by relevance."""
    found: list[str] = []
    after: Place | None = None
    while True:
        page = list_articles(connection, asked, "relevance", limit, after)
        found += [listed.card for listed in page.items]
        if page.end is None:
            return found
        after = page.end


@pytest.mark.parametrize("countries", [(), ("FR",), ("JO", "DE")], ids=str)
@pytest.mark.parametrize("q", ["ma", "ma name", "ma OR fr", '"ma name"', "name -jo", "-jo", "unheard"])
def test_it_is_the_same_whether_the_best_are_fetched_alone_or_all_of_them(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, q: str, countries: tuple[str, ...]
) -> None:
    asked = ArticleFilter(q=parse(q), country=countries)
    expected = walk(connection, asked, 4)
    monkeypatch.setattr(relevance, "_FEW", 1)
    for spare in (0, 2, 10):
        monkeypatch.setattr(relevance, "_SPARE", spare)
        assert walk(connection, asked, 4) == expected


def test_the_best_are_fetched_alone_where_they_are_few_of_many(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relevance, "_FEW", 1)
    monkeypatch.setattr(relevance, "_SPARE", 20)
    monkeypatch.setattr(relevance, "_all", None)
    asked = ArticleFilter(q=parse("ma"))
    assert len(list_articles(connection, asked, "relevance", 4).items) == 4


def test_the_engine_orders_and_equal_scores_are_ordered_as_lists_are(connection: Connection) -> None:
    scored = text(
        f"SELECT id FROM (SELECT rowid AS own, bm25(search, {', '.join(map(str, WEIGHTS))}) AS score"
        " FROM search WHERE search MATCH :words) JOIN article ON key = own ORDER BY score, newest, id"
    )
    expected = connection.scalars(scored, {"words": match(parse("ma name"))}).all()
    found = walk(connection, ArticleFilter(q=parse("ma name")), 7)
    assert [card.split('"')[3] for card in found] == expected
    assert len(expected) > 20
