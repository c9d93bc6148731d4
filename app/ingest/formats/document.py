"""JSON: a file that is one article, or a list of articles."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from app.errors import InputError
from app.ingest.decode import decode
from app.ingest.fields import Given
from app.ingest.folder import File
from app.ingest.formats.jsonlines import parse
from app.ingest.record import Record, Rejection

LIMIT = 512 << 20
"""Bytes that a file may have, for it is held in memory whole."""


def read_document(stream: BinaryIO, file: File, given: Given) -> Iterator[Record | Rejection]:
    """The record of an object, or one for each object of a list."""
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise InputError(f"it is larger than {LIMIT >> 20} MiB. Write it as JSON Lines, one article a line")
    value = parse(decode(data))
    if isinstance(value, dict):
        yield given.record(value, file.id, file.name)
        return
    if not isinstance(value, list):
        raise InputError("it is neither an article nor a list of articles")
    for place, item in enumerate(value, 1):
        origin = f"{file.name}#{place}"
        try:
            yield given.record(_object(item), f"{file.id}~{place}", origin)
        except InputError as error:
            yield Rejection(origin, str(error))


def _object(item: Any) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise InputError("it is not a JSON object")
    return item
