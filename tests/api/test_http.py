"""What is true of every answer: caching, methods, origins, keys, and a database that is not there."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from app.api.reads import Ask, answer
from app.store.engine import connect, create
from app.store.schema import migrate
from app.store.tables import metadata
from tests.api.conftest import application, serving
from tests.queries.corpus import Piece, fill

PATHS = [
    "/v1/articles", "/v1/articles/madrid", "/v1/articles/madrid/text", "/v1/countries", "/v1/countries/MA",
    "/v1/agencies", "/v1/agencies/ma-dgst", "/v1/sources", "/v1/sources/meo", "/v1/corpus",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_an_unchanged_answer_is_not_sent_again(client: httpx.Client, path: str) -> None:
    tag = client.get(path).headers["etag"]
    assert tag.startswith('W/"')
    again = client.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(path, headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_another_question_has_another_tag(client: httpx.Client) -> None:
    paths = ["/v1/articles", "/v1/articles?limit=3", "/v1/articles?sort=title", "/v1/countries"]
    assert len({client.get(path).headers["etag"] for path in paths}) == len(paths)


@pytest.mark.parametrize("path", [*PATHS, "/healthz", "/readyz", "/docs", "/redoc", "/openapi.json"])
def test_head_is_get_without_its_body(client: httpx.Client, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == get.headers


@pytest.mark.parametrize("path", [*PATHS, "/healthz", "/openapi.json"])
def test_options_says_what_a_path_knows(client: httpx.Client, path: str) -> None:
    options = client.options(path)
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_written(client: httpx.Client, method: str) -> None:
    refused = client.request(method, "/v1/articles")
    assert (refused.status_code, refused.json()["code"]) == (405, "method_not_allowed")
    assert refused.headers["allow"] == "GET, HEAD, OPTIONS"


def test_any_origin_may_read_unless_some_are_named(client: httpx.Client, database: str) -> None:
    origin = {"Origin": "https://front.example"}
    open_answer = client.get("/v1/articles", headers=origin)
    assert open_answer.headers["access-control-allow-origin"] == "*"
    assert open_answer.headers["access-control-expose-headers"] == "ETag, Link"
    with serving(application(database, cors_origins=("https://other.example",))) as strict:
        assert "access-control-allow-origin" not in strict.get("/v1/articles", headers=origin).headers


def test_a_preflight_is_answered(client: httpx.Client) -> None:
    asked = {"Origin": "https://x.example", "Access-Control-Request-Method": "GET",
             "Access-Control-Request-Headers": "authorization"}  # fmt: skip
    assert client.options("/v1/articles", headers=asked).status_code == 200


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


@pytest.mark.parametrize(
    "path", ["/healthz", "/readyz", "/docs", "/redoc", "/openapi.json", "/problems/not_found"]
)
def test_the_documents_stay_public(database: str, path: str) -> None:
    with serving(application(database, api_keys=("one",))) as locked:
        assert locked.get(path).status_code == 200


def leave_absent(path: Path) -> None:
    """There is no file."""


def write_nonsense(path: Path) -> None:
    path.write_bytes(b"this is no database at all" * 100)


def write_foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    connection.commit()
    connection.close()


def damage(path: Path) -> None:
    migrate(f"sqlite:///{path}")
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("break_it", "code"),
    [
        (leave_absent, "database_missing"),
        (write_nonsense, "database_corrupt"),
        (write_foreign, "schema_mismatch"),
        (damage, "database_corrupt"),
    ],
)
def test_a_database_that_cannot_be_used_is_503_and_says_why(
    tmp_path: Path, break_it: Callable[[Path], None], code: str
) -> None:
    path = tmp_path / "broken.db"
    break_it(path)
    with serving(application(f"sqlite:///{path}")) as one:
        assert one.get("/healthz").status_code == 200
        for asked in ("/readyz", "/v1/articles"):
            refused = one.get(asked)
            assert (refused.status_code, refused.json()["code"]) == (503, code), refused.text
            assert str(path) in refused.json()["detail"] or code == "schema_mismatch"
            assert refused.headers["retry-after"] == "5"


def test_a_locked_database_is_busy(tmp_path: Path) -> None:
    path = tmp_path / "locked.db"
    migrate(f"sqlite:///{path}")
    holder = sqlite3.connect(path)
    holder.execute("PRAGMA journal_mode = DELETE")
    holder.execute("BEGIN EXCLUSIVE")
    with serving(application(f"sqlite:///{path}")) as one:
        refused = one.get("/readyz")
    holder.close()
    assert (refused.status_code, refused.json()["code"]) == (503, "database_busy")


def test_the_server_recovers_when_the_database_appears_or_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "later.db"
    with serving(application(f"sqlite:///{path}")) as one:
        assert one.get("/v1/articles").status_code == 503
        write(path, "first")
        assert [item["id"] for item in one.get("/v1/articles").json()["items"]] == ["first"]
        write(path, "second")
        assert [item["id"] for item in one.get("/v1/articles").json()["items"]] == ["second"]
        path.unlink()
        assert one.get("/readyz").json()["code"] == "database_missing"


def write(path: Path, id: str) -> None:
    """A new database in the place of whatever is there."""
    new = path.with_suffix(".new")
    migrate(f"sqlite:///{new}")
    engine = create(f"sqlite:///{new}")
    with engine.begin() as connection:
        fill(connection, [Piece(id)])
    engine.dispose()
    for file in (new, path):
        for tail in ("-wal", "-shm"):
            file.with_name(file.name + tail).unlink(missing_ok=True)
    new.replace(path)


def test_the_tag_changes_with_the_corpus(tmp_path: Path) -> None:
    path = tmp_path / "moving.db"
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


SLOW = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def with_routes(app: FastAPI) -> FastAPI:
    """The application with one question that never ends and one that breaks."""

    def count_forever(ask: Ask) -> Response:
        return Response(str(ask.connection.exec_driver_sql(SLOW).scalar()))

    def break_down(ask: Ask) -> Response:
        raise RuntimeError("secret")

    async def slow(request: Request) -> Response:
        return await answer(request, count_forever)

    async def broken(request: Request) -> Response:
        return await answer(request, break_down)

    app.add_api_route("/slow", slow)
    app.add_api_route("/broken", broken)
    return app


def test_a_question_that_takes_too_long_is_given_up_and_its_connection_is_good_again(database: str) -> None:
    app = with_routes(application(database, query_timeout=0.05))
    with serving(app) as one:
        for _ in range(3):
            refused = one.get("/slow")
            assert (refused.status_code, refused.json()["code"]) == (503, "query_timeout")
        assert one.get("/healthz").status_code == 200
    with serving(application(database)) as one:
        assert one.get("/v1/articles").status_code == 200


def test_a_mistake_of_ours_tells_no_secrets(database: str) -> None:
    with serving(with_routes(application(database))) as one:
        broken = one.get("/broken")
    assert (broken.status_code, broken.json()["code"]) == (500, "internal_error")
    assert "secret" not in broken.text


def test_when_all_connections_are_in_use_the_database_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'corpus.db'}"
    migrate(url)
    monkeypatch.setattr("app.store.engine.CONNECTIONS", 1)
    monkeypatch.setattr("app.store.engine.WAIT", 0.05)
    app = application(url)
    with serving(app) as one:
        assert one.get("/readyz").status_code == 200
        with app.state.reads._engine().connect():
            refused = one.get("/v1/articles")
    assert (refused.status_code, refused.json()["code"]) == (503, "database_busy")
