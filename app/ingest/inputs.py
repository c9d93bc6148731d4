"""All records of all files, one at a time, whatever their format."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from app.errors import InputError
from app.ingest.fields import Given
from app.ingest.folder import File
from app.ingest.formats.article import read_article
from app.ingest.formats.document import read_document
from app.ingest.formats.jsonlines import read_lines
from app.ingest.formats.table import read_table
from app.ingest.record import Record, Rejection

Read = Callable[[BinaryIO, File, Given], Iterator[Record | Rejection]]

_FORMATS: dict[str, Read] = {
    ".txt": read_article,
    ".md": read_article,
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".json": read_document,
    ".csv": read_table,
}


class Input:
    """One file's records. `position` tells how many of its bytes have been read, for progress."""

    def __init__(self, file: File, given: Given) -> None:
        self._file, self._given = file, given
        self.position = 0

    def __iter__(self) -> Iterator[Record | Rejection]:
        """The file's records; what cannot be read, of it or in it, is a `Rejection`."""
        none = True
        try:
            with self._file.path.open("rb") as raw:
                for item in self._read(raw):
                    none = False
                    self.position = raw.tell()
                    yield item
        except (InputError, OSError, EOFError, zlib.error, UnicodeError) as error:
            yield Rejection(self._file.name, reason_of(error))
        else:
            if none:
                yield Rejection(self._file.name, "it is empty: there is no article in it")

    def _read(self, raw: BinaryIO) -> Iterator[Record | Rejection]:
        read = _FORMATS[self._file.ending]
        if not self._file.packed:
            yield from read(raw, self._file, self._given)
            return
        with gzip.GzipFile(fileobj=raw, mode="rb") as unpacked:
            yield from read(cast("BinaryIO", unpacked), self._file, self._given)


def reason_of(error: Exception) -> str:
    """What `error`, met while reading a file, means to a person."""
    match error:
        case UnicodeError():
            return "its text breaks off, or changes its encoding, in the middle. Save it again as UTF-8"
        case EOFError() | zlib.error() | gzip.BadGzipFile():
            return "it is not whole: unpacking it fails. Fetch or pack it again"
        case OSError():
            return f"it cannot be read: {error.strerror or error}"
        case _:
            return str(error)
