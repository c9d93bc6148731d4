"""A database's schema: made, brought up to date, and checked."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from app.errors import SchemaMismatch
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
