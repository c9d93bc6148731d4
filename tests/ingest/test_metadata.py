"""The table of what is known."""

import re
from pathlib import Path

import pytest

from app.errors import ConfigurationError
from app.ingest.columns import Columns
from app.ingest.given import Given
from app.ingest.metadata import load_metadata
from app.ingest.record import Record, Rejection


def test_rows_are_joined_by_id(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("name;date;source;desk\na;2024;هسبريس;\nb;;;سياسة\n", "utf-8-sig")
    table = load_metadata(path, Columns({"name": "id", "date": "published"}))
    assert {name: dict(row.values) for name, row in table.items()} == {
        "a": {"published": "2024", "source": "هسبريس"},
        "b": {"desk": "سياسة"},
    }
    assert table["b"].origin == f"{path}:3"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("b", r"what .*\.csv:3 says of it cannot be read: the row has 1 cells where the header has 2"),
        ("b,y,z", r"what .*\.csv:3 says of it cannot be read: the row has 3 cells where the header has 2"),
        ("b,y\nb,other", r".*\.csv:4 and .*\.csv:3 say different things of it$"),
        ("b,y\nb,z\nb,w", r".*\.csv:4, .*\.csv:5 and .*\.csv:3 say different things of it$"),
        ("b,y\nb", r".*\.csv:4 and .*\.csv:3 say .*; what .*\.csv:4 says of it cannot be read"),
        ("b,y,z\nb,y", r".*\.csv:4 and .*\.csv:3 say .*; what .*\.csv:3 says of it cannot be read"),
    ],
)
def test_a_line_that_cannot_be_read_or_contradicts_another_is_wrong_for_its_article_alone(
    tmp_path: Path, line: str, says: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f"id,title\na,x\n{line}\nc,z\n")
    table = load_metadata(path, Columns({}))
    assert {name: row.values for name, row in table.items() if not row.wrong} == {
        "a": {"title": "x"},
        "c": {"title": "z"},
    }
    assert re.match(says, table["b"].wrong or "")


@pytest.mark.parametrize("line", ["b,y\nb,y", ",\nb,y"])
def test_a_line_that_is_there_twice_or_says_nothing_is_no_mistake(tmp_path: Path, line: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f"id,title\n{line}\n")
    table = load_metadata(path, Columns({}))
    assert {name: (row.values, row.wrong) for name, row in table.items()} == {"b": ({"title": "y"}, None)}


@pytest.mark.parametrize(
    ("header", "line", "says"),
    [
        ("id,title", ",x", "it has no id"),
        ("id,title", "..,x", r"id '\.\.' cannot stand"),
        ("id,title", 'b,"x"y', "the row is not CSV"),
        ("id,title", "b;x", "1 cells"),
        ("title,id", "x,y,b", "3 cells"),
        ("id,title,number", "b,x,c", "two ids"),
    ],
)
def test_a_line_that_may_be_of_any_article_stops_the_run(
    tmp_path: Path, header: str, line: str, says: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f"{header}\n{line}\n")
    with pytest.raises(ConfigurationError, match=rf"table\.csv:2: .*{says}.*mend the line"):
        load_metadata(path, Columns({"number": "id"}))


def test_a_value_that_cannot_be_read_rejects_its_article_alone(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("id,published\na,2024\nb,soon\n")
    table = load_metadata(path, Columns({}))
    given = Given(Columns({}), table=table)
    taken = {name: given.take({"id": name, "text": "نص"}, None, f"{name}.txt") for name in "abc"}
    assert isinstance(taken["a"], Record)
    assert isinstance(taken["c"], Record)
    assert taken["b"] == Rejection(
        "b.txt",
        f"what {path}:3 says of it cannot be read: published is 'soon', which is no ISO date. "
        "Write 2024-09-14, 2024-09 or 2024",
        "b",
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("title\nx\n", "no column 'id'"),
        ("id,text\na,b\n", r"table\.csv:2: .*text"),
        ("id,a\0\n", "binary"),
    ],
)
def test_a_file_that_is_no_such_table_is_a_mistake_of_the_command(
    tmp_path: Path, data: str, says: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(data)
    with pytest.raises(ConfigurationError, match=says):
        load_metadata(path, Columns({}))


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"none\.csv"):
        load_metadata(tmp_path / "none.csv", Columns({}))
