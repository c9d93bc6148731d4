"""Facets over HTTP."""

from typing import Any

import httpx
import pytest
from pydantic import TypeAdapter

from app.api.answers.facet import FacetsAnswer

Json = dict[str, Any]


def ask(client: httpx.Client, query: str = "") -> Json:
    answer = client.get(f"/v1/facets?{query}")
    assert answer.status_code == 200, answer.text
    TypeAdapter(FacetsAnswer).validate_python(answer.json(), strict=True)
    found: Json = answer.json()
    return found


def test_without_a_dimension_all_six_are_counted(client: httpx.Client) -> None:
    answer = ask(client)
    assert list(answer["facets"]) == ["country", "agency", "source", "year", "month", "language"]
    assert answer["query"]["dimension"] == list(answer["facets"])
    assert answer["total"] == 6
    assert answer["corpus_version"] == client.get("/v1/corpus").json()["corpus_version"]


def test_dimensions_come_as_they_are_asked_for(client: httpx.Client) -> None:
    assert list(ask(client, "dimension=year&dimension=country")["facets"]) == ["year", "country"]


@pytest.mark.parametrize("client", ["sqlite", "postgresql"], indirect=True)
def test_values_have_names_where_they_have_any(client: httpx.Client) -> None:
    facets = ask(client, "limit=1")["facets"]
    assert facets["country"] == {
        "values": [{"value": "MA", "name": {"ar": "المغرب", "fr": "Maroc", "en": "Morocco"}, "count": 4}],
        "more": 2,
        "articles": 6,
        "missing": 2,
    }
    assert facets["agency"]["values"][0]["name"]["fr"] == "Direction générale de la Sûreté nationale"
    assert facets["source"]["values"] == [{"value": "hespress", "name": "Hespress", "count": 2}]
    assert facets["year"]["values"] == [{"value": "2024", "count": 3}]
    assert facets["month"]["values"] == [{"value": "2024-09", "count": 2}]
    assert facets["language"]["values"] == [{"value": "ar", "count": 5}]


def test_a_chosen_value_stands_beside_those_that_could_be_chosen(client: httpx.Client) -> None:
    answer = ask(client, "country=Qatar&dimension=country&dimension=source")
    assert answer["total"] == 1
    assert [one["value"] for one in answer["facets"]["country"]["values"]] == ["MA", "FR", "QA"]
    assert answer["facets"]["source"] == {"values": [], "more": 0, "articles": 1, "missing": 1}


@pytest.mark.parametrize("client", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize("dimension", ["country", "agency", "source", "year", "month", "language"])
def test_a_value_used_as_a_filter_finds_as_many_articles_as_it_counts(
    client: httpx.Client, dimension: str
) -> None:
    values = ask(client, f"dimension={dimension}")["facets"][dimension]["values"]
    assert values
    for one in values:
        names = ("published_from", "published_to") if dimension in ("year", "month") else (dimension,)
        found = client.get("/v1/articles", params=dict.fromkeys(names, one["value"])).json()
        assert found["total"] == one["count"], one


def test_what_was_understood_is_told(client: httpx.Client) -> None:
    query = ask(client, "dimension=year&country=maroc&limit=٣")["query"]
    assert query == {
        "country": ["MA"],
        "mention_kind": ["name", "demonym", "head", "acronym"],
        "dimension": ["year"],
        "limit": 3,
    }


@pytest.mark.parametrize(
    ("query", "code", "param", "guess"),
    [
        ("dimension=contry", "invalid_value", "dimension", "country"),
        ("limit=1001", "invalid_value", "limit", None),
        ("sort=title", "unknown_parameter", "sort", None),
        ("cursor=x", "unknown_parameter", "cursor", None),
        ("country=Maroco", "invalid_value", "country", "Maroc"),
    ],
)
def test_what_means_nothing_is_named(
    client: httpx.Client, query: str, code: str, param: str, guess: str | None
) -> None:
    answer = client.get(f"/v1/facets?{query}")
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert (error["code"], error["param"], error["did_you_mean"]) == (code, param, guess)
