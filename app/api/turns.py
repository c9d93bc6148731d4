"""Whose turn it is: of the questions that may take long, few are worked on at once, and only those whose
clients still wait.

Two ranked searches of common words keep two processors busy, and then a list waits behind them, however
soon it is done. One after the other they are answered nearly as soon: most of such an answer is made under
the one lock of the interpreter anyway.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from anyio import CancelScope, CapacityLimiter, fail_after
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive

from app.errors import DatabaseBusy

_NOBODY = 499
"""The status of an answer that nobody receives, as nginx has it."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Turns:
    """Turns of so many at once; a question waits for its own at most `patience` seconds."""

    def __init__(self, at_once: int, patience: float) -> None:
        self._limiter = CapacityLimiter(at_once)
        self._patience = patience

    async def take(
        self, request: Request, work: Callable[[Callable[[], bool]], Awaitable[Response]]
    ) -> Response:
        """What `work` makes when it is its turn; it is given what tells whether the client still waits.

        Raises:
            DatabaseBusy: its turn did not come in time.
        """
        response = Response(status_code=_NOBODY)
        async with while_wanted(request.receive) as scope:
            await self._wait()
            try:
                response = await work(lambda: not scope.cancel_called)
            finally:
                self._limiter.release()
        return response

    async def _wait(self) -> None:
        try:
            with fail_after(self._patience):
                await self._limiter.acquire()
        except TimeoutError:
            raise DatabaseBusy("Too many questions that take long are waiting. Try again.") from None


@asynccontextmanager
async def while_wanted(receive: Receive) -> AsyncIterator[CancelScope]:
    """Within, work ends when the client goes away; what it raises by itself is raised."""
    with CancelScope() as scope:
        watch = asyncio.create_task(_until_gone(receive, scope))
        try:
            yield scope
        finally:
            watch.cancel()


async def _until_gone(receive: Receive, work: CancelScope) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    work.cancel()
