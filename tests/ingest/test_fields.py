"""What the columns of a record come to."""

import tomllib
from datetime import date
from typing import Any

import pytest

from app.errors import ConfigurationError, InputError
from app.ingest.columns import FIELDS, Columns, describe_extra, field_of
from app.ingest.given import Given, Row
from app.ingest.record import Record, Rejection
from tests.conftest import ROOT


def taken(given: Given, values: dict[str, Any], place: str = "a") -> Record:
    """The record that `values` make; `InputError` with the reason where they make none."""
    item = given.take(values, place, "file:1")
    if isinstance(item, Rejection):
        raise InputError(item.reason)
    return item


def record(values: dict[str, Any], *, renames: dict[str, str] | None = None, **given: Any) -> Record:
    return taken(Given(Columns(renames or {}), **given), {"text": "نص", **values}, "fallback")


def test_what_is_given_is_known() -> None:
    known = record(
        {
            "id": "1",
            "title": "عنوان",
            "source": "هسبريس",
            "published": "2024-09-14",
            "byline": "كاتب",
            "section": "سياسة",
            "url": "https://example.org/",
            "language": "AR-ma",
            "tags": ["a"],
        }
    )
    assert known.id == "1"
    assert known.known.title == "عنوان"
    assert known.known.source == "هسبريس"
    assert known.known.published is not None
    assert known.known.published.earliest == date(2024, 9, 14)
    assert (known.known.byline, known.known.section) == ("كاتب", "سياسة")
    assert (known.known.url, known.known.language) == ("https://example.org/", "ar-ma")
    assert known.known.extra == {"tags": ["a"]}


@pytest.mark.parametrize("nothing", [None, "", " \n"])
@pytest.mark.parametrize(
    "name", ["id", "title", "source", "published", "byline", "section", "url", "language"]
)
def test_an_empty_value_is_none(name: str, nothing: str | None) -> None:
    assert record({name: nothing}) == record({})


def test_an_article_without_an_id_is_called_after_its_place() -> None:
    assert record({}).id == "fallback"
    assert record({"id": 12}).id == "12"
    assert record({"id": " a/b "}).id == "a/b"


@pytest.mark.parametrize(
    ("given", "byline"), [(["كاتبة", " كاتب "], "كاتبة, كاتب"), (["كاتب", "", None], "كاتب"), ([], None)]
)
def test_the_authors_of_a_list_are_one_byline(given: list[str | None], byline: str | None) -> None:
    assert record({"byline": given}).known.byline == byline
    with pytest.raises(InputError, match="its byline is an object"):
        record({"byline": [{"name": "كاتب"}]})


def test_the_text_and_the_title_are_kept_as_they_are_but_for_the_ends_of_lines() -> None:
    kept = record({"text": " a\r\nb ", "title": " x\ry ", "byline": " z "})
    assert (kept.text, kept.known.title, kept.known.byline) == (" a\nb ", " x\ny ", "z")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"text": None}, "--map"),
        ({"text": ""}, "empty"),
        ({"text": " \n\t"}, "empty"),
        ({"text": 5}, "a number"),
        ({"text": ["a"]}, "a list"),
        ({"text": "a\0b"}, "NUL"),
        ({"text": "a\ud800b"}, "surrogate"),
        ({"title": {"ar": "عنوان"}}, "its title is an object"),
        ({"title": "a\0"}, "NUL"),
        ({"byline": True}, "true or false"),
        ({"source": 1.5}, "its source is a number"),
        ({"published": "soon"}, "soon"),
        ({"language": "Arabic (Morocco)"}, "Arabic"),
        ({"language": "ar-" + "x" * 20}, "language"),
        ({"id": ".."}, "URL"),
        ({"id": "a\nb"}, "URL"),
        ({"id": "x" * 501}, "500"),
        ({"extra": ["deep", {"deeper": "\0"}]}, "NUL"),
        ({"a\udcff": 1}, "0xFF"),
        ({"score": float("inf")}, "inf"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_the_reason(values: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError, match=says):
        record(values)


def test_columns_go_by_the_names_that_map_gives_them() -> None:
    columns = Columns({"date": "published", "body": "text", "never": "url"})
    known = taken(Given(columns), {"body": "نص", "date": "2024"})
    assert known.text == "نص"
    assert known.known.published is not None
    assert columns.unused == {"never"}


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("date", "date (if it is published: --map date=published)"),
        ("Pub_Date", "Pub_Date (if it is published: --map Pub_Date=published)"),
        ("author", "author (if it is byline: --map author=byline)"),
        ("Site name", "Site name (if it is source: --map 'Site name=source')"),
        ("titel", "titel (if it is title: --map titel=title)"),
        ("العنوان", "العنوان (if it is title: --map 'العنوان=title')"),
        ("likes", "likes"),
    ],
)
def test_of_an_unknown_column_is_said_what_it_may_be(column: str, said: str) -> None:
    assert describe_extra([column]) == f"kept as extra: {said}"


def test_no_column_is_taken_for_a_field_that_is_there() -> None:
    assert describe_extra(["date", "link"], {"published"}) == (
        "kept as extra: date, link (if it is url: --map link=url)"
    )


def test_of_columns_that_may_be_one_field_only_one_is_proposed() -> None:
    assert describe_extra(["headline", "likes", "subject"]) == (
        "kept as extra: headline or subject (if one is title: --map headline=title), likes"
    )


def test_without_a_text_the_column_that_may_hold_it_is_named() -> None:
    with pytest.raises(InputError, match=r"--map COLUMN=text$"):
        taken(Given(Columns({})), {"likes": "5"})
    with pytest.raises(InputError, match=r"--map body=text$"):
        taken(Given(Columns({})), {"likes": "5", "body": "نص"})
    with pytest.raises(InputError, match=r"--map body=text or --map content=text$"):
        taken(Given(Columns({})), {"body": "نص", "content": "نص"})


def test_other_names_of_fields_are_names_of_no_other_field() -> None:
    data = tomllib.loads((ROOT / "app" / "ingest" / "data" / "columns.toml").read_text("utf-8"))
    names = [name for listed in data.values() for name in listed]
    assert set(data) <= set(FIELDS)
    assert len(names) == len({*names, *FIELDS}) - len(FIELDS)
    assert all(field_of(name) == field for field, listed in data.items() for name in listed)


@pytest.mark.parametrize(
    ("values", "renames"),
    [
        ({"date": "2024", "published": "2023"}, {"date": "published"}),
        ({"published": "2024", "date": "2023"}, {"date": "published"}),
        ({"x": "y", "date": "2024", "day": "2023"}, {"date": "published", "day": "published"}),
    ],
)
def test_two_columns_for_one_field_are_refused_by_name(
    values: dict[str, Any], renames: dict[str, str]
) -> None:
    first, second = (name for name in values if name != "x")
    with pytest.raises(InputError, match=f"'{first}' and '{second}' are both published. Take the --map"):
        record(values, renames=renames)


@pytest.mark.parametrize(
    "values",
    [
        {"date": "2024", "published": ""},
        {"published": None, "date": "2024"},
        {"day": "2024"},
        {"date": "", "day": "2024"},
        {"day": "2024", "date": None},
    ],
)
def test_a_field_may_have_one_of_several_columns(values: dict[str, Any]) -> None:
    known = record(values, renames={"date": "published", "day": "published"}).known
    assert known.published is not None
    assert known.published.precision == "year"


@pytest.mark.parametrize(
    ("renames", "says"),
    [
        ({"date": "publishd"}, "Did you mean published"),
        ({"date": "x"}, "only id, text"),
    ],
)
def test_a_map_that_means_nothing_is_a_mistake_of_the_command(renames: dict[str, str], says: str) -> None:
    with pytest.raises(ConfigurationError, match=says):
        Columns(renames)


def test_the_table_wins_over_the_option_and_the_option_over_the_record() -> None:
    table = {"b": Row({"source": "table", "note": "x"}, "table.csv:2")}
    given = Given(Columns({}), source="option", table=table)
    of = {name: taken(given, {"id": name, "text": "نص", "source": "record"}) for name in "ab"}
    assert [of["a"].known.source, of["b"].known.source] == ["option", "table"]
    assert of["b"].known.extra == {"note": "x"}


def test_a_digest_covers_the_text_and_all_that_is_known() -> None:
    base: dict[str, Any] = {"id": "1"}
    digests = [
        record(base | change).sha256()
        for change in (
            {},
            {"text": "نص آخر"},
            {"title": "x"},
            {"source": "x"},
            {"published": "2024"},
            {"published": "2024-01"},
            {"byline": "x"},
            {"section": "x"},
            {"url": "x"},
            {"language": "fr"},
            {"other": "x"},
        )
    ]
    assert len(set(digests)) == len(digests)
    assert record(base).sha256() == digests[0]


def test_a_source_is_a_name_and_not_a_paragraph() -> None:
    assert record({"source": "س" * 200}).known.source == "س" * 200
    with pytest.raises(InputError, match="source is longer than 200"):
        record({"source": "س" * 201})
