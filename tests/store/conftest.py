"""A migrated database of each engine that is at hand, and articles to put in it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.store.engine import connect, create
from app.store.schema import migrate
from app.store.tables import metadata

POSTGRES = os.environ.get("WARRAQ_TEST_POSTGRES_URL")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database that holds nothing."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'warraq.db'}"
    return emptied_postgres()


def emptied_postgres() -> str:
    """The URL of the PostgreSQL database for tests, emptied; skips the test where there is none."""
    if POSTGRES is None:
        pytest.skip("no PostgreSQL to try: set WARRAQ_TEST_POSTGRES_URL to a database that may be emptied")
    engine = create(POSTGRES)
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE IF EXISTS alembic_version, search, other"))
    engine.dispose()
    return POSTGRES


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """A writing engine on a migrated database."""
    migrate(url)
    engine = connect(url)
    yield engine
    engine.dispose()
