"""Which articles a filter finds, in which order, and that pages of them add up."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from app.errors import NotFound
from app.gazetteer.model import MENTION_KINDS
from app.queries.article import Listed
from app.queries.articles import count_articles, get_article, get_text, list_articles
from app.queries.filter import ArticleFilter, Sort
from app.queries.grammar import parse
from app.queries.page import Page, Place
from app.queries.view import View
from tests.queries.conftest import stored, view
from tests.queries.corpus import Piece, agency, country, day, in_order, passes

PIECES = (
    Piece(
        "madrid", day("2024-09-14"), "meo", title="b", byline="x",
        names=(
            (country("MA"), "name"), (country("MA"), "demonym"), (country("ES"), "capital"),
            (agency("ma-dgst"), "name"), (agency("us-fbi"), "acronym"),
        ),
    ),
    Piece("paris", day("2024-09-01..2024-09-30"), "meo", title="c",
          names=((country("FR"), "capital"), (agency("ma-dgsn"), "head"))),
    Piece("year", day("2024-01-01..2024-12-31"), "hespress", "fr",
          names=((country("FR"), "demonym"), (country("MA"), "name"))),
    Piece("doha", day("2023-02-01"), byline="y", names=((country("QA"), "name"), (country("MA"), "name"))),
    Piece("rabat", None, "hespress", title="a",
          names=((country("MA"), "name"), (agency("int-interpol"), "name"), (agency("ma-dgsn"), "name"))),
    Piece("عمان", None, title="b", names=((country("JO"), "capital"),)),
)  # fmt: skip


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    with stored(PIECES) as open_connection:
        yield open_connection


FILTERS = [
    ({}, "year paris madrid doha rabat عمان"),
    ({"ids": ("doha", "rabat", "nowhere")}, "doha rabat"),
    ({"ids": ("nul\0",)}, ""),
    ({"country": ("MA",)}, "year madrid doha rabat"),
    ({"country": ("FR", "QA")}, "year doha"),
    ({"country_all": ("FR", "MA")}, "year"),
    ({"country": ("MA",), "country_not": ("QA", "FR")}, "madrid rabat"),
    ({"country": ("AD",)}, ""),
    ({"country_not": ("AD",)}, "year paris madrid doha rabat عمان"),
    ({"country": ("FR",), "kinds": MENTION_KINDS}, "year paris"),
    ({"country": ("FR", "ES", "JO"), "kinds": ("capital",)}, "paris madrid عمان"),
    ({"country_not": ("FR",), "kinds": ("capital",)}, "year madrid doha rabat عمان"),
    ({"agency": ("ma-dgsn", "ma-dgst")}, "paris madrid rabat"),
    ({"agency": ("ma-dgsn",), "kinds": ("head",)}, "paris"),
    ({"agency_all": ("ma-dgsn", "int-interpol")}, "rabat"),
    ({"agency_not": ("ma-dgsn",), "country": ("MA",)}, "year madrid doha"),
    ({"agency_country": ("MA",)}, "paris madrid rabat"),
    ({"agency_country": ("US",)}, "madrid"),
    ({"agency_country": ("US", "FR")}, "madrid"),
    ({"source": ("hespress",)}, "year rabat"),
    ({"source": ("hespress", "meo")}, "year paris madrid rabat"),
    ({"source_not": ("hespress",)}, "paris madrid doha عمان"),
    ({"source": ("unheard-of",)}, ""),
    ({"language": ("fr",)}, "year"),
    ({"language": ("ar", "fr"), "country": ("MA",)}, "year madrid doha rabat"),
    ({"published_from": date(2024, 9, 1)}, "paris madrid"),
    ({"published_from": date(2024, 9, 1), "date_match": "possible"}, "year paris madrid"),
    ({"published_to": date(2024, 9, 29)}, "madrid doha"),
    ({"published_to": date(2024, 9, 13), "date_match": "possible"}, "year paris doha"),
    ({"published_from": date(2024, 9, 14), "published_to": date(2024, 9, 14)}, "madrid"),
    ({"published_to": date(2023, 12, 31), "undated": "true"}, "doha rabat عمان"),
    ({"undated": "only"}, "rabat عمان"),
    ({"undated": "only", "country": ("MA",)}, "rabat"),
    ({"undated": "only", "published_from": date(2024, 1, 1)}, "rabat عمان"),
    ({"undated": "false"}, "year paris madrid doha"),
    ({"missing": ("title",)}, "year doha"),
    ({"missing": ("byline", "source")}, "year paris doha rabat عمان"),
    ({"missing": ("published",), "source": ("hespress",)}, "rabat"),
    ({"q": parse("dgsn")}, "paris rabat"),
    ({"q": parse("-dgsn"), "country": ("MA",)}, "year madrid doha"),
    ({"q": parse('"ma name" -qa')}, "year madrid rabat"),
    ({"q": parse("nowhere")}, ""),
    ({"q": parse("()")}, "year paris madrid doha rabat عمان"),
]  # fmt: skip


@pytest.mark.parametrize("way", ["tables", "index"])
@pytest.mark.parametrize(("given_filter", "expected"), FILTERS)
def test_a_filter_finds_these_articles_and_counts_as_many(
    connection: Connection, given_filter: dict[str, object], expected: str, way: str
) -> None:
    asked = ArticleFilter(**given_filter)  # type: ignore[arg-type]
    page = list_articles(connection, asked, view=view(connection) if way == "index" else None)
    assert ids(page) == expected.split()
    assert page.total == len(expected.split())
    assert count_articles(connection, asked) == page.total
    assert page.end is None


@pytest.mark.parametrize(("given_filter", "expected"), FILTERS)
def test_the_plain_reading_of_a_filter_agrees(given_filter: dict[str, object], expected: str) -> None:
    asked = ArticleFilter(**given_filter)  # type: ignore[arg-type]
    assert in_order((piece for piece in PIECES if passes(piece, asked)), "-published") == expected.split()


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("-published", "year paris madrid doha rabat عمان"),
        ("published", "doha madrid paris year rabat عمان"),
        ("title", "rabat madrid عمان paris doha year"),
    ],
)
def test_lists_are_sorted_with_what_lacks_the_key_last(
    connection: Connection, sort: Sort, expected: str
) -> None:
    page = list_articles(connection, ArticleFilter(), sort)
    assert ids(page) == expected.split()


def ids(page: Page[Listed]) -> list[str]:
    """Which articles a page shows."""
    return [json.loads(item.card)["id"] for item in page.items]


def test_bodies_come_only_when_they_are_asked_for(connection: Connection) -> None:
    asked = ArticleFilter(ids=("madrid",))
    assert list_articles(connection, asked).items[0].body is None
    body = list_articles(connection, asked, bodies=True).items[0].body
    assert body is not None
    assert body.text == PIECES[0].text
    assert [mention["surface"] for mention in json.loads(body.detail)["mentions"]] == [
        f"{entity.id}/{kind}" for entity, kind in PIECES[0].names
    ]


@pytest.mark.parametrize("missing", ["nowhere", "", "nul\0", "' OR 1=1 --"])
def test_an_article_that_is_not_there_is_named(connection: Connection, missing: str) -> None:
    with pytest.raises(NotFound):
        get_article(connection, missing)
    with pytest.raises(NotFound):
        get_text(connection, missing)


CODES = ("MA", "FR", "JO")
AGENCIES = ("ma-dgst", "ma-dgsn", "fr-dgsi", "int-interpol")
SOURCES = ("hespress", "meo")
ENTITIES = [*map(country, CODES), *map(agency, AGENCIES)]
DAYS = st.integers(0, 40).map(lambda n: date.fromordinal(date(2024, 1, 1).toordinal() + n))
INTERVALS = st.tuples(DAYS, DAYS).map(lambda days: (min(days), max(days)))


def some(values: tuple[str, ...], most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


@st.composite
def corpora(draw: st.DrawFn) -> list[Piece]:
    ids = draw(st.lists(st.text("abAع~😀 ", min_size=1, max_size=3), max_size=9, unique=True))
    return [
        Piece(
            own,
            draw(st.none() | INTERVALS | DAYS.map(lambda d: (d, d))),
            draw(st.none() | st.sampled_from(SOURCES)),
            draw(st.sampled_from([None, "ar", "fr"])),
            draw(st.none() | st.sampled_from("abc")),
            draw(st.none() | st.just("x")),
            tuple(
                draw(
                    st.lists(st.tuples(st.sampled_from(ENTITIES), st.sampled_from(MENTION_KINDS)), max_size=6)
                )
            ),
        )
        for own in ids
    ]


QUESTIONS = ("ma", "name", "-fr", '"ma name"', "ma OR jo", "dg*", "ma -(dgst OR capital)", "a", '"a ma"', "")
FILTER_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "q": st.sampled_from(QUESTIONS).map(parse),
    "ids": some(("a", "b", "A", "ع")),
    "country": some((*CODES, "AD")),
    "country_all": some(CODES),
    "country_not": some(CODES, 1),
    "agency": some((*AGENCIES, "us-fbi")),
    "agency_all": some(AGENCIES, 1),
    "agency_not": some(AGENCIES, 1),
    "agency_country": some(CODES),
    "source": some((*SOURCES, "unheard-of")),
    "source_not": some(SOURCES, 1),
    "language": some(("ar", "fr")),
    "kinds": st.lists(st.sampled_from(MENTION_KINDS), min_size=1, unique=True).map(tuple),
    "published_from": st.none() | DAYS,
    "published_to": st.none() | DAYS,
    "date_match": st.sampled_from(["certain", "possible"]),
    "undated": st.sampled_from([None, "true", "only", "false"]),
    "missing": some(("title", "byline", "source", "published")),
    "naming": st.booleans(),
}


@st.composite
def filters(draw: st.DrawFn) -> ArticleFilter:
    """A few fields at a time: with all of them at once nothing would ever pass."""
    names = draw(st.lists(st.sampled_from(sorted(FILTER_FIELDS)), max_size=4, unique=True))
    return ArticleFilter(**{name: draw(FILTER_FIELDS[name]) for name in names})


@settings(max_examples=60, deadline=None)
@given(corpora(), st.lists(filters(), min_size=3, max_size=6), st.integers(1, 3))
def test_any_filter_over_any_corpus_agrees_with_its_plain_reading(
    pieces: list[Piece], asked: list[ArticleFilter], limit: int
) -> None:
    with stored(pieces) as connection:
        index = view(connection)
        for one in asked:
            for sort in ("-published", "published", "title"):
                expected = in_order((piece for piece in pieces if passes(piece, one)), sort)
                assert list(walk(connection, one, sort, limit)) == expected, (one, sort)
                assert list(walk(connection, one, sort, limit, index)) == expected, (one, sort, "index")
                assert count_articles(connection, one) == len(expected)
            if one.q is not None:
                best = list(walk(connection, one, "relevance", limit))
                assert sorted(best) == sorted(expected), one
                assert list(walk(connection, one, "relevance", limit, index)) == best, one


def walk(
    connection: Connection, asked: ArticleFilter, sort: Sort, limit: int, index: View | None = None
) -> Iterator[str]:
    """The ids of all pages, following each to the next."""
    after: Place | None = None
    while True:
        page = list_articles(connection, asked, sort, limit, after, view=index)
        yield from ids(page)
        if page.end is None:
            return
        assert len(page.items) == limit
        after = page.end
