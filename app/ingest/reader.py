"""How texts are understood: one record to one reading, or to the reason why it has none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.gazetteer.load import load
from app.ingest.record import Record, Rejection, failed
from app.reading.article import read
from app.reading.model import READING_VERSION, Known, Reading
from app.store.rows import Versions

Read = Callable[[str, Known], Reading]
_WARMING = "\N{ARABIC LETTER ALEF}"


@dataclass(frozen=True, slots=True)
class Reader:
    """How texts are understood, and the versions by which a change of that is known."""

    read: Read
    versions: Versions

    def prepare(self) -> None:
        """Load what reading needs, so that the first text takes no longer than the others."""
        self.read(_WARMING, Known())


def default_reader() -> Reader:
    """The reader that the product has."""
    return Reader(read, Versions(load().version, READING_VERSION))


def read_records(read: Read, records: Sequence[Record]) -> list[Reading | Rejection]:
    """The reading of each of `records`, in order. One on which reading fails costs no other its own."""
    return [_read(read, record) for record in records]


def _read(read: Read, record: Record) -> Reading | Rejection:
    try:
        reading = read(record.text, record.known)
    except Exception as error:
        return failed(record.origin, error)
    if record.warnings:
        return replace(reading, warnings=(*record.warnings, *reading.warnings))
    return reading
