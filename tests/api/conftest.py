"""A server in this process over a small corpus that the tests of the API write down."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI

from app.main import create_app
from app.settings import Settings
from app.store.engine import connect
from app.store.schema import migrate
from tests.queries.corpus import Piece, fill
from tests.queries.test_articles import PIECES
from tests.store.conftest import emptied_postgres


class _Wire(httpx.BaseTransport):
    """Requests to an application in this process, whose event loop runs on a thread of its own."""

    def __init__(self, app: FastAPI, portal: BlockingPortal) -> None:
        self._inner = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._portal = portal

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._portal.call(self._answer, request)

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        answer = await self._inner.handle_async_request(request)
        sent = b"".join([chunk async for chunk in answer.aiter_raw()])
        return httpx.Response(answer.status_code, headers=answer.headers, content=sent)


@contextmanager
def serving(app: FastAPI) -> Iterator[httpx.Client]:
    """A client of `app`, which is started before and stopped behind."""
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(app.router.lifespan_context(app)),
        httpx.Client(transport=_Wire(app, portal), base_url="http://server", follow_redirects=True) as one,
    ):
        yield one


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a database that holds the articles of the queries' tests."""
    return database_of(tmp_path_factory.mktemp("api"), PIECES)


def database_of(folder: Path, pieces: Iterable[Piece]) -> str:
    """The URL of a database, new in `folder`, that holds `pieces`."""
    url = f"sqlite:///{folder / 'corpus.db'}"
    filled(url, pieces)
    return url


def filled(url: str, pieces: Iterable[Piece]) -> None:
    """Migrate the empty database at `url`, and put `pieces` into it."""
    migrate(url)
    engine = connect(url)
    with engine.begin() as connection:
        fill(connection, pieces)
    engine.dispose()


def application(url: str, **settings: object) -> FastAPI:
    """The API over the database at `url`, whatever the environment says."""
    return create_app(Settings(_env_file=None, database_url=url, **settings))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def client(request: pytest.FixtureRequest, database: str) -> Iterator[httpx.Client]:
    """A client of the API with the default settings, over SQLite unless a test names PostgreSQL."""
    if getattr(request, "param", "sqlite") == "postgresql":
        database = emptied_postgres()
        filled(database, PIECES)
    with serving(application(database)) as one:
        yield one


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Where a database could be, but is not."""
    return tmp_path / "none.db"
