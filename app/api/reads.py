"""How a question is run: on which thread, over which connection, for how long, and whether at all.

Handlers run on the event loop and wait here. The work itself runs on a worker thread that takes a
connection, asks, shapes the answer and gives the connection back, so that none is held while a
thread is waited for; there are never more of these threads than connections.
"""

from collections.abc import Callable
from functools import partial
from hashlib import blake2b
from threading import Lock
from typing import NamedTuple, TypeVar

from anyio import CapacityLimiter, to_thread
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.requests import Request
from starlette.responses import Response

from app.api.memory import Memory
from app.api.parameter import Parameter
from app.api.question import Question
from app.api.slashes import INNER
from app.errors import DatabaseBusy, DatabaseError
from app.gazetteer.load import load
from app.queries.deadline import deadline
from app.queries.recall import Recall
from app.settings import Settings
from app.store.corpus import corpus_version
from app.store.engine import connect, file_state, parse_url
from app.store.schema import check_schema

_REMEMBERED = 1000
"""Totals and tallies that are kept; a tally has an entry for each country or agency."""
READERS = 16
"""Questions that are worked on at once; well below the connections that an engine keeps."""

T = TypeVar("T")


class Ask(NamedTuple):
    """One request at work: its connection (one snapshot of the corpus), that corpus's version and memory."""

    request: Request
    connection: Connection
    version: str
    recall: Recall

    def question(self, parameters: tuple[Parameter, ...]) -> Question:
        """The request's query string, of which `parameters` are taken."""
        return Question(self.request.query_params.multi_items(), parameters)

    def named(self, parameter: str) -> str:
        """What stands in the request's path for `parameter`."""
        return str(self.request.path_params[parameter]).replace(INNER, "/")


class Reads:
    """The database as the API reads it. It may be absent at first, and may be replaced."""

    def __init__(self, settings: Settings) -> None:
        self._url = parse_url(settings.read_url)
        self._timeout = settings.query_timeout
        self._public = not settings.api_keys
        self._limiter = CapacityLimiter(READERS)
        self._memory = Memory(_REMEMBERED)
        self._opened: tuple[Engine, object] | None = None
        self._opening = Lock()

    async def run(self, work: Callable[[Connection], T]) -> T:
        """What `work` makes of a connection, on a thread of its own.

        Raises:
            DatabaseError: the database is not there, or cannot be used, or takes too long.
        """
        return await to_thread.run_sync(partial(self._run, work), limiter=self._limiter)

    def _run(self, work: Callable[[Connection], T]) -> T:
        try:
            opened = self._engine().connect()
        except PoolTimeout as error:
            raise DatabaseBusy("All connections to the database are in use. Try again.") from error
        with opened as connection, deadline(connection, self._timeout):
            return work(connection)

    async def check(self) -> None:
        """Raise `DatabaseError` unless the database can be read now."""
        await to_thread.run_sync(self._check, limiter=self._limiter)

    def _check(self) -> None:
        check_schema(self._engine())
        self._run(corpus_version)

    def _engine(self) -> Engine:
        state = file_state(self._url)
        opened = self._opened
        if opened is not None and opened[1] == state:
            return opened[0]
        with self._opening:
            opened = self._opened
            if opened is not None and opened[1] == state:
                return opened[0]
            engine = connect(self._url, read_only=True)
            try:
                check_schema(engine)
            except DatabaseError:
                engine.dispose()
                raise
            self._opened = (engine, state)
            if opened is not None:
                opened[0].dispose()
            return engine

    async def warm(self) -> None:
        """Load the gazetteer before the first request needs it."""
        await to_thread.run_sync(lambda: load().resolve_name(""), limiter=self._limiter)

    def close(self) -> None:
        """Give all connections back."""
        if self._opened is not None:
            self._opened[0].dispose()
            self._opened = None

    async def answer(self, request: Request, work: Callable[[Ask], Response]) -> Response:
        """The answer that `work` makes, or 304 where the client has the one of this corpus already."""
        return await self.run(partial(self._answer, request, work))

    def _answer(self, request: Request, work: Callable[[Ask], Response], connection: Connection) -> Response:
        version = corpus_version(connection)
        tag = _tag(request, version)
        if tag in _tags(request.headers.get("if-none-match", "")):
            response = Response(status_code=304)
        else:
            response = work(Ask(request, connection, version, self._memory.of(version)))
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = "public, no-cache" if self._public else "private, no-cache"
        return response


async def answer(request: Request, work: Callable[[Ask], Response]) -> Response:
    """The answer that `work` makes for `request`, run as this module says."""
    reads: Reads = request.app.state.reads
    return await reads.answer(request, work)


def _tag(request: Request, version: str) -> str:
    """A weak entity tag: the corpus it was made from, and what was asked of it."""
    asked = f"{version} {request.url.path}?{request.url.query}"
    return f'W/"{blake2b(asked.encode(), digest_size=12).hexdigest()}"'


def _tags(header: str) -> set[str]:
    """The entity tags of `If-None-Match`, all weak, as they are compared (RFC 9110, 13.1.2)."""
    tags = (tag.strip() for tag in header.split(","))
    return {tag if tag.startswith("W/") else f"W/{tag}" for tag in tags}
