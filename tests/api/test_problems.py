"""Problems: each kind is brought about, has its page, and is documented as it is answered."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from app.api.annotate import MOST_BYTES
from app.api.ask import Ask
from app.api.kinds import KINDS
from app.api.problems import Problem, example
from app.api.reads import answer
from app.errors import DatabaseError
from app.store.engine import create
from app.store.schema import migrate
from tests.api.conftest import application, serving
from tests.api.every import DOCUMENT
from tests.queries.corpus import Piece, fill

Provoke = Callable[[Path, str], httpx.Response]
"""Brings a problem about, given an empty folder and the URL of a database that is well."""


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


def over(break_it: Callable[[Path], None]) -> Provoke:
    """Ask a server over a database that `break_it` has broken."""

    def provoke(folder: Path, database: str) -> httpx.Response:
        path = folder / "broken.db"
        break_it(path)
        with serving(application(f"sqlite:///{path}")) as one:
            return one.get("/readyz")

    return provoke


def asking(method: str, path: str, body: bytes = b"", **settings: object) -> Provoke:
    """Ask a server over a database that is well."""

    def provoke(folder: Path, database: str) -> httpx.Response:
        with serving(application(database, **settings)) as one:
            return one.request(method, path, content=body)

    return provoke


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another process holds the database at `path`."""
    migrate(f"sqlite:///{path}")
    holder = sqlite3.connect(path)
    holder.execute("PRAGMA journal_mode = DELETE")
    holder.execute("BEGIN EXCLUSIVE")
    yield
    holder.close()


def over_a_locked_one(folder: Path, database: str) -> httpx.Response:
    path = folder / "locked.db"
    with locked(path), serving(application(f"sqlite:///{path}")) as one:
        return one.get("/readyz")


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


def asking_for(path: str, **settings: object) -> Provoke:
    """Ask for one of the routes above."""

    def provoke(folder: Path, database: str) -> httpx.Response:
        with serving(with_routes(application(database, **settings))) as one:
            return one.get(path)

    return provoke


PROVOKED: dict[str, Provoke] = {
    "unauthorized": asking("GET", "/v1/articles", api_keys=("one",)),
    "method_not_allowed": asking("POST", "/v1/articles"),
    "too_large": asking("POST", "/v1/annotate", b"x" * (MOST_BYTES + 1)),
    "query_timeout": asking_for("/slow", query_timeout=0.05),
    "internal_error": asking_for("/broken"),
    "database_missing": over(leave_absent),
    "database_corrupt": over(write_nonsense),
    "schema_mismatch": over(write_foreign),
    "database_busy": over_a_locked_one,
    "database_error": lambda folder, _: unusable(folder),
}
"""What brings about the kinds that the seeds alone do not."""


def unusable(folder: Path) -> httpx.Response:
    """The database fails in a way that has no code of its own."""

    def fail() -> Connection:
        raise DatabaseError("Database corpus.db: its disk failed to read or write.")

    app = application(f"sqlite:///{folder / 'corpus.db'}")
    app.state.reads._connected = fail
    with serving(app) as one:
        return one.get("/v1/corpus")


def check(answer: httpx.Response, code: str) -> Any:
    """The body of an answer that has to be a problem of kind `code`."""
    assert answer.status_code == KINDS[code].status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    TypeAdapter(Problem).validate_python(body, strict=True)
    assert (body["code"], body["type"]) == (code, f"/problems/{code}")
    assert (body["status"], body["title"]) == (answer.status_code, KINDS[code].title)
    assert ("errors" in body) == (answer.status_code == 422)
    return body


def test_every_kind_is_brought_about_here() -> None:
    assert {code for code, kind in KINDS.items() if kind.asked} | set(PROVOKED) == set(KINDS)


@pytest.mark.parametrize("code", PROVOKED)
def test_a_kind_is_answered_when_it_happens(tmp_path: Path, database: str, code: str) -> None:
    provoked = PROVOKED[code](tmp_path, database)
    body = check(provoked, code)
    assert body["detail"]
    if KINDS[code].status == 503:
        assert provoked.headers["retry-after"] == "5"


@pytest.mark.parametrize("code", [code for code, kind in KINDS.items() if kind.asked])
def test_a_documented_example_is_what_the_seeds_answer(server: str, code: str) -> None:
    with httpx.Client(base_url=server, timeout=30) as one:
        asked = KINDS[code].asked
        if found := re.search(r"\{cursor of (.+)\}", asked):
            asked = asked.replace(found[0], one.get(found[1]).json()["next_cursor"])
        body = check(one.get(asked), code)
    expected = example(code, KINDS[code])
    if found:
        body["errors"][0]["value"] = expected["errors"][0]["value"]
    assert body == expected


@pytest.mark.parametrize("code", KINDS)
def test_a_type_is_a_page_that_explains_it(client: httpx.Client, code: str) -> None:
    page = client.get(f"/problems/{code}")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert KINDS[code].title in page.text
    assert f"<code>{code}</code>" in page.text
    assert f'href="/problems/{code}"' in client.get("/problems").text


def test_a_type_leads_to_its_page_where_the_server_is_mounted_below_a_path(database: str) -> None:
    app = application(database)
    app.root_path = "/below"
    with serving(app) as one:
        body = one.get("/v1/articles?limit=0").json()
    assert body["type"] == "/below/problems/invalid_value"


def test_a_kind_that_is_not_there_is_a_problem_itself(client: httpx.Client) -> None:
    body = check(client.get("/problems/invalid_values"), "not_found")
    assert "'invalid_value'" in body["detail"]


def test_each_documented_answer_shows_its_own_body() -> None:
    shown = set()
    for response in DOCUMENT["components"]["responses"].values():
        for content in response.get("content", {}).values():
            for code, one in content["examples"].items():
                assert one["value"] == example(code, KINDS[code])
                shown.add(code)
    assert shown == set(KINDS) - {"unauthorized", "method_not_allowed", "internal_error"}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/v1/artikles", "There is no /v1/artikles. Did you mean /v1/articles?"),
        ("/v1/articles/", "There is no /v1/articles/. Did you mean /v1/articles?"),
        ("/v1/article/x/text", "There is no /v1/article/x/text. Did you mean /v1/articles/x/text?"),
        ("/v1/contries/MA", "There is no /v1/contries/MA. Did you mean /v1/countries/MA?"),
        ("/v2/nothing/like/it", "There is no /v2/nothing/like/it. See /docs for what there is."),
        ("/doc", "There is no /doc. Did you mean /docs?"),
        ("/assets/x.js", "There is no /assets/x.js. See /docs for what there is."),
    ],
)
def test_an_unknown_path_comes_with_the_nearest_one(client: httpx.Client, path: str, said: str) -> None:
    assert check(client.get(path), "not_found")["detail"] == said


@pytest.mark.parametrize("break_it", [leave_absent, write_nonsense, write_foreign, damage])
def test_a_server_over_a_broken_database_lives_and_says_what_is_wrong(
    tmp_path: Path, break_it: Callable[[Path], None]
) -> None:
    path = tmp_path / "broken.db"
    break_it(path)
    with serving(application(f"sqlite:///{path}")) as one:
        assert one.get("/healthz").status_code == 200
        ready, asked = one.get("/readyz"), one.get("/v1/articles")
    assert ready.status_code == asked.status_code == 503
    assert ready.json() == asked.json()
    assert str(path) in ready.json()["detail"] or break_it is write_foreign


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


def test_a_question_that_takes_too_long_is_given_up_and_its_connection_is_good_again(database: str) -> None:
    app = with_routes(application(database, query_timeout=0.05))
    with serving(app) as one:
        for _ in range(3):
            check(one.get("/slow"), "query_timeout")
        assert one.get("/healthz").status_code == 200
    with serving(application(database)) as one:
        assert one.get("/v1/articles").status_code == 200


def test_a_mistake_of_ours_tells_no_secrets(database: str) -> None:
    with serving(with_routes(application(database))) as one:
        assert "secret" not in one.get("/broken").text


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
            check(one.get("/v1/corpus"), "database_busy")
