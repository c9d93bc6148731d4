"""All records of all files, one at a time, whatever their format."""

import io
import sys
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from gzip import BadGzipFile
from typing import BinaryIO, cast

from app.errors import InputError, WarraqError
from app.ingest.decode import broken_byte
from app.ingest.folder import STDIN, File
from app.ingest.formats.article import read_article
from app.ingest.formats.document import read_document
from app.ingest.formats.jsonlines import read_lines
from app.ingest.formats.page import Extract, extract
from app.ingest.formats.table import read_table
from app.ingest.given import Given
from app.ingest.packed import Unpacked
from app.ingest.record import Behind, Record, Rejection, failed
from app.ingest.sniff import sniff
from app.ingest.workers import Task, Workers

Item = Record | Rejection
Read = Callable[[BinaryIO, File, Given], Iterator[Item]]

_FORMATS: dict[str, Read] = {
    ".txt": read_article,
    ".md": read_article,
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".json": read_document,
    ".csv": read_table,
    ".tsv": read_table,
}
_PAGES = (".html", ".htm")
_ARTICLES = (*_PAGES, ".txt", ".md")
"""Files that are one article each."""
_GZIP = b"\x1f\x8b"
_PEEK = 1 << 16


class Input:
    """One file's records. `position` tells how many of its bytes have been read, for progress.

    `page` is the extraction of a page, where that goes on elsewhere.
    """

    def __init__(self, file: File, given: Given, page: Task[Extract] | None = None) -> None:
        self.file = file
        self._given = given
        self._page = page
        self.position = 0

    def __iter__(self) -> Iterator[Item]:
        """The file's records; what cannot be read, of it or in it, is a `Rejection`."""
        none = True
        try:
            for item in self._read_page() if self._page else self._read():
                none = False
                yield item
        except (InputError, OSError, EOFError, zlib.error, UnicodeError) as error:
            yield Rejection(self.file.name, reason_of(error), _behind(self.file, self._given))
        except WarraqError:
            raise
        except Exception as error:
            yield failed(self.file.name, error, _behind(self.file, self._given))
        else:
            if none:
                yield Rejection(self.file.name, "it is empty: there is no article in it")

    def _read_page(self) -> Iterator[Item]:
        if self._page:
            yield _take_page(self._page.result(), self.file, self._given)

    def _read(self) -> Iterator[Item]:
        if self.file.path == STDIN:
            yield from self._read_stdin()
            return
        with self.file.path.open("rb") as raw, unpacked(raw, self.file.packed) as stream:
            for item in _items(stream, self.file, self._given):
                self.position = raw.tell()
                yield item

    def _read_stdin(self) -> Iterator[Item]:
        packed = stdin().peek(len(_GZIP)).startswith(_GZIP)
        with unpacked(stdin(), packed) as stream:
            buffered = io.BufferedReader(stream, _PEEK)  # type: ignore[type-var]
            try:
                ending = self.file.ending or sniff(buffered.peek(_PEEK), self._given.columns)
                yield from _items(buffered, replace(self.file, ending=ending), self._given)
            finally:
                buffered.detach()


def iter_inputs(
    files: Sequence[File | Rejection], given: Given, workers: Workers
) -> Iterator[Input | Rejection]:
    """The files as inputs, in their order; the pages of several at a time where there are workers."""
    ahead: deque[Input | Rejection] = deque()
    for file in files:
        if isinstance(file, Rejection):
            ahead.append(file)
        elif file.ending in _PAGES and file.path != STDIN:
            ahead.append(Input(file, given, workers.submit(_extract_file, file)))
        else:
            ahead.append(Input(file, given))
        while len(ahead) > workers.ahead:
            yield ahead.popleft()
    yield from ahead


def stdin() -> io.BufferedReader:
    """Standard input, in bytes."""
    return cast("io.BufferedReader", sys.stdin.buffer)


def read_alone(stream: BinaryIO, file: File, given: Given) -> Record:
    """The one article that `stream` is; `InputError` when it is none, or a file of many."""
    if file.ending not in _ARTICLES:
        raise InputError("it is a file of records. Use --jsonl for one text a line")
    with unpacked(stream, file.packed) as plain:
        try:
            [item] = _items(plain, file, given)
        except (OSError, EOFError, zlib.error, UnicodeError) as error:
            raise InputError(reason_of(error)) from None
    if isinstance(item, Rejection):
        raise InputError(item.reason)
    return item


def _extract_file(file: File) -> Extract:
    with file.path.open("rb") as raw, unpacked(raw, file.packed) as stream:
        return extract(stream)


def _items(stream: BinaryIO, file: File, given: Given) -> Iterator[Item]:
    if file.ending in _PAGES:
        yield _take_page(extract(stream), file, given)
    else:
        yield from _FORMATS[file.ending](stream, file, given)


def _take_page(page: Extract, file: File, given: Given) -> Item:
    return given.take(page.values, file.id, file.name, page.warnings, _behind(file, given))


def _behind(file: File, given: Given) -> str | Behind:
    """What stands behind `file` where nothing in it can be read: a page is the article that its place names.

    A text may have said an id, and so may a page of which `--map` reads one; a file of records has any.
    """
    if file.ending not in _ARTICLES:
        return Behind.ANY
    if file.ending not in _PAGES or given.columns.reads("id") or file.id is None:
        return Behind.TAKEN
    return Behind.NONE if broken_byte(file.id) else file.id  # by a name that is not UTF-8 none is called


@contextmanager
def unpacked(raw: BinaryIO, packed: bool) -> Iterator[BinaryIO]:
    """What is in `raw`, which is packed by gzip or not; `raw` is left open.

    `InputError` where something else is in it.
    """
    if not packed:
        yield raw
        return
    begin = cast("io.BufferedReader", raw).peek(len(_GZIP))[: len(_GZIP)]
    if not _GZIP.startswith(begin):
        raise InputError("it ends in .gz, but is no gzip file. Take .gz off its name, or pack it")
    with Unpacked(raw) as stream:
        yield cast("BinaryIO", stream)


def reason_of(error: Exception) -> str:
    """What `error`, met while reading a file, means to a person."""
    match error:
        case UnicodeError():
            return "its text breaks off, or changes its encoding, in the middle. Save it again as UTF-8"
        case EOFError() | zlib.error() | BadGzipFile():
            return "it is not whole: unpacking it fails. Fetch or pack it again"
        case OSError():
            return f"it cannot be read: {error.strerror or error}"
        case _:
            return str(error)
