"""Answers at once: on the event loop, before FastAPI looks at a request.

To find a route and call its handler takes FastAPI 0.1 ms, to have a worker thread do the work takes 2 or
3 ms more; to look a page up in the index and copy its finished pieces takes less than either. What takes
longer, or means nothing, is declined here and goes on to the routes: the plain path, which gives the same
bytes and knows the words for what is wrong.
"""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.access import Keys
from app.api.ask import NO_TABLES, Ask
from app.api.question import NotAtOnce
from app.api.reads import Reads, Work
from app.api.tag import is_known, known_tags, tag_of
from app.errors import WarraqError
from app.queries.desk import Desk
from app.queries.recall import Recall
from app.queries.view import View
from app.store.corpus import version_of

_LONG = 1_000
"""Bytes of a query string that is looked at; people and programs write shorter ones."""
_SOON, _FEW = 100_000, 1_000
"""Articles, and sources, that are counted in a few milliseconds, as long as it takes to wait for a thread."""


class Glance(NamedTuple):
    """One request that may be answered at once: from the desk, and the index where there is one.

    `name` is what stands in its path behind the last slash.
    """

    scope: Scope
    name: str
    desk: Desk
    version: str
    recall: Recall
    view: View | None


Quick = Callable[[Glance], Response | None]


class Express:
    """Middleware that answers what it can at once.

    `ways` are the quick ways by path; one whose path ends with a slash is for all names behind it.
    """

    def __init__(self, app: ASGIApp, reads: Reads, keys: Keys, ways: Mapping[str, Quick]) -> None:
        self._app = app
        self._reads = reads
        self._keys = keys
        self._ways = ways

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = self._answer(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        await (response or self._app)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        parent, slash, name = path.rpartition("/")
        quick = self._ways.get(path) or self._ways.get(parent + slash)
        known = known_tags(scope)
        if not (quick or known) or len(scope["query_string"]) > _LONG or not self._keys.admit(scope):
            return None
        desk = self._reads.desk()
        if desk is None:
            return None
        with suppress(sqlite3.Error, WarraqError, NotAtOnce):  # the plain path has the words for it
            revision = desk.begin()
            try:
                version = version_of(revision)
                tag = tag_of(scope, version)
                response = None
                if known and is_known(known, tag):
                    response = Response(status_code=304)
                elif quick:
                    response = quick(Glance(scope, name, desk, version, *self._reads.held(revision, version)))
                return response and self._reads.tags.mark(response, tag)
            finally:
                desk.end()
        return None


def counted(work: Work) -> Quick:
    """`work` that counts, done at once where the index can do all of it and is small enough to do it soon."""

    def quick(glance: Glance) -> Response | None:
        if glance.view is None:
            return None
        index = glance.view.index
        if index.size > _SOON or len(index.sources) > _FEW:
            return None
        return work(Ask(Request(glance.scope), NO_TABLES, glance.version, glance.recall, glance.view))

    return quick
