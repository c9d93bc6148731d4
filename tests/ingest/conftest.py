"""A folder to ingest, a database to ingest into, and a reader that reads just enough."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import starmap
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from app.ingest.pipeline import Options, Reader, ingest
from app.ingest.summary import Summary
from app.reading.model import Claim, Known, Reading, Source
from app.store.engine import connect
from app.store.rows import Versions
from app.store.tables import metadata

Ingest = Callable[..., Summary]


def read_little(text: str, known: Known) -> Reading:
    """A reading of what is known, and nothing else."""
    title = Claim(known.title, "metadata", None) if known.title else None
    source = Source(known.source, known.source, None) if known.source else None
    return Reading(
        text=text,
        title_field=known.title,
        parts=(),
        title=title,
        byline=Claim(known.byline, "metadata", None) if known.byline else None,
        section=Claim(known.section, "metadata", None) if known.section else None,
        dateline=None,
        source_claim=None,
        source=source,
        published=known.published,
        language=known.language,
        url=known.url,
        excerpt=text[:50],
        dates=(),
        mentions=(),
        warnings=(),
    )


def each(read: Callable[[str, Known], Reading], articles: Sequence[tuple[str, Known]]) -> Sequence[Reading]:
    """Articles read by a `read` of one."""
    return list(starmap(read, articles))


def reader(gazetteer: str = "g1", reading: int = 1) -> Reader:
    """A reader of these versions."""
    return Reader(partial(each, read_little), Versions(gazetteer, reading))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    path = tmp_path / "folder"
    path.mkdir()
    return path


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The URL of a database that is not there yet."""
    return f"sqlite:///{tmp_path / 'data' / 'warraq.db'}"


@pytest.fixture
def run(folder: Path, url: str) -> Ingest:
    """Ingest the folder, or other paths, with options by name; `versions` are the reader's."""

    def run(*paths: Path, versions: tuple[str, int] = ("g1", 1), **options: Any) -> Summary:
        return ingest(paths or [folder], url, Options(**options), reader=reader(*versions))

    return run


class Database:
    """What stands in a database."""

    def __init__(self, url: str) -> None:
        self._url = url

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        engine = connect(self._url, read_only=True)
        try:
            with engine.begin() as connection:
                yield connection
        finally:
            engine.dispose()

    def articles(self) -> dict[str, Mapping[str, Any]]:
        """The rows of articles by id, with what they are shown as."""
        with self._connection() as connection:
            rows = connection.execute(select(metadata.tables["article"])).all()
        return {row.id: json.loads(row.card) | json.loads(row.detail) | dict(row._mapping) for row in rows}

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of all tables."""
        with self._connection() as connection:
            return {
                name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
                for name, table in metadata.tables.items()
            }


@pytest.fixture
def database(url: str) -> Database:
    """What stands in the database after an ingest."""
    return Database(url)
