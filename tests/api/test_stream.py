"""Streams, over a real server: how they start, end, are cut off, and wait for slow clients."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import anyio
import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from sqlalchemy import Connection, text

from app.api import stream
from app.api.packets import Protocol
from app.errors import DatabaseError
from app.queries import export
from app.queries.article import Article
from app.settings import Settings
from app.store.corpus import corpus_version
from app.store.engine import connect
from tests.api.conftest import application, database_of, serving
from tests.queries.corpus import Piece, country

MANY = [Piece(f"{n:05}", names=((country("MA"), "name"),) * 80) for n in range(2500)]
"""About 30 MB of NDJSON: more than the buffers between a server and a client hold."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return application(database_of(tmp_path_factory.mktemp("stream"), MANY))


@pytest.fixture(scope="module")
def url(app: FastAPI) -> Iterator[str]:
    """The address of a server of `app` on a thread of this process."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(app, http=Protocol, log_level="critical", timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        wait(lambda: server.started)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def wait(so: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch, fail_at: int = 1 << 30) -> Iterator[list[int]]:
    """How many articles each piece had that was made; the piece `fail_at` meets a broken database."""
    made: list[int] = []
    load = export.load_articles

    def counting(connection: object, keys: list[int]) -> list[Article]:
        if len(made) == fail_at:
            raise DatabaseError("The disk is gone.")
        made.append(len(keys))
        return load(connection, keys)  # type: ignore[arg-type]

    monkeypatch.setattr(export, "load_articles", counting)
    yield made


def running(app: FastAPI) -> int:
    count: int = app.state.streams.running
    return count


def test_a_whole_stream_ends_cleanly_and_has_everything(url: str) -> None:
    with httpx.stream("GET", f"{url}/v1/articles.ndjson", timeout=60) as answer:
        assert answer.headers["Transfer-Encoding"] == "chunked"
        assert sum(1 for _ in answer.iter_lines()) == len(MANY)


def test_pieces_wait_for_a_slow_client(url: str, app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    with counted(monkeypatch) as made:
        with httpx.stream(
            "GET", f"{url}/v1/articles.ndjson", headers={"Accept-Encoding": "identity"}
        ) as answer:
            arriving = answer.iter_raw()
            next(arriving)
            time.sleep(1.5)
            assert running(app) == 1
            before = sum(made)
            assert before < len(MANY) * 0.7
            time.sleep(0.5)
            assert sum(made) == before
        wait(lambda: running(app) == 0)
    assert sum(made) < len(MANY), "it went on for nobody"


def test_a_stream_that_fails_before_it_begins_is_a_problem(
    url: str, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counted(monkeypatch, fail_at=0):
        answer = httpx.get(f"{url}/v1/articles.ndjson")
    assert (answer.status_code, answer.json()["code"]) == (503, "database_error")
    assert running(app) == 0


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("path", ["/v1/articles.ndjson", "/v1/articles.csv"])
def test_a_stream_that_fails_later_is_seen_to_be_cut_off(
    url: str, app: FastAPI, monkeypatch: pytest.MonkeyPatch, path: str, encoding: str
) -> None:
    with (
        counted(monkeypatch, fail_at=3),
        httpx.stream("GET", f"{url}{path}", headers={"Accept-Encoding": encoding}) as answer,
    ):
        assert answer.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            answer.read()
    wait(lambda: running(app) == 0)


def test_a_client_that_takes_nothing_is_given_up(
    url: str, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "_PATIENCE", 0.3)
    with httpx.stream("GET", f"{url}/v1/articles.ndjson", headers={"Accept-Encoding": "identity"}) as answer:
        wait(lambda: running(app) == 0)
        with pytest.raises(httpx.RemoteProtocolError):
            answer.read()


def test_there_are_only_so_many_streams_at_once(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "MOST", 0)
    answer = httpx.get(f"{url}/v1/articles.csv")
    assert (answer.status_code, answer.json()["code"]) == (503, "database_busy")
    assert "Retry-After" in answer.headers


def test_others_are_answered_meanwhile(url: str) -> None:
    with httpx.stream("GET", f"{url}/v1/mentions.csv", timeout=60):
        begin = time.monotonic()
        assert httpx.get(f"{url}/healthz").status_code == 200
        assert time.monotonic() - begin < 1


@pytest.mark.parametrize(("others", "rests"), [(0, 0), (1, 1), (7, 1)])
def test_a_piece_beside_which_something_was_asked_is_followed_by_a_rest(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch, others: int, rests: int
) -> None:
    wait(lambda: running(app) == 0)
    rested: list[float] = []

    async def rest(seconds: float) -> None:
        rested.append(seconds)

    monkeypatch.setattr(stream, "sleep", rest)
    streams = stream.Streams(Settings())

    def work() -> bytes:
        time.sleep(2 * stream._REST)
        streams.asked += others
        return b"piece"

    assert anyio.run(streams.make, work) == b"piece"
    assert rested == []
    assert anyio.run(streams.make, work) == b"piece"
    assert len(rested) == rests
    assert all(0 < seconds <= stream._REST for seconds in rested)


def test_one_piece_is_made_at_a_time() -> None:
    streams = stream.Streams(Settings())
    at_work: list[int] = []
    most = 0

    def work() -> None:
        nonlocal most
        at_work.append(1)
        most = max(most, len(at_work))
        time.sleep(0.01)
        at_work.pop()

    async def make_all() -> None:
        async with anyio.create_task_group() as tasks:
            for _ in range(4):
                tasks.start_soon(streams.make, work)

    anyio.run(make_all)
    assert (most, at_work) == (1, [])


def test_a_client_that_goes_before_the_first_piece_gives_its_place_back(
    url: str, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def wait_for_ever(streams: stream.Streams, work: Callable[[], bytes | None]) -> None:
        await anyio.sleep_forever()

    monkeypatch.setattr(stream.Streams, "make", wait_for_ever)
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(f"{url}/v1/articles.csv", timeout=0.5)
    wait(lambda: running(app) == 0)


def test_every_request_is_counted_as_asked(url: str, app: FastAPI) -> None:
    before = app.state.streams.asked
    for path in ("/v1/articles", "/v1/suggest?q=a", "/nowhere"):
        httpx.get(url + path)
    assert app.state.streams.asked == before + 3


def test_a_head_is_answered_without_making_it(
    url: str, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counted(monkeypatch) as made:
        answer = httpx.head(f"{url}/v1/articles.ndjson")
        wait(lambda: running(app) == 0)
    assert (answer.status_code, answer.content) == (200, b"")
    assert sum(made) <= export.FIRST + 2 * export.PIECE


def test_a_stream_is_of_one_snapshot_also_while_the_corpus_changes(tmp_path: Path) -> None:
    """The version in the head is that of the snapshot, even when the corpus changed since the question."""
    database = database_of(tmp_path, MANY[:3])
    moved = application(database)
    with serving(moved) as client:
        before = client.get("/v1/articles.csv").headers["Warraq-Corpus-Version"]
        engine = connect(database)

        def late(connection: Connection) -> str:
            with engine.begin() as writing:
                writing.execute(text("UPDATE corpus SET revision = 'r2'"))
            return corpus_version(connection)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(stream, "corpus_version", late)
            answer = client.get("/v1/articles.csv")
        after = answer.headers["Warraq-Corpus-Version"]
        engine.dispose()
        assert after != before
        assert after in answer.headers["Content-Disposition"]
        assert "ETag" not in answer.headers
        assert client.get("/v1/articles.csv").headers["Warraq-Corpus-Version"] == after
