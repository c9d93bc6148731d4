"""Similar articles over HTTP, on the seeds."""

from typing import Any

import httpx
import pytest
from pydantic import TypeAdapter

from app.api.answers.similar import SimilarList
from tests.conftest import client as seeded

OWN, OTHER = "000_b7461130d6234fba", "002_f2247bdb1d6dd84f"
client = seeded
"""The server over the seeds, not the one over the tests' own articles."""


def ask(client: httpx.Client, query: str = "", id: str = OWN) -> dict[str, Any]:
    answer = client.get(f"/v1/articles/{id}/similar?{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    TypeAdapter(SimilarList).validate_python(found, strict=True)
    return found


def test_the_passages_that_two_seeds_share_are_shown_on_both_sides(client: httpx.Client) -> None:
    found = ask(client)
    (item,) = found["items"]
    assert (found["total"], found["next_cursor"], item["words"]) == (1, None, 79)
    texts = {id_: client.get(f"/v1/articles/{id_}/text").text for id_ in (OWN, OTHER)}
    for passage in item["passages"]:
        for side, id_ in (("own", OWN), ("other", OTHER)):
            span = passage[side]
            assert texts[id_][span["start"] : span["end"]] == span["surface"]
    own = sum(passage["own"]["end"] - passage["own"]["start"] for passage in item["passages"])
    assert item["share"]["own"] == round(own / len(texts[OWN]), 4)


def test_the_similar_article_is_shown_as_lists_show_it(client: httpx.Client) -> None:
    for query in ("", "mention_kind=any", "offsets=utf16"):
        (listed,) = client.get(f"/v1/articles?id={OTHER}&{query}").json()["items"]
        assert ask(client, query)["items"][0]["article"] == listed


def test_most_seeds_are_like_no_other(client: httpx.Client) -> None:
    found = ask(client, id="003_6b72f15d28a0d0d5", query="limit=5&mention_kind=name")
    assert (found["items"], found["total"]) == ([], 0)
    assert found["query"] == {"mention_kind": ["name"], "limit": 5}


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [("nowhere/similar", 404, "not_found"), (f"{OWN}/similar?country=MA", 422, "unknown_parameter"),
     (f"{OWN}/similar?cursor=x", 422, "invalid_value")],
)  # fmt: skip
def test_what_cannot_be_answered_is_said(client: httpx.Client, path: str, status: int, code: str) -> None:
    answer = client.get(f"/v1/articles/{path}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
