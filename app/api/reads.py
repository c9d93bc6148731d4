"""How a question is run: on which thread, over which connection, for how long, and whether at all.

Handlers run on the event loop and wait here. The work itself runs on a worker thread that takes a
connection, asks, shapes the answer and gives the connection back, so that none is held while a
thread is waited for; there are never more of these threads than connections. What may take long waits
for its turn first, so that it never takes the last processor from the others. What can be answered
without a thread never comes here: see `app.api.express`.
"""

import gc
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Lock
from time import monotonic
from typing import NamedTuple, TypeVar

from anyio import CapacityLimiter, to_thread
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.requests import Request
from starlette.responses import Response

from app.api.ask import Ask
from app.api.memory import Memory
from app.api.tag import Tags, is_known, known_tags, tag_of
from app.api.turns import Turns, processors
from app.errors import DatabaseBusy, DatabaseError
from app.gazetteer.composition import called
from app.gazetteer.load import load
from app.queries.census import Census
from app.queries.deadline import deadline, wanted
from app.queries.desk import Desk
from app.queries.recall import Recall
from app.queries.state import State
from app.queries.suggest import listed_names
from app.queries.view import View
from app.settings import Settings
from app.store.corpus import corpus_revision, corpus_version, version_of
from app.store.engine import connect, file_of, file_state, is_sqlite, parse_url
from app.store.schema import check_schema

_REMEMBERED = 1000
"""Totals and tallies that are kept; a tally has an entry for each country or agency."""
READERS = 16
"""Questions that are worked on at once; well below the connections that an engine keeps."""
_SLOW = max(1, processors() - 1)
"""Of these, those that may take long: one processor is left to the event loop and to what is soon done."""
_PATIENCE = 60.0
"""Seconds that such a question waits for its turn; its own time is counted from then on."""
_MOMENT = 0.001
"""Seconds for which the file is not looked at again: to look takes as long as to find an article in it."""

T = TypeVar("T")


class _Opened(NamedTuple):
    """A database that is open: by an engine for worker threads, and for the event loop where it can be."""

    engine: Engine
    state: object
    desk: Desk | None


Work = Callable[[Ask], Response]


class Reads:
    """The database as the API reads it. It may be absent at first, and may be replaced."""

    def __init__(self, settings: Settings) -> None:
        self._url = parse_url(settings.read_url)
        self._file = file_of(self._url)
        self._timeout = settings.query_timeout
        self.tags = Tags(keyed=bool(settings.api_keys))
        self._limiter = CapacityLimiter(READERS)
        self._turns = Turns(_SLOW, _PATIENCE)
        self._memory = Memory(_REMEMBERED)
        self._opened: _Opened | None = None
        self._opening = Lock()
        self._looked = 0.0
        self.census = Census(self._connected)

    async def run(self, work: Callable[[Connection], T], still: Callable[[], bool] = wanted) -> T:
        """What `work` makes of a connection, on a thread of its own, as long as it is `still` wanted.

        Raises:
            DatabaseError: the database is not there, or cannot be used, or takes too long.
        """
        return await to_thread.run_sync(partial(self._run, work, still), limiter=self._limiter)

    def _run(self, work: Callable[[Connection], T], still: Callable[[], bool] = wanted) -> T:
        with self._connected() as connection, deadline(connection, self._timeout, still):
            return work(connection)

    def _connected(self) -> Connection:
        try:
            return self._engine().connect()
        except PoolTimeout as error:
            raise DatabaseBusy("All connections to the database are in use. Try again.") from error

    async def check(self) -> None:
        """Raise `DatabaseError` unless the database can be read now."""
        await to_thread.run_sync(self._check, limiter=self._limiter)

    def _check(self) -> None:
        check_schema(self._engine())
        self._run(corpus_version)

    def _engine(self) -> Engine:
        state = file_state(self._file)
        opened = self._opened
        if opened is not None and opened.state == state:
            return opened.engine
        with self._opening:
            opened = self._opened
            if opened is not None and opened.state == state:
                return opened.engine
            engine = connect(self._url, read_only=True)
            try:
                check_schema(engine)
                desk = Desk(self._url) if is_sqlite(self._url) else None
            except (DatabaseError, sqlite3.Error) as error:
                engine.dispose()
                if isinstance(error, DatabaseError):
                    raise
                raise DatabaseError(f"The database cannot be opened: {error}.") from error
            self._opened = _Opened(engine, state, desk)
            if opened is not None:
                opened.engine.dispose()
            return engine

    async def warm(self) -> None:
        """Load what is asked by name, before the first request needs it."""
        await to_thread.run_sync(_load_names, limiter=self._limiter)
        with suppress(DatabaseError):  # then the first question says so
            await self.run(lambda connection: self.census.at(corpus_revision(connection)))
        gc.freeze()  # the gazetteer stays: to look through it for garbage holds requests up for 0.1 s

    def close(self) -> None:
        """Give all connections back."""
        self.census.stop()
        if self._opened is not None:
            self._opened.engine.dispose()
            if self._opened.desk is not None:
                self._opened.desk.close()
            self._opened = None

    async def answer(self, request: Request, work: Work, *, slow: bool) -> Response:
        """The answer that `work` makes, or 304 where the client has the one of this corpus already."""
        asked = partial(self._answer, request, work)
        if not slow:
            return await self.run(asked)
        return await self._turns.take(request, partial(self.run, asked))

    def desk(self) -> Desk | None:
        """The desk of the database as it is open, if it is, and can be read without waiting."""
        opened, now = self._opened, monotonic()
        if opened is None:
            return None
        if now > self._looked + _MOMENT:
            if opened.state != file_state(self._file):
                return None
            self._looked = now
        return opened.desk

    def _answer(self, request: Request, work: Work, connection: Connection) -> Response:
        revision = corpus_revision(connection)
        version = version_of(revision)
        tag = tag_of(request.scope, version)
        if is_known(known_tags(request.scope), tag):
            response = Response(status_code=304)
        else:
            response = work(Ask(request, connection, version, *self.held(revision, version)))
        return self.tags.mark(response, tag)

    def held(self, revision: str, version: str) -> tuple[Recall, View | None]:
        """What is held in memory of one revision of the corpus: what was worked out, and its index."""
        return self._memory.of(version), self.census.at(revision)

    def held_before(self, state: State) -> tuple[str, Recall, View] | None:
        """While an ingest adds articles: the version before, and what is held of that."""
        view = self.census.before(state)
        if view is None:
            return None
        version = version_of(view.index.revision)
        return version, self._memory.of(version), view


def _load_names() -> None:
    load().resolve_name("")
    called("Morocco")
    listed_names()


async def answer(request: Request, work: Work, *, slow: bool = False) -> Response:
    """The answer that `work` makes for `request`, run as this module says; `slow` is what may take long."""
    reads: Reads = request.app.state.reads
    return await reads.answer(request, work, slow=slow)
