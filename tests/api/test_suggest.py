"""Suggestions over HTTP."""

from typing import Any

import httpx
import pytest
from pydantic import TypeAdapter

from app.api.answers.suggest import SuggestionsAnswer

Json = dict[str, Any]


def ask(client: httpx.Client, **query: Any) -> list[Json]:
    answer = client.get("/v1/suggest", params=query)
    assert answer.status_code == 200, answer.text
    TypeAdapter(SuggestionsAnswer).validate_python(answer.json(), strict=True)
    items: list[Json] = answer.json()["items"]
    return items


def test_a_suggestion_says_what_it_is_and_how_often_it_stands_in_articles(client: httpx.Client) -> None:
    assert ask(client, q="المغ")[0] == {
        "type": "country",
        "id": "MA",
        "name": {"ar": "المغرب", "fr": "Maroc", "en": "Morocco"},
        "country": "MA",
        "matched": "المغرب",
        "articles": 4,
    }
    assert ask(client, q="hesp") == [
        {"type": "source", "id": "hespress", "name": "Hespress", "country": None, "matched": "hespress",
         "articles": 2},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("MOR", "MA"),
        ("maroc", "MA"),
        ("مغرب", "MA"),
        ("fbi", "us-fbi"),
        ("ma-dgst", "ma-dgst"),
        ("هسبريس", "hespress"),
    ],
)
def test_names_count_in_every_language(client: httpx.Client, text: str, id: str) -> None:
    assert ask(client, q=text)[0]["id"] == id


@pytest.mark.parametrize("client", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize("type", ["country", "agency", "source"])
def test_an_id_that_is_suggested_is_one_that_its_filter_takes(client: httpx.Client, type: str) -> None:
    items = ask(client, q="m", type=type, limit=50)
    assert items
    for item in items:
        assert item["type"] == type
        assert client.get("/v1/articles", params={type: item["id"]}).json()["total"] == item["articles"]


def test_what_was_understood_is_told(client: httpx.Client) -> None:
    answer = client.get("/v1/suggest?q=%20x%20&type=agency&limit=3").json()
    assert answer["query"] == {
        "q": "x", "mention_kind": ["name", "demonym", "head", "acronym"], "type": ["agency"], "limit": 3,
    }  # fmt: skip


def test_nothing_is_found_for_what_begins_no_name(client: httpx.Client) -> None:
    assert ask(client, q="qqqq") == ask(client, q="!") == []


@pytest.mark.parametrize(
    ("query", "code", "param"),
    [
        ("", "invalid_value", "q"),
        ("limit=3", "invalid_value", "q"),
        ("q=", "invalid_value", "q"),
        (f"q={'x' * 101}", "invalid_value", "q"),
        ("q=a&q=b", "too_many_values", "q"),
        ("q=a&type=city", "invalid_value", "type"),
        ("q=a&limit=51", "invalid_value", "limit"),
        ("q=a&country=MA", "unknown_parameter", "country"),
    ],
)
def test_what_means_nothing_is_named(client: httpx.Client, query: str, code: str, param: str) -> None:
    answer = client.get(f"/v1/suggest?{query}")
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert (error["code"], error["param"]) == (code, param)


def test_what_is_needed_is_documented_so(client: httpx.Client) -> None:
    parameters = client.get("/openapi.json").json()["paths"]["/v1/suggest"]["get"]["parameters"]
    assert [one["name"] for one in parameters if one["required"]] == ["q"]
