"""One ingest at a time."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.errors import DatabaseBusy
from app.store.engine import connect, create
from app.store.lock import exclusive

ROOT = Path(__file__).resolve().parents[2]


def test_a_second_holder_is_told_that_the_database_is_busy(engine: Engine, url: str) -> None:
    other = connect(url)
    with exclusive(engine), pytest.raises(DatabaseBusy, match="Another ingest"), exclusive(other):
        pytest.fail("both hold the lock")
    with exclusive(other):
        pass
    other.dispose()


def test_waiting_has_an_end(engine: Engine, url: str) -> None:
    other = connect(url)
    with exclusive(engine), pytest.raises(DatabaseBusy), exclusive(other, wait=0.1):
        pytest.fail("both hold the lock")
    other.dispose()


def test_the_lock_goes_with_the_process_that_held_it(engine: Engine, url: str) -> None:
    script = f"""
import sys, time
from app.store.engine import connect, create
from app.store.lock import exclusive
with exclusive(connect({url!r})):
    print("held", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(DatabaseBusy), exclusive(engine):
            pytest.fail("both hold the lock")
        process.kill()
    with exclusive(engine, wait=5):
        pass


def test_a_link_to_a_database_has_the_same_lock(tmp_path: Path) -> None:
    path, link = tmp_path / "warraq.db", tmp_path / "elsewhere" / "link.db"
    made = create(f"sqlite:///{path}")
    made.connect().close()
    made.dispose()
    link.parent.mkdir()
    link.symlink_to(path)
    one, other = connect(f"sqlite:///{path}"), connect(f"sqlite:///{link}")
    with exclusive(one), pytest.raises(DatabaseBusy), exclusive(other):
        pytest.fail("both hold the lock")
    one.dispose()
    other.dispose()
