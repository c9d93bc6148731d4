"""A run that is cut off at any moment leaves whole batches, and another run completes them."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.ingest.pipeline import Options, ingest
from app.store.corpus import corpus_version
from app.store.engine import connect
from app.store.tables import metadata
from tests.ingest.conftest import Database, reader

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = 400
PREPARED = """
import sys
from pathlib import Path
from app.ingest import batch, pipeline
from tests.ingest.conftest import reader
batch.BATCH = 5
"""
SCRIPT = f"""{PREPARED}
print("ready", flush=True)
pipeline.ingest([Path(sys.argv[1])], sys.argv[2], reader=reader())
"""
DATABASES, KILLS = 5, 10
KILLER = f"""{PREPARED}
import os, random, signal, time
from app.ingest.pipeline import ingest
chance = random.Random(7)
for url in sys.argv[2:]:
    for _ in range({KILLS}):
        child = os.fork()
        if not child:
            try:
                ingest([Path(sys.argv[1])], url, reader=reader())
            finally:
                os._exit(0)
        time.sleep(chance.uniform(0.0, 0.15))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        print(os.WTERMSIG(status), flush=True)
    ingest([Path(sys.argv[1])], url, reader=reader())
"""
ANSWERED = ("article_entity", "entity", "source", "fingerprint")


def content(database: Database) -> dict[str, Any]:
    """What is answered, without the moments at which it was written."""
    everything = database.everything()
    articles = {
        id: {name: value for name, value in row.items() if name not in ("ingested_at", "detail")}
        for id, row in database.articles().items()  # noqa: A001
    }
    return {name: everything[name] for name in ANSWERED} | {"article": articles}


@pytest.fixture
def corpus(folder: Path) -> Path:
    """Articles of a few days and sources."""
    records = (
        {"id": str(i), "text": f"نص {i}", "published": f"2024-01-{i % 9 + 1:02}", "source": f"s{i % 3}"}
        for i in range(ARTICLES)
    )
    path = folder / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, records)))
    return path


@pytest.fixture
def whole(corpus: Path, tmp_path: Path) -> dict[str, Any]:
    """The content after a run that nothing interrupts."""
    url = f"sqlite:///{tmp_path / 'whole.db'}"
    ingest([corpus], url, reader=reader())
    return content(Database(url))


def started(corpus: Path, url: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(corpus), url], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def test_killed_at_fifty_moments_and_run_again_it_is_as_if_nothing_had_happened(
    corpus: Path, tmp_path: Path, whole: dict[str, Any]
) -> None:
    urls = [f"sqlite:///{tmp_path / f'{number}.db'}" for number in range(DATABASES)]
    done = subprocess.run(
        [sys.executable, "-c", KILLER, str(corpus), *urls], cwd=ROOT, capture_output=True, check=True
    )
    killed = done.stdout.split().count(b"9")
    assert killed > DATABASES * KILLS / 2, "most were through before they could be killed"
    for url in urls:
        assert content(Database(url)) == whole


def test_readers_go_on_and_see_whole_batches_while_it_writes(corpus: Path, url: str) -> None:
    ingest([corpus], url, reader=reader())  # so that there is a database to read
    changed = [json.loads(line) | {"byline": "كاتب"} for line in corpus.read_text().splitlines()]
    corpus.write_text("\n".join(map(json.dumps, changed)))
    article = metadata.tables["article"]
    engine = connect(url, read_only=True)

    def watch() -> Iterator[tuple[str, int]]:
        with engine.begin() as connection:
            count = select(func.count()).where(article.c.byline.is_not(None))
            yield corpus_version(connection), connection.scalar(count) or 0
            yield corpus_version(connection), connection.scalar(count) or 0

    seen: dict[str, int] = {}
    writing = threading.Thread(target=lambda: slowly(corpus, url))
    writing.start()
    while writing.is_alive():
        first, second = watch()
        assert first == second
        assert seen.setdefault(first[0], first[1]) == first[1]
    writing.join()
    first, _ = watch()
    seen[first[0]] = first[1]
    engine.dispose()
    assert len(seen) > 2
    assert seen[first[0]] == ARTICLES
    assert all(count % 5 == 0 for count in seen.values())


def slowly(corpus: Path, url: str) -> None:
    with started(corpus, url) as process:
        process.wait(60)


def test_a_batch_too_large_for_the_options_is_split_by_characters(
    folder: Path, url: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ingest.batch.BATCH_CHARACTERS", 10)
    for name in "abc":
        (folder / f"{name}.txt").write_text("نص طويل جدا")
    assert ingest([folder], url, Options(), reader=reader()).loaded == 3
    assert set(database.articles()) == {"a", "b", "c"}
