"""A rehearsal tells what a run would do, and does nothing."""

from pathlib import Path

import pytest

from app.errors import ConfigurationError, SchemaMismatch
from app.ingest.pipeline import Options, ingest
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
