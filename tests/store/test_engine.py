"""Opening a database: what works, and what is said when it does not."""

import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.errors import ConfigurationError, DatabaseBusy, DatabaseCorrupt, DatabaseError, DatabaseMissing
from app.store import engine as room
from app.store.engine import CONNECTIONS, connect, create, file_of, file_state, is_there, parse_url
from app.store.schema import migrate

ROOT = Path(__file__).resolve().parents[2]


def one(engine: Engine, query: str) -> object:
    with engine.begin() as connection:
        return connection.scalar(text(query))


def test_a_database_that_is_not_there_is_missing_and_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(DatabaseMissing, match="warraq ingest"):
        connect(f"sqlite:///{path}")
    assert not path.exists()


def test_a_database_that_goes_away_later_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    migrate(f"sqlite:///{path}")
    engine = connect(f"sqlite:///{path}", read_only=True)
    path.unlink()
    with pytest.raises(DatabaseMissing, match=r"a\.db"):
        one(engine, "SELECT count(*) FROM article")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="folder"):
        connect(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_no_database_is_corrupt(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear reader, " * 1000)
    engine = connect(f"sqlite:///{path}", read_only=read_only)
    with pytest.raises(DatabaseCorrupt, match="letter"):
        one(engine, "SELECT count(*) FROM sqlite_master")


def test_a_damaged_database_is_corrupt(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    migrate(f"sqlite:///{path}")
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    engine = connect(f"sqlite:///{path}", read_only=True)
    with pytest.raises(DatabaseCorrupt, match="damaged"):
        one(engine, "SELECT count(*) FROM article NOT INDEXED")


def test_a_database_that_another_writes_to_is_busy_for_writers_and_open_for_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "WAIT", 0.05)
    url = f"sqlite:///{tmp_path / 'a.db'}"
    migrate(url)
    with connect(url).begin() as writing:
        writing.execute(text("INSERT INTO entity (type, id) VALUES ('country', 'MA')"))
        with pytest.raises(DatabaseBusy, match="another process"):
            one(connect(url), "SELECT 1")
        assert one(connect(url, read_only=True), "SELECT count(*) FROM entity") == 0


def test_a_reading_engine_cannot_write(engine: Engine, url: str) -> None:
    reading = connect(url, read_only=True)
    with pytest.raises(DatabaseError):
        one(reading, "DELETE FROM article")
    reading.dispose()


def test_a_reader_sees_one_state_until_its_transaction_ends(engine: Engine, url: str) -> None:
    reading = connect(url, read_only=True)
    count = text("SELECT count(*) FROM entity")
    with reading.begin() as connection:
        before = connection.scalar(count)
        with engine.begin() as writing:
            writing.execute(text("INSERT INTO entity (type, id) VALUES ('country', 'MA')"))
        assert connection.scalar(count) == before
    assert one(reading, "SELECT count(*) FROM entity") == 1
    reading.dispose()


def test_as_many_threads_as_there_are_connections_read_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    migrate(url)
    engine = connect(url, read_only=True)
    together = threading.Barrier(CONNECTIONS, timeout=30)
    counts: list[object] = []

    def read() -> None:
        with engine.begin() as connection:
            together.wait()
            counts.append(connection.scalar(text("SELECT count(*) FROM article")))

    threads = [threading.Thread(target=read) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [0] * CONNECTIONS
    engine.dispose()


def test_a_path_may_have_any_character(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'مجلد 100% #1' / 'a&b.db'}"
    migrate(url)
    assert one(connect(url, read_only=True), "SELECT count(*) FROM article") == 0


def test_a_relative_path_is_where_it_was_when_the_engine_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    migrate("sqlite:///data/warraq.db")
    engine = connect("sqlite:///data/warraq.db", read_only=True)
    monkeypatch.chdir("/")
    assert one(engine, "SELECT count(*) FROM article") == 0


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "not a database URL"),
        ("mysql://host/name", "mysql"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_a_url_that_cannot_be_used_is_a_mistake_of_configuration(url: str, says: str) -> None:
    with pytest.raises(ConfigurationError, match=says):
        connect(url)


def test_a_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ConfigurationError, match="pip install"):
        connect("postgresql://localhost/warraq")


def test_a_password_is_not_in_messages() -> None:
    pytest.importorskip("psycopg", reason="the PostgreSQL driver is not installed")
    engine = connect("postgresql://me:secret@127.0.0.1:1/warraq")
    with pytest.raises(DatabaseMissing) as caught:
        engine.connect()
    assert "secret" not in str(caught.value)
    assert "127.0.0.1:1" in str(caught.value)


def test_under_a_name_that_no_file_can_have_there_is_none(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / ('long' * 100)}.db"
    assert not is_there(url)
    with pytest.raises(DatabaseMissing):
        connect(url)


@pytest.mark.parametrize("place", ["file/warraq.db", f"{'long' * 100}.db"])
def test_a_database_that_cannot_be_made_is_named_with_the_reason(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseError, match=re.escape(f"{tmp_path / place} cannot be made: ")) as caught:
        create(f"sqlite:///{tmp_path / place}")
    assert "ingest" not in str(caught.value)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs to become another user")
def test_in_a_folder_that_one_may_not_write_a_database_can_be_read_and_not_written() -> None:
    folder = Path("/tmp/warraq-read-only")  # noqa: S108 - another user must reach it
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o755)
    url = f"sqlite:///{folder / 'warraq.db'}"
    migrate(url)
    script = f"""
import os
import re
import sqlalchemy.dialects.sqlite
from sqlalchemy import text
from app.errors import DatabaseError
from app.store.engine import connect
os.setgid(65534); os.setuid(65534)  # with what Python needs in memory: nobody may not read it
with connect({url!r}, read_only=True).begin() as connection:
    print(connection.scalar(text("SELECT count(*) FROM article")))
try:
    connect({url!r}).connect().execute(text("DELETE FROM article"))
except DatabaseError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    shutil.rmtree(folder)
    assert done.stdout.startswith("0\n"), done.stderr
    assert "rights" in done.stdout.partition("\n")[2]


def test_a_reader_is_bound_to_one_file_and_to_how_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    url = parse_url(f"sqlite:///{path}")
    assert file_state(file_of(url)) is None
    path.write_bytes(b"1")
    first = file_state(file_of(url))
    path.write_bytes(b"22")
    assert file_state(file_of(url)) == first
    monkeypatch.setattr("app.store.engine.os.access", lambda *_: False)
    still = file_state(file_of(url))
    os.utime(path, ns=(1, 1))
    assert len({first, still, file_state(file_of(url))}) == 3
    path.with_name("a.db-wal").touch()
    assert file_state(file_of(url)) == first
    path.rename(tmp_path / "kept.db")
    path.write_bytes(b"1")
    assert file_state(file_of(url)) != first
