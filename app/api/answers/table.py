"""Articles and mentions as the rows of a table: which columns there are, and what stands in them.

CSV and Parquet have the same columns. A cell of a list holds its items with `;` between them in CSV,
and is a list in Parquet; an object is JSON in both.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple

from pydantic_core import to_json

Item = Mapping[str, Any]
"""An article with its detail and text, or a mention of the concordance, as the API answers them."""
Cell = Literal["text", "day", "instant", "number", "list", "json"]

_RISKY = re.compile("['\\s]*[=+@\\-\uff1d\uff0b\uff20\uff0d]|'*[\t\r\n]")
"""How a cell begins that a spreadsheet would run as a formula (OWASP, "CSV Injection"; the wide signs
are what East Asian settings take for the narrow ones), or that one apostrophe was put before already."""


class Column(NamedTuple):
    """One column: its name, the type of its cells, what they say, and how they are found."""

    name: str
    cell: Cell
    text: str
    value: Callable[[Item], Any]


def _plain(name: str, cell: Cell, text: str) -> Column:
    return Column(name, cell, text, lambda item: item[name])


def _inner(outer: str, inner: str, cell: Cell, text: str, name: str | None = None) -> Column:
    """What stands at `outer`, `inner`; empty where there is no `outer`."""
    return Column(name or f"{outer}_{inner}", cell, text, lambda item: item[outer] and item[outer][inner])


def _provenance(name: str) -> Column:
    text = f"Who says so of `{name}`: `metadata` that came with the article, its `header` or its `body`."
    return Column(
        f"{name}_provenance",
        "text",
        text,
        lambda item: item["read"][name] and item["read"][name]["provenance"],
    )


_PUBLISHED = (
    _inner("published", "earliest", "day", "First day it may have appeared, YYYY-MM-DD."),
    _inner("published", "latest", "day", "Last day it may have appeared, YYYY-MM-DD."),
    _inner("published", "precision", "text", "How exactly the date is known: `day`, `month` or `year`."),
)

ARTICLE_COLUMNS: tuple[Column, ...] = (
    _plain("id", "text", "The article's id."),
    _plain("title", "text", "Its title, where one was found."),
    _provenance("title"),
    _inner("source", "id", "text", "Its source's id."),
    _inner("source", "name", "text", "Its source's name.", "source"),
    _provenance("source"),
    _plain("byline", "text", "Who wrote it."),
    _provenance("byline"),
    _plain("dateline", "text", "Where it was written."),
    _provenance("dateline"),
    _plain("section", "text", "The section it appeared in."),
    _provenance("section"),
    _plain("language", "text", "Its language, a BCP 47 tag."),
    _plain("url", "text", "Its address on the web."),
    *_PUBLISHED,
    _inner("published", "provenance", "text", "Who says when it appeared."),
    Column(
        "countries", "list", "Codes of the countries it mentions, most mentioned first.",
        lambda item: [country["code"] for country in item["countries"]],
    ),
    Column(
        "agencies", "list", "Ids of the agencies it mentions, most mentioned first.",
        lambda item: [agency["id"] for agency in item["agencies"]],
    ),
    _plain("characters", "number", "Length of the text in Unicode code points."),
    _plain("text_sha256", "text", "SHA-256 of the text in UTF-8."),
    _plain("reading_version", "number", "The version of the reader that read it."),
    _plain("extra", "json", "What else came with it, a JSON object."),
    _plain("ingested_at", "instant", "When it was loaded, RFC 3339 in UTC."),
    _plain("text", "text", "Its text."),
)  # fmt: skip
"""A row for each article."""


def _of_article(outer: str, inner: str | None, column: Column) -> Column:
    """A column of an article, for a row of a mention in it."""

    def value(item: Item) -> Any:
        found = item["article"][outer]
        return found if inner is None else found and found[inner]

    return column._replace(value=value)


def _name(language: str) -> Column:
    return Column(f"name_{language}", "text", f"Its name ({language}).", lambda item: item["name"][language])


MENTION_COLUMNS: tuple[Column, ...] = (
    _of_article("id", None, Column("article_id", "text", "The article's id.", dict)),
    _of_article("title", None, Column("article_title", "text", "The article's title.", dict)),
    _of_article("source", "id", Column("source_id", "text", "Its source's id.", dict)),
    _of_article("source", "name", Column("source", "text", "Its source's name.", dict)),
    *(_of_article("published", column.name.partition("_")[2], column) for column in _PUBLISHED),
    _inner("entity", "type", "text", "What is mentioned: `country` or `agency`."),
    _inner("entity", "id", "text", "A country's alpha-2 code, or an agency's id."),
    *map(_name, ("ar", "fr", "en")),
    _plain("kind", "text", "How it is named: `name`, `demonym`, `capital`, `head` or `acronym`."),
    _plain("surface", "text", "The words, without attached particles."),
    _plain("field", "text", "Which string the offsets count in: `text` or `title`."),
    _plain("start", "number", "Offset of the first character, in Unicode code points (or UTF-16 units)."),
    _plain("end", "number", "Offset behind the last character."),
    _plain("part", "text", "The role of the part it stands in."),
    _inner("sentence", "start", "number", "Offset at which the sentence around it begins."),
    _inner("sentence", "end", "number", "Offset behind the end of that sentence."),
    _inner("sentence", "text", "text", "The sentence.", "sentence"),
)
"""A row for each mention."""


def row(columns: Iterable[Column], item: Item) -> list[Any]:
    """The values of one row, None where there is nothing."""
    return [column.value(item) for column in columns]


def csv_head(columns: Iterable[Column], *, bom: bool) -> bytes:
    """The first line of a CSV file, in UTF-8; with `bom`, behind the mark by which Excel knows UTF-8."""
    return (b"\xef\xbb\xbf" if bom else b"") + _lines([[column.name for column in columns]])


def csv_rows(columns: Iterable[Column], items: Iterable[Item]) -> bytes:
    """Lines of a CSV file (RFC 4180), which no spreadsheet will run as formulas: see `harmless`."""
    columns = tuple(columns)
    return _lines([_written(column, column.value(item)) for column in columns] for item in items)


def harmless(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would take it for a formula.

    Also where such an apostrophe stands there already, so that `restored` can always take it away.
    """
    return f"'{text}" if not text[:1].isalnum() and _RISKY.match(text) else text


def restored(cell: str) -> str:
    """The text that `harmless` made `cell` of."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def _written(column: Column, value: Any) -> str | int | None:
    if value is None:
        return None
    if column.cell == "number":
        return int(value)
    if column.cell == "list":
        value = ";".join(value)
    elif column.cell == "json":
        value = to_json(value).decode()
    return harmless(value)


def _lines(rows: Iterable[list[Any]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()
