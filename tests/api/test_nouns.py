"""Countries, agencies, sources and the corpus over HTTP."""

from typing import Any

import httpx
import pytest
from pydantic import TypeAdapter

from app.api.agency import find_agency
from app.api.answers.corpus import CorpusAnswer
from app.api.answers.entity import (
    AgencyList,
    CountryList,
    OneAgencyAnswer,
    OneCountryAnswer,
    SourceAnswer,
    SourceList,
)


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/v1/countries", CountryList),
        ("/v1/countries/MA", OneCountryAnswer),
        ("/v1/agencies", AgencyList),
        ("/v1/agencies/ma-dgst", OneAgencyAnswer),
        ("/v1/sources", SourceList),
        ("/v1/sources/meo", SourceAnswer),
        ("/v1/corpus", CorpusAnswer),
    ],
)
def test_answers_hold_to_their_types(client: httpx.Client, path: str, type_: Any) -> None:
    TypeAdapter(type_).validate_python(client.get(path).json(), strict=True)


def counts(client: httpx.Client, path: str) -> list[tuple[str, int, int]]:
    answer = client.get(path).json()
    assert answer["total"] == len(answer["items"])
    return [(item.get("code") or item["id"], item["articles"], item["mentions"]) for item in answer["items"]]


def test_countries_come_with_their_counts_most_articles_first(client: httpx.Client) -> None:
    assert counts(client, "/v1/countries") == [("MA", 4, 5), ("FR", 1, 1), ("QA", 1, 1)]


def test_counts_follow_what_counts_as_a_mention(client: httpx.Client) -> None:
    assert counts(client, "/v1/countries?mention_kind=capital") == [("ES", 1, 1), ("FR", 1, 1), ("JO", 1, 1)]
    assert client.get("/v1/countries/ES").json()["articles"] == 0
    assert client.get("/v1/countries/ES?mention_kind=any").json()["articles"] == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["ma-dgsn", "int-interpol", "ma-dgst", "us-fbi"]),
        ("country=Maroc", ["ma-dgsn", "ma-dgst"]),
        ("country=US&country=MA&kind=police", ["ma-dgsn", "us-fbi"]),
        ("kind=intelligence", ["ma-dgst"]),
        ("kind=police&mention_kind=head", ["ma-dgsn"]),
    ],
)
def test_agencies_are_chosen_by_country_and_kind(
    client: httpx.Client, query: str, expected: list[str]
) -> None:
    assert sorted(one for one, _, _ in counts(client, f"/v1/agencies?{query}")) == sorted(expected)


@pytest.mark.parametrize("noun", ["countries", "agencies", "sources"])
def test_pages_of_any_noun_reach_every_item_once(client: httpx.Client, noun: str) -> None:
    url, found = f"/v1/{noun}?limit=1", []
    while url:
        answer = client.get(url)
        found += answer.json()["items"]
        url = answer.links.get("next", {}).get("url", "")
    assert found == client.get(f"/v1/{noun}").json()["items"]
    assert len(found) > 1


@pytest.mark.parametrize(
    "path",
    [
        "/v1/countries/MA",
        "/v1/countries/ma",
        "/v1/countries/MAR",
        "/v1/countries/المغرب",
        "/v1/countries/Maroc",
    ],
)
def test_a_country_answers_to_any_of_its_names(client: httpx.Client, path: str) -> None:
    country = client.get(path).json()
    assert (country["code"], country["alpha3"], country["name"]["en"]) == ("MA", "MAR", "Morocco")
    assert country["matched"] == [{"alias": "MA/name", "mentions": 4}, {"alias": "MA/demonym", "mentions": 1}]
    assert "المغرب" in country["aliases"]


def test_a_source_says_from_when_to_when(client: httpx.Client) -> None:
    assert client.get("/v1/sources/hespress").json() == {
        "id": "hespress",
        "name": "Hespress",
        "country": None,
        "articles": 2,
        "first": "2024-01-01",
        "last": "2024-12-31",
    }


@pytest.mark.parametrize(
    ("path", "guess"),
    [
        ("/v1/articles/nowhere", None),
        ("/v1/articles/nowhere/text", None),
        ("/v1/articles/%00", None),
        ("/v1/countries/Grmany", "Germany"),
        ("/v1/countries/XX", None),
        ("/v1/countries/Timor", "Did you mean 'Timor oriental'?"),
        ("/v1/countries/دبي", "Did you mean 'الإمارات'?"),
        ("/v1/agencies/DGSN", "Did you mean 'ma-dgsn', 'cm-dgsn' or 'dz-dgsn'?"),
        ("/v1/agencies/ma-dgts", "ma-dgst"),
        ("/v1/sources/hesspress", "hespress"),
        ("/v1/sources/bbc-arabic", None),
        ("/v1/sources/%00", None),
        ("/v1/artcles", "/v1/articles"),
        ("/v1/article/madrid", "/v1/articles/madrid"),
        ("/nothing/at/all", None),
        ("/problems/nothing", None),
        ("/assets/../main.py", None),
    ],
)
def test_what_is_not_there_is_404_with_the_nearest_guess(
    client: httpx.Client, path: str, guess: str | None
) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["code"] == "not_found"
    assert guess is None or guess in body["detail"]


def test_the_corpus_is_described(client: httpx.Client) -> None:
    corpus = client.get("/v1/corpus").json()
    assert corpus["counts"] == {"articles": 6, "sources": 2, "countries": 5, "agencies": 4, "mentions": 15}
    assert corpus["coverage"] == {
        "earliest": "2023-02-01", "latest": "2024-12-31", "dated": 4, "undated": 2,
    }  # fmt: skip
    assert corpus["lacking"] == {"title": 2, "byline": 4, "source": 2, "published": 2}
    assert corpus["last_ingest"]["loaded"] == 6


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("المخابرات الأردنية", ("jo-intelligence",)),
        ("مخابرات الأردن", ("jo-intelligence",)),
        ("الخارجية القطرية", ("qa-foreign-ministry",)),
        (" جيش لبنان ", ("lb-army",)),
        ("الشرطة الألمانية", ("de-police",)),
        ("وزارة الداخلية", ()),
        ("وزير الداخلية الفرنسي", ("fr-interior-ministry",)),
        ("رئيس الوزراء الكندي", ("ca-prime-ministry",)),
        ("محافظ البنك المركزي التركي", ("tr-central-bank",)),
        ("وزير الداخلية", ()),
        ("المدير العام للأمن الوطني", ("dz-dgsn", "eg-nsa", "ma-dgsn", "mr-dgsn", "tn-dgsn")),
        ("وزارة الصحة في غزة", ("ps-health-ministry",)),
        ("وزارة الصحة بغزة", ("ps-health-ministry",)),
        ("وزارة الصحة في دولة قطر", ("qa-health-ministry",)),
        ("الداخلية في غزة", ("ps-interior-ministry",)),
        ("الصحة في غزة", ("ps-health-ministry",)),
        ("الصحة", ()),
        ("وزارة الصحة في غزة أمس", ()),
        ("وزارة الصحة الأردنية في غزة", ()),
        ("أعلنت وزارة الصحة في غزة", ()),
        ("المخابرات الأردنية والألمانية", ()),
        ("بيان المخابرات الأردنية", ()),
        ("الأردن", ()),
        ("Egyptian Ministry of Health", ("eg-health-ministry",)),
        ("Ministry of Health", ()),
        (" ", ()),
    ],
)
def test_an_agency_is_called_as_an_article_would_call_it(name: str, ids: tuple[str, ...]) -> None:
    assert find_agency(name) == ids
