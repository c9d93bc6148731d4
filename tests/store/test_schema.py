"""A database's schema: made, brought up to date, and checked."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from app.errors import DatabaseError, SchemaMismatch
from app.store.engine import connect, create
from app.store.schema import HEAD, check_schema, configuration, is_compared, migrate
from app.store.tables import metadata

ROOT = Path(__file__).resolve().parents[2]


def test_migrations_and_tables_are_equal(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": is_compared}
        )
        assert compare_metadata(context, metadata) == []


def test_the_newest_schema_is_that_of_the_last_migration() -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == HEAD


def test_a_database_with_the_newest_schema_needs_no_alembic(url: str) -> None:
    migrate(url)
    script = (
        f"import sys; from app.store.schema import migrate; migrate({url!r}); print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_a_migrated_database_passes_the_check(engine: Engine) -> None:
    check_schema(engine)


def test_migrating_again_changes_nothing(engine: Engine, url: str) -> None:
    migrate(url)
    check_schema(engine)


def test_an_empty_database_is_told_from_one_that_is_ready(url: str) -> None:
    engine = create(url)
    with engine.connect():
        pass  # makes the file
    with pytest.raises(SchemaMismatch, match=r"is empty.*warraq ingest"):
        check_schema(engine)
    engine.dispose()


def test_a_newer_database_is_left_alone(engine: Engine, url: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaMismatch, match="another version of Warraq"):
        check_schema(engine)
    with pytest.raises(SchemaMismatch, match="another version of Warraq"):
        migrate(url)


def test_a_database_of_another_program_is_left_alone(url: str) -> None:
    engine = create(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE other (a INTEGER)"))
    with pytest.raises(SchemaMismatch, match="another program"):
        migrate(url)
    with pytest.raises(SchemaMismatch, match="another program"):
        check_schema(engine)
    assert inspect(engine).get_table_names() == ["other"]
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE other"))
    engine.dispose()


_KILLED = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = DELETE")
connection.execute("CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT)")
connection.execute("PRAGMA cache_size = 1")  # so that what is not committed is written
connection.execute("BEGIN")
connection.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
                   "INSERT INTO alembic_version SELECT hex(randomblob(500)) FROM n")
os._exit(0)
"""


def kill_a_writer(path: Path) -> dict[str, bytes]:
    """Leave rows that are not committed in the database; what then lies there, by name."""
    subprocess.run([sys.executable, "-c", _KILLED, path], check=True)
    left = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    assert left[f"{path.name}-journal"]
    return left


@pytest.mark.parametrize(("torn", "says"), [(False, "another program"), (True, "half written")])
def test_what_a_killed_writer_left_in_a_database_of_another_program_is_left_there(
    tmp_path: Path, torn: bool, says: str
) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE other (a)")
    left = kill_a_writer(path)
    if torn:
        page = bytearray(left[path.name])
        page[100] = 0xFF  # what kind of page the first is
        path.write_bytes(page)
        left[path.name] = bytes(page)
    with pytest.raises(DatabaseError, match=says):
        migrate(f"sqlite:///{path}")
    with pytest.raises(DatabaseError, match="killed while it wrote"):
        check_schema(connect(f"sqlite:///{path}", read_only=True))
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == left


def test_what_a_killed_writer_left_in_our_own_database_is_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "warraq.db"
    url = f"sqlite:///{path}"
    migrate(url)
    kill_a_writer(path)
    migrate(url)
    check_schema(connect(url, read_only=True))
    assert not path.with_name("warraq.db-journal").exists()


def test_migrations_can_be_taken_back(engine: Engine) -> None:
    with engine.begin() as connection:
        command.downgrade(configuration(connection), "base")
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}


def test_several_processes_may_start_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'warraq.db'}"
    script = f"from app.store.schema import migrate; migrate({url!r})"
    processes = [
        subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stderr=subprocess.PIPE) for _ in range(4)
    ]
    said = [process.communicate()[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0] * 4, said
    check_schema(connect(url, read_only=True))
