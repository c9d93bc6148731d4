"""JSON of any size: what is an article in it, and what a mistake costs."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.ingest.columns import Columns
from app.ingest.folder import standard_input
from app.ingest.formats import document, scan
from app.ingest.formats.document import read_document
from app.ingest.formats.scan import Scan
from app.ingest.given import Given
from app.ingest.record import Record, Rejection

NAME = "standard input"


def read(data: str | bytes, **renames: str) -> list[Record | Rejection]:
    stream = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    file = standard_input(".json", "a")
    found: list[Record | Rejection] = []
    try:
        found.extend(read_document(stream, file, Given(Columns(renames))))
    except InputError as error:
        found.append(Rejection(NAME, str(error)))
    return found


def texts(items: list[Record | Rejection]) -> list[tuple[str, str]]:
    return [(item.id, item.text) for item in items if isinstance(item, Record)]


def reasons(items: list[Record | Rejection]) -> list[tuple[str, str]]:
    return [(item.origin, item.reason) for item in items if isinstance(item, Rejection)]


@pytest.mark.parametrize(
    "data",
    [
        '[{"text": "أ"}, {"text": "ب"}]',
        ' \n[\n{"text": "أ"}\n,\n{"text": "ب"}\n]\n',
        '{"articles": [{"text": "أ"}, {"text": "ب"}]}',
        '{"count": 2, "tags": ["x"], "items": [{"text": "أ"}, {"text": "ب"}], "next": null}',
    ],
)
@pytest.mark.parametrize("whole", [0, document.WHOLE])
def test_a_list_holds_articles_wherever_it_stands(
    data: str, whole: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "WHOLE", whole)
    assert texts(read(data)) == [("a~1", "أ"), ("a~2", "ب")]


@pytest.mark.parametrize(
    ("data", "renames"),
    [
        ('{"images": [{"url": "x"}], "text": "نص"}', {}),
        ('{"images": [{"url": "x"}], "body": "نص"}', {"body": "text"}),
    ],
)
def test_an_object_with_a_text_is_an_article_whatever_lists_it_has(
    data: str, renames: dict[str, str]
) -> None:
    [record] = read(data, **renames)
    assert isinstance(record, Record)
    assert (record.id, record.known.extra) == ("a", {"images": [{"url": "x"}]})


def test_an_item_that_cannot_be_kept_is_rejected_alone() -> None:
    items = read('[{"text": "أ", "text": "ب"}, {"text": "ج", "n": NaN}, 5, {"text": "د"}]')
    assert texts(items) == [("a~4", "د")]
    assert [origin for origin, _ in reasons(items)] == [f"{NAME}#{place}" for place in (1, 2, 3)]
    assert "'text' twice" in reasons(items)[0][1]
    assert "NaN" in reasons(items)[1][1]


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ('[{"text": "أ"},\n {"text" "ب"}, {"text": "ج"}]', "line 2, column 10"),
        ('[{"text": "أ"}, {"text": "ب"', "not JSON"),
        ('[{"text": "أ"}, {"text": "ب', "Unterminated string"),
        ('[{"text": "أ"}] {}', "Extra data"),
        ('[{"text": "أ"} {"text": "ب"}]', "Expecting ','"),
        ('[{"text": "أ"},]', "Expecting value"),
    ],
)
def test_what_stands_before_a_mistake_is_kept(broken: str, says: str) -> None:
    items = read(broken)
    assert texts(items)[0] == ("a~1", "أ")
    [(origin, reason)] = reasons(items)
    assert origin == NAME
    assert says in reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1256"])
def test_it_may_be_in_any_encoding(encoding: str) -> None:
    text = "أعلنت وزارة الداخلية اليوم أن قوات الأمن أوقفت مجموعة من الأشخاص في مدينة الرباط"
    data = json.dumps([{"text": text}], ensure_ascii=False).encode(encoding)
    assert texts(read(data)) == [("a~1", text)]


def test_a_broken_byte_costs_one_item() -> None:
    items = read('[{"text": "أ"}, {"text": "caf'.encode() + b"\xe9" + '"}, {"text": "ج"}]'.encode())
    assert texts(items) == [("a~1", "أ"), ("a~3", "ج")]
    assert "0xE9" in reasons(items)[0][1]


def test_an_item_beyond_all_bounds_ends_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "LIMIT", 1 << 17)
    items = read('[{"text": "أ"}, {"text": "' + "x" * (1 << 20) + '"}]')
    assert texts(items) == [("a~1", "أ")]
    assert "longer than" in reasons(items)[0][1]


class Endless(io.TextIOBase):
    """A list of articles that never ends, and how much of it was asked for."""

    def __init__(self) -> None:
        self.given = 0

    def read(self, size: int | None = -1, /) -> str:
        item = '{"text": "' + "x" * 1000 + '"},'
        data = ("" if self.given else "[") + item * (1 + (size or 0) // len(item))
        self.given += len(data)
        return data


def test_no_more_of_a_list_is_read_than_is_asked_for() -> None:
    source: Any = Endless()
    items: Iterator[Any] = Scan(source).items()
    for _ in range(1000):
        next(items)
    assert source.given < 1_300_000


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(st.lists(VALUES, max_size=8), st.integers(1, 40), st.sampled_from([None, 1]), st.booleans())
def test_a_list_is_read_the_same_however_it_comes_in_pieces(
    values: list[Any], chunk: int, indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps(values, indent=indent, ensure_ascii=ascii_only)
    before = scan._CHUNK
    scan._CHUNK = chunk
    try:
        assert list(Scan(io.StringIO(text, newline="\n")).items()) == values
    finally:
        scan._CHUNK = before


@given(st.text(alphabet='[]{}",:0 \\aintruefals.e-+\n'), st.integers(1, 10))
def test_what_json_refuses_is_refused(text: str, chunk: int) -> None:
    try:
        expected = json.loads(f"[{text}]")
    except ValueError:
        expected = None
    before = scan._CHUNK
    scan._CHUNK = chunk
    try:
        found = list(Scan(io.StringIO(f"[{text}]", newline="\n")).items())
    except InputError:
        assert expected is None
    else:
        errors = [item for item in found if isinstance(item, InputError)]
        assert errors or found == expected
    finally:
        scan._CHUNK = before
