"""Memory does not grow with the size of a file, whatever its format."""

import csv
import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from tests.conftest import ROOT

SCRIPT = """
import resource, sys
from pathlib import Path
from app.ingest.pipeline import Options, ingest
from tests.ingest.conftest import reader
summary = ingest([Path(sys.argv[1])], "sqlite:///none.db", Options(rehearse=True), reader=reader())
print(summary.loaded, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
TEXT = "أعلنت المديرية العامة للأمن الوطني. " * 60
FEW, MANY = 1_000, 5_000
"""Articles of 2,000 characters: 4 MB and 20 MB of UTF-8."""


def write_json(file: IO[str], count: int, before: str, between: str, after: str) -> None:
    file.write(before)
    for number in range(count):
        file.write(between * bool(number))
        json.dump({"id": str(number), "text": TEXT}, file, ensure_ascii=False)
    file.write(after)


def write(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") if path.suffix != ".gz" else gzip.open(path, "wt", 1) as file:
        match path.name.split(".")[1]:
            case "jsonl":
                write_json(file, count, "", "\n", "\n")
            case "json":
                write_json(file, count, '{"articles": [', ",", "]}")
            case "csv":
                rows = csv.writer(file)
                rows.writerow(("id", "text"))
                rows.writerows((number, TEXT) for number in range(count))


def peak(path: Path, count: int, cwd: Path) -> int:
    """Bytes that an ingest of so many articles took at most."""
    write(path, count)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path)],
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded, kibibytes = map(int, done.stdout.split())
    assert loaded == count
    return kibibytes << 10


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> int:
    """Bytes that few articles take."""
    folder = tmp_path_factory.mktemp("few")
    return peak(folder / "a.jsonl", FEW, folder)


@pytest.mark.parametrize("ending", [".jsonl", ".json", ".csv", ".jsonl.gz"])
def test_five_times_as_many_articles_take_no_more(ending: str, little: int, tmp_path: Path) -> None:
    assert peak(tmp_path / f"a{ending}", MANY, tmp_path) < little + 8_000_000
