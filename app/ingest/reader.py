"""How records are read: each to an entry that is ready to be written, or to the reason why there is none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.gazetteer.load import load
from app.ingest.record import Behind, Record, Rejection, failed
from app.reading.article import read
from app.reading.model import READING_VERSION, Known, Reading
from app.store.rows import Entry, Versions, make_entry
from app.text.fingerprint import fingerprints_of
from app.text.token import plain

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


class New(NamedTuple):
    """A record to be read, and the digest of what was given of it."""

    record: Record
    digest: str


def read_records(read: Read, records: Sequence[New]) -> list[Entry | Rejection]:
    """The entry of each of `records`, in order. One on which reading fails costs no other its own."""
    readings = [_read(read, new.record) for new in records]
    texts = [plain(reading.text) for reading in readings if isinstance(reading, Reading)]
    hashes = iter(fingerprints_of(texts))
    return [
        reading
        if isinstance(reading, Rejection)
        else make_entry(record.id, reading, record.origin, digest, record.known.extra, next(hashes))
        for (record, digest), reading in zip(records, readings, strict=True)
    ]


def _read(read: Read, record: Record) -> Reading | Rejection:
    try:
        reading = read(record.text, record.known)
    except Exception as error:
        return failed(record.origin, error, Behind.NONE)  # its id is claimed
    if record.warnings:
        return replace(reading, warnings=(*record.warnings, *reading.warnings))
    return reading
