"""Several processes read as one does, and end as one does."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from app.errors import InputError, WarraqError
from app.ingest.pipeline import Options, Reader, ingest
from app.ingest.workers import Here, workers
from app.reading.model import Known, Reading
from app.store.rows import Versions
from tests.conftest import ROOT, SEEDS
from tests.ingest.conftest import Database, each, read_little, reader
from tests.ingest.formats.test_page import page


def nothing() -> None:
    """Prepare nothing."""


def refuse(text: str) -> None:
    raise InputError(text)


def die(text: str, known: Known) -> Reading:
    """A reader for which the system has no memory."""
    if text == "\N{ARABIC LETTER ALEF}":  # it is warmed with that
        return read_little(text, known)
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def stumble(text: str, known: Known) -> Reading:
    """A reader with a mistake in it."""
    if text == "ب":
        raise KeyError(text)
    return read_little(text, known)


@pytest.mark.parametrize("jobs", [1, 2])
def test_tasks_answer_in_their_order_and_raise_what_they_raised(jobs: int) -> None:
    with workers(jobs, nothing) as working:
        tasks = [working.submit(divmod, number, 7) for number in range(50)]
        assert [task.result() for task in tasks] == [divmod(number, 7) for number in range(50)]
        failing = working.submit(refuse, "it is empty")
        with pytest.raises(InputError, match="it is empty"):
            failing.result()


def test_alone_it_does_nothing_before_it_is_asked() -> None:
    done: list[int] = []
    task = Here().submit(done.append, 1)
    assert done == []
    task.result()
    assert done == [1]


def corpus(folder: Path) -> Path:
    """A little of everything."""
    records = [
        {"id": str(i), "text": f"نص {i} عن المغرب", "published": f"2024-01-{i % 9 + 1:02}"}
        for i in range(200)
    ]
    (folder / "a.jsonl").write_text(
        "\n".join(map(json.dumps, [*records, {"id": "7", "text": "again"}, {"id": "e"}]))
    )
    for number in range(30):
        (folder / f"page{number:02}.html").write_text(page(f"<title>صفحة {number}</title>"))
    (folder / "page99.html").write_text("<html></html>")
    (folder / "z.txt").write_text("---\nid: '7'\n---\nنص")
    return folder


def test_the_number_of_processes_changes_nothing_of_the_outcome(folder: Path, tmp_path: Path) -> None:
    corpus(folder)
    outcomes = []
    for jobs in (1, 2):
        url = f"sqlite:///{tmp_path / f'{jobs}.db'}"
        summary = ingest([folder, SEEDS], url, Options(jobs=jobs))
        articles = {
            id: {name: value for name, value in row.items() if name not in ("ingested_at", "detail")}
            for id, row in Database(url).articles().items()  # noqa: A001
        }
        outcomes.append((summary.as_dict() | {"seconds": 0}, articles))
        assert summary.loaded == 235
        assert len(summary.rejected) == 4
    assert outcomes[0] == outcomes[1]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_mistake_of_the_reader_costs_one_article(
    folder: Path, url: str, database: Database, jobs: int
) -> None:
    for name, text in (("a", "أ"), ("b", "ب"), ("c", "ج")):
        (folder / f"{name}.txt").write_text(text)
    summary = ingest(
        [folder], url, Options(jobs=jobs), reader=Reader(partial(each, stumble), Versions("g", 1))
    )
    assert set(database.articles()) == {"a", "c"}
    [rejection] = summary.rejected
    assert rejection.origin == str(folder / "b.txt")
    assert "KeyError: 'ب'" in rejection.reason


def test_a_process_that_the_system_ends_is_told_of_and_leaves_nothing_half_there(
    folder: Path, url: str, database: Database
) -> None:
    (folder / "a.txt").write_text("نص")
    with pytest.raises(WarraqError, match="fewer --jobs"):
        ingest([folder], url, Options(jobs=2), reader=Reader(partial(each, die), Versions("g", 1)))
    assert database.articles() == {}
    assert ingest([folder], url, reader=reader()).loaded == 1


def children(of: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(of)], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in found.stdout.split()]


def alive(pid: int) -> bool:
    try:
        return "(zombie)" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_however_a_run_ends_its_processes_end_with_it(folder: Path, tmp_path: Path, ending: int) -> None:
    (folder / "a.jsonl").write_text(
        "\n".join(json.dumps({"id": str(i), "text": "نص " * 500}) for i in range(5000))
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "ingest", str(folder), "--jobs", "2"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while (
        len(found := children(process.pid)) < 3 and time.monotonic() < deadline
    ):  # two, and what tracks them
        time.sleep(0.05)
    time.sleep(0.5)
    os.killpg(process.pid, ending) if ending == signal.SIGINT else process.kill()
    _, said = process.communicate(timeout=60)
    while any(map(alive, found)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, found))
    if ending == signal.SIGINT:
        assert process.returncode == 130
        assert b"Traceback" not in said
        assert b"Interrupted" in said
