"""`python -m bench [ARTICLES]`: builds a corpus, ingests and serves it, prints ratios side by side.

Machines differ and are noisy: each figure is the median of rounds in which both sides are measured in
turn, with their spread; only the ratios mean anything elsewhere.
"""

import json
import os
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from urllib.request import urlopen

from bench.corpus import articles

ROUNDS = 5
SECONDS = 2.0
CONNECTIONS = 8


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        print(f"{count} articles made by a seeded generator; medians of {ROUNDS} rounds (least to most)")
        database = _ingested(Path(folder), count)
        _print_serving(database)


def _ingested(folder: Path, count: int) -> Path:
    """Ingest `count` articles with the command that users run, and print how its time compares."""
    source = folder / "made.jsonl"
    with source.open("w", encoding="utf-8") as lines:
        for record in articles(count):
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
    database = folder / "warraq.db"
    command = [sys.executable, "-m", "app", "ingest", str(source)]
    took = _timed(
        lambda: subprocess.run(command, env=_environment(database), check=True, capture_output=True)
    )
    raw = statistics.median(_timed(lambda: _copy(database, folder / "raw.db")) for _ in range(3))
    size = database.stat().st_size / sum(len(r["text"].encode()) for r in articles(min(count, 2000)))
    print(f"\nwhole ingest, one process      {count / took:8.0f} articles/s")
    print(f"the same rows, raw sqlite3     {count / raw:8.0f} articles/s")
    print(
        f"ingest takes                   {took / raw:8.2f} × raw inserts (no full-text index on either side)"
    )
    print(f"database size                  {size * min(count, 2000) / count:8.2f} × the text")
    return database


def _copy(database: Path, copy: Path) -> None:
    """Insert the rows of a database into an empty one of the same schema, through bare sqlite3."""
    copy.unlink(missing_ok=True)
    source, target = sqlite3.connect(database), sqlite3.connect(copy, isolation_level=None)
    target.execute("PRAGMA journal_mode = WAL")
    target.execute("PRAGMA synchronous = NORMAL")
    schema = (
        "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    )
    tables = source.execute(schema, ("table",)).fetchall()
    for _, sql in tables + source.execute(schema, ("index",)).fetchall():
        target.execute(sql)
    for name, _ in tables:
        rows = source.execute(f"SELECT * FROM {name}")
        marks = ",".join("?" * len(rows.description))
        while batch := rows.fetchmany(1000):
            target.execute("BEGIN")
            target.executemany(f"INSERT INTO {name} VALUES ({marks})", batch)
            target.execute("COMMIT")
    target.close()
    source.close()


def _print_serving(database: Path) -> None:
    plain = ["uvicorn", "bench.plain:app", "--no-access-log", "--log-level", "warning"]
    with _serving(["app", "serve"], database) as ours, _serving(plain, database) as theirs:
        print(f"\n{'request':34}{'req/s':>8}{'p50 ms':>9}{'p99 ms':>9}   of bare FastAPI, the same bytes")
        for name, paths in _requests(ours).items():
            size = statistics.mean(len(_fetch(ours + path)) for path in paths[:20])
            rounds = [
                (_drive(ours, paths), _drive(theirs, [f"/{int(size)}/x?limit=20&page=1"]))
                for _ in range(ROUNDS)
            ]
            rates = [a["requests"] / a["seconds"] for a, _ in rounds]
            ratios = [
                rate / (b["requests"] / b["seconds"]) for rate, (_, b) in zip(rates, rounds, strict=True)
            ]
            print(
                f"{name:34}{statistics.median(rates):8.0f}"
                f"{statistics.median(a['p50'] for a, _ in rounds):9.2f}"
                f"{statistics.median(a['p99'] for a, _ in rounds):9.2f}"
                f"   {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
            )


def _requests(url: str) -> dict[str, list[str]]:
    """What is asked, in paths that vary, so that no cache of answers could help."""
    codes = [item["code"] for item in json.loads(_fetch(f"{url}/v1/countries?limit=50"))["items"]]
    pages, cursor = [], ""
    ids: list[str] = []
    for _ in range(20):
        page = json.loads(_fetch(f"{url}/v1/articles?limit=20{cursor}"))
        ids += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
        pages.append(f"/v1/articles?limit=20{cursor}")
    return {
        "list": pages,
        "country": [f"/v1/articles?country={code}" for code in codes],
        "country and date": [
            f"/v1/articles?country={code}&published_from={year}&published_to={year}"
            for code in codes
            for year in range(2006, 2024, 3)
        ],
        "two countries, all of": [
            f"/v1/articles?country_all={a}&country_all={b}" for a, b in pairwise(codes)
        ],
        "article": [f"/v1/articles/{name}" for name in ids],
    }


def _drive(url: str, paths: list[str]) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.load", url, str(CONNECTIONS), str(SECONDS)]
    done = subprocess.run(command, input="\n".join(paths), capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


@contextmanager
def _serving(arguments: list[str], database: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", *arguments, "--port", str(port)]
    with subprocess.Popen(command, env=_environment(database), stderr=subprocess.DEVNULL) as process:
        url = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        try:
            yield url
        finally:
            process.terminate()


def _environment(database: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not re.match("WARRAQ_", name)}
    return {**kept, "WARRAQ_DATABASE_URL": f"sqlite:///{database}"}


def _fetch(url: str) -> bytes:
    with urlopen(url, timeout=60) as answer:
        body: bytes = answer.read()
        return body


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
