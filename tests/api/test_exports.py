"""Exports: whole results as CSV and NDJSON."""

import csv
import io
import json
from typing import Any, cast
from urllib.parse import urlencode

import httpx
import pytest
from pydantic import TypeAdapter

from app.api.answers.article import ArticleAnswer
from app.api.answers.concordance import ConcordanceItem
from app.api.answers.table import ARTICLE_COLUMNS, MENTION_COLUMNS
from app.gazetteer.model import MENTION_KINDS
from tests.conftest import SEEDS
from tests.queries.test_articles import FILTERS

PATHS = ["/v1/articles.csv", "/v1/articles.ndjson", "/v1/mentions.csv", "/v1/mentions.ndjson"]
NAMES = {"ids": "id", "kinds": "mention_kind"}


def rows(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), strict=True))


def lines(answer: httpx.Response) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.split("\n")[:-1]]


def query(given: dict[str, Any]) -> str:
    """A filter as a query string."""
    pairs = []
    for name, value in given.items():
        values = value if isinstance(value, tuple) else (value,)
        pairs += [(NAMES.get(name, name), str(one)) for one in values]
    return urlencode(pairs)


def is_askable(given: dict[str, Any]) -> bool:
    """Whether the API takes the filter as it is: some that a query answers it refuses as mistakes."""
    contradicts = given.get("undated") == "only" and "published_from" in given
    return not contradicts and not any(
        odd in str(given) for odd in ("'q'", "'naming'", "\\x00", "unheard-of")
    )


ASKABLE = [given for given, _ in cast("list[tuple[dict[str, Any], str]]", FILTERS) if is_askable(given)]


@pytest.mark.parametrize("given", ASKABLE, ids=str)
def test_exports_hold_what_the_lists_of_the_same_filter_hold(
    client: httpx.Client, given: dict[str, Any]
) -> None:
    asked = query(given)
    listed = client.get(f"/v1/articles?{asked}&limit=100").json()["items"]
    mentions = client.get(f"/v1/mentions?{asked}&limit=100").json()["items"]
    articles = lines(client.get(f"/v1/articles.ndjson?{asked}"))
    assert [{name: item[name] for name in listed[0]} for item in articles] == listed
    assert [row["id"] for row in rows(client.get(f"/v1/articles.csv?{asked}"))] == [
        one["id"] for one in listed
    ]
    assert lines(client.get(f"/v1/mentions.ndjson?{asked}")) == mentions
    assert [
        (row["article_id"], row["surface"], int(row["start"]))
        for row in rows(client.get(f"/v1/mentions.csv?{asked}"))
    ] == [(item["article"]["id"], item["surface"], item["start"]) for item in mentions]


@pytest.mark.parametrize("offsets", ["codepoints", "utf16"])
def test_a_line_is_the_article_or_the_mention_as_the_api_answers_it(
    client: httpx.Client, offsets: str
) -> None:
    shown = f"mention_kind=any&offsets={offsets}"
    for article in lines(client.get(f"/v1/articles.ndjson?{shown}")):
        TypeAdapter(ArticleAnswer).validate_python(article, strict=True)
        assert article == client.get(f"/v1/articles/{article['id']}?{shown}").json()
    mentions = lines(client.get(f"/v1/mentions.ndjson?{shown}"))
    TypeAdapter(list[ConcordanceItem]).validate_python(mentions, strict=True)
    assert mentions == client.get(f"/v1/mentions?limit=100&{shown}").json()["items"]


def test_a_row_has_the_columns_that_the_document_tells_of(client: httpx.Client) -> None:
    (row,) = rows(client.get("/v1/articles.csv?id=madrid"))
    assert list(row) == [column.name for column in ARTICLE_COLUMNS]
    article = client.get("/v1/articles/madrid").json()
    assert row["text"] == article["text"]
    assert (row["countries"], row["agencies"]) == ("MA", "ma-dgst;us-fbi")
    assert (row["published_earliest"], row["published_precision"]) == ("2024-09-14", "day")
    assert (row["title"], row["title_provenance"], row["extra"]) == ("b", "metadata", "{}")
    assert (row["source_id"], row["source"], row["url"]) == ("meo", "Meo", "")
    assert list(rows(client.get("/v1/mentions.csv?agency=FBI"))[0]) == [one.name for one in MENTION_COLUMNS]


def test_kinds_decide_what_is_in_the_cells(client: httpx.Client) -> None:
    (row,) = rows(client.get("/v1/articles.csv?id=madrid&mention_kind=any"))
    assert row["countries"] == "MA;ES"
    found = rows(client.get("/v1/mentions.csv?mention_kind=any"))
    assert {row["kind"] for row in found} == {*MENTION_KINDS}


def test_the_mark_for_excel_comes_where_it_is_asked_for(client: httpx.Client) -> None:
    assert client.get("/v1/articles.csv?bom=true").content.startswith(b"\xef\xbb\xbfid,title")
    assert client.get("/v1/articles.csv").content.startswith(b"id,title")


@pytest.mark.parametrize("path", PATHS)
def test_the_head_says_what_was_asked_and_of_which_corpus_it_is(client: httpx.Client, path: str) -> None:
    version = client.get("/v1/corpus").json()["corpus_version"]
    answer = client.get(f"{path}?country=Maroc")
    name, _, form = path.removeprefix("/v1/").partition(".")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="warraq-{name}-{version}.{form}"'
    assert answer.headers["Warraq-Corpus-Version"] == version
    assert json.loads(answer.headers["Warraq-Query"])["country"] == ["MA"]
    types = {"csv": "text/csv; charset=utf-8; header=present", "ndjson": "application/x-ndjson"}
    assert answer.headers["Content-Type"] == types[form]


def test_a_very_long_question_is_not_said_again(client: httpx.Client) -> None:
    ids = "&".join(f"id={'ع' * 40}{n}" for n in range(60))
    answer = client.get(f"/v1/articles.csv?{ids}")
    assert answer.status_code == 200
    assert "Warraq-Query" not in answer.headers


@pytest.mark.parametrize("path", PATHS)
def test_a_client_that_has_it_already_gets_304_and_one_that_asks_for_the_head_no_body(
    client: httpx.Client, path: str
) -> None:
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == tag


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("asked", "code"),
    [("country=Frnce", "invalid_value"), ("limit=5", "unknown_parameter"), ("bom=maybe", None)],
)
def test_what_means_nothing_is_refused_before_anything_is_sent(
    client: httpx.Client, path: str, asked: str, code: str | None
) -> None:
    answer = client.get(f"{path}?{asked}")
    assert answer.status_code == 422
    expected = code or ("invalid_value" if path.endswith("csv") else "unknown_parameter")
    assert answer.json()["code"] == expected


@pytest.mark.parametrize("path", PATHS)
def test_an_empty_result_is_an_empty_file(client: httpx.Client, path: str) -> None:
    answer = client.get(f"{path}?country=AD")
    assert answer.status_code == 200
    assert len(answer.text.splitlines()) == path.endswith("csv")


def test_the_seeds_come_out_as_they_went_in(server: str) -> None:
    with httpx.Client(base_url=server) as seeds:
        found = {article["id"]: article["text"] for article in lines(seeds.get("/v1/articles.ndjson"))}
    assert found == {path.stem: path.read_text() for path in SEEDS.glob("*.txt")}
