"""Rows of CSV and Parquet files."""

import csv
import io
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.answers.parquet import write_parquet
from app.api.answers.table import (
    ARTICLE_COLUMNS,
    MENTION_COLUMNS,
    Column,
    csv_head,
    csv_rows,
    harmless,
    restored,
)
from app.errors import ConfigurationError

ODD = st.text(
    alphabet=st.one_of(st.sampled_from("=+-@'\t\r\n ,\"؛عA1＝"), st.characters(codec="utf-8")), max_size=12
)
TEXT = Column("text", "text", "", lambda item: item["text"])
ALL = (
    TEXT,
    Column("number", "number", "", lambda item: item["number"]),
    Column("list", "list", "", lambda item: item["list"]),
    Column("json", "json", "", lambda item: item["json"]),
    Column("day", "day", "", lambda item: item["day"]),
    Column("instant", "instant", "", lambda item: item["instant"]),
)
FULL: dict[str, Any] = {
    "text": "قال: «نعم»", "number": 7, "list": ["MA", "FR"], "json": {"desk": "سياسة"},
    "day": "2024-09-14", "instant": "2025-01-31T09:12:45Z",
}  # fmt: skip
EMPTY: dict[str, Any] = {
    "text": None, "number": 0, "list": [], "json": {}, "day": None, "instant": "2025-01-31T09:12:45Z",
}  # fmt: skip


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n-", "\ttext", "  =1", "＝1", "＋1", "－1", "＠x",
     "'=1", "''@x", "' +1", "\u00a0=1", "- قال"],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "قال = نعم", "1-2", "'quoted'", "(=1)", "  قال", "–", "2024-09-14", "'", "«=»"]
)
def test_what_it_would_not_run_is_left_alone(cell: str) -> None:
    assert harmless(cell) == cell


@given(ODD)
def test_the_text_can_always_be_had_back(text: str) -> None:
    assert restored(harmless(text)) == text
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.lists(ODD, min_size=1, max_size=4))
def test_any_text_survives_a_csv_file(texts: list[str]) -> None:
    data = csv_rows((TEXT,) * 2, ({"text": text} for text in texts))
    assert [[restored(cell) for cell in row] for row in read(data)] == [[text, text] for text in texts]


def test_cells_are_written_by_their_type_and_lines_end_as_rfc_4180_says() -> None:
    data = csv_head(ALL, bom=False) + csv_rows(ALL, [FULL, EMPTY])
    assert data.decode() == (
        "text,number,list,json,day,instant\r\n"
        'قال: «نعم»,7,MA;FR,"{""desk"":""سياسة""}",2024-09-14,2025-01-31T09:12:45Z\r\n'
        ",0,,{},,2025-01-31T09:12:45Z\r\n"
    )


def test_the_mark_for_excel_comes_first_where_it_is_asked_for() -> None:
    assert csv_head((TEXT,), bom=True) == b"\xef\xbb\xbftext\r\n"


@pytest.mark.parametrize("columns", [ARTICLE_COLUMNS, MENTION_COLUMNS])
def test_columns_have_names_of_their_own_and_say_what_they_hold(columns: tuple[Column, ...]) -> None:
    assert len({column.name for column in columns}) == len(columns)
    assert all(column.text.endswith(".") for column in columns)


def test_a_parquet_file_has_the_same_cells_in_types_of_its_own() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = io.BytesIO()
    write_parquet(ALL, [[FULL], [EMPTY]], file)
    table = parquet.read_table(io.BytesIO(file.getvalue()))
    assert [str(field.type) for field in table.schema] == [
        "string", "int64", "list<element: string>", "string", "date32[day]", "timestamp[ms, tz=UTC]"
    ]  # fmt: skip
    full, empty = table.to_pylist()
    assert (full["text"], full["list"], full["json"]) == ("قال: «نعم»", ["MA", "FR"], '{"desk":"سياسة"}')
    assert (full["day"].isoformat(), full["instant"].isoformat()) == (
        "2024-09-14",
        "2025-01-31T09:12:45+00:00",
    )
    assert (empty["text"], empty["day"], empty["list"], empty["number"]) == (None, None, [], 0)


def test_without_its_library_a_parquet_file_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigurationError, match=r"warraq\[parquet\]"):
        write_parquet(ALL, [], io.BytesIO())
