"""Who is suggested from a corpus, with how many articles."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, update

from app.gazetteer.model import DEFAULT_KINDS, MENTION_KINDS
from app.queries.schema import source
from app.queries.suggest import Suggested, suggest
from tests.queries.conftest import stored
from tests.queries.corpus import Piece, agency, country
from tests.queries.test_articles import PIECES

BODY = Piece("rome", names=((agency("it-interior-ministry"), "name"), (country("IT"), "capital")))


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    with stored([*PIECES, BODY]) as open_connection:
        open_connection.execute(update(source).where(source.c.id == "hespress").values(country="MA"))
        yield open_connection


def found(connection: Connection, text: str, *types: Suggested, limit: int = 50) -> list[tuple[str, int]]:
    return [(one.owner.id, one.articles) for one in suggest(connection, text, DEFAULT_KINDS, types, limit)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("المغ", ("MA", 4)),
        ("مغرب", ("MA", 4)),
        ("maroc", ("MA", 4)),
        ("Moro", ("MA", 4)),
        ("MAR", ("MA", 4)),
        ("ma", ("MA", 4)),
        ("ma-dgsn", ("ma-dgsn", 2)),
        ("مراقبة التراب", ("ma-dgst", 1)),
        ("مراقبه التراب", ("ma-dgst", 1)),
        ("fbi", ("us-fbi", 1)),
        ("interp", ("int-interpol", 1)),
        ("hes", ("hespress", 2)),
        ("هسبر", ("hespress", 2)),
        ("Meo", ("meo", 2)),
    ],
)
def test_any_name_in_any_language_finds_who_bears_it(
    connection: Connection, text: str, first: tuple[str, int]
) -> None:
    assert found(connection, text)[0] == first


def test_a_whole_name_comes_first_whatever_else_begins_so(connection: Connection) -> None:
    assert found(connection, "ma")[0] == ("MA", 4)
    assert found(connection, "مالي")[0] == ("ML", 0)


def test_equal_fits_come_by_their_articles(connection: Connection) -> None:
    names = found(connection, "المديرية العامة")
    assert names[:2] == [("ma-dgsn", 2), ("ma-dgst", 1)]
    assert [articles for _, articles in names[2:]] == [0] * len(names[2:])


def test_bodies_that_every_country_has_are_suggested_when_an_article_has_them(connection: Connection) -> None:
    names = dict(found(connection, "وزارة الداخلية", limit=1000))
    assert names["it-interior-ministry"] == 1
    assert "fi-interior-ministry" not in names


@pytest.mark.parametrize(
    "text", ["Italian Min", "ministry of the interior of Italy", "Ministère italien de l'"]
)
def test_a_body_is_suggested_by_its_country_too(connection: Connection, text: str) -> None:
    assert found(connection, text)[0] == ("it-interior-ministry", 1)
    assert found(connection, text, "country") == []
    assert {one.owner.country for one in suggest(connection, text, DEFAULT_KINDS)} == {"IT"}


@pytest.mark.parametrize("text", ["Italian Museum", "Italy of the", "Min of Magic"])
def test_what_nobody_is_called_suggests_nobody(connection: Connection, text: str) -> None:
    assert found(connection, text) == []


def test_only_sources_of_the_corpus_are_suggested(connection: Connection) -> None:
    assert found(connection, "bbc", "source") == []
    assert found(connection, "hespress", "source") == [("hespress", 2)]


def test_an_outlet_is_found_by_all_names_that_the_gazetteer_has(connection: Connection) -> None:
    [one] = suggest(connection, "هسبريس", DEFAULT_KINDS, ("source",))
    assert (one.owner.id, one.owner.name, one.owner.country, one.matched) == (
        "hespress",
        "Hespress",
        "MA",
        "هسبريس",
    )


@pytest.mark.parametrize("types", [("country",), ("agency",), ("source",), ("country", "source")])
def test_types_are_those_asked_for(connection: Connection, types: tuple[Suggested, ...]) -> None:
    for text in ("m", "ma", "الم"):
        found = suggest(connection, text, DEFAULT_KINDS, types, 50)
        assert {one.owner.type for one in found} <= {*types}
    assert suggest(connection, "m", DEFAULT_KINDS, types, 50)


def test_counts_follow_what_counts_as_a_mention(connection: Connection) -> None:
    assert [one.articles for one in suggest(connection, "ESP", MENTION_KINDS, ("country",), 1)] == [1]
    assert [one.articles for one in suggest(connection, "ESP", DEFAULT_KINDS, ("country",), 1)] == [0]


def test_no_more_than_the_limit_and_none_twice(connection: Connection) -> None:
    everyone = found(connection, "م")
    assert len(everyone) == len(set(everyone)) == 50
    assert found(connection, "م", limit=3) == everyone[:3]


def test_nothing_is_suggested_for_what_begins_no_name(connection: Connection) -> None:
    assert found(connection, "qqqq") == []
    assert found(connection, "؟") == []
