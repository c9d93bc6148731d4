"""The shelf: corpora and databases that runs of the benchmarks share, in a folder that git passes over.

A database is known by its size and by a digest of what shapes it, so that a changed schema, a changed
reading or a changed generator gets one of its own. It is built by the command that users run.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.corpus import write_part

ROOT = Path(__file__).resolve().parent.parent
PART = 10_000
_PIECE = 1 << 20
_GENERATOR = ("bench/corpus.py", "bench/vocabulary.py", "bench/words.toml")
_ROWS = ("migrations/versions/*.py", "app/store/tables.py", "app/store/rows.py", "app/store/card.py")
_VERSION = re.compile(r"^[A-Z]+_VERSION\b.*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Built:
    """A database on the shelf. `seconds` is what its ingest took, None when that was interrupted;
    `text_bytes` is the size of all texts in UTF-8."""

    articles: int
    jobs: int
    seconds: float | None
    text_bytes: int
    database: str

    @property
    def path(self) -> Path:
        """The database's file."""
        return Path(self.database)

    @property
    def bytes(self) -> int:
        """The size of the database, with what has not been folded into its file yet."""
        wal = self.path.with_name(self.path.name + "-wal")
        return self.path.stat().st_size + (wal.stat().st_size if wal.exists() else 0)

    def read_through(self) -> None:
        """Read all of the file once, so that as much of it as there is room for is in memory: what is
        measured then is the server, not how much of the file something else happened to read before."""
        with self.path.open("rb", buffering=0) as file:
            while file.read(_PIECE):
                pass


class Shelf:
    """The folder `root`, made when it is not there."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.root.mkdir(parents=True, exist_ok=True)
        (self.root / ".gitignore").write_text("*\n", encoding="utf-8")

    def parts(self, articles: int, first: int = 0) -> list[Path]:
        """The files of JSON Lines that hold so many articles of the corpus, from `first` on; both are
        whole thousands."""
        folder = self.root / f"corpus-{_digest(*_GENERATOR)}"
        folder.mkdir(exist_ok=True)
        paths = []
        for start in range(first, first + articles, PART):
            count = min(PART, first + articles - start)
            path = folder / f"{start:07d}-{count}.jsonl"
            if not path.exists():
                write_part(path, start, count)
            paths.append(path)
        return paths

    def database(self, articles: int, jobs: int = 1) -> Built:
        """The database of the first `articles`, ingested now unless it is there; one that was cut off
        is completed."""
        folder = self.root / f"database-{articles}-{shape()}"
        folder.mkdir(exist_ok=True)
        facts = folder / "built.json"
        if facts.exists():
            return Built(**json.loads(facts.read_text(encoding="utf-8")))
        path = folder / "warraq.db"
        begun_before = path.exists()
        parts = self.parts(articles)
        seconds = ingest(parts, path, jobs)
        built = Built(
            articles, jobs, None if begun_before else seconds, sum(map(_text_bytes, parts)), str(path)
        )
        facts.write_text(json.dumps(asdict(built), indent=1), encoding="utf-8")
        return built

    def scratch(self, name: str) -> Path:
        """An empty folder of that name."""
        folder = self.root / "scratch" / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder


def ingest(parts: list[Path], database: Path, jobs: int = 1) -> float:
    """Run `warraq ingest` as users do; the seconds it took, start-up included."""
    begun = time.perf_counter()
    process = ingesting(parts, database, jobs)
    printed, complaints = process.communicate()
    if process.returncode:
        raise SystemExit(f"warraq ingest failed:\n{printed}\n{complaints}")
    return time.perf_counter() - begun


def ingesting(parts: list[Path], database: Path, jobs: int = 1) -> subprocess.Popen[str]:
    """A running `warraq ingest`."""
    command = [sys.executable, "-m", "app", "ingest", *map(str, parts)]
    if jobs > 1:
        command += ["--jobs", str(jobs)]
    return subprocess.Popen(
        command,
        env=environment(database),
        cwd=database.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def environment(database: Path) -> dict[str, str]:
    """The environment of a command that uses `database` and has no other setting; no `.env` is near."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WARRAQ_")}
    return {**kept, "PYTHONPATH": str(ROOT), "WARRAQ_DATABASE_URL": f"sqlite:///{database}"}


def shape() -> str:
    """A digest of what gives a database its shape: generator, schema, rows, versions of the rules."""
    code = sorted((ROOT / "app").rglob("*.py"))
    versions = [line for path in code for line in _VERSION.findall(path.read_text(encoding="utf-8"))]
    return hashlib.sha256("\n".join([_digest(*_GENERATOR, *_ROWS), *versions]).encode()).hexdigest()[:10]


def _digest(*patterns: str) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def _text_bytes(part: Path) -> int:
    with part.open(encoding="utf-8") as lines:
        return sum(len(json.loads(line)["text"].encode()) for line in lines)
