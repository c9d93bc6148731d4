"""A server in this process over a small corpus that the tests of the API write down."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from app.main import create_app
from app.settings import Settings
from app.store.engine import connect
from app.store.schema import migrate
from tests.queries.corpus import fill
from tests.queries.test_articles import PIECES

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette would rather have httpx2
    from starlette.testclient import TestClient


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a database that holds the articles of the queries' tests."""
    url = f"sqlite:///{tmp_path_factory.mktemp('api') / 'corpus.db'}"
    migrate(url)
    engine = connect(url)
    with engine.begin() as connection:
        fill(connection, PIECES)
    engine.dispose()
    return url


def application(url: str, **settings: object) -> FastAPI:
    """The API over the database at `url`, whatever the environment says."""
    return create_app(Settings(_env_file=None, database_url=url, **settings))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def client(database: str) -> Iterator[TestClient]:
    """A client of the API with the default settings."""
    with TestClient(application(database), raise_server_exceptions=False) as one:
        yield one


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Where a database could be, but is not."""
    return tmp_path / "none.db"
