"""The database is written in order while reading goes on; a rehearsal tells what a run would do, and does
nothing."""

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.errors import ConfigurationError, DatabaseError, SchemaMismatch
from app.ingest.pipeline import Interrupted, Options, ingest
from app.store.rows import Entry
from app.store.stock import Stock, Stored
from app.store.writer import Writer
from tests.ingest.conftest import Database, Ingest, reader


def put(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)


def test_without_a_database_all_is_new_and_none_is_made(folder: Path, run: Ingest, tmp_path: Path) -> None:
    put(folder, a="نص", b="")
    summary = run(rehearse=True)
    assert (summary.loaded, summary.rejections) == (1, 1)
    assert not (tmp_path / "data").exists()


def test_it_tells_what_the_run_then_does(
    folder: Path, run: Ingest, database: Database, tmp_path: Path
) -> None:
    put(folder, same="نص", changed="قديم", gone="نص")
    run()
    put(folder, changed="جديد", new="نص")
    (folder / "gone.txt").unlink()
    before, files = database.everything(), sorted((tmp_path / "data").iterdir())
    told = run(rehearse=True, prune=True)
    assert database.everything() == before
    assert sorted((tmp_path / "data").iterdir()) == files
    done = run(prune=True)
    assert (told.loaded, told.updated, told.unchanged, told.removed) == (1, 1, 1, 1)
    assert told.as_dict() | {"seconds": 0} == done.as_dict() | {"seconds": 0}


def test_what_another_gazetteer_would_read_again_is_told(folder: Path, run: Ingest) -> None:
    put(folder, a="نص")
    run()
    assert run(rehearse=True, versions=("g2", 1)).reread == 1
    assert run(versions=("g2", 1)).reread == 1


def test_a_database_of_another_program_is_refused(folder: Path, url: str, tmp_path: Path) -> None:
    put(folder, a="نص")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "warraq.db").touch()
    with pytest.raises(SchemaMismatch):
        ingest([folder], url, Options(rehearse=True), reader=reader())
    with pytest.raises(ConfigurationError, match="mysql"):
        ingest([folder], "mysql://host/x", Options(rehearse=True), reader=reader())


def test_a_batch_that_cannot_be_written_ends_the_run_and_none_after_it_is_written(
    folder: Path, run: Ingest, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ingest.batch.BATCH", 2)
    put(folder, a="نص", b="نص")
    run()
    put(folder, **dict.fromkeys("cdefghij", "نص"))
    write = Writer.write

    def fail(self: Writer, entries: Sequence[Entry]) -> None:
        if any(entry.id == "e" for entry in entries):
            raise DatabaseError("no space is left")
        write(self, entries)

    monkeypatch.setattr(Writer, "write", fail)
    with pytest.raises(DatabaseError, match="no space is left"):
        run()
    assert set(database.articles()) == set("abcd")


def test_a_run_cut_off_while_a_batch_is_being_written_keeps_it_and_says_so(
    folder: Path, run: Ingest, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ingest.batch.BATCH", 2)
    put(folder, **dict.fromkeys("abcd", "نص"))
    begun, cut = threading.Event(), threading.Event()
    write, stored = Writer.write, Stock.stored

    def wait(self: Writer, entries: Sequence[Entry]) -> None:
        begun.set()
        assert cut.wait(60)
        write(self, entries)

    def interrupt(self: Stock, ids: Sequence[str]) -> dict[str, Stored]:
        if "c" in ids:
            assert begun.wait(60)
            cut.set()
            raise KeyboardInterrupt
        return stored(self, ids)

    monkeypatch.setattr(Writer, "write", wait)
    monkeypatch.setattr(Stock, "stored", interrupt)
    with pytest.raises(Interrupted):
        run()
    assert set(database.articles()) == set("ab")
