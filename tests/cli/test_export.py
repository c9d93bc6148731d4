"""`warraq export`: the files it writes, and the filters it takes."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.api.answers.table import ARTICLE_COLUMNS, MENTION_COLUMNS
from app.api.params import FILTERS as PARAMETERS
from app.cli.export import FILTERS
from tests.conftest import ROOT, SEEDS


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment whose database holds the seeds."""
    database = tmp_path_factory.mktemp("export") / "warraq.db"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("WARRAQ_")}
    environment = {**inherited, "WARRAQ_DATABASE_URL": f"sqlite:///{database}", "PYTHONPATH": str(ROOT)}
    assert run(environment, "ingest", str(SEEDS)).returncode == 0
    return environment


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "app", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, check=False)


def exported(environment: dict[str, str], *arguments: str) -> bytes:
    done = run(environment, "export", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_no_file_is_written_to_and_stays(loaded: dict[str, str], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        assert exported(loaded, "--output", str(pipe)) == b""
        assert reader.stdout is not None
        assert reader.stdout.read() == exported(loaded)
    assert pipe.is_fifo()


def test_it_takes_the_filters_of_the_api() -> None:
    assert list(FILTERS) == [parameter.name for parameter in PARAMETERS]


def test_an_article_a_line_is_the_default(loaded: dict[str, str]) -> None:
    articles = [json.loads(line) for line in exported(loaded).splitlines()]
    assert {one["id"]: one["text"] for one in articles} == {
        path.stem: path.read_text() for path in SEEDS.glob("*.txt")
    }


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (("--country", "Autriche"), 1),
        (("--country", "FR", "--country", "AT", "--published-from", "2024"), 1),
        (("--agency-all", "us-fbi", "--agency-all", "us-cia"), 2),
        (("--undated", "only"), 4),
        (("--q", "الانتربول"), 1),
        (("--country", "AD"), 0),
    ],
)
def test_filters_choose_as_in_the_api(
    loaded: dict[str, str], filters: tuple[str, ...], expected: int
) -> None:
    assert len(exported(loaded, *filters).splitlines()) == expected


def test_mentions_are_written_as_csv(loaded: dict[str, str]) -> None:
    data = exported(loaded, "--what", "mentions", "--format", "csv", "--bom", "--agency", "FBI")
    assert data.startswith(b"\xef\xbb\xbf")
    found = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert list(found[0]) == [column.name for column in MENTION_COLUMNS]
    assert {row["entity_id"] for row in found} == {"us-fbi"}


def test_a_file_is_there_only_when_all_of_it_is(loaded: dict[str, str], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "articles.parquet"
    assert exported(loaded, "--format", "parquet", "--output", str(file)) == b""
    table = parquet.read_table(file)
    assert table.num_rows == 5
    assert table.column_names == [column.name for column in ARTICLE_COLUMNS]
    before = file.read_bytes()
    assert run(loaded, "export", "--country", "Frnce", "--output", str(file)).returncode == 2
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--country", "Frnce"), "No country is called 'Frnce'. Did you mean 'France'?"),
        (("--country", "غزة"), "Did you mean 'فلسطين'?"),
        (("--agency", "ma-dgts"), "Did you mean 'ma-dgst'?"),
        (("--undated", "onyl"), "undated cannot be 'onyl'. Did you mean 'only'?"),
        (("--undated", "maybe"), "undated cannot be 'maybe'"),
        (("--published-from", "2024", "--published-from", "2025"), "given 2 times"),
        (("--bom",), "--format csv"),
        (("--format", "xml"), "xml"),
        (("--output", "nowhere/file"), "nowhere/file"),
        (("--output", "."), "folder"),
        (("--colour", "red"), "--colour"),
    ],
)
def test_what_cannot_be_done_is_said(loaded: dict[str, str], arguments: tuple[str, ...], said: str) -> None:
    done = run(loaded, "export", *arguments)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert done.stdout == b""


def test_without_a_database_it_says_so(tmp_path: Path, loaded: dict[str, str]) -> None:
    done = run({**loaded, "WARRAQ_DATABASE_URL": f"sqlite:///{tmp_path / 'none.db'}"}, "export")
    assert (done.returncode, b"There is no database" in done.stderr) == (2, True)


@pytest.mark.parametrize("format", ["ndjson", "csv"])
def test_what_is_exported_can_be_loaded_again(loaded: dict[str, str], tmp_path: Path, format: str) -> None:
    file = tmp_path / f"all.{format}"
    again = {**loaded, "WARRAQ_DATABASE_URL": f"sqlite:///{tmp_path / 'again.db'}"}
    exported(loaded, "--format", format, "--output", str(file))
    assert run(again, "ingest", str(file)).returncode == 0
    before, after = ([json.loads(line) for line in exported(one).splitlines()] for one in (loaded, again))
    for article in (*before, *after):
        del article["ingested_at"]
    assert before == after
