"""JSON Lines: one article a line. Lines are read one at a time, so that a file may be of any size."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn, TextIO

from app.errors import InputError
from app.ingest.decode import check, open_text
from app.ingest.folder import File
from app.ingest.given import Given
from app.ingest.record import Record, Rejection

LIMIT = 64 << 20
"""Characters that one line may have."""


def read_lines(stream: BinaryIO, file: File, given: Given) -> Iterator[Record | Rejection]:
    """A record for each line that is not blank; one without an id is called after file and place."""
    place = 0
    with open_text(stream) as text:
        for number, line in iter_lines(text):
            place += 1
            origin = f"{file.name}:{number}"
            try:
                values = parse_object(line)
            except InputError as error:
                yield Rejection(origin, str(error))
            else:
                yield given.take(values, file.place(place), origin)


def parse_object(line: str) -> dict[str, Any]:
    """The JSON object in `line`; `InputError` when it is not one, or not one that can be kept."""
    if len(line) > LIMIT:
        raise InputError(f"the line is longer than {LIMIT >> 20} million characters")
    check(line)
    values = parse(line)
    if not isinstance(values, dict):
        raise InputError("it is not a JSON object")
    return values


def parse(text: str) -> Any:
    """The JSON value of `text`; `InputError` when it is not strict JSON."""
    try:
        return DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise InputError(f"it is not JSON: {error.msg} (line {error.lineno}, column {error.colno})") from None
    except RecursionError:
        raise InputError("its values are nested too deeply") from None


def iter_lines(text: TextIO) -> Iterator[tuple[int, str]]:
    """Lines that are not blank, by number; of one that is too long, its first part in place of all of it."""
    number = 0
    while line := text.readline(LIMIT + 1):
        number += 1
        rest = line
        while len(rest) > LIMIT and not rest.endswith("\n"):
            rest = text.readline(LIMIT + 1)
        if not line.isspace():
            yield number, line


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(f"it says {twice!r} twice")
    return values


def _no_constant(name: str) -> NoReturn:
    raise InputError(f"it has {name}, which JSON does not know")


DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)
"""Strict JSON: no name twice in an object, no NaN."""
