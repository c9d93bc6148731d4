"""The concordance over HTTP."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import TypeAdapter

from app.api.answers.concordance import MentionList
from tests.api.conftest import application, database_of, serving
from tests.queries.corpus import Piece, country
from tests.queries.test_mentions import DEFAULT


def ask(client: httpx.Client, query: str = "") -> dict[str, Any]:
    answer = client.get(f"/v1/mentions?{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    TypeAdapter(MentionList).validate_python(found, strict=True)
    return found


def shown(items: list[dict[str, Any]]) -> str:
    return ", ".join(f"{item['article']['id']} {item['surface']}" for item in items)


def test_every_mention_is_shown_in_the_order_of_lists_and_texts(client: httpx.Client) -> None:
    found = ask(client)
    assert shown(found["items"]) == DEFAULT
    assert found["total"] == len(found["items"]) == 12
    assert found["next_cursor"] is None


def test_a_mention_comes_with_its_sentence_and_its_article(client: httpx.Client) -> None:
    (item,) = ask(client, "agency=FBI")["items"]
    text = client.get("/v1/articles/madrid/text").text
    assert text[item["start"] : item["end"]] == item["surface"] == "us-fbi/acronym"
    sentence = item["sentence"]
    assert text[sentence["start"] : sentence["end"]] == sentence["text"]
    assert item["name"]["en"] == "Federal Bureau of Investigation"
    assert item["article"] == {
        key: client.get("/v1/articles/madrid").json()[key] for key in ("id", "title", "source", "published")
    }


def test_offsets_in_utf16_count_as_javascript_does(client: httpx.Client) -> None:
    query = "agency=FBI&offsets=utf16"
    (item,), (plain,) = ask(client, query)["items"], ask(client, "agency=FBI")["items"]
    wide = client.get("/v1/articles/madrid/text").text.encode("utf-16-le")
    assert wide[2 * item["start"] : 2 * item["end"]].decode("utf-16-le") == item["surface"]
    assert item["start"] == plain["start"] + 1
    assert item["sentence"] == {**plain["sentence"], "end": plain["sentence"]["end"] + 1}
    assert item["article"]["published"]["evidence"]["start"] == 2


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_pages_add_up(client: httpx.Client, limit: int) -> None:
    url, found = f"/v1/mentions?mention_kind=any&limit={limit}", []
    while url:
        answer = client.get(url)
        found += answer.json()["items"]
        url = answer.links.get("next", {}).get("url", "")
    assert found == ask(client, "mention_kind=any&limit=100")["items"]
    assert len(found) == answer.json()["total"] == 15


def test_what_was_understood_is_told(client: httpx.Client) -> None:
    assert ask(client, "country=Maroc&limit=7&mention_kind=name")["query"] == {
        "country": ["MA"], "mention_kind": ["name"], "limit": 7
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "code"),
    [("cursor=x", "invalid_value"), ("sort=title", "unknown_parameter"), ("country=Frnce", "invalid_value")],
)
def test_what_means_nothing_is_refused(client: httpx.Client, query: str, code: str) -> None:
    answer = client.get(f"/v1/mentions?{query}")
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_a_cursor_goes_with_its_filter_alone(client: httpx.Client) -> None:
    cursor = ask(client, "limit=1")["next_cursor"]
    for url in (f"/v1/mentions?country=MA&cursor={cursor}", f"/v1/articles?cursor={cursor}"):
        assert client.get(url).json()["code"] == "cursor_mismatch"


def test_articles_that_mention_nothing_are_walked_over(tmp_path: Path) -> None:
    silent = [Piece(f"{n:03}") for n in range(300)]
    one = Piece("999", names=((country("MA"), "name"),))
    with serving(application(database_of(tmp_path, [*silent, one]))) as client:
        assert shown(ask(client, "limit=1")["items"]) == "999 MA/name"
