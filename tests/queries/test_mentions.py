"""The concordance: which mentions a filter shows, in which order, how many, and that pages add up."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from app.gazetteer.load import load
from app.gazetteer.model import MENTION_KINDS, Entity
from app.queries.filter import ArticleFilter
from app.queries.mentions import Hit, count_mentions, is_place, iter_mentions, list_mentions
from app.queries.page import Place
from app.queries.view import View
from tests.queries.conftest import stored, view
from tests.queries.corpus import Piece, in_order, passes
from tests.queries.test_articles import PIECES, corpora, filters

Shown = tuple[str, str]
"""An article's id, and the words of a mention in it."""
DEFAULT = (
    "year FR/demonym, year MA/name, paris ma-dgsn/head, madrid MA/name, madrid MA/demonym, "
    "madrid ma-dgst/name, madrid us-fbi/acronym, doha QA/name, doha MA/name, "
    "rabat MA/name, rabat int-interpol/name, rabat ma-dgsn/name"
)


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    with stored(PIECES) as open_connection:
        yield open_connection


@pytest.mark.parametrize("way", ["tables", "index"])
@pytest.mark.parametrize(
    ("given_filter", "expected"),
    [
        ({}, DEFAULT),
        ({"country": ("MA",)},
         "year MA/name, madrid MA/name, madrid MA/demonym, doha MA/name, rabat MA/name"),
        ({"country": ("MA",), "kinds": ("demonym",)}, "madrid MA/demonym"),
        ({"country": ("FR",), "kinds": MENTION_KINDS}, "year FR/demonym, paris FR/capital"),
        ({"country_all": ("FR", "MA")}, "year FR/demonym, year MA/name"),
        ({"country": ("QA", "FR"), "country_all": ("MA",)},
         "year FR/demonym, year MA/name, doha QA/name, doha MA/name"),
        ({"agency": ("ma-dgsn",), "country": ("MA",)}, "rabat MA/name, rabat ma-dgsn/name"),
        ({"agency_country": ("MA",)}, "paris ma-dgsn/head, madrid ma-dgst/name, rabat ma-dgsn/name"),
        ({"agency_country": ("US",), "country": ("MA",)},
         "madrid MA/name, madrid MA/demonym, madrid us-fbi/acronym"),
        ({"country_not": ("MA",)}, "paris ma-dgsn/head"),
        ({"source": ("hespress",), "country": ("MA",)}, "year MA/name, rabat MA/name"),
        ({"ids": ("doha",)}, "doha QA/name, doha MA/name"),
        ({"ids": ("عمان",)}, ""),
        ({"country": ("AD",)}, ""),
    ],
)  # fmt: skip
def test_a_filter_shows_these_mentions(
    connection: Connection, given_filter: dict[str, object], expected: str, way: str
) -> None:
    asked = ArticleFilter(**given_filter)  # type: ignore[arg-type]
    index = view(connection) if way == "index" else None
    page = list_mentions(connection, asked, 100, view=index)
    assert ", ".join(map(" ".join, map(shown, page.items))) == expected
    assert page.total == count_mentions(connection, asked) == len(page.items)
    assert page.end is None


def test_a_mention_comes_with_its_article(connection: Connection) -> None:
    (hit,) = list_mentions(connection, ArticleFilter(agency=("us-fbi",))).items
    assert (hit.position, hit.card["id"], hit.card["title"]) == (4, "madrid", "b")
    start, end = hit.mention["start"], hit.mention["end"]
    assert hit.body.text[start:end] == hit.mention["surface"] == "us-fbi/acronym"


@pytest.mark.parametrize(
    ("place", "right"),
    [(Place(-5, "3 id"), True), (Place(0, "0  "), True), (Place(0, "id"), False), (Place(0, "-1 id"), False),
     (Place(0, "1 "), False), (Place(0, "٣ id"), False), (Place("a", "1 id"), False)],
)  # fmt: skip
def test_what_is_no_place_of_the_concordance_is_told(place: Place, right: bool) -> None:
    assert is_place(place) == right


@settings(max_examples=40, deadline=None)
@given(corpora(), st.lists(filters(), min_size=2, max_size=4), st.integers(1, 4))
def test_any_filter_over_any_corpus_agrees_with_its_plain_reading(
    pieces: list[Piece], asked: list[ArticleFilter], limit: int
) -> None:
    with stored(pieces) as connection:
        index = view(connection)
        for one in asked:
            expected = plainly(pieces, one)
            assert list(walk(connection, one, limit)) == expected, one
            assert list(walk(connection, one, limit, index)) == expected, (one, "index")
            assert count_mentions(connection, one) == len(expected), one
            for known in (None, index):
                whole = [shown(hit) for hits in iter_mentions(connection, one, known) for hit in hits]
                assert whole == expected, one


def shown(hit: Hit) -> Shown:
    return (hit.card["id"], hit.mention["surface"])


def plainly(pieces: list[Piece], asked: ArticleFilter) -> list[Shown]:
    """The concordance read from the pieces themselves."""
    by_id = {piece.id: piece for piece in pieces if passes(piece, asked)}
    return [
        (id_, f"{entity.id}/{kind}")
        for id_ in in_order(by_id.values(), "-published")
        for entity, kind in by_id[id_].names
        if kind in asked.kinds and is_asked_for(entity, asked)
    ]


def is_asked_for(entity: Entity, asked: ArticleFilter) -> bool:
    wanted = {Entity("country", one) for one in (*asked.country, *asked.country_all)}
    wanted |= {Entity("agency", one) for one in (*asked.agency, *asked.agency_all)}
    if not wanted and not asked.agency_country:
        return True
    agency = load().agency(entity.id) if entity.type == "agency" else None
    return entity in wanted or (agency is not None and agency.country in asked.agency_country)


def walk(
    connection: Connection, asked: ArticleFilter, limit: int, index: View | None = None
) -> Iterator[Shown]:
    """The mentions of all pages, following each to the next."""
    after: Place | None = None
    while True:
        page = list_mentions(connection, asked, limit, after, view=index)
        yield from map(shown, page.items)
        if page.end is None:
            return
        assert len(page.items) == limit
        assert is_place(page.end)
        after = page.end
