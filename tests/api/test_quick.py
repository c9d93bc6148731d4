"""The short ways to an answer, and that they give what the long way gives, to the byte."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from app.api import ask
from app.api.quick import _plan
from app.api.reads import Reads
from app.api.tag import tag_of
from app.queries import census
from app.queries.desk import Desk
from app.store.engine import connect, parse_url
from app.store.writer import Writer
from tests.api.conftest import application, database_of, serving
from tests.queries.test_articles import PIECES
from tests.store.article import VERSIONS, entry

SITE = "https://front.example"
PATHS = (
    "/v1/articles",
    "/v1/articles?limit=2",
    "/v1/articles?country=MA&limit=1",
    "/v1/articles?country=FR&country=QA",
    "/v1/articles?country_all=FR&country_all=MA",
    "/v1/articles?agency_country=MA&limit=2",
    "/v1/articles?country=MA&country_not=QA&published_from=2024",
    "/v1/articles?published_to=2024-02&date_match=possible",
    "/v1/articles?published_from=0001&published_to=9999&date_match=possible",
    "/v1/articles?undated=only",
    "/v1/articles?missing=title&missing=byline",
    "/v1/articles?language=fr",
    "/v1/articles?source=hespress",
    "/v1/articles?q=dgsn&limit=1",
    "/v1/articles?q=-dgsn&sort=published",
    "/v1/articles?sort=title&limit=2",
    "/v1/articles?include=text&include=mentions&limit=2",
    "/v1/articles?mention_kind=any&country=FR",
    "/v1/articles?offsets=utf16",
    "/v1/articles?&limit=%32&&",
    "/v1/articles?country=%D8%A7%D9%84%D9%85%D8%BA%D8%B1%D8%A8&limit=1",
    "/v1/articles?limit=+2",
    "/v1/articles/madrid",
    "/v1/articles/عمان",
    "/v1/articles/madrid?mention_kind=any",
    "/v1/facets?country=MA",
    "/v1/timeline?interval=month&by=country",
    "/v1/comentions",
)


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, httpx.Client]]:
    """Two clients of the same corpus: of a server that takes every short way, and of one that has none."""
    url = database_of(tmp_path_factory.mktemp("quick"), PIECES)
    engine = connect(url)
    Writer(engine, VERSIONS).write(
        [entry("long", text="كلمة " * 20_000), entry("large", text="كلمة " * 5_000)]
    )
    engine.dispose()
    with both(url) as clients:
        yield clients


@contextmanager
def both(url: str, **settings: object) -> Iterator[tuple[httpx.Client, httpx.Client]]:
    short, long = application(url, **settings), application(url, **settings)
    _reads(long).census.at = lambda revision: None  # type: ignore[method-assign]
    _reads(long).desk = lambda: None  # type: ignore[method-assign]
    with serving(short) as one, serving(long) as other:
        indexed(one, short)
        yield one, other


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, httpx.Client]]:
    """The same two for those who have a key, and for pages of one site."""
    url = database_of(tmp_path_factory.mktemp("guarded"), PIECES)
    with both(url, api_keys=("k",), cors_origins=(SITE,)) as clients:
        yield clients


def _reads(app: FastAPI) -> Reads:
    reads: Reads = app.state.reads
    return reads


def indexed(client: httpx.Client, app: FastAPI) -> None:
    """Ask once, and wait until the index is there."""
    client.get("/v1/articles")
    _reads(app).census.wait()


@pytest.mark.parametrize("path", PATHS)
def test_both_ways_give_the_same_pages(ways: tuple[httpx.Client, httpx.Client], path: str) -> None:
    short, long = ways
    next_path: str | None = path
    for _ in range(8):
        if next_path is None:
            return
        one, other = short.get(next_path), long.get(next_path)
        assert one.status_code == 200, one.text
        assert one.json() == other.json()
        assert dict(one.headers) | {"content-length": ""} == dict(other.headers) | {"content-length": ""}
        cursor = one.json().get("next_cursor")
        next_path = cursor and f"{path}{'&' if '?' in path else '?'}cursor={cursor}"


ASKED: tuple[dict[str, str], ...] = (
    {},
    {"Accept-Encoding": "identity"},
    {"Accept-Encoding": "gzip"},
    {"Accept-Encoding": "zstd, gzip"},
    {"Origin": SITE},
    {"Origin": "https://evil.example"},
    {"Authorization": "Bearer k"},
    {"Authorization": "Bearer k", "Origin": SITE, "Accept-Encoding": "gzip"},
    {"Authorization": "Bearer other"},
    {"If-None-Match": "*"},
    {"If-None-Match": 'W/"other"'},
    {"Host": "news.example:8443"},
)


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("which", ["ways", "guarded"])
@pytest.mark.parametrize(
    "path", ["/v1/articles?limit=2", "/v1/articles/madrid", "/v1/articles/large", "/v1/facets", "/v1/a"]
)
def test_both_ways_answer_alike_whatever_is_said_beside_the_path(
    which: str, path: str, method: str, asked: dict[str, str], request: pytest.FixtureRequest
) -> None:
    short, long = request.getfixturevalue(which)
    alike(short.request(method, path, headers=asked), long.request(method, path, headers=asked))
    tag = short.get(path, headers=asked).headers.get("etag")
    if tag is not None:
        asked = {**asked, "If-None-Match": tag}
        one, other = (client.request(method, path, headers=asked) for client in (short, long))
        assert one.status_code == 304
        alike(one, other)


@pytest.mark.parametrize(
    "path", ["/v1/nope", "/v1/articles/a/b/c", "/v1/annotate", "/healthz", "/docs", "/openapi.json"]
)
def test_no_client_has_the_answer_to_what_is_no_question_about_the_corpus(
    ways: tuple[httpx.Client, httpx.Client], path: str
) -> None:
    version = ways[0].get("/v1/corpus").json()["corpus_version"]
    asked = {"If-None-Match": tag_of({"path": path, "query_string": b""}, version).decode()}
    one, other = (client.get(path, headers=asked) for client in ways)
    assert one.status_code != 304
    alike(one, other)


def alike(one: httpx.Response, other: httpx.Response) -> None:
    assert (one.status_code, one.content) == (other.status_code, other.content)
    assert one.headers.raw == other.headers.raw


def test_a_quick_way_that_breaks_is_told_of_and_the_plain_one_taken(
    ways: tuple[httpx.Client, httpx.Client], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Desk, "whole", broken)
    assert ways[0].get("/v1/articles/madrid").json() == ways[1].get("/v1/articles/madrid").json()
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    "path",
    [
        "/v1/articles?country=Atlantis",
        "/v1/articles?limit=0",
        "/v1/articles?cursor=nonsense",
        "/v1/articles?cursor=",
        "/v1/articles?limit=2&cursor=a&cursor=b",
        "/v1/articles?curs%6Fr=nonsense",
        "/v1/articles?my_cursor=1",
        "/v1/articles?limit=2;country=MA",
        "/v1/articles?country=%FF",
        "/v1/articles/",
        "/v1/articles/madrid/",
        "/v1/articles/a%2Fb",
        "/v1/articles?nonsense=1",
        "/v1/articles/nowhere",
        "/v1/articles/madrid?nonsense=1",
    ],
)
def test_both_ways_refuse_alike(ways: tuple[httpx.Client, httpx.Client], path: str) -> None:
    one, other = (client.get(path) for client in ways)
    assert one.status_code == other.status_code >= 400
    assert one.json() == other.json()


@pytest.mark.parametrize(
    "path",
    [
        "/v1/articles?country=Atlantis",
        "/v1/facets?agency=nobody%20that%20is",
        "/v1/timeline?interval=day",
        "/v1/timeline?by=country&limit=1",
        "/v1/articles?unknown=1",
        "/v1/facets?limit=0",
        f"/v1/facets?limit=7{'+' * 2000}",
        "/v1/articles/long",
    ],
)
def test_what_takes_long_is_not_done_on_the_event_loop(
    ways: tuple[httpx.Client, httpx.Client], path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways[0].get("/v1/facets")  # the first of a corpus learns what its sources are called
    worked: list[str] = []
    work = Reads._answer

    def watched(reads: Reads, request: Request, *rest: Any) -> Response:
        worked.append(request.url.path)
        return work(reads, request, *rest)

    monkeypatch.setattr(Reads, "_answer", watched)
    ways[0].get("/v1/facets")
    assert not worked, "what is short is done at once"
    ways[0].get(path)
    assert len(worked) == 1


@pytest.mark.parametrize(
    "path",
    ["/v1/articles", "/v1/articles?country=MA&limit=1", "/v1/articles/madrid", "/v1/facets", "/v1/timeline"],
)
def test_what_is_short_keeps_no_thread_busy(
    ways: tuple[httpx.Client, httpx.Client], path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def worker(*_: object) -> Response:
        raise AssertionError("a worker thread was asked")

    tag = ways[0].get("/v1/corpus").headers["etag"]
    monkeypatch.setattr(Reads, "_answer", worker)
    assert ways[0].get(path).status_code == ways[0].head(path).status_code == 200
    assert ways[0].get("/v1/corpus", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("path", ["/v1/facets?q=dgsn", "/v1/timeline?mention_kind=any&country=MA"])
def test_what_is_counted_one_by_one_is_left_to_a_thread_where_there_are_many(
    ways: tuple[httpx.Client, httpx.Client], path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    plain = Reads._answer

    def noted(self: Reads, *given: Any) -> Response:
        asked.append(path)
        return plain(self, *given)

    for client in ways:
        client.get(path)
    monkeypatch.setattr(Reads, "_answer", noted)
    at_once = ways[0].get(path)
    assert asked == []
    monkeypatch.setattr(ask, "_FEW", 0)
    alike(ways[0].get(path), at_once)
    assert asked == [path]


def test_the_desk_never_waits_and_goes_on_after_a_failure(tmp_path: Path) -> None:
    url = database_of(tmp_path, PIECES)
    with closing(sqlite3.connect(tmp_path / "corpus.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        desk = Desk(parse_url(url))
        other.execute("BEGIN EXCLUSIVE")
        begun = monotonic()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            desk.begin()
        assert monotonic() - begun < 2
        other.execute("COMMIT")
        assert desk.begin() == "r1"
        desk.end()
        desk.close()


def test_a_very_long_question_is_not_kept(ways: tuple[httpx.Client, httpx.Client]) -> None:
    before = _plan.cache_info().currsize
    assert ways[0].get("/v1/articles", params={"limit": f"7{' ' * 2000}"}).status_code == 200
    assert _plan.cache_info().currsize == before


def test_a_cursor_goes_on_where_its_article_was(tmp_path: Path) -> None:
    url = database_of(tmp_path, [])
    engine = connect(url)
    Writer(engine, VERSIONS).write([entry(name) for name in "abcd"])
    app = application(url)
    with serving(app) as client:
        indexed(client, app)
        page = client.get("/v1/articles?limit=2").json()
        assert [item["id"] for item in page["items"]] == ["a", "b"]
        Writer(engine, VERSIONS).remove(["b"])
        for _ in range(2):  # by the tables, then by the new index
            rest = client.get(f"/v1/articles?limit=2&cursor={page['next_cursor']}").json()
            assert [item["id"] for item in rest["items"]] == ["c", "d"]
            assert rest["total"] == 3
            _reads(app).census.rest = 0
            indexed(client, app)
    engine.dispose()


def test_what_is_written_is_seen_at_once(tmp_path: Path) -> None:
    url = database_of(tmp_path, [])
    engine = connect(url)
    app = application(url)
    with serving(app) as client:
        for total, name in enumerate("abc", 1):
            Writer(engine, VERSIONS).write([entry(name)])
            assert client.get("/v1/articles").json()["total"] == total
            assert client.get(f"/v1/articles/{name}").status_code == 200
    engine.dispose()


def test_a_cursor_by_relevance_is_refused_once_the_corpus_has_changed(tmp_path: Path) -> None:
    url = database_of(tmp_path, [])
    engine = connect(url)
    Writer(engine, VERSIONS).write([entry(name, text=f"خبر {name}") for name in "abcd"])
    app = application(url)
    with serving(app) as client:
        path = "/v1/articles?q=خبر&sort=relevance&limit=2"
        first = client.get(path).json()
        going_on = f"{path}&cursor={first['next_cursor']}"
        second = client.get(going_on).json()
        assert {item["id"] for page in (first, second) for item in page["items"]} == set("abcd")
        Writer(engine, VERSIONS).write([entry("e", text="خبر خبر خبر")])
        refused = client.get(going_on)
        assert refused.status_code == 422
        assert refused.json()["code"] == "cursor_mismatch"
    engine.dispose()


BEHIND = ("/v1/articles?limit=3", "/v1/articles?sort=published", "/v1/facets", "/v1/timeline")


@pytest.fixture
def ingesting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[httpx.Client, Writer]]:
    """A client of a corpus, of which an index is made once and then no more, and who is adding to it."""
    monkeypatch.setattr(census, "MANY", 1)
    url = database_of(tmp_path, [])
    engine = connect(url)
    writer = Writer(engine, VERSIONS)
    writer.write([entry(name, date(2024, 1, 1)) for name in "abcd"])
    app = application(url)
    _reads(app).census.rest = 1e9
    with serving(app) as client:
        indexed(client, app)
        yield client, writer
    engine.dispose()


@pytest.mark.parametrize("path", BEHIND)
def test_while_an_ingest_adds_articles_lists_and_counts_are_of_the_revision_before(
    ingesting: tuple[httpx.Client, Writer], path: str
) -> None:
    client, writer = ingesting
    before = client.get(path)
    version = client.get("/v1/corpus").json()["corpus_version"]
    writer.write([entry("e", date(2024, 1, 1))])
    assert client.get("/v1/countries").json()["corpus_version"] != version
    meanwhile = client.get(path)
    assert meanwhile.json()["corpus_version"] == version
    alike(meanwhile, before)
    assert client.get(path, headers={"If-None-Match": before.headers["etag"]}).status_code == 304
    assert client.get("/v1/corpus").json()["corpus_version"] != version
    writer.finish(0, 0)
    after = client.get(path)
    assert after.json()["corpus_version"] == client.get("/v1/corpus").json()["corpus_version"]
    assert after.content != before.content
    assert client.get(path, headers={"If-None-Match": before.headers["etag"]}).status_code == 200


def test_once_an_ingest_has_ended_the_next_one_hides_nothing_of_it(
    ingesting: tuple[httpx.Client, Writer],
) -> None:
    client, writer = ingesting
    assert client.get("/v1/articles").json()["total"] == 4
    writer.write([entry("e")])
    assert client.get("/v1/articles").json()["total"] == 4
    writer.finish(0, 0)
    engine = writer._engine
    Writer(engine, VERSIONS).write([entry("f")])
    assert client.get("/v1/articles").json()["total"] == 6


def test_what_an_ingest_has_written_is_there_by_its_id_at_once(
    ingesting: tuple[httpx.Client, Writer],
) -> None:
    client, writer = ingesting
    tag = client.get("/v1/articles/a").headers["etag"]
    writer.write([entry("e")])
    assert client.get("/v1/articles/e").json()["id"] == "e"
    assert client.get("/v1/articles/f").status_code == 404
    assert client.get("/v1/articles/a", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("change", ["update", "remove", "few", "late"])
def test_no_revision_before_is_told_where_other_things_changed_or_it_is_not_worth_it(
    ingesting: tuple[httpx.Client, Writer], monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    client, writer = ingesting
    if change == "few":
        monkeypatch.setattr(census, "MANY", 1_000)
    elif change == "late":
        monkeypatch.setattr(census, "_LATE", 0.0)
    if change == "remove":
        writer.remove(["a"])
    else:
        writer.write([entry("a" if change == "update" else "e", date(2024, 1, 2))])
    found = client.get("/v1/articles").json()
    assert found["corpus_version"] == client.get("/v1/corpus").json()["corpus_version"]
    assert found["total"] == {"update": 4, "remove": 3, "few": 5, "late": 5}[change]


def test_a_list_is_walked_to_its_end_while_an_ingest_adds_to_it(
    ingesting: tuple[httpx.Client, Writer],
) -> None:
    client, writer = ingesting
    page = client.get("/v1/articles?limit=2").json()
    writer.write([entry("bb", date(2024, 1, 1))])
    rest = client.get(f"/v1/articles?limit=5&cursor={page['next_cursor']}")
    assert [item["id"] for item in rest.json()["items"]] == ["c", "d"]
