"""How a question is run: on which thread, over which connection, for how long, and whether at all.

Handlers run on the event loop and wait here. The work itself runs on a worker thread that takes a
connection, asks, shapes the answer and gives the connection back, so that none is held while a
thread is waited for; there are never more of these threads than connections.
"""

import gc
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from threading import Lock
from typing import Any, NamedTuple, TypeVar, cast

from anyio import CapacityLimiter, to_thread
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.requests import Request
from starlette.responses import Response

from app.api.memory import Memory
from app.api.parameter import Parameter
from app.api.question import NotAtOnce, Question
from app.api.slashes import INNER
from app.errors import DatabaseBusy, DatabaseError
from app.gazetteer.load import load
from app.queries.census import Census
from app.queries.deadline import deadline
from app.queries.desk import Desk
from app.queries.recall import Recall
from app.queries.suggest import listed_names
from app.queries.view import View
from app.settings import Settings
from app.store.corpus import corpus_revision, corpus_version, version_of
from app.store.engine import connect, file_state, is_sqlite, parse_url
from app.store.schema import check_schema

_REMEMBERED = 1000
"""Totals and tallies that are kept; a tally has an entry for each country or agency."""
_SOON = 200_000
"""Articles whose bitmaps are counted in a millisecond or two, as long as it takes to wait for a thread."""
READERS = 16
"""Questions that are worked on at once; well below the connections that an engine keeps."""

T = TypeVar("T")


class _Opened(NamedTuple):
    """A database that is open: by an engine for worker threads, and for the event loop where it can be."""

    engine: Engine
    state: object
    desk: Desk | None


class Glance(NamedTuple):
    """One request that may be answered at once: from the desk, and the index where there is one."""

    request: Request
    desk: Desk
    version: str
    recall: Recall
    view: View | None


class Ask(NamedTuple):
    """One request at work: its connection (one snapshot of the corpus), that corpus's version and memory.

    `view` is that snapshot's index, where there is one.
    """

    request: Request
    connection: Connection
    version: str
    recall: Recall
    view: View | None = None

    def question(self, parameters: tuple[Parameter, ...]) -> Question:
        """The request's query string, of which `parameters` are taken."""
        pairs = self.request.query_params.multi_items()
        return Question(pairs, parameters, at_once=self.connection is _NO_TABLES)

    def take_time(self) -> None:
        """Say that the rest may take long: it is not done on the event loop."""
        if self.connection is _NO_TABLES:
            raise NotAtOnce("takes time")

    def named(self, parameter: str) -> str:
        """What stands in the request's path for `parameter`."""
        return named(self.request, parameter)


def named(request: Request, parameter: str) -> str:
    """What stands in a request's path for `parameter`."""
    return str(request.path_params[parameter]).replace(INNER, "/")


Work = Callable[[Ask], Response]
Quick = Callable[[Glance], Response | None]


class Reads:
    """The database as the API reads it. It may be absent at first, and may be replaced."""

    def __init__(self, settings: Settings) -> None:
        self._url = parse_url(settings.read_url)
        self._timeout = settings.query_timeout
        self._control = b"private, no-cache" if settings.api_keys else b"public, no-cache"
        self._limiter = CapacityLimiter(READERS)
        self._memory = Memory(_REMEMBERED)
        self._opened: _Opened | None = None
        self._opening = Lock()
        self.census = Census(self._connected)

    async def run(self, work: Callable[[Connection], T]) -> T:
        """What `work` makes of a connection, on a thread of its own.

        Raises:
            DatabaseError: the database is not there, or cannot be used, or takes too long.
        """
        return await to_thread.run_sync(partial(self._run, work), limiter=self._limiter)

    def _run(self, work: Callable[[Connection], T]) -> T:
        with self._connected() as connection, deadline(connection, self._timeout):
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
        state = file_state(self._url)
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
            except DatabaseError:
                engine.dispose()
                raise
            self._opened = _Opened(engine, state, Desk(self._url) if is_sqlite(self._url) else None)
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
        if self._opened is not None:
            self._opened.engine.dispose()
            if self._opened.desk is not None:
                self._opened.desk.close()
            self._opened = None

    async def answer(self, request: Request, work: Work, quick: Quick | None = None) -> Response:
        """The answer that `work` makes, or 304 where the client has the one of this corpus already.

        `quick` may give it at once, on the event loop; where it does not, `work` does.
        """
        desk = self.desk()
        if desk is not None:
            with suppress(sqlite3.Error):  # whatever it is, a worker meets it too, and has the words for it
                revision = desk.begin()
                try:
                    given = partial(self._given, quick, desk, revision)
                    response = self._sealed(request, version_of(revision), given)
                finally:
                    desk.end()
                if response is not None:
                    return response
        return await self.run(partial(self._answer, request, work))

    def desk(self) -> Desk | None:
        """The desk of the database as it is open, if it is, and can be read without waiting."""
        opened = self._opened
        return opened.desk if opened is not None and opened.state == file_state(self._url) else None

    def _answer(self, request: Request, work: Work, connection: Connection) -> Response:
        revision = corpus_revision(connection)
        version = version_of(revision)
        ask = Ask(request, connection, version, self._memory.of(version), self.census.at(revision))
        response = self._sealed(request, version, lambda _: work(ask))
        assert response is not None, "work has no answer"  # noqa: S101
        return response

    def _given(self, quick: Quick | None, desk: Desk, revision: str, request: Request) -> Response | None:
        if quick is None:
            return None
        version = version_of(revision)
        return quick(Glance(request, desk, version, self._memory.of(version), self.census.at(revision)))

    def _sealed(
        self, request: Request, version: str, work: Callable[[Request], Response | None]
    ) -> Response | None:
        """What `work` makes, with the headers that all answers have; 304 where the client has it already."""
        tag = _tag(request, version)
        asked = request.headers.get("if-none-match")
        response = Response(status_code=304) if asked and _has(asked, tag) else work(request)
        if response is not None:
            response.raw_headers += ((b"etag", tag.encode()), (b"cache-control", self._control))
        return response


def _load_names() -> None:
    load().resolve_name("")
    listed_names()


def counted(work: Work) -> Quick:
    """`work` that counts, done at once where the index can do all of it and is small enough to do it soon."""

    def quick(glance: Glance) -> Response | None:
        if glance.view is None or glance.view.index.size > _SOON:
            return None
        with suppress(NotAtOnce):
            return work(Ask(glance.request, _NO_TABLES, glance.version, glance.recall, glance.view))
        return None

    return quick


class _NoTables:
    def __getattr__(self, name: str) -> Any:
        raise NotAtOnce(name)


_NO_TABLES = cast("Connection", _NoTables())


async def answer(request: Request, work: Work, quick: Quick | None = None) -> Response:
    """The answer that `work` makes for `request`, run as this module says."""
    reads: Reads = request.app.state.reads
    return await reads.answer(request, work, quick)


def _tag(request: Request, version: str) -> str:
    """A weak entity tag: the corpus it was made from, and what was asked of it."""
    scope = request.scope
    asked = f"{version} {scope['path']}?".encode() + scope["query_string"]
    return f'W/"{blake2b(asked, digest_size=12).hexdigest()}"'


def _has(header: str, tag: str) -> bool:
    """Whether `If-None-Match` names an entity tag, all being weak as they are compared (RFC 9110, 13.1.2)."""
    named = (one.strip() for one in header.split(","))
    return any(one in {tag, tag.removeprefix("W/")} for one in named)
