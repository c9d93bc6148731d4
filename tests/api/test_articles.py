"""Articles over HTTP: the filters by their names, pages, one article, its text."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import TypeAdapter
from sqlalchemy import text

from app.api.answers.article import ArticleAnswer, ArticleList
from app.store.engine import connect
from tests.api.conftest import application, database_of, serving
from tests.queries.corpus import Piece, country
from tests.queries.test_articles import FILTERS, PIECES

CASES: list[Any] = FILTERS
ASKED = [
    (given, expected)
    for given, expected in CASES
    if "unheard-of" not in str(given)
    and "naming" not in given  # no parameter: the concordance's own
    and not (given.get("undated") == "only" and "published_from" in given)  # refused: nothing can pass both
]
NAMES = {"ids": "id", "kinds": "mention_kind"}


def ids(client: httpx.Client, query: Any) -> list[str]:
    answer = client.get("/v1/articles", params=query)
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


def values(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else str(value) or "()"


@pytest.mark.parametrize("client", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize(("given", "expected"), ASKED)
def test_a_query_string_finds_what_its_filter_finds(
    client: httpx.Client, given: dict[str, Any], expected: str
) -> None:
    query = {NAMES.get(name, name): values(value) for name, value in given.items()}
    answer = client.get("/v1/articles", params=query).json()
    assert [item["id"] for item in answer["items"]] == expected.split()
    assert answer["total"] == len(expected.split())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"country": "MAR", "country_not": ["Qatar", "FRANCE"]}, "madrid rabat"),
        ({"country": "المغرب", "country_not": ["قطر", "fr"]}, "madrid rabat"),
        ({"country": "maroc", "agency": "INTERPOL"}, "rabat"),
        ({"agency": "FBI"}, "madrid"),
        ({"source": "hespress", "country": "france"}, "year"),
        ({"source": "هسبريس"}, "year rabat"),
        ({"agency_country": "Morocco", "agency_not": "int-interpol"}, "paris madrid"),
        ({"country": "FR", "mention_kind": "any"}, "year paris"),
        ({"country": "FR", "mention_kind": ["capital", "demonym"]}, "year paris"),
        ({"published_from": "2024-09", "published_to": "2024-09"}, "paris madrid"),
        ({"published_from": "2024", "published_to": "2024"}, "year paris madrid"),
        ({"published_to": "2024-02", "date_match": "possible"}, "year doha"),
        ({"sort": "title"}, "rabat madrid عمان paris doha year"),
        ({"id": "عمان"}, "عمان"),
        ({"language": "fr"}, "year"),
        ({"language": "FR"}, "year"),
    ],
)
def test_names_in_any_language_and_days_of_any_length_are_understood(
    client: httpx.Client, query: dict[str, Any], expected: str
) -> None:
    assert ids(client, query) == expected.split()


def test_what_was_understood_is_told(client: httpx.Client) -> None:
    query = {"country": ["Maroc", "MAR", "ESP"], "published_to": "2024", "sort": "title", "limit": "3"}
    assert client.get("/v1/articles", params=query).json()["query"] == {
        "country": ["MA", "ES"],
        "mention_kind": ["name", "demonym", "head", "acronym"],
        "published_to": "2024-12-31",
        "date_match": "certain",
        "sort": "title",
        "limit": 3,
    }


@pytest.mark.parametrize(
    ("q", "understood"),
    [
        ("مصر", {"q": "مصر"}),
        ("مصر و تونس *", {"q": "مصر تونس", "q_left_out": ["و", "*"]}),
        ('"و"', {"q": "", "q_left_out": ['"و"']}),
        ("AND", {"q": "", "q_left_out": ["AND"]}),
        ("مصر AND", {"q": "مصر"}),
    ],
)
def test_what_asks_for_nothing_is_told_too(client: httpx.Client, q: str, understood: dict[str, Any]) -> None:
    query = client.get("/v1/articles", params={"q": q}).json()["query"]
    assert {name: query[name] for name in query if name.startswith("q")} == understood


@pytest.mark.parametrize("sort", ["-published", "published", "title"])
@pytest.mark.parametrize("limit", [1, 2, 5, 6])
def test_following_next_reaches_every_article_once(client: httpx.Client, sort: str, limit: int) -> None:
    url, found = f"/v1/articles?sort={sort}&limit={limit}&mention_kind=name&mention_kind=head", []
    while url:
        answer = client.get(url)
        found += [item["id"] for item in answer.json()["items"]]
        assert answer.json()["total"] == len(PIECES)
        url = answer.links.get("next", {}).get("url", "")
        assert bool(url) == (answer.json()["next_cursor"] is not None)
    assert found == ids(client, {"sort": sort})


def test_a_cursor_may_change_its_page_size_and_what_is_included(client: httpx.Client) -> None:
    cursor = client.get("/v1/articles?limit=2").json()["next_cursor"]
    assert ids(client, {"cursor": cursor, "limit": 100, "include": "parts"}) == [
        "madrid",
        "doha",
        "rabat",
        "عمان",
    ]


def test_items_hold_what_include_names_and_no_more(client: httpx.Client) -> None:
    plain = client.get("/v1/articles?id=madrid").json()["items"][0]
    full = client.get(
        "/v1/articles?id=madrid&include=text&include=parts&include=dates&include=mentions"
    ).json()["items"][0]
    assert full.keys() - plain.keys() == {"text", "parts", "dates", "mentions"}
    assert {name: full[name] for name in plain} == plain


def test_a_summary_says_where_when_and_whom(client: httpx.Client) -> None:
    item = client.get("/v1/articles?id=madrid&mention_kind=any").json()["items"][0]
    assert item["source"] == {"id": "meo", "name": "Meo"}
    assert item["published"] == {
        "earliest": "2024-09-14",
        "latest": "2024-09-14",
        "precision": "day",
        "provenance": "header",
        "evidence": {"field": "text", "start": 1, "end": 2, "surface": "M"},
    }
    assert item["countries"] == [
        {"code": "MA", "name": {"ar": "المغرب", "fr": "Maroc", "en": "Morocco"}, "mentions": 2},
        {"code": "ES", "name": {"ar": "إسبانيا", "fr": "Espagne", "en": "Spain"}, "mentions": 1},
    ]
    assert [agency["id"] for agency in item["agencies"]] == ["ma-dgst", "us-fbi"]


def test_an_article_holds_to_its_type_and_its_spans_to_its_text(client: httpx.Client) -> None:
    article = client.get("/v1/articles/rabat?mention_kind=any").json()
    TypeAdapter(ArticleAnswer).validate_python(article, strict=True)
    assert len(article["mentions"]) == 3
    for mention in article["mentions"]:
        assert article["text"][mention["start"] : mention["end"]] == mention["surface"]
    assert article["read"]["title"] == {"provenance": "metadata", "evidence": None}
    assert article["read"]["byline"] is None
    assert article["ingested_at"] == "2025-01-31T09:12:45Z"


def test_a_list_holds_to_its_type(client: httpx.Client) -> None:
    answer = client.get("/v1/articles?include=text&include=parts&include=dates&include=mentions&limit=100")
    TypeAdapter(ArticleList).validate_python(answer.json(), strict=True)


@pytest.mark.parametrize(
    "path",
    [
        "/v1/articles/madrid?offsets=utf16",
        "/v1/articles?id=madrid&include=mentions&include=text&offsets=utf16",
    ],
)
def test_offsets_count_utf16_units_where_asked(client: httpx.Client, path: str) -> None:
    answer = client.get(path).json()
    article = answer["items"][0] if "items" in answer else answer
    units = article["text"].encode("utf-16-le")
    assert article["text"][0] > "\uffff"
    for piece in (*article["mentions"], article["published"]["evidence"]):
        assert units[2 * piece["start"] : 2 * piece["end"]].decode("utf-16-le") == piece["surface"]


def test_the_text_is_plain_and_whole(client: httpx.Client) -> None:
    answer = client.get("/v1/articles/madrid/text")
    assert answer.text == PIECES[0].text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_an_arabic_id_is_percent_encoded(client: httpx.Client) -> None:
    assert client.get("/v1/articles/%D8%B9%D9%85%D8%A7%D9%86").json()["id"] == "عمان"
    assert client.get("/v1/articles/عمان/text").status_code == 200


@pytest.mark.parametrize(
    ("path", "id"),
    [
        ("a%2Fb", "a/b"),
        ("a%2Fb%2ftext", "a/b/text"),
        ("https%3A%2F%2Fexample.org%2F1", "https://example.org/1"),
    ],
)
def test_an_id_may_have_slashes_in_it(tmp_path: Path, path: str, id: str) -> None:
    with serving(application(database_of(tmp_path, [Piece(id), Piece("a")]))) as one:
        assert one.get(f"/v1/articles/{path}").json()["id"] == id
        assert one.get(f"/v1/articles/{path}/text").text == Piece(id).text
        assert one.get("/v1/articles/a%2Fno").status_code == 404


def test_an_article_names_those_with_the_same_text(tmp_path: Path) -> None:
    pieces = [Piece(name) for name in "cab"] + [Piece("other", names=((country("MA"), "name"),))]
    with serving(application(database_of(tmp_path, pieces))) as one:
        assert one.get("/v1/articles/a").json()["duplicates"] == ["b", "c"]
        assert one.get("/v1/articles/other").json()["duplicates"] == []


def test_totals_are_told_anew_when_the_corpus_changes(tmp_path: Path) -> None:
    url = database_of(tmp_path, [Piece("a"), Piece("b")])
    with serving(application(url)) as one:
        assert one.get("/v1/articles?limit=1").json()["total"] == 2
        engine = connect(url)
        with engine.begin() as connection:
            connection.execute(text("DELETE FROM fingerprint"))
            connection.execute(text("DELETE FROM article WHERE id = 'b'"))
            connection.execute(text("UPDATE corpus SET revision = 'r2'"))
        engine.dispose()
        assert one.get("/v1/articles?limit=1").json()["total"] == 1
