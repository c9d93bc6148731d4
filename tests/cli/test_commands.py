"""What all commands share: exit codes, wrong usage and settings, and the commands that are short."""

import json
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import warraq
from tests.conftest import ROOT, SEEDS


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
        (["ingest", "--map", "date=title", "--map", "date=published", str(SEEDS)], "title and as published"),
        (["ingest", "--colour", "red"], "--colour"),
        (["ingest", "--source", " ", str(SEEDS)], "--source is empty"),
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
    assert "with WARRAQ_HOST and WARRAQ_PORT" in done.stderr  # `make run` passes no options on


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


@pytest.mark.parametrize(
    ("arguments", "imported"),
    [
        (["--help"], "typer"),
        (["ingest", str(SEEDS)], "app.settings"),
        (["ingest", str(SEEDS)], "sqlalchemy"),
        (["openapi"], "fastapi"),
        (["check"], "app.gazetteer.load"),
    ],
)
def test_ctrl_c_while_anything_is_imported_is_one_line(
    home: Path, arguments: list[str], imported: str
) -> None:
    script = f"""
import signal, sys
class Interrupts:
    def find_spec(self, name, *rest):
        if name == {imported!r}:
            try:
                signal.raise_signal(signal.SIGINT)
            except BaseException:
                raise ImportError("what an extension makes of it")
sys.meta_path.insert(0, Interrupts())
from app.cli import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=home,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"Interrupted.\n")
    assert not list(home.iterdir())


@pytest.mark.parametrize("imported", ["enum", "socket", "app.cli.commands"])
def test_ctrl_c_while_a_command_begins_is_one_line(home: Path, imported: str) -> None:
    (home / "sitecustomize.py").write_text(f"""
import _signal, sys
class Interrupts:
    def find_spec(self, name, *rest):
        if name == {imported!r}:
            _signal.raise_signal(_signal.SIGINT)
sys.meta_path.insert(0, Interrupts())
""")
    done = subprocess.run(
        [sys.executable, "-m", "app", "check"],
        cwd=ROOT,
        env={"PYTHONPATH": str(home)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"Interrupted.\n")


def test_ctrl_c_leaves_the_file_of_an_export_as_it_was(home: Path) -> None:
    warraq(home, "ingest", str(SEEDS))
    (home / "out.csv").write_text("before")
    script = """
import signal, sys
import app.queries.export as export
def interrupted(*args, **kwargs):
    yield from ()
    signal.raise_signal(signal.SIGINT)
export.iter_articles = interrupted
from app.cli import main
main()
"""
    done = subprocess.run(
        [sys.executable, "-c", script, "export", "--format", "csv", "--output", "out.csv"],
        cwd=home,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (130, b"Interrupted. out.csv is as it was.\n")
    assert (home / "out.csv").read_text() == "before"
    assert {path.name for path in home.iterdir()} == {"data", "out.csv"}


def signals(home: Path, *arguments: str) -> tuple[int, bytes]:
    """What becomes of a command that Ctrl-C meets once it says that it listens."""
    with subprocess.Popen(
        [sys.executable, "-m", "app", *arguments],
        cwd=home,
        env={"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if b"running on" in line:
                break
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
        return process.wait(), said


def test_ctrl_c_ends_a_server_with_a_word(home: Path) -> None:
    warraq(home, "ingest", str(SEEDS))
    code, said = signals(home, "serve", "--port", "0")
    assert code == 130
    assert said.endswith(b"Interrupted.\n")
    assert b"Traceback" not in said


FOREIGN = {
    "other": ("CREATE TABLE a (b)", "another program"),
    "views": ("CREATE VIEW a AS SELECT 1", "another program"),
    "alembic": (
        "CREATE TABLE alembic_version (version_num); INSERT INTO alembic_version VALUES ('a'); "
        "CREATE TABLE article (a)",
        "another program",
    ),
    "newer": (
        "CREATE TABLE alembic_version (version_num); INSERT INTO alembic_version VALUES ('a'); "
        "CREATE TABLE article (a); CREATE TABLE corpus (a)",
        "another version",
    ),
    "versionless": ("CREATE TABLE alembic_version (version_num); CREATE TABLE a (b)", "another program"),
    "odd": ("CREATE TABLE alembic_version (a)", "another program"),
}


@pytest.mark.parametrize("name", [*FOREIGN, "text", "empty", "folder"])
def test_what_is_no_database_of_warraq_is_refused_at_the_start_and_left_as_it_was(
    home: Path, name: str
) -> None:
    database = home / "x.db"
    said = {"text": "no database", "empty": "is empty", "folder": "is a folder"}.get(name, "")
    if name in FOREIGN:
        script, said = FOREIGN[name]
        with closing(sqlite3.connect(database)) as connection:
            connection.executescript(script)
    elif name == "folder":
        database.mkdir()
    else:
        database.write_text("a text of some length, but no database\n" * 50 if name == "text" else "")
    before = None if name == "folder" else database.read_bytes()
    commands = [["serve", "--port", "0"], ["check"], ["export"]]
    if name != "empty":
        commands += [
            ["ingest", str(SEEDS)],
            ["up", str(SEEDS), "--port", "0"],
            ["ingest", "--dry-run", str(SEEDS)],
        ]
    for command in commands:
        done = warraq(home, *command, WARRAQ_DATABASE_URL="sqlite:///x.db")
        assert done.returncode == (1 if command == ["check"] else 2), command
        assert said in done.stdout + done.stderr
        assert (done.stdout + done.stderr).count("\n") == 1
        assert before is None or database.read_bytes() == before
    assert [path.name for path in home.iterdir()] == ["x.db"]


def test_a_database_of_another_program_keeps_what_it_has_not_written_back(home: Path) -> None:
    script = """
import os, sqlite3
connection = sqlite3.connect("x.db")
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("CREATE TABLE a (b)")
connection.commit()
os._exit(0)
"""
    subprocess.run([sys.executable, "-c", script], cwd=home, check=True)
    files = [home / "x.db", home / "x.db-wal"]
    before = [path.read_bytes() for path in files]
    assert all(before)
    for command in (["ingest", str(SEEDS)], ["ingest", "--dry-run", str(SEEDS)], ["serve"], ["check"]):
        done = warraq(home, *command, WARRAQ_DATABASE_URL="sqlite:///x.db")
        assert "another program" in done.stdout + done.stderr
        assert [path.read_bytes() for path in files] == before


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
        database.execute("UPDATE article SET detail = json_set(detail, '$.mentions[0].start', 99999)")
        database.commit()
    bad = warraq(home, "check")
    assert bad.returncode == 1
    assert (
        len([line for line in bad.stdout.splitlines() if "mention 0 lies outside its sentence" in line]) == 5
    )


def test_serve_refuses_a_database_that_it_cannot_use(home: Path) -> None:
    done = warraq(home, "serve", "--port", "0", WARRAQ_DATABASE_URL="mysql://host/x")
    assert done.returncode == 2
    assert "mysql" in done.stderr
