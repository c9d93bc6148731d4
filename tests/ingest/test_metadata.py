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
    table, rejected = load_metadata(path, Columns({"name": "id", "date": "published"}))
    assert not rejected
    assert {name: dict(row.values) for name, row in table.items()} == {
        "a": {"published": "2024", "source": "هسبريس"},
        "b": {"desk": "سياسة"},
    }
    assert table["b"].origin == f"{path}:3"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("a,y", r"the id 'a' is taken by '.*table\.csv:2'"),
        (",x", "it has no id"),
        ("b", ".*1 cells"),
        ("..,x", r"id '\.\.' cannot stand"),
    ],
)
def test_a_line_that_can_be_joined_to_nothing_is_rejected_alone(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(f"id,title\na,x\n{line}\nc,z\n")
    table, [rejection] = load_metadata(path, Columns({}))
    assert {name: row.values for name, row in table.items()} == {"a": {"title": "x"}, "c": {"title": "z"}}
    assert (rejection.origin, rejection.hides) == (f"{path}:3", False)
    assert re.match(says, rejection.reason)


def test_a_value_that_cannot_be_read_rejects_its_article_alone(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("id,published\na,2024\nb,soon\n")
    table = load_metadata(path, Columns({})).rows
    given = Given(Columns({}), table=table)
    taken = {name: given.take({"id": name, "text": "نص"}, None, f"{name}.txt") for name in "abc"}
    assert isinstance(taken["a"], Record)
    assert isinstance(taken["c"], Record)
    assert taken["b"] == Rejection(
        "b.txt",
        f"what {path}:3 says of it cannot be read: published is 'soon', which is no ISO date. "
        "Write 2024-09-14, 2024-09 or 2024",
        id="b",
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
