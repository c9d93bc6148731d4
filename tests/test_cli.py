"""The command line as users run it: in a process of its own, in a folder of its own."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, SEEDS


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def warraq(
    home: Path, *arguments: str, given: str | bytes = b"", **variables: str
) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WARRAQ_")}
    done = subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        cwd=home,
        env={**environment, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **variables},
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def annotations(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_ingest_says_what_became_of_its_input_and_a_second_one_changes_nothing(home: Path) -> None:
    first = warraq(home, "ingest", str(SEEDS))
    assert first.returncode == 0, first.stderr
    assert "5 loaded" in first.stdout
    second = warraq(home, "ingest", str(SEEDS))
    assert second.returncode == 0
    assert "5 unchanged" in second.stdout


def test_the_default_is_the_folder_seeds(home: Path) -> None:
    (home / "seeds").mkdir()
    (home / "seeds" / "one.txt").write_text("زار الوزير المغرب أمس.", encoding="utf-8")
    assert "1 loaded" in warraq(home, "ingest").stdout
    assert (home / "data" / "warraq.db").exists()


def test_what_cannot_be_read_is_named_and_the_rest_is_loaded(home: Path) -> None:
    folder = home / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text("زار الوزير المغرب أمس.", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    done = warraq(home, "ingest", "articles")
    assert done.returncode == 1
    assert "1 loaded" in done.stdout
    assert "empty.txt" in done.stderr
    assert "binary.txt" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["ingest", "nowhere"], "nowhere"),
        (["ingest"], "seeds"),
        (["ingest", ""], "empty path"),
        (["ingest", "--map", "date", str(SEEDS)], "--map"),
        (["ingest", "--colour", "red"], "--colour"),
        (["annotate", "nowhere.txt"], "nowhere.txt"),
        (["annotate", "--reference", "5 غشت", str(SEEDS / "000_b7461130d6234fba.txt")], "5 غشت"),
        (["serve", "--port", "70000"], "--port"),
        (["serve", "--host", "no.such.host.invalid"], "no.such.host.invalid"),
        (["publish"], "publish"),
    ],
)
def test_wrong_usage_is_exit_2_and_named(home: Path, arguments: list[str], named: str) -> None:
    done = warraq(home, *arguments)
    assert done.returncode == 2
    assert named in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("WARRAQ_PORT", "eight", "WARRAQ_PORT"),
        ("WARRAQ_DATABSE_URL", "sqlite:///x.db", "did you mean WARRAQ_DATABASE_URL"),
        ("WARRAQ_DATABASE_URL", "mysql://host/x", "mysql"),
    ],
)
def test_a_wrong_setting_is_exit_2_and_named(home: Path, name: str, value: str, named: str) -> None:
    done = warraq(home, "ingest", str(SEEDS), **{name: value})
    assert done.returncode == 2
    assert named in done.stderr


def test_a_taken_port_is_said_before_anything_is_served(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = warraq(home, "serve", "--port", port)
    assert done.returncode == 2
    assert port in done.stderr


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough" * 40, b"SQLite format 3\0" + b"?" * 999]
)
def test_a_file_that_is_no_database_is_not_touched(home: Path, content: bytes) -> None:
    database = home / "notes.db"
    database.write_bytes(content)
    done = warraq(home, "ingest", str(SEEDS), WARRAQ_DATABASE_URL="sqlite:///notes.db")
    assert done.returncode == 2
    assert "notes.db" in done.stderr
    assert database.read_bytes() == content


def test_annotate_prints_what_is_read_and_needs_no_database(home: Path) -> None:
    seed = SEEDS / "002_f2247bdb1d6dd84f.txt"
    done = warraq(home, "annotate", str(seed))
    assert done.returncode == 0
    reading = json.loads(done.stdout)
    text = seed.read_text(encoding="utf-8")
    assert reading["mentions"]
    for mention in reading["mentions"] + reading["dates"]:
        assert text[mention["start"] : mention["end"]] == mention["surface"]
    assert not list(home.iterdir())


def test_annotate_reads_standard_input(home: Path) -> None:
    done = warraq(home, "annotate", "-", "--reference", "2024-08-09", given="نشر يوم 5 غشت الجاري بالمغرب.")
    reading = json.loads(done.stdout)
    assert [(d["earliest"], d["latest"], d["kind"]) for d in reading["dates"]] == [
        ("2024-08-05", "2024-08-05", "relative")
    ]
    assert [m["entity"] for m in reading["mentions"]] == [{"type": "country", "id": "MA"}]


def test_annotate_answers_lines_in_order_and_names_the_bad_ones(home: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": "زار مصر أمس", "reference": "2024-03-10"}, ensure_ascii=False),
        "{",
        json.dumps({"id": 7, "text": "عاد من فرنسا"}, ensure_ascii=False),
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "text": "\ud800"}),
    ]
    done = warraq(home, "annotate", "--jsonl", given="\n".join(lines))
    answers = annotations(done)
    assert done.returncode == 1
    assert [answer["id"] for answer in answers] == ["a", None, 7, "c", "d"]
    assert answers[0]["dates"][0]["earliest"] == "2024-03-09"
    assert [m["entity"]["id"] for m in answers[2]["mentions"]] == ["FR"]
    assert "error" in answers[1]
    assert "line 2" in done.stderr
    assert "line 4" in done.stderr
    assert "surrogate" in answers[4]["error"]


def test_openapi_is_printed(home: Path) -> None:
    document = json.loads(warraq(home, "openapi").stdout)
    assert document["openapi"].startswith("3.1")
    assert "/v1/articles" in document["paths"]


def test_check_is_content_with_what_ingest_wrote_and_lists_what_is_wrong(home: Path) -> None:
    nothing = warraq(home, "check")
    assert (nothing.returncode, "There is no database" in nothing.stdout) == (1, True)
    warraq(home, "ingest", str(SEEDS))
    good = warraq(home, "check")
    assert (good.returncode, good.stdout) == (0, "5 articles: nothing is wrong\n")
    with closing(sqlite3.connect(home / "data" / "warraq.db")) as database:
        database.execute("UPDATE mention SET start = 99999 WHERE position = 0")
        database.commit()
    bad = warraq(home, "check")
    assert bad.returncode == 1
    assert len([line for line in bad.stdout.splitlines() if "lies outside its text" in line]) == 5


def test_serve_refuses_a_database_that_it_cannot_use(home: Path) -> None:
    done = warraq(home, "serve", "--port", "0", WARRAQ_DATABASE_URL="mysql://host/x")
    assert done.returncode == 2
    assert "mysql" in done.stderr
