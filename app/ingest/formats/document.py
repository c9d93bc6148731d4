"""JSON: a file that is one article, a list of articles, or an object with such a list in it.

A list is read one article at a time, so that a file may be of any size.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from app.errors import InputError
from app.ingest.columns import Columns
from app.ingest.decode import open_text
from app.ingest.folder import File
from app.ingest.formats.jsonlines import parse
from app.ingest.formats.scan import Scan
from app.ingest.given import Given
from app.ingest.record import Record, Rejection

WHOLE = 8 << 20
"""Characters up to which an object is read whole, to see whether it is an article or holds a list."""


def read_document(stream: BinaryIO, file: File, given: Given) -> Iterator[Record | Rejection]:
    """The record of an object that is an article, or one for each object of a list."""
    with open_text(stream) as text:
        scan = Scan(text)
        match scan.peek():
            case "[":
                items = scan.items()
            case "{" if scan.fits(WHOLE):
                value = parse(scan.rest())
                listed = _listed(value, given.columns)
                if listed is None:
                    yield given.take(value, file.id, file.name)
                    return
                items = iter(listed)
            case "{":
                items = scan.member_items()
            case "":
                raise InputError("it is empty: there is no article in it")
            case _:
                parse(scan.rest(1000))
                raise InputError("it is neither an article nor a list of articles")
        yield from _records(items, file, given)


def _records(items: Iterator[Any], file: File, given: Given) -> Iterator[Record | Rejection]:
    for place, item in enumerate(items, 1):
        origin = f"{file.name}#{place}"
        if isinstance(item, dict):
            yield given.take(item, file.place(place), origin)
        else:
            reason = str(item) if isinstance(item, InputError) else "it is not a JSON object"
            yield Rejection(origin, reason)


def _listed(value: dict[str, Any], columns: Columns) -> list[Any] | None:
    """The first list of objects in an object that has no text of its own."""
    if "text" in map(columns.name, value):
        return None
    lists = (item for item in value.values() if isinstance(item, list) and item and isinstance(item[0], dict))
    return next(lists, None)
