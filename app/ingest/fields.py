"""The values of a record to what is known of an article, each held to what its field can be."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from app.errors import InputError
from app.ingest.columns import FIELDS, advice
from app.ingest.decode import check, newlines
from app.ingest.published import parse_published
from app.reading.model import Known

_LONGEST_ID = 500
_LONGEST_SOURCE = 200
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE | re.ASCII)
_LONGEST_LANGUAGE = 16
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def clean_id(value: Any, fallback: str) -> str:
    """The id that `value` gives, or `fallback` where it gives none."""
    id = _line("id", value) or fallback  # noqa: A001
    check(id)
    if id in {".", ".."} or _CONTROL.search(id):
        raise InputError(f"id {id!r} cannot stand in a URL. Give it another")
    if len(id) > _LONGEST_ID:
        raise InputError(f"its id is longer than {_LONGEST_ID} characters. Shorten it")
    return id


def parse_known(named: Mapping[str, Any]) -> Known:
    """What `named`, values by field, say of an article; `InputError` when one cannot be what it should."""
    published = named.get("published")
    extra = {name: value for name, value in named.items() if name not in FIELDS and value not in (None, "")}
    _check_all(extra)
    return Known(
        title=_title(named.get("title")),
        source=_source(named.get("source")),
        published=None if _blank(published) else parse_published(published),
        byline=_byline(named.get("byline")),
        section=_line("section", named.get("section")),
        url=_line("url", named.get("url")),
        language=_language(named.get("language")),
        extra=extra,
    )


def parse_text(value: Any, columns: Iterable[str] = ()) -> str:
    """The text that `value` is; `InputError` when there is none in it. It may stand in one of `columns`."""
    if value is None:
        raise InputError(f"it has no text. Name the column that holds it with {advice('text', columns)}")
    if not isinstance(value, str):
        raise InputError(f"its text is {_kind(value)}, not a string")
    check(value)
    if not value.strip():
        raise InputError("its text is empty")
    return newlines(value)


def _title(value: Any) -> str | None:
    """A title as it was given: offsets count in it."""
    return newlines(value) if isinstance(value, str) and _line("title", value) else _line("title", value)


def _line(name: str, value: Any) -> str | None:
    if _blank(value):
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise InputError(f"its {name} is {_kind(value)}, not a string")
    check(value)
    return newlines(value.strip())


def _byline(value: Any) -> str | None:
    """A byline, or the names in a list of several."""
    if not isinstance(value, list):
        return _line("byline", value)
    return ", ".join(name for item in value if (name := _line("byline", item))) or None


def _source(value: Any) -> str | None:
    name = _line("source", value)
    if name is not None and len(name) > _LONGEST_SOURCE:
        raise InputError(f"its source is longer than {_LONGEST_SOURCE} characters. Write only its name")
    return name


def _language(value: Any) -> str | None:
    tag = _line("language", value)
    if tag is None:
        return None
    if not _LANGUAGE.fullmatch(tag) or len(tag) > _LONGEST_LANGUAGE:
        raise InputError(f"language is {tag!r}, which is no language tag. Write ar, fr or en-GB")
    return tag.lower()


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _check_all(value: Any) -> None:
    """Hold every string in `value`, however deep, to what text is held to, and numbers to JSON's."""
    if isinstance(value, str):
        check(value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise InputError(f"it has the number {value}, which JSON does not know")
    elif isinstance(value, Mapping):
        for name, item in value.items():
            check(name)
            _check_all(item)
    elif isinstance(value, list):
        for item in value:
            _check_all(item)


def _kind(value: Any) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds[type(value)]
