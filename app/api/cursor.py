"""Cursors: where a page ended, sealed with the question it belongs to."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from hashlib import blake2b
from typing import Any

from app.api.question import Question
from app.errors import Complaint
from app.queries.page import Place

_SEAL = 6
_LARGEST = 1 << 62


def write_cursor(asked: Any, place: Place | None) -> str | None:
    """The cursor behind `place` in the list that answers `asked`; None where the list ends.

    `asked` is whatever decides which items there are and in which order.
    """
    if place is None:
        return None
    body = json.dumps(list(place), ensure_ascii=False, separators=(",", ":")).encode()
    return urlsafe_b64encode(_seal(asked) + body).rstrip(b"=").decode()


def read_cursor(question: Question, asked: Any, at: type[int] | type[str]) -> Place | None:
    """The place that the parameter `cursor` holds; `at` is the type of what the list is sorted by."""
    cursor = question.text("cursor")
    if cursor is None:
        return None
    try:
        raw = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        value, item = json.loads(raw[_SEAL:])
        fits = _fits(value, at) and isinstance(item, str) and "\0" not in f"{value}{item}"
        f"{value}{item}".encode()
    except (Error, ValueError, TypeError, RecursionError):
        fits = False
    if not fits:
        message = "This is no cursor: send back the next_cursor of a page as it was."
        question.add(Complaint("cursor", cursor, message))
        return None
    if raw[:_SEAL] != _seal(asked):
        message = "This cursor belongs to other filters or another sort: start again without it."
        question.add(Complaint("cursor", cursor, message, code="cursor_mismatch"))
        return None
    return Place(value, item)


def _fits(value: Any, at: type[int] | type[str]) -> bool:
    if at is int:
        return type(value) is int and abs(value) < _LARGEST
    return value is None or isinstance(value, str)


def _seal(asked: Any) -> bytes:
    return blake2b(repr(asked).encode(), digest_size=_SEAL).digest()
