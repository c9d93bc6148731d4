"""What is true of every answer: caching, methods, origins, compression, keys."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.store.engine import connect
from app.store.tables import metadata
from tests.api.conftest import application, serving
from tests.api.every import GETS, PAGES, QUESTION_URLS, URLS
from tests.api.test_problems import with_routes, write
from tests.api.unpack import unpacker

ORIGIN = {"Origin": "https://front.example"}
OF_THE_CONNECTION = {"date", "transfer-encoding"}


@pytest.fixture(scope="module")
def seeded(server: str) -> Iterator[httpx.Client]:
    """A client of a server over the seeds, in a process of its own."""
    with httpx.Client(base_url=server, timeout=30, headers={"Accept-Encoding": "identity"}) as one:
        yield one


@pytest.mark.parametrize("url", QUESTION_URLS)
@pytest.mark.parametrize(
    "known", ["{tag}", '"other", {tag}', '"a,b" ,{tag}', "{strong}", "*", 'W/"x",{strong}, "y"']
)
def test_an_unchanged_answer_is_not_sent_again(seeded: httpx.Client, url: str, known: str) -> None:
    tag = seeded.get(url).headers["etag"]
    assert tag.startswith('W/"')
    known = known.format(tag=tag, strong=tag.removeprefix("W/"))
    again = seeded.get(url, headers={"If-None-Match": known})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert {"cache-control", "vary"} <= set(again.headers)
    assert not {"content-type", "content-length", "content-encoding"} & set(again.headers)


@pytest.mark.parametrize("url", QUESTION_URLS)
@pytest.mark.parametrize("known", ['W/"other"', '"**"', "nonsense", ""])
def test_another_answer_is_sent(seeded: httpx.Client, url: str, known: str) -> None:
    assert seeded.get(url, headers={"If-None-Match": known}).status_code == 200


@pytest.mark.parametrize(
    ("url", "status"), [("/v1/articles/none", 404), ("/v1/articles?limit=0", 422), ("/v2", 404)]
)
def test_a_problem_is_sent_whatever_the_client_has(seeded: httpx.Client, url: str, status: int) -> None:
    answer = seeded.get(url, headers={"If-None-Match": "*"})
    assert (answer.status_code, answer.headers["cache-control"]) == (status, "no-store")
    assert answer.json()["status"] == status


@pytest.mark.parametrize("url", PAGES)
def test_a_document_is_not_sent_again_either(seeded: httpx.Client, url: str) -> None:
    first = seeded.get(url)
    again = seeded.get(url, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_another_question_has_another_tag(seeded: httpx.Client) -> None:
    urls = [*QUESTION_URLS, *(f"{url}{'&' if '?' in url else '?'}limit=3" for url in QUESTION_URLS)]
    answers = [answer for answer in map(seeded.get, urls) if answer.status_code == 200]
    assert len({answer.headers["etag"] for answer in answers}) == len(answers)


@pytest.mark.parametrize("url", [*URLS, *PAGES])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_head_is_get_without_its_body(seeded: httpx.Client, url: str, coding: str) -> None:
    asked = {"Accept-Encoding": coding}
    head, get = seeded.head(url, headers=asked), seeded.get(url, headers=asked)
    assert (head.status_code, head.content) == (200, b"")
    assert lasting(head) == lasting(get)


def lasting(answer: httpx.Response) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in OF_THE_CONNECTION}


@pytest.mark.parametrize("url", ["/v1/articles/none", "/v2", "/v1/articles?limit=0"])
def test_head_tells_of_problems_too(seeded: httpx.Client, url: str) -> None:
    head, get = seeded.head(url), seeded.get(url)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert lasting(head) == lasting(get)


@pytest.mark.parametrize("url", [*URLS, *PAGES])
def test_options_says_what_a_path_knows(seeded: httpx.Client, url: str) -> None:
    options = seeded.options(url)
    assert (options.status_code, options.content) == (204, b"")
    assert options.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("url", URLS)
def test_nothing_can_be_written(seeded: httpx.Client, url: str, method: str) -> None:
    refused = seeded.request(method, url)
    assert (refused.status_code, refused.json()["code"]) == (405, "method_not_allowed")
    assert refused.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("url", [*URLS, "/v1/annotate"])
def test_what_is_not_known_is_never_ignored(seeded: httpx.Client, url: str) -> None:
    method = "POST" if url == "/v1/annotate" else "GET"
    refused = seeded.request(method, url, params=[*httpx.URL(url).params.multi_items(), ("limitt", "5")])
    assert refused.status_code == 422
    assert "unknown_parameter" in {error["code"] for error in refused.json()["errors"]}


@pytest.mark.parametrize("url", [*URLS, *PAGES, "/v2", "/v1/articles?limit=0", "/v1/articles/none"])
def test_any_origin_may_read_unless_some_are_named(seeded: httpx.Client, url: str) -> None:
    for headers in ({}, ORIGIN):
        answer = seeded.get(url, headers=headers)
        assert answer.headers["access-control-allow-origin"] == "*"
        exposed = {
            name.strip().lower() for name in answer.headers["access-control-expose-headers"].split(",")
        }
        assert {"etag", "link", "content-disposition"} <= exposed


def test_every_header_that_is_documented_may_be_read_by_pages_of_other_sites(seeded: httpx.Client) -> None:
    exposed = seeded.get("/healthz").headers["access-control-expose-headers"].lower().split(", ")
    for operation in GETS:
        documented = {name.lower() for name in operation.told["responses"]["200"].get("headers", {})}
        assert documented <= {*exposed, "cache-control", "vary"}, operation.path


def test_named_origins_alone_may_read(database: str) -> None:
    with serving(application(database, cors_origins=(ORIGIN["Origin"], "https://b.example"))) as strict:
        for url in ("/v1/articles", "/v2", "/healthz"):
            for origin in (ORIGIN["Origin"], "https://b.example"):
                welcome = strict.get(url, headers={"Origin": origin})
                assert welcome.headers["access-control-allow-origin"] == origin
            for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
                answer = strict.get(url, headers=headers)
                assert "access-control-allow-origin" not in answer.headers
                assert "Origin" in answer.headers["vary"].split(", ")


def preflight(client: httpx.Client, origin: str, method: str) -> httpx.Response:
    asked = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": "authorization"}
    return client.options("/v1/articles", headers={"Origin": origin, **asked})


def test_a_preflight_is_answered(client: httpx.Client, database: str) -> None:
    answer = preflight(client, "https://x.example", "GET")
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, "*")
    assert "GET" in answer.headers["access-control-allow-methods"].split(", ")
    allowed = answer.headers["access-control-allow-headers"].lower().split(", ")
    assert {"authorization", "content-type", "if-none-match"} <= set(allowed)
    with serving(application(database, cors_origins=("https://b.example",), api_keys=("k",))) as strict:
        answer = preflight(strict, "https://b.example", "GET")
        assert answer.headers["access-control-allow-origin"] == "https://b.example"
        assert "access-control-allow-origin" not in preflight(strict, "https://x.example", "GET").headers


def test_a_mistake_of_ours_can_be_read_by_pages_of_other_sites(database: str) -> None:
    with serving(with_routes(application(database))) as one:
        broken = one.get("/broken", headers=ORIGIN)
    assert (broken.status_code, broken.json()["code"]) == (500, "internal_error")
    assert broken.headers["content-type"] == "application/problem+json"
    assert broken.headers["access-control-allow-origin"] == "*"


def unpacked(answer: httpx.Response, raw: bytes) -> bytes:
    coding = answer.headers.get("content-encoding")
    return raw if coding is None else unpacker(coding).decompress(raw)


@pytest.mark.parametrize("url", [*URLS, *PAGES])
@pytest.mark.parametrize("coding", ["zstd", "gzip"])
def test_a_compressed_answer_is_the_plain_one(seeded: httpx.Client, url: str, coding: str) -> None:
    plain = seeded.get(url)
    assert "content-encoding" not in plain.headers
    with seeded.stream("GET", url, headers={"Accept-Encoding": coding}) as packed:
        raw = b"".join(packed.iter_raw())
    assert unpacked(packed, raw) == plain.content
    if "content-length" in packed.headers:
        assert int(packed.headers["content-length"]) == len(raw)
    assert packed.headers.get("etag") == plain.headers.get("etag")
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["vary"].split(", ")
    if len(plain.content) > 20_000:
        assert packed.headers["content-encoding"] == coding
        assert len(raw) < len(plain.content) / 2


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (None, 401), ("Bearer wrong", 401), ("Basic one", 401), ("one", 401), ("Bearer ", 401),
        ("Bearer one", 200), ("bearer two", 200),
    ],
)  # fmt: skip
def test_with_keys_v1_needs_one(database: str, header: str | None, status: int) -> None:
    headers = {} if header is None else {"Authorization": header}
    with serving(application(database, api_keys=("one", "two"))) as locked:
        answered = locked.get("/v1/articles", headers=headers)
        assert answered.status_code == status
        if status == 401:
            assert answered.json()["code"] == "unauthorized"
            assert answered.headers["www-authenticate"] == "Bearer"
        else:
            assert answered.headers["cache-control"] == "private, no-cache"
            assert answered.headers["vary"] == "Accept-Encoding, Authorization"


def test_without_a_key_nothing_is_told_not_even_that_an_answer_is_the_same(database: str) -> None:
    key = {"Authorization": "Bearer one"}
    app = application(database, api_keys=("one",))
    with serving(app) as locked:
        tag = locked.get("/v1/articles", headers=key).headers["etag"]
        app.state.reads.census.wait()
        for known in ({}, {"If-None-Match": tag}):
            assert locked.get("/v1/articles", headers=known).status_code == 401
            assert (
                locked.get("/v1/articles", headers={**known, "Authorization": "Basic one"}).status_code == 401
            )
        assert locked.get("/v1/articles", headers=key).status_code == 200
        assert locked.get("/v1/articles", headers={**key, "If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("url", QUESTION_URLS)
def test_keys_lock_every_question(database: str, url: str) -> None:
    with serving(application(database, api_keys=("one",))) as locked:
        for known in ({}, {"If-None-Match": "*"}):
            assert locked.get(url, headers=known).status_code == 401
        assert locked.options(url).status_code == 204


@pytest.mark.parametrize("url", [*PAGES, "/healthz", "/readyz"])
def test_the_documents_stay_public(database: str, url: str) -> None:
    with serving(application(database, api_keys=("one",))) as locked:
        assert locked.get(url).status_code == 200


def test_the_tag_changes_with_the_corpus(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("moving") / "moving.db"
    write(path, "one")
    with serving(application(f"sqlite:///{path}")) as one:
        before = one.get("/v1/articles")
        engine = connect(f"sqlite:///{path}")
        with engine.begin() as connection:
            connection.execute(metadata.tables["corpus"].update().values(revision="r2"))
        engine.dispose()
        after = one.get("/v1/articles", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.json()["corpus_version"] != before.json()["corpus_version"]


def with_endless(app: FastAPI) -> FastAPI:
    """The application with an export that never ends."""

    async def rows() -> AsyncIterator[bytes]:
        while True:
            yield b"row\n" * 1000

    async def endless(request: Request) -> Response:
        return StreamingResponse(rows(), headers={"ETag": 'W/"e"'}, media_type="text/csv")

    app.add_api_route("/endless", endless)
    return app


@pytest.mark.parametrize(
    ("method", "known", "status"), [("HEAD", "", 200), ("GET", "*", 304), ("GET", '"e"', 304)]
)
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_a_body_that_is_kept_back_is_not_made_to_its_end(
    database: str, method: str, known: str, status: int, coding: str
) -> None:
    with serving(with_endless(application(database))) as one:
        asked = {"If-None-Match": known, "Accept-Encoding": coding}
        answer = one.request(method, "/endless", headers=asked)
    assert (answer.status_code, answer.headers["etag"]) == (status, 'W/"e"')
