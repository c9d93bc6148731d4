"""An index that has grown with its corpus is the same as one that is made of the whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from app.gazetteer.model import MENTION_KINDS, Entity
from app.queries import growth
from app.queries.growth import grown_index
from app.queries.index import Index, load_index
from app.queries.state import state_of
from app.reading.model import Claim, Published, Source
from app.store.engine import connect
from app.store.rows import Entry, Versions
from app.store.writer import Writer
from tests.queries.conftest import empty
from tests.store.article import VERSIONS, entry, mention, source

ENTITIES = [Entity("country", "MA"), Entity("country", "FR"), Entity("agency", "int-un")]
DATES = st.dates(date(2023, 12, 30), date(2024, 1, 2))
CLAIMS = st.none() | st.just(Claim("x", "metadata", None))


@contextmanager
def database() -> Iterator[Engine]:
    """An engine over a database that has all tables and nothing in them."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "grown.db"
        path.write_bytes(empty())
        engine = connect(f"sqlite:///{path}")
        try:
            yield engine
        finally:
            engine.dispose()


@st.composite
def articles(draw: st.DrawFn, own: str) -> Entry:
    """An article with anything that an index knows of it."""
    earliest, latest = sorted((draw(DATES), draw(DATES)))
    published = Published(earliest, latest, "day" if earliest == latest else "month", "metadata", None)
    named = draw(st.lists(st.tuples(st.sampled_from(ENTITIES), st.sampled_from(MENTION_KINDS)), max_size=4))
    return entry(
        own,
        None,
        *[mention(*one) for one in named],
        published=draw(st.sampled_from([None, published])),
        title=draw(CLAIMS),
        byline=draw(CLAIMS),
        source=draw(st.none() | st.sampled_from("ab").map(source)),
        language=draw(st.sampled_from([None, "ar", "fr"])),
    )


@st.composite
def batches(draw: st.DrawFn) -> list[list[Entry]]:
    """Articles as an ingest writes them, some at a time; the first at least one."""
    ids = draw(st.lists(st.text("abAع~", min_size=1, max_size=3), min_size=1, max_size=12, unique=True))
    entries = [draw(articles(own)) for own in ids]
    cuts = [0, *sorted(draw(st.lists(st.integers(1, len(ids)), max_size=3))), len(ids)]
    return [entries[start:end] for start, end in pairwise(cuts)]


def seen(engine: Engine) -> Index:
    """The index of the whole."""
    with engine.connect() as connection:
        return load_index(connection)


def grown(engine: Engine, before: Index) -> Index | None:
    """The index that `before` has become, however much came."""
    with engine.connect() as connection, patch.object(growth, "_FEW", 1e9):
        return grown_index(connection, before)


def same(one: Index, other: Index) -> None:
    for name in (field.name for field in fields(Index) if field.init and not field.name.startswith("_")):
        own, others = getattr(one, name), getattr(other, name)
        if isinstance(own, np.ndarray):
            assert own.dtype == others.dtype
            assert own.tolist() == others.tolist(), name
        else:
            assert own == others, name


@settings(max_examples=60, deadline=None)
@given(batches(), st.booleans())
def test_whatever_comes_the_grown_index_is_that_of_the_whole(
    written: list[list[Entry]], one_run: bool
) -> None:
    with database() as engine:
        writer = Writer(engine, VERSIONS)
        writer.write(written[0])
        known = seen(engine)
        for batch in written[1:]:
            if not one_run:
                writer.finish(0, 0)
                writer = Writer(engine, VERSIONS)
            writer.write(batch)
            more = grown(engine, known)
            assert more is not None
            same(more, seen(engine))
            known = more


def added(engine: Engine) -> None:
    Writer(engine, VERSIONS).write([entry("c")])


def updated(engine: Engine) -> None:
    Writer(engine, VERSIONS).write([entry("a", text="other"), entry("c")])


def removed(engine: Engine) -> None:
    Writer(engine, VERSIONS).remove(["a"])


def removed_and_added(engine: Engine) -> None:
    removed(engine)
    added(engine)


def renamed(engine: Engine) -> None:
    """By rules that give its source another name."""
    Writer(engine, Versions("gazetteer-2", 1)).write([entry("c", source=Source("s", "New", None))])


def replaced(engine: Engine) -> None:
    """By another corpus of as many articles."""
    tables = ("article_entity", "article", "source", "entity", "corpus", "run")
    with engine.begin() as connection:
        for table in tables:
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.exec_driver_sql("INSERT INTO search (search) VALUES ('delete-all')")
    Writer(engine, VERSIONS).write([entry("x"), entry("y")])


def put_back(engine: Engine) -> None:
    """To what it was before the article `b` came, and then another one came in its place."""
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO search (search) VALUES ('delete-all')")
        for table, key in (("article_entity", "article_key"), ("article", "key"), ("run", "key")):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE {key} = 2")
        connection.exec_driver_sql("UPDATE corpus SET revision = 'before'")
    Writer(engine, VERSIONS).write([entry("other"), entry("more")])


@pytest.mark.parametrize(
    ("change", "grows"),
    [(added, True), (updated, False), (removed, False), (removed_and_added, False), (renamed, False),
     (replaced, False), (put_back, False)],
)  # fmt: skip
def test_only_where_nothing_but_new_articles_came_an_index_grows(
    change: Callable[[Engine], None], grows: bool
) -> None:
    with database() as engine:
        Writer(engine, VERSIONS).write([entry("a", source=source("s"))])
        Writer(engine, VERSIONS).write([entry("b")])
        before = seen(engine)
        change(engine)
        assert (grown(engine, before) is not None) == grows
        with engine.connect() as connection:
            assert state_of(connection).only_adds_to(before.state) == grows


def test_an_index_that_would_grow_by_much_is_made_anew() -> None:
    with database() as engine:
        Writer(engine, VERSIONS).write([entry(name) for name in "abcdefgh"])
        before = seen(engine)
        for name, grows in (("i", True), ("j", True), ("k", False)):
            Writer(engine, VERSIONS).write([entry(name)])
            with engine.connect() as connection:
                assert (grown_index(connection, before) is not None) == grows


def test_of_many_new_articles_the_grown_index_is_still_that_of_the_whole() -> None:
    with database() as engine:
        writer = Writer(engine, VERSIONS)
        writer.write([entry("a", date(2024, 1, 1))])
        before = seen(engine)
        writer.write(
            [entry(f"{n:04}", date.fromordinal(738_000 + n), mention(ENTITIES[n % 3])) for n in range(1_100)]
        )
        more = grown(engine, before)
        assert more is not None
        same(more, seen(engine))
