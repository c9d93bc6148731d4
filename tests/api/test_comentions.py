"""Pairs of entities over HTTP."""

import httpx
import pytest
from pydantic import TypeAdapter

from app.api.answers.comention import ComentionList

Pair = tuple[str, str, int]


def ask(client: httpx.Client, query: str = "") -> list[Pair]:
    answer = client.get(f"/v1/comentions?{query}")
    assert answer.status_code == 200, answer.text
    found = TypeAdapter(ComentionList).validate_python(answer.json(), strict=True)
    return [(item["first"]["id"], item["second"]["id"], item["articles"]) for item in found["items"]]


@pytest.mark.parametrize("query", ["", "of=country&of=agency"])
def test_countries_are_paired_with_agencies(client: httpx.Client, query: str) -> None:
    assert ask(client, query) == [
        ("MA", "int-interpol", 1), ("MA", "ma-dgsn", 1), ("MA", "ma-dgst", 1), ("MA", "us-fbi", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("client", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("of=country", [("FR", "MA", 1), ("MA", "QA", 1)]),
        ("of=country&of=country", [("FR", "MA", 1), ("MA", "QA", 1)]),
        ("of=agency", [("int-interpol", "ma-dgsn", 1), ("ma-dgst", "us-fbi", 1)]),
        ("of=agency&of=country&agency=FBI", [("ma-dgst", "MA", 1), ("us-fbi", "MA", 1)]),
        ("of=country&source=hespress", [("FR", "MA", 1)]),
        ("of=country&mention_kind=any", [("ES", "MA", 1), ("FR", "MA", 1), ("MA", "QA", 1)]),
        ("of=country&country=AD", []),
    ],
)
def test_pairs_are_of_what_is_asked_for_under_the_filters(
    client: httpx.Client, query: str, expected: list[Pair]
) -> None:
    assert ask(client, query) == expected


def test_each_of_a_pair_says_what_it_is_called(client: httpx.Client) -> None:
    [pair] = client.get("/v1/comentions?agency=int-interpol&limit=1").json()["items"]
    assert pair["first"] == {
        "type": "country", "id": "MA", "name": {"ar": "المغرب", "fr": "Maroc", "en": "Morocco"},
    }  # fmt: skip
    assert (pair["second"]["type"], pair["second"]["id"]) == ("agency", "int-interpol")


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_reach_every_pair_once(client: httpx.Client, limit: int) -> None:
    url, found = f"/v1/comentions?limit={limit}", []
    while url:
        answer = client.get(url)
        assert answer.json()["total"] == 4
        found += answer.json()["items"]
        url = answer.links.get("next", {}).get("url", "")
        assert bool(url) == (answer.json()["next_cursor"] is not None)
    assert found == client.get("/v1/comentions").json()["items"]


@pytest.mark.parametrize("then", ["of=country", "of=agency&of=country", "country=MA", "mention_kind=any"])
def test_a_cursor_goes_with_its_own_question_only(client: httpx.Client, then: str) -> None:
    cursor = client.get("/v1/comentions?limit=1").json()["next_cursor"]
    answer = client.get(f"/v1/comentions?{then}&cursor={cursor}")
    assert (answer.status_code, answer.json()["code"]) == (422, "cursor_mismatch")


def test_what_was_understood_is_told(client: httpx.Client) -> None:
    assert client.get("/v1/comentions?source=hespress&limit=7").json()["query"] == {
        "source": ["hespress"],
        "mention_kind": ["name", "demonym", "head", "acronym"],
        "of": ["country", "agency"],
        "limit": 7,
    }


@pytest.mark.parametrize(
    ("query", "param", "guess"),
    [("of=countries", "of", "country"), ("of=source", "of", None), ("limit=0", "limit", None)],
)
def test_what_means_nothing_is_named(client: httpx.Client, query: str, param: str, guess: str | None) -> None:
    answer = client.get(f"/v1/comentions?{query}")
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert (error["param"], error["did_you_mean"]) == (param, guess)
