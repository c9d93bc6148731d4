"""Cursors: where a page ended, sealed with the question it belongs to."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from hashlib import blake2b
from typing import Any

from pydantic_core import from_json, to_json

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
    return urlsafe_b64encode(seal(asked) + to_json(place)).rstrip(b"=").decode()


def read_cursor(question: Question, asked: Any, at: type[float] | type[int] | type[str]) -> Place | None:
    """The place that the parameter `cursor` holds; `at` is the type of what the list is sorted by."""
    cursor = question.text("cursor")
    if cursor is None:
        return None
    found = open_cursor(cursor, asked, at)
    if isinstance(found, Complaint):
        question.add(found)
        return None
    return found


def open_cursor(cursor: str, asked: Any, at: type[float] | type[int] | type[str]) -> Place | Complaint:
    """The place that a cursor holds, or why it is none of the list that answers `asked`."""
    try:
        raw = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        value, item = from_json(raw[_SEAL:])
        fits = _is_place(value, item)
    except (Error, ValueError, TypeError):
        fits = False
    own = fits and raw[:_SEAL] == seal(asked)
    if not fits or (own and not _fits(value, at)):
        return Complaint(
            "cursor", cursor, "This is no cursor: send back the next_cursor of a page as it was."
        )
    if not own:
        message = (
            "This cursor belongs to another list, filter or sort, or to scores of an earlier corpus: "
            "start again without it."
        )
        return Complaint("cursor", cursor, message, code="cursor_mismatch")
    return Place(value, item)


def _is_place(value: Any, item: Any) -> bool:
    """Whether this can be where a page of some list ended."""
    f"{value}{item}".encode()  # what no database can be asked for raises here
    known = _fits(value, float) or _fits(value, str)
    return known and isinstance(item, str) and "\0" not in f"{value}{item}"


def _fits(value: Any, at: type[float] | type[int] | type[str]) -> bool:
    if at is float:
        return type(value) in {int, float}
    if at is int:
        return type(value) is int and abs(value) < _LARGEST
    return value is None or isinstance(value, str)


def seal(asked: Any) -> bytes:
    """What a cursor of the list that answers `asked` begins with; a seal stands for itself."""
    if isinstance(asked, bytes):
        return asked
    return blake2b(repr(asked).encode(), digest_size=_SEAL).digest()
