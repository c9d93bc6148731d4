"""The rows of a database, taken out beforehand and inserted again with bare sqlite3: the least an ingest
could do. Works for any schema: whatever `sqlite_master` lists, full-text indexes without content included.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from app.store.engine import connect

_BATCH = 1000
_PRAGMAS = ("journal_mode", "synchronous", "cache_size", "mmap_size", "temp_store", "foreign_keys")
_SCHEMA = (
    "SELECT sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    "AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')"
)
_TABLES = (
    "SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') "
    "AND name NOT LIKE 'sqlite_%'"
)
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What to execute: pragmas, statements that make the schema and set its indexes up, rows by the
    statement that inserts them.

    `batches` are transactions: first what articles refer to, then a thousand articles at a time, in the
    order in which they came. `words` is how many words the full-text indexes hold.
    """

    pragmas: list[str]
    schema: list[str]
    batches: list[Rows]
    words: int


def prepare(database: Path) -> Prepared:
    """Everything in `database`, in memory."""
    pragmas = _pragmas(database)
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as source:
        tables = source.execute(_TABLES).fetchall()
        schema = [sql for kind in ("table", "index") for (sql,) in source.execute(_SCHEMA, (kind,))]
        schema += [
            setting for name, kind in tables if kind == "virtual" for setting in _settings(source, name)
        ]
        keys = [key for (key,) in source.execute("SELECT key FROM article ORDER BY key")]
        batch_of = {key: 1 + place // _BATCH for place, key in enumerate(keys)}
        batches: list[Rows] = [{} for _ in range(2 + len(keys) // _BATCH)]
        for name, kind in sorted(tables, key=lambda table: table[0] != "article"):
            statement, owner = _insertion(source, name, virtual=kind == "virtual")
            rows = _documents(source, name) if kind == "virtual" else source.execute(f"SELECT * FROM {name}")
            for row in rows:
                batch = 0 if owner is None else batch_of[row[owner]]
                batches[batch].setdefault(statement, []).append(row)
        words = sum(_words(source, name) for name, kind in tables if kind == "virtual")
    return Prepared(pragmas, schema, batches, words)


def insert(prepared: Prepared, database: Path) -> float:
    """Insert it all into a new file; the seconds that took. What was indexed must be what is."""
    begun = time.perf_counter()
    with closing(sqlite3.connect(database, isolation_level=None)) as target:
        for statement in (*prepared.pragmas, *prepared.schema):
            target.execute(statement)
        for batch in prepared.batches:
            target.execute("BEGIN IMMEDIATE")
            for statement, rows in batch.items():
                target.executemany(statement, rows)
            target.execute("COMMIT")
    took = time.perf_counter() - begun
    with closing(sqlite3.connect(database)) as target:
        virtual = [name for name, kind in target.execute(_TABLES) if kind == "virtual"]
        if sum(_words(target, name) for name in virtual) != prepared.words:
            raise SystemExit("the copy's full-text index is not the original's: bench/rows.py needs a change")
    return took


def _insertion(source: sqlite3.Connection, name: str, *, virtual: bool) -> tuple[str, int | None]:
    """The statement that inserts into a table, and which of a row's values is an article's key."""
    columns = [row[1] for row in source.execute(f"PRAGMA table_info({name})")]
    if virtual:
        columns = ["rowid", *columns]
    owner = {"article": "key"}.get(name, "rowid" if virtual else "article_key")
    marks = ",".join("?" * len(columns))
    statement = f"INSERT INTO {name} ({','.join(columns)}) VALUES ({marks})"
    return statement, columns.index(owner) if owner in columns else None


def _documents(source: sqlite3.Connection, name: str) -> Iterator[tuple[Any, ...]]:
    """The rows of an FTS5 index: its words in their order, for it may not keep the texts themselves."""
    columns = [row[1] for row in source.execute(f"PRAGMA table_info({name})")]
    found = source.execute(
        f"SELECT doc, col, term FROM {_vocabulary(source, name)} ORDER BY doc, col, offset"
    )
    for key, words in groupby(found, key=lambda row: row[0]):
        texts = {
            column: " ".join(row[2] for row in rows) for column, rows in groupby(words, lambda row: row[1])
        }
        yield key, *(texts.get(column, "") for column in columns)


def _settings(source: sqlite3.Connection, name: str) -> list[str]:
    """What was said to an FTS5 index, to say it again."""
    told = source.execute(f"SELECT k, v FROM {name}_config WHERE k <> 'version'")
    return [f"INSERT INTO {name} ({name}, rank) VALUES ('{setting}', {value})" for setting, value in told]


def _words(source: sqlite3.Connection, name: str) -> int:
    return int(source.execute(f"SELECT count(*) FROM {_vocabulary(source, name)}").fetchone()[0])


def _vocabulary(source: sqlite3.Connection, name: str) -> str:
    made = f"temp.words_{name}"
    source.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS {made} USING fts5vocab(main, {name}, instance)")
    return made


def _pragmas(database: Path) -> list[str]:
    """What the product says to SQLite before it writes."""
    engine = connect(f"sqlite:///{database}")
    try:
        with engine.connect() as connection:
            values = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in _PRAGMAS}
    finally:
        engine.dispose()
    return [f"PRAGMA {name} = {value}" for name, value in values.items()]
