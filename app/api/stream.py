"""Answers too long to be made before they are sent: made a piece at a time, as the client takes them.

A piece is made on a worker thread, over one connection (one snapshot of the corpus) that is held until
the end; the next one is made when the last is on its way, so memory stays flat however slow the
client. The first is made before anything is sent: what is wrong by then is answered as a problem.
What goes wrong later cuts the answer off: the connection is closed without the end of the chunked
encoding, which every HTTP client takes for an error. The query timeout is for each piece.

Streams give way. One piece is made at a time, and where something else was asked meanwhile, the next one is
begun after a rest as long as it took: pieces are made under the interpreter's lock, on processors that
others need.
"""

import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from anyio import CancelScope, Lock, fail_after, sleep, to_thread
from sqlalchemy import Connection
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.api.ask import Ask
from app.api.turns import while_wanted
from app.errors import DatabaseBusy, DatabaseError
from app.queries.deadline import deadline
from app.queries.view import View
from app.settings import Settings
from app.store.corpus import corpus_version

MOST = 8
"""Streams at once in one process; each holds a connection as long as its client takes."""
_REST = 0.1
"""Seconds of the longest rest: a piece that takes longer is looked up, not made."""
_PATIENCE = 60.0
"""Seconds after which a client that takes nothing is given up."""
_LONGEST_HEADER = 4096
_log = logging.getLogger("warraq")


class Source(NamedTuple):
    """What pieces are made from: a connection, and the index of its snapshot where there is one."""

    connection: Connection
    view: View | None


Pieces = Callable[[Source], Iterator[bytes]]


class Streams:
    """The streams of one process: how many there are, and how long one piece may take.

    `asked` counts all requests, of which streams need to know only that there are more than before.
    """

    def __init__(self, settings: Settings) -> None:
        self.timeout = settings.query_timeout
        self.running = 0
        self.asked = 0
        self._turn = Lock()
        self._rested = 0.0

    async def make(self, work: Callable[[], bytes | None]) -> bytes | None:
        """The piece that `work` makes on a thread, when it is its turn."""
        async with self._turn:
            if (rest := self._rested - time.monotonic()) > 0:
                await sleep(rest)
            asked, begun = self.asked, time.monotonic()
            piece = await to_thread.run_sync(work)
            if self.asked != asked:
                ended = time.monotonic()
                self._rested = ended + min(ended - begun, _REST)
            return piece


class Stream(Response):
    """An answer that is made while it is sent.

    `pieces` makes it, `name` is its file's, of which `{version}` is the corpus version; `query` is the
    question as it was understood, which a header says in JSON unless it is very long.
    """

    def __init__(
        self, ask: Ask, pieces: Pieces, name: str, media_type: str, query: Mapping[str, Any]
    ) -> None:
        self.status_code = 200
        self.media_type = media_type
        self.background = None
        self._engine = ask.connection.engine
        self._version, self._view = ask.version, ask.view
        self._pieces, self._name = pieces, name
        understood = json.dumps(query, separators=(",", ":"))
        self.init_headers({"Warraq-Query": understood} if len(understood) <= _LONGEST_HEADER else None)
        self._say_version(ask.version)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Make and send all of it, until the end or until the client is gone."""
        streams: Streams = scope["app"].state.streams
        if streams.running >= MOST:
            raise DatabaseBusy(f"{MOST} exports are running already. Try again when one of them has ended.")
        streams.running += 1
        work = _Work(self._pieces, streams.timeout)
        try:
            async with while_wanted(receive):
                first = await streams.make(partial(self._open, work))
                await self._send(send, work, first, streams)
        finally:
            streams.running -= 1
            with CancelScope(shield=True):
                await to_thread.run_sync(work.close)

    def _say_version(self, version: str) -> None:
        self.headers["Warraq-Corpus-Version"] = version
        self.headers["Content-Disposition"] = f'attachment; filename="{self._name.format(version=version)}"'

    def _open(self, work: "_Work") -> bytes | None:
        """The first piece. The corpus may have changed since it was asked: then this is of the new one."""
        work.connection = self._engine.connect()
        version = corpus_version(work.connection)
        if version == self._version:
            return work.begin(self._view)
        self._say_version(version)
        del self.headers["ETag"]
        return work.begin(None)

    async def _send(self, send: Send, work: "_Work", piece: bytes | None, streams: Streams) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        try:
            while piece is not None:
                with fail_after(_PATIENCE):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
                piece = await streams.make(work.next)
        except TimeoutError:
            _log.warning("An export is cut off: its client took nothing for %g seconds.", _PATIENCE)
        except DatabaseError as error:
            _log.error("An export is cut off: %s", error)
        else:
            await send({"type": "http.response.body", "body": b"", "more_body": False})


class _Work:
    """The making of one stream's pieces, on one thread after another."""

    def __init__(self, pieces: Pieces, timeout: float) -> None:
        self.connection: Connection | None = None
        self._make = pieces
        self._timeout = timeout
        self._pieces: Iterator[bytes] = iter(())

    def begin(self, view: View | None) -> bytes | None:
        """The first piece; None where there is none at all."""
        assert self.connection is not None  # noqa: S101
        self._pieces = self._make(Source(self.connection, view))
        return self.next()

    def next(self) -> bytes | None:
        """The next piece that is not empty; None at the end."""
        assert self.connection is not None  # noqa: S101
        with deadline(self.connection, self._timeout):
            return next((piece for piece in self._pieces if piece), None)

    def close(self) -> None:
        """Give the connection back."""
        if self.connection is not None:
            self.connection.close()
