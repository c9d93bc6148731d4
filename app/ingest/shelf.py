"""Where articles go: the database, or for a rehearsal nowhere."""

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Protocol

from app.errors import DatabaseMissing
from app.store.engine import connect
from app.store.lock import exclusive
from app.store.rows import Entry, Versions
from app.store.schema import check_schema, migrate
from app.store.stock import Stock, Stored
from app.store.writer import Changes, Writer


class Shelf(Protocol):
    """What a run needs of the place that it writes to; see `app.store.writer.Writer`."""

    @property
    def changes(self) -> Changes:
        """What the run has changed so far."""

    def stored(self, ids: Collection[str]) -> dict[str, Stored]:
        """What is there of those of `ids` that there are."""

    def ids(self) -> Iterator[str]:
        """The ids of all articles."""

    def taken(self, origins: Collection[str]) -> dict[str, list[str]]:
        """The ids of the articles taken from each of `origins` from which any was."""

    def write(self, entries: Sequence[Entry]) -> None:
        """Put `entries` there, each in the place of one with the same id."""

    def remove(self, ids: Collection[str]) -> None:
        """Take away those of `ids` that there are."""

    def finish(self, unchanged: int, rejected: int) -> None:
        """The run is over."""


@contextmanager
def open_shelf(url: str, versions: Versions) -> Iterator[Shelf]:
    """The database at `url`, made and migrated if need be, with no other ingest at work on it."""
    migrate(url)
    with ExitStack() as stack:
        engine, reading = connect(url), connect(url, read_only=True)
        stack.callback(engine.dispose)
        stack.callback(reading.dispose)
        stack.enter_context(exclusive(engine))
        writer = Writer(engine, versions)
        yield _Database(Stock(reading), writer, stack.enter_context(ThreadPoolExecutor(1)))


class _Database:
    """The database, written by a thread of its own: SQLite needs no interpreter while it writes, and this
    one reads the next batch meanwhile.

    One batch at a time is being written. What goes wrong with it is raised by the next call that changes
    or counts anything.
    """

    def __init__(self, stock: Stock, writer: Writer, hand: ThreadPoolExecutor) -> None:
        self._stock, self._writer, self._hand = stock, writer, hand
        self._writing: Future[None] | None = None

    @property
    def changes(self) -> Changes:
        """What the run has changed, and will not take back."""
        return self._rested().changes

    def stored(self, ids: Collection[str]) -> dict[str, Stored]:
        """What is there of those of `ids` that there are, none of which is being written."""
        return self._stock.stored(ids)

    def ids(self) -> Iterator[str]:
        """The ids of all articles."""
        self._rested()
        return self._stock.ids()

    def taken(self, origins: Collection[str]) -> dict[str, list[str]]:
        """The ids of the articles taken from each of `origins` from which any was."""
        self._rested()
        return self._stock.taken(origins)

    def write(self, entries: Sequence[Entry]) -> None:
        """Begin to write `entries`."""
        self._writing = self._hand.submit(self._rested().write, entries)

    def remove(self, ids: Collection[str]) -> None:
        """Take away those of `ids` that there are."""
        self._rested().remove(ids)

    def finish(self, unchanged: int, rejected: int) -> None:
        """The run is over."""
        self._rested().finish(unchanged, rejected)

    def _rested(self) -> Writer:
        """The writer, once it has written what it was given; raises what that raised."""
        if self._writing is not None:
            self._writing.result()
        return self._writer


@contextmanager
def open_rehearsal(url: str) -> Iterator[Shelf]:
    """What tells as the database at `url` does what is stored, and counts what would be written."""
    try:
        engine = connect(url, read_only=True)
    except DatabaseMissing:
        yield Rehearsal(None)
        return
    try:
        check_schema(engine)
        yield Rehearsal(Stock(engine))
    finally:
        engine.dispose()


class Rehearsal:
    """A shelf on which nothing is put. Without stock it is empty."""

    def __init__(self, stock: Stock | None) -> None:
        self.changes = Changes()
        self._stock = stock

    def stored(self, ids: Collection[str]) -> dict[str, Stored]:
        """What is there of those of `ids` that there are."""
        return self._stock.stored(ids) if self._stock else {}

    def ids(self) -> Iterator[str]:
        """The ids of all articles."""
        return self._stock.ids() if self._stock else iter(())

    def taken(self, origins: Collection[str]) -> dict[str, list[str]]:
        """The ids of the articles taken from each of `origins` from which any was."""
        return self._stock.taken(origins) if self._stock else {}

    def write(self, entries: Sequence[Entry]) -> None:
        """Count them."""
        self.changes.put(entries, self.stored([entry.id for entry in entries]))

    def remove(self, ids: Collection[str]) -> None:
        """Count them."""
        self.changes.removed += len(ids)

    def finish(self, unchanged: int, rejected: int) -> None:
        """Nothing."""
