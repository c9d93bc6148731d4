"""Timelines over HTTP."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import TypeAdapter

from app.api.answers.timeline import TimelineAnswer
from tests.api.conftest import application, database_of, serving
from tests.queries.corpus import Piece, day

Json = dict[str, Any]


def ask(client: httpx.Client, query: str = "") -> Json:
    answer = client.get(f"/v1/timeline?{query}")
    assert answer.status_code == 200, answer.text
    TypeAdapter(TimelineAnswer).validate_python(answer.json(), strict=True)
    found: Json = answer.json()
    return found


def test_buckets_say_how_many_articles_pass_and_how_many_there_are(client: httpx.Client) -> None:
    answer = ask(client, "interval=year&country=MA")
    assert answer["buckets"] == [
        {"value": "2023", "count": 1, "total": 1},
        {"value": "2024", "count": 2, "total": 3},
    ]
    assert (answer["undated"], answer["coarse"], answer["total"]) == (1, 0, 4)
    assert (answer["series"], answer["more"]) == ([], 0)
    assert answer["query"] == {
        "country": ["MA"],
        "mention_kind": ["name", "demonym", "head", "acronym"],
        "interval": "year",
    }


def test_months_are_the_buckets_unless_others_are_asked_for(client: httpx.Client) -> None:
    answer = ask(client)
    assert [bucket["value"] for bucket in answer["buckets"]][:2] == ["2023-02", "2023-03"]
    assert len(answer["buckets"]) == 20
    assert answer["query"]["interval"] == "month"


@pytest.mark.parametrize("client", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize("interval", ["year", "month", "day"])
@pytest.mark.parametrize("query", ["", "country=MA", "undated=only", "published_from=2024&undated=true"])
def test_the_timeline_adds_up_to_the_total_of_the_list(
    client: httpx.Client, interval: str, query: str
) -> None:
    answer = ask(client, f"interval={interval}&{query}")
    counted = sum(bucket["count"] for bucket in answer["buckets"]) + answer["undated"] + answer["coarse"]
    assert counted == answer["total"] == client.get(f"/v1/articles?{query}").json()["total"]


@pytest.mark.parametrize("client", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("by", "value", "name"),
    [
        ("country", "MA", {"ar": "المغرب", "fr": "Maroc", "en": "Morocco"}),
        ("source", "hespress", "Hespress"),
    ],
)
def test_series_have_names_and_a_count_for_each_bucket(
    client: httpx.Client, by: str, value: str, name: Any
) -> None:
    answer = ask(client, f"interval=year&by={by}&limit=1")
    [series] = answer["series"]
    assert (series["value"], series["name"]) == (value, name)
    assert len(series["counts"]) == len(answer["buckets"])
    assert sum(series["counts"]) + series["undated"] + series["coarse"] == series["count"]
    assert answer["more"] > 0
    assert (answer["query"]["by"], answer["query"]["limit"]) == (by, 1)


def test_a_value_of_a_bucket_bounds_a_list(client: httpx.Client) -> None:
    for bucket in ask(client, "interval=month")["buckets"]:
        bounds = {"published_from": bucket["value"], "published_to": bucket["value"]}
        assert client.get("/v1/articles", params=bounds).json()["total"] == bucket["count"]


@pytest.mark.parametrize(
    ("query", "code", "param", "guess"),
    [
        ("interval=months", "invalid_value", "interval", "month"),
        ("by=language", "invalid_value", "by", None),
        ("by=agncy", "invalid_value", "by", "agency"),
        ("by=country&limit=101", "invalid_value", "limit", None),
        ("limit=3", "contradiction", "limit", None),
        ("sort=published", "unknown_parameter", "sort", None),
    ],
)
def test_what_means_nothing_is_named(
    client: httpx.Client, query: str, code: str, param: str, guess: str | None
) -> None:
    answer = client.get(f"/v1/timeline?{query}")
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert (error["code"], error["param"], error["did_you_mean"]) == (code, param, guess)


def test_too_many_buckets_are_refused(tmp_path: Path) -> None:
    pieces = [Piece("a", day("1800-01-01")), Piece("b", day("2024-01-01"))]
    with serving(application(database_of(tmp_path, pieces))) as client:
        answer = client.get("/v1/timeline?interval=day")
        assert client.get("/v1/timeline?interval=day&published_from=1950").status_code == 200
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert (error["param"], error["value"], error["allowed"]) == ("interval", "day", ["year", "month"])
