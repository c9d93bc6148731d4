"""How records are read: each to an entry that is ready to be written, or to the reason why there is none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.garbage import uncollected
from app.gazetteer.load import load
from app.ingest.record import Behind, Record, Rejection, failed
from app.reading.article import read_all
from app.reading.model import READING_VERSION, Known, Reading
from app.store.rows import Entry, Versions, make_entry
from app.text.fingerprint import fingerprints_of
from app.text.token import plain

Read = Callable[[Sequence[tuple[str, Known]]], Sequence[Reading]]
"""Understands several texts, with what is known of each."""

_WARMING = "\N{ARABIC LETTER ALEF}"


@dataclass(frozen=True, slots=True)
class Reader:
    """How texts are understood, and the versions by which a change of that is known."""

    read: Read
    versions: Versions

    def prepare(self) -> None:
        """Load what reading needs, so that the first text takes no longer than the others."""
        self.read([(_WARMING, Known())])


def default_reader() -> Reader:
    """The reader that the product has."""
    return Reader(read_all, Versions(load().version, READING_VERSION))


class New(NamedTuple):
    """A record to be read, and the digest of what was given of it."""

    record: Record
    digest: str


@uncollected()
def read_records(read: Read, records: Sequence[New]) -> list[Entry | Rejection]:
    """The entry of each of `records`, in order. One on which reading fails costs no other its own."""
    readings = _read(read, [new.record for new in records])
    texts = [plain(reading.text) for reading in readings if isinstance(reading, Reading)]
    hashes = iter(fingerprints_of(texts))
    return [
        reading
        if isinstance(reading, Rejection)
        else make_entry(record.id, reading, record.origin, digest, record.known.extra, next(hashes))
        for (record, digest), reading in zip(records, readings, strict=True)
    ]


def _read(read: Read, records: Sequence[Record]) -> list[Reading | Rejection]:
    """The reading of each of `records`: of all at once, or where that fails of each for itself."""
    try:
        readings = read([(record.text, record.known) for record in records])
    except Exception as error:
        if len(records) > 1:
            return [reading for record in records for reading in _read(read, [record])]
        return [failed(record.origin, error, Behind.NONE) for record in records]  # their ids are claimed
    return [
        replace(reading, warnings=(*record.warnings, *reading.warnings)) if record.warnings else reading
        for record, reading in zip(records, readings, strict=True)
    ]
