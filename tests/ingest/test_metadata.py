"""The table of what is known."""

from pathlib import Path

import pytest

from app.errors import ConfigurationError
from app.ingest.columns import Columns
from app.ingest.metadata import load_metadata


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
    ("data", "says"),
    [
        ("title\nx\n", "no column 'id'"),
        ("id,published\na,2024\nb,soon\n", r"table\.csv:3: .*soon"),
        ("id,title\na,x\na,y\n", r"table\.csv:3: .*table\.csv:2"),
        ("id,title\n,x\n", r"table\.csv:2: it has no id"),
        ("id,title\na\n", r"table\.csv:2: .*1 cells"),
        ("id,text\na,b\n", r"table\.csv:2: .*text"),
        ("id,a\0\n", "binary"),
    ],
)
def test_a_table_with_anything_amiss_is_a_mistake_of_the_command(
    tmp_path: Path, data: str, says: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(data)
    with pytest.raises(ConfigurationError, match=says):
        load_metadata(path, Columns({}))


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"none\.csv"):
        load_metadata(tmp_path / "none.csv", Columns({}))
