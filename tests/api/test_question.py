"""Every question that means nothing is refused by name, with what is allowed and the nearest guess."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from app.api.params import ARTICLE_LIST
from app.api.question import Question
from app.errors import QueryError
from tests.api.conftest import application, database_of, serving
from tests.queries.corpus import Piece, agency

MANY = "&".join(f"id={n}" for n in range(101))


@pytest.mark.parametrize(
    ("query", "code", "param", "guess"),
    [
        ("contry=MA", "unknown_parameter", "contry", "country"),
        ("offset=20", "unknown_parameter", "offset", "offsets"),
        ("country=Maroco", "invalid_value", "country", "Maroc"),
        ("country=ma-dgst", "invalid_value", "country", None),
        ("country=", "invalid_value", "country", None),
        ("country=MA,FR", "invalid_value", "country", None),
        ("country=الكونغو", "ambiguous", "country", None),
        ("country=Congo", "ambiguous", "country", None),
        ("country_not=korea", "ambiguous", "country_not", None),
        ("agency_country=Corée", "ambiguous", "agency_country", None),
        ("country=Timor", "invalid_value", "country", "Timor oriental"),
        ("country=ore", "invalid_value", "country", None),
        ("agency=ma-dgts", "invalid_value", "agency", "ma-dgst"),
        ("agency=MA", "invalid_value", "agency", None),
        ("agency=DGSN", "ambiguous", "agency", "ma-dgsn"),
        ("agency=DGSI", "ambiguous", "agency", None),
        ("agency=البيت الأبيض", "invalid_value", "agency", None),
        ("agency=الشرطة", "invalid_value", "agency", None),
        ("agency=police", "invalid_value", "agency", None),
        ("agency=Egyptian museum", "invalid_value", "agency", None),
        ("agency=بيان المخابرات الأردنية", "invalid_value", "agency", None),
        ("agency=Ministery of Health (Egypt)", "invalid_value", "agency", "Ministry of Health (Egypt)"),
        ("agency=وزارة الصخة المصرية", "invalid_value", "agency", "وزارة الصحة المصرية"),
        ("country=غزة", "invalid_value", "country", "فلسطين"),
        ("country=ضفة غربية", "invalid_value", "country", None),
        ("country=الضفة الغربية", "invalid_value", "country", "فلسطين"),
        ("country_not=Rabat", "invalid_value", "country_not", "Morocco"),
        ("agency_country=دبي", "invalid_value", "agency_country", "الإمارات"),
        ("agency_country=XX", "invalid_value", "agency_country", None),
        ("source=hesspress", "invalid_value", "source", "hespress"),
        ("source_not=%00", "invalid_value", "source_not", None),
        ("language=arabic", "invalid_value", "language", None),
        ("mention_kind=names", "invalid_value", "mention_kind", "name"),
        ("published_from=2024-13", "invalid_value", "published_from", None),
        ("published_from=2023-02-29", "invalid_value", "published_from", None),
        ("published_to=0000", "invalid_value", "published_to", None),
        ("published_to=٢٠٢٤-١٣", "invalid_value", "published_to", None),
        ("published_to=२०२४", "invalid_value", "published_to", None),
        ("published_from=14/09/2024", "invalid_value", "published_from", None),
        ("published_from=2024-09-02&published_to=2024-09-01", "contradiction", "published_from", None),
        ("undated=only&published_to=2024", "contradiction", "undated", None),
        ("undated=only&published_from=2023&published_to=2024", "contradiction", "undated", None),
        ("date_match=sure", "invalid_value", "date_match", None),
        ("undated=yes", "invalid_value", "undated", None),
        ("missing=titel", "invalid_value", "missing", "title"),
        ("sort=publishd", "invalid_value", "sort", "published"),
        ("limit=0", "invalid_value", "limit", None),
        ("limit=101", "invalid_value", "limit", None),
        ("limit=ten", "invalid_value", "limit", None),
        ("limit=5&limit=6", "too_many_values", "limit", None),
        ("include=texts", "invalid_value", "include", "text"),
        ("offsets=utf8", "invalid_value", "offsets", "utf16"),
        ("cursor=abc", "invalid_value", "cursor", None),
        ("cursor=é", "invalid_value", "cursor", None),
        ("cursor=AAAAAAAAW1tbW1s", "invalid_value", "cursor", None),
        (MANY, "too_many_values", "id", None),
    ],
)
def test_what_means_nothing_is_named(
    client: httpx.Client, query: str, code: str, param: str, guess: str | None
) -> None:
    answer = client.get(f"/v1/articles?{query}")
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["status"], body["code"], body["type"]) == (422, code, f"/problems/{code}")
    [error] = body["errors"]
    assert (error["param"], error["code"], error["did_you_mean"]) == (param, code, guess)
    assert error["message"] in body["detail"]


@pytest.mark.parametrize(
    ("query", "allowed", "name"),
    [
        ("country=الكونغو", ["CD", "CG"], "CG (Republic of the Congo)"),
        ("country=Congo", ["CD", "CG"], "CD (Democratic Republic of the Congo)"),
        ("country=Korea", ["KP", "KR"], "KR (South Korea)"),
        ("agency=DGSI", ["dz-dgsi", "fr-dgsi"], "fr-dgsi (General Directorate for Internal Security"),
        (
            "agency=DGSN",
            ["ma-dgsn", "cm-dgsn", "dz-dgsn"],
            "ma-dgsn (General Directorate for National Security",
        ),
    ],
)
def test_the_candidates_of_an_ambiguous_name_are_listed_and_named(
    client: httpx.Client, query: str, allowed: list[str], name: str
) -> None:
    [error] = client.get(f"/v1/articles?{query}").json()["errors"]
    assert error["allowed"] == allowed
    assert name in error["message"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("published_from=٢٠٢٤", {"published_from": "2024-01-01", "date_match": "certain"}),
        ("published_to=۲۰۲۴-۰۹-۱۴", {"published_to": "2024-09-14", "date_match": "certain"}),
        ("limit=٣", {"limit": 3}),
        ("date_match=possible", {"date_match": "possible"}),
        ("undated=only&date_match=possible", {"undated": "only", "date_match": "possible"}),
    ],
)
def test_what_is_understood_is_told_in_plain_figures(
    client: httpx.Client, query: str, shown: dict[str, Any]
) -> None:
    told = client.get(f"/v1/articles?{query}").json()["query"]
    told = {name: value for name, value in told.items() if name in {*shown, "date_match", "undated"}}
    assert told == shown


def test_a_choice_lists_what_is_allowed(client: httpx.Client) -> None:
    [error] = client.get("/v1/articles?sort=new").json()["errors"]
    assert error["allowed"] == ["-published", "published", "relevance", "title"]


def test_all_mistakes_are_told_at_once(client: httpx.Client) -> None:
    body = client.get("/v1/articles?limit=0&sort=new&foo=1&country=Maroco").json()
    assert body["code"] == "invalid_request"
    assert {error["param"] for error in body["errors"]} == {"limit", "sort", "foo", "country"}


def cursor_of(client: httpx.Client, query: str) -> str:
    cursor: Any = client.get(f"/v1/articles?limit=1&{query}").json()["next_cursor"]
    assert isinstance(cursor, str)
    return cursor


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("", "country=MA"),
        ("country=MA", ""),
        ("", "sort=published"),
        ("", "sort=title"),
        ("sort=title", ""),
        ("country=MA", "country=MA&mention_kind=any"),
        ("published_to=2024", "published_to=2023"),
    ],
)
def test_a_cursor_goes_with_its_own_question_only(client: httpx.Client, first: str, then: str) -> None:
    answer = client.get(f"/v1/articles?{then}&cursor={cursor_of(client, first)}")
    assert (answer.status_code, answer.json()["code"]) == (422, "cursor_mismatch")


def test_two_spellings_of_one_question_share_their_cursors(client: httpx.Client) -> None:
    cursor = cursor_of(client, "country=MA")
    assert client.get(f"/v1/articles?country=maroc&cursor={cursor}").status_code == 200


def test_a_cursor_of_another_kind_of_list_is_refused(client: httpx.Client) -> None:
    cursor = client.get("/v1/countries?limit=1").json()["next_cursor"]
    assert client.get(f"/v1/articles?cursor={cursor}").json()["code"] == "cursor_mismatch"
    assert client.get(f"/v1/agencies?cursor={cursor}").status_code == 422


@pytest.mark.parametrize(
    "path",
    [
        "/v1/articles/madrid?country=MA", "/v1/articles/madrid/text?x=1", "/v1/countries?sort=x",
        "/v1/countries/MA?limit=3", "/v1/agencies?kind=polce", "/v1/agencies/ma-dgst?q=1",
        "/v1/sources?country=MA", "/v1/sources/meo?x", "/v1/corpus?x=1", "/v1/countries?mention_kind=x",
        "/v1/facets?offsets=utf16", "/v1/timeline?include=text", "/v1/comentions?dimension=year",
        "/v1/suggest?q=x&source=meo",
    ],
)  # fmt: skip
def test_every_endpoint_refuses_what_it_does_not_know(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 422


def test_every_kind_of_mistake_has_its_page(client: httpx.Client) -> None:
    page = client.get(client.get("/v1/articles?limit=0").json()["type"])
    assert page.status_code == 200
    assert "invalid_value" in page.text


def test_only_the_first_unknown_names_are_guessed_at(client: httpx.Client) -> None:
    errors = client.get("/v1/articles", params={"agency": [f"ma-dgst{n}" for n in range(9)]}).json()["errors"]
    assert [error["did_you_mean"] for error in errors] == ["ma-dgst"] * 5 + [None] * 4


def test_of_many_complaints_only_the_first_guess_what_was_meant() -> None:
    question = Question([(f"limi{number}", "1") for number in range(3000)], ARTICLE_LIST)
    with pytest.raises(QueryError) as raised:
        question.close()
    guesses = [complaint.did_you_mean for complaint in raised.value.complaints]
    assert set(guesses[:20]) == {"limit"}
    assert set(guesses[20:]) == {None}
    assert len(guesses) == 3000


@pytest.fixture(scope="module")
def ministries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a corpus whose articles name bodies that many countries have."""
    named = (
        ("tn-interior-ministry", "tn-national-guard"), ("tn-interior-ministry",), ("tn-health-ministry",),
        ("ly-interior-ministry", "ru-national-guard"),
    )  # fmt: skip
    pieces = [
        Piece(f"article {number}", None, None, names=tuple((agency(one), "name") for one in ids))
        for number, ids in enumerate(named)
    ]
    with serving(application(database_of(tmp_path_factory.mktemp("ministries"), pieces))) as client:
        yield client


@pytest.mark.parametrize(
    ("name", "proposed"),
    [
        ("وزارة الداخلية", ["tn-interior-ministry", "ly-interior-ministry"]),
        ("الحرس الوطني", ["ru-national-guard", "tn-national-guard"]),
        ("وزارة الصحة", ["tn-health-ministry"]),
        ("وزير الداخلية", ["tn-interior-ministry", "ly-interior-ministry"]),
        ("Ministry of the Interior", ["tn-interior-ministry", "ly-interior-ministry"]),
        ("ministère de la Santé", ["tn-health-ministry"]),
        ("Interior Minister", ["tn-interior-ministry", "ly-interior-ministry"]),
    ],
)
def test_a_body_without_its_country_may_be_any_that_articles_mention(
    ministries: httpx.Client, name: str, proposed: list[str]
) -> None:
    [error] = ministries.get("/v1/articles", params={"agency": name}).json()["errors"]
    assert (error["code"], error["allowed"]) == ("ambiguous", proposed)
    assert error["did_you_mean"] == proposed[0]
    assert ("any of" in error["message"]) == (len(proposed) > 1)
    said = " or ".join(map(repr, proposed))
    assert ministries.get(f"/v1/agencies/{name}").json()["detail"].endswith(f"Did you mean {said}?")


def test_a_body_that_no_article_mentions_is_unknown_without_its_country(ministries: httpx.Client) -> None:
    [error] = ministries.get("/v1/articles", params={"agency": "وزارة التعليم"}).json()["errors"]
    assert (error["code"], error["did_you_mean"]) == ("invalid_value", None)
    assert error["message"].endswith("Say whose it is.")
