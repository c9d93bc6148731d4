"""One run, from its first file to its summary."""

import time
from collections.abc import Iterator, Sequence

from app.ingest.batch import BATCH, Batches
from app.ingest.claims import Claims
from app.ingest.columns import FIELDS, describe_extra
from app.ingest.folder import File, is_place, place_of
from app.ingest.given import Given
from app.ingest.inputs import Input, iter_inputs
from app.ingest.progress import Watcher
from app.ingest.reader import Reader
from app.ingest.record import Behind, Record, Rejection
from app.ingest.shelf import Shelf
from app.ingest.source import describe_source
from app.ingest.summary import Summary, Tally, sum_up
from app.ingest.workers import Workers

_MOST_NAMES = 50
"""Of more unknown columns in one file, no more are named."""


class Run:
    """Takes the records of files, each id once, to the shelf, and counts what becomes of them."""

    def __init__(
        self, shelf: Shelf, reader: Reader, claims: Claims, workers: Workers, progress: Watcher
    ) -> None:
        self._shelf, self._claims, self._workers, self._progress = shelf, claims, workers, progress
        self._tally = Tally()
        self._batches = Batches(shelf, reader, workers, self._tally, self._reject)
        self._seen = 0
        self._done = 0
        self._named: set[str] = set()

    def over(self, files: Sequence[File | Rejection], given: Given, *, prune: bool) -> Summary:
        """The summary, once all is read and written, and with `prune` what is gone removed."""
        begin = time.monotonic()
        if given.source and (said := describe_source(given.source)):
            self._progress.note(said)
        self._progress.start(sum(file.size for file in files if isinstance(file, File)))
        try:
            for item in iter_inputs(files, given, self._workers):
                if isinstance(item, Rejection):
                    self._reject(item)
                else:
                    self._read(item)
            self._batches.finish()
            self._name_unused(given)
            if prune:
                self._keep_unread()
            may_prune = not self._tally.hidings
            if prune and may_prune:
                self._prune()
            self._shelf.finish(self._tally.unchanged, self._tally.rejections)
        finally:
            self._progress.stop()
        pruned = may_prune if prune else None
        return sum_up(self._tally, self._shelf.changes, pruned=pruned, seconds=time.monotonic() - begin)

    def _read(self, records: Input) -> None:
        """All records of one file."""
        extra: set[str] = set()
        fields: set[str] = set()
        for item in records:
            if isinstance(item, Rejection):
                self._reject(item)
            else:
                if item.known.extra and len(extra) < _MOST_NAMES:
                    extra.update(item.known.extra)
                    fields.update(name for name in FIELDS if getattr(item.known, name, None))
                self._take(item)
            if self._batches.is_full():
                self._batches.send()
                self._progress.advance(self._done + records.position, self._seen)
        self._done += records.file.size
        self._progress.advance(self._done, self._seen)
        self._name_extra(records.file, extra, fields)

    def _take(self, record: Record) -> None:
        holder = self._claims.take(record.id, record.origin)
        if holder is not None:
            reason = f"its id {record.id!r} is taken by '{holder}'. Give one of them another"
            self._reject(Rejection(record.origin, reason, Behind.NONE))
            return
        self._seen += 1
        self._batches.add(record)

    def _reject(self, rejection: Rejection) -> None:
        self._tally.reject(rejection)
        self._progress.reject(rejection)
        if isinstance(rejection.hides, str):
            self._claims.keep(rejection.hides)

    def _name_extra(self, file: File, extra: set[str], fields: set[str]) -> None:
        """Say once of each column that it means nothing to Warraq, and once more where it may be a field."""
        said = {name: describe_extra([name], fields) for name in sorted(extra)}
        new = [name for name, what in said.items() if what not in self._named]
        if new:
            self._named.update(said.values())
            self._progress.note(f"{file.name}: {describe_extra(new, fields)}")

    def _name_unused(self, given: Given) -> None:
        """Reject what was said of columns and articles that never came."""
        unused = "no record has this column"
        if self._tally.rejections:
            unused = "no record that was read has this column; what was rejected may have it"
        for column in sorted(given.columns.unused):
            self._reject(Rejection(f"--map {column}", unused, Behind.NONE))
        for id, row in given.table.items():  # noqa: A001
            if not self._claims.holds(id):
                wrong = f", and {row.wrong}" if row.wrong else ""
                place = place_of(id)
                guess = f" (did you mean {place!r}?)" if self._claims.holds(place) else ""
                reason = f"there is no article {id!r}{guess}{wrong}"
                self._reject(Rejection(row.origin, reason, Behind.NONE))

    def _keep_unread(self) -> None:
        """Keep what earlier runs took from what cannot be read now; where it may be another, it hides any."""
        known: list[str] = []
        unread = self._tally.unread
        for begin in range(0, len(unread), BATCH):
            taken = self._shelf.taken(unread[begin : begin + BATCH])
            for origin in unread[begin : begin + BATCH]:
                ids = taken.get(origin, [])
                if not ids or any(map(self._claims.holds, ids)):  # what was in it is new, or elsewhere now
                    self._tally.hide(origin)
                    continue
                known.append(origin)
                for id in ids:  # noqa: A001
                    self._claims.keep(id)
        if known and self._may_have_moved():
            for origin in known:
                self._tally.hide(origin)

    def _may_have_moved(self) -> bool:
        """Whether any text may hold an article that would be removed: one that says its own id.

        Where it was last is not known, for an article that only moves is unchanged, and not written anew.
        """
        return any(
            not is_place(id, article.origin)
            for ids in self._gone()
            for id, article in self._shelf.stored(ids).items()  # noqa: A001
        )

    def _prune(self) -> None:
        """Remove the articles that no input of this run stands behind."""
        for ids in self._gone():
            self._shelf.remove(ids)

    def _gone(self) -> Iterator[list[str]]:
        """The ids of articles that nothing claimed or kept, a batch at a time."""
        gone: list[str] = []
        for id in self._shelf.ids():  # noqa: A001
            if not self._claims.holds(id):
                gone.append(id)
            if len(gone) >= BATCH:
                yield gone
                gone = []
        if gone:
            yield gone
