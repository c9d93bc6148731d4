"""An article as the API answers it and `warraq export` writes it, read back as what had been given.

Known by its shape: it says how it was read, under `read`, `reading_version` and `text_sha256`, or as a
row of a table in columns that end in `_provenance`. Taken from it are its text and what was metadata. What
was inferred is left out, so that it is inferred again: by then perhaps better.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from app.errors import InputError
from app.reading.language import find_language
from app.reading.model import READING_VERSION

_MARKS = ("text_sha256", "reading_version", "read")
_ROW_MARKS = ("text_sha256", "reading_version", "characters", "ingested_at")
"""The cells that no row is without, among the columns that only Warraq has."""
_CLAIMS = ("title", "byline", "section")
_GUARDED = re.compile("'(['\\s]*[=+@\\-\uff1d\uff0b\uff20\uff0d]|'*[\t\r\n])")
"""A cell before which an apostrophe was put, for a spreadsheet would have run it as a formula."""


def is_exported(values: Mapping[str, Any]) -> bool:
    """Whether `values` are a full article of the API, or a row of such."""
    if "text_sha256" not in values:
        return False
    nested = all(mark in values for mark in _MARKS) and isinstance(values["read"], dict)
    return nested or all(isinstance(values.get(mark), str) for mark in _ROW_MARKS)


def given_in(article: Mapping[str, Any]) -> dict[str, Any]:
    """What was given of `article`, by field; `InputError` when it is not as the API answers it.

    The URL of an article is always metadata. Its language is taken for it where another one would be
    inferred; one that an older version of the reader may have inferred is not.
    """
    try:
        article = article if "read" in article else _nested(article)
        return {**_object(article, "extra"), **_fields(article)}
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputError(
            f"it looks like an exported article, but its fields are not those of one ({error}). "
            "Export it again, or leave out `reading_version` and `text_sha256`"
        ) from None


def _fields(article: Mapping[str, Any]) -> dict[str, Any]:
    text = article["text"]
    fields = {"id": article["id"], "text": text, "url": article.get("url")}
    fields |= {name: article[name] for name in _CLAIMS if _is_given(article["read"].get(name))}
    if _is_given(article["read"].get("source")):
        fields["source"] = article["source"]["name"]
    published = article["published"]
    if _is_given(published):
        day: str = published["earliest"]
        fields["published"] = day[: {"day": 10, "month": 7, "year": 4}[published["precision"]]]
    language = article.get("language")
    if article["reading_version"] == READING_VERSION and language != find_language(text):
        fields["language"] = language
    return fields


def _nested(row: Mapping[str, str]) -> dict[str, Any]:
    """The article that a row of a table says."""
    cells = {name: cell[1:] if _GUARDED.match(cell) else cell for name, cell in row.items()}
    claims = {name: cells.get(f"{name}_provenance") for name in (*_CLAIMS, "source")}
    published = {name: cells.get(f"published_{name}") for name in ("earliest", "precision", "provenance")}
    return {
        **cells,
        "source": {"name": cells.get("source")},
        "published": published if published["provenance"] else None,
        "read": {name: {"provenance": said} for name, said in claims.items() if said},
        "reading_version": int(cells["reading_version"]),
        "extra": json.loads(cells.get("extra", "{}")),
    }


def _object(article: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = article.get(name) or {}
    if not isinstance(value, dict):
        raise TypeError(f"{name} is no object")
    return value


def _is_given(claim: Mapping[str, Any] | None) -> bool:
    return claim is not None and claim["provenance"] == "metadata"
