"""A run: files to records to readings to the database, in batches that are written whole or not at all."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from app.gazetteer.load import load
from app.ingest.claims import Claims
from app.ingest.fields import Columns, Given
from app.ingest.folder import File, find_files
from app.ingest.inputs import Input
from app.ingest.metadata import load_metadata
from app.ingest.progress import Silence, Watcher
from app.ingest.record import Record, Rejection
from app.ingest.summary import Summary, Tally, sum_up
from app.reading.article import read
from app.reading.model import READING_VERSION, Known, Reading
from app.store.engine import connect
from app.store.lock import exclusive
from app.store.rows import Entry, Versions
from app.store.schema import migrate
from app.store.writer import Stored, Writer

_BATCH = 500
_BATCH_CHARACTERS = 8_000_000
_BATCH_SECONDS = 2.0
"""A batch is full at so many articles or characters, or after so long: an interruption costs no more."""


@dataclass(frozen=True, slots=True)
class Options:
    """What `warraq ingest` may be told. `columns` renames, old name to new."""

    columns: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    metadata: Path | None = None
    prune: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """How texts are understood, and the versions by which a change of that is known."""

    read: Callable[[str, Known], Reading]
    versions: Versions


def ingest(
    paths: Sequence[Path],
    url: str,
    options: Options | None = None,
    progress: Watcher | None = None,
    reader: Reader | None = None,
) -> Summary:
    """Load all articles at and below `paths` into the database at `url`, made and migrated if need be.

    May be interrupted at any moment and run again: what is stored and unchanged is passed over.
    What cannot be taken is rejected, named, and stops nothing else. Raises `ConfigurationError` for
    paths and options that cannot be used, before anything is touched, and `DatabaseError`.
    """
    options = options or Options()
    columns = Columns(options.columns)
    table = load_metadata(options.metadata, columns) if options.metadata else {}
    files = find_files(paths, skip=options.metadata)
    given = Given(columns, options.source, table)
    reader = reader or default_reader()
    migrate(url)
    engine = connect(url)
    try:
        with exclusive(engine), closing(Claims()) as claims:
            run = _Run(Writer(engine, reader.versions), reader, claims)
            return run.over(files, given, progress or Silence(), prune=options.prune)
    finally:
        engine.dispose()


def default_reader() -> Reader:
    """The reader that the product has."""
    return Reader(read, Versions(load().version, READING_VERSION))


class _Run:
    """One run, from its first file to its summary."""

    def __init__(self, writer: Writer, reader: Reader, claims: Claims) -> None:
        self._writer = writer
        self._reader = reader
        self._claims = claims
        self._tally = Tally()
        self._seen = 0
        self._batch: list[Record] = []
        self._characters = 0
        self._flushed = time.monotonic()

    def over(
        self, files: Sequence[File | Rejection], given: Given, progress: Watcher, *, prune: bool
    ) -> Summary:
        begin = time.monotonic()
        progress.start(sum(file.size for file in files if isinstance(file, File)))
        try:
            self._read_all(files, given, progress)
            self._flush()
            self._name_unused(given, progress)
            may_prune = not any(rejection.hides for rejection in self._tally.rejected)
            if prune and may_prune:
                self._prune()
            self._writer.finish(self._tally.unchanged, len(self._tally.rejected))
        finally:
            progress.stop()
        changes = self._writer.changes
        return sum_up(
            self._tally,
            changes.loaded,
            changes.updated,
            changes.removed,
            pruned=may_prune or not prune,
            seconds=time.monotonic() - begin,
        )

    def _read_all(self, files: Sequence[File | Rejection], given: Given, progress: Watcher) -> None:
        done = 0
        for file in files:
            if isinstance(file, Rejection):
                self._reject(file, progress)
                continue
            records = Input(file, given)
            for item in records:
                if isinstance(item, Rejection):
                    self._reject(item, progress)
                else:
                    self._take(item, progress)
                if self._is_full():
                    self._flush()
                    progress.advance(done + records.position, self._seen)
            done += file.size
            progress.advance(done, self._seen)

    def _take(self, record: Record, progress: Watcher) -> None:
        holder = self._claims.take(record.id, record.origin)
        if holder is not None:
            reason = f"its id {record.id!r} is taken by {holder}. Give one of them another"
            self._reject(Rejection(record.origin, reason, hides=False), progress)
            return
        self._seen += 1
        self._characters += len(record.text)
        self._batch.append(record)

    def _is_full(self) -> bool:
        return (
            len(self._batch) >= _BATCH
            or self._characters >= _BATCH_CHARACTERS
            or time.monotonic() - self._flushed >= _BATCH_SECONDS
        )

    def _flush(self) -> None:
        """Read and write what is new or changed in the batch."""
        batch, self._batch, self._characters = self._batch, [], 0
        self._flushed = time.monotonic()
        if not batch:
            return
        stored = self._writer.stored([record.id for record in batch])
        entries = [
            entry for record in batch if (entry := self._entry(record, stored.get(record.id))) is not None
        ]
        self._writer.write(entries)

    def _entry(self, record: Record, old: Stored | None) -> Entry | None:
        """The record, read; None where it is stored as it would be read now."""
        digest = record.sha256()
        if old is not None and old.input_sha256 == digest:
            if old.versions == self._reader.versions:
                self._tally.unchanged += 1
                return None
            self._tally.reread += 1
        reading = self._reader.read(record.text, record.known)
        self._tally.add(reading)
        return Entry(record.id, reading, record.origin, digest, record.known.extra)

    def _reject(self, rejection: Rejection, progress: Watcher) -> None:
        self._tally.rejected.append(rejection)
        progress.reject(rejection)

    def _name_unused(self, given: Given, progress: Watcher) -> None:
        """Reject what was said of columns and articles that never came."""
        for column in sorted(given.columns.unused):
            self._reject(Rejection(f"--map {column}", "no record has this column", hides=False), progress)
        for id, row in given.table.items():  # noqa: A001
            if id not in given.used:
                self._reject(Rejection(row.origin, f"there is no article {id!r}", hides=False), progress)

    def _prune(self) -> None:
        """Remove the articles that no input of this run stands behind."""
        gone: list[str] = []
        for id in self._writer.ids():  # noqa: A001
            if not self._claims.holds(id):
                gone.append(id)
            if len(gone) >= _BATCH:
                self._writer.remove(gone)
                gone = []
        if gone:
            self._writer.remove(gone)
