"""Records gathered into batches, read in many places at once if there are, and written in their order."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from app.ingest.reader import New, Reader, read_records
from app.ingest.record import Record, Rejection
from app.ingest.shelf import Shelf
from app.ingest.summary import Tally
from app.ingest.workers import Task, Workers
from app.store.rows import Entry

BATCH = 1000
BATCH_CHARACTERS = 4_000_000
BATCH_SECONDS = 2.0
"""A batch is full at so many articles or characters, or so long after its first: an interruption costs no
more than that, and the time it takes to read them."""
_SHARES = 2
"""Portions of a batch for each worker: much is read at once faster than little by little, and what is shared
out has to come out even."""


_Sent = Task[list[Entry | Rejection]]
"""Records that are being read."""


class Batches:
    """Takes records in, and writes what is new or changed of them, a batch at a time.

    `reject` is told of each that could not be read. With several workers the next batch is gathered,
    and the one before written, while one is read.
    """

    def __init__(
        self,
        shelf: Shelf,
        reader: Reader,
        workers: Workers,
        tally: Tally,
        reject: Callable[[Rejection], None],
    ) -> None:
        self._shelf, self._reader, self._workers = shelf, reader, workers
        self._tally, self._reject = tally, reject
        self._records: list[Record] = []
        self._characters = 0
        self._begun = time.monotonic()
        self._reading: deque[list[_Sent]] = deque()

    def add(self, record: Record) -> None:
        """Take in a record with an id that no other of this run has."""
        if not self._records:
            self._begun = time.monotonic()
        self._records.append(record)
        self._characters += len(record.text)

    def is_full(self) -> bool:
        """Whether it is time to `send` what was taken in."""
        return (
            len(self._records) >= BATCH
            or self._characters >= BATCH_CHARACTERS
            or time.monotonic() - self._begun >= BATCH_SECONDS
        )

    def send(self) -> None:
        """Have what was taken in read, and write what has been."""
        records, self._records, self._characters = self._records, [], 0
        if records:
            portions = _portions(self._new(records), _SHARES * self._workers.jobs)
            read = self._reader.read
            self._reading.append([self._workers.submit(read_records, read, portion) for portion in portions])
        while len(self._reading) > (self._workers.jobs > 1):
            self._write()

    def finish(self) -> None:
        """Read and write all that is left."""
        self.send()
        while self._reading:
            self._write()

    def _new(self, records: Sequence[Record]) -> Iterator[New]:
        """Those of `records` that are not stored as they would be read now."""
        stored = self._shelf.stored([record.id for record in records])
        for record in records:
            digest, old = record.sha256(), stored.get(record.id)
            if old is not None and old.input_sha256 == digest:
                if old.versions == self._reader.versions:
                    self._tally.unchanged += 1
                    continue
                self._tally.reread += 1
            yield New(record, digest)

    def _write(self) -> None:
        entries = []
        for sent in self._reading.popleft():
            for entry in sent.result():
                if isinstance(entry, Rejection):
                    self._reject(entry)
                else:
                    self._tally.add(entry)
                    entries.append(entry)
        self._shelf.write(entries)


def _portions(new: Iterable[New], shares: int) -> Iterator[Sequence[New]]:
    """`new` in order, in portions for one worker each: so many of a full batch."""
    most, most_characters = max(1, BATCH // shares), BATCH_CHARACTERS // shares
    portion: list[New] = []
    characters = 0
    for item in new:
        portion.append(item)
        characters += len(item.record.text)
        if len(portion) >= most or characters >= most_characters:
            yield portion
            portion, characters = [], 0
    if portion:
        yield portion
