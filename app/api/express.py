"""Answers at once: on the event loop, before FastAPI and its middleware look at a request.

To find a route and call its handler takes FastAPI 0.1 ms, to have a worker thread do the work takes 2 or
3 ms more; to look a page up in the index and copy its finished pieces takes less than either. What takes
longer, or means nothing, is declined here and goes on to the routes: the plain path, which gives the same
bytes and the same headers, and knows the words for what is wrong.
"""

import logging
import sqlite3
from collections.abc import Callable, Mapping
from typing import NamedTuple

from starlette.requests import Request
from starlette.types import Scope, Send

from app.api.access import Keys
from app.api.ask import NO_TABLES, Ask
from app.api.encodings import LARGE, coding_for, vary
from app.api.origins import Header, Readers
from app.api.question import NotAtOnce
from app.api.reads import Reads
from app.api.slashes import parted
from app.api.tag import is_known, known_tags, tag_of
from app.errors import WarraqError
from app.queries.desk import Desk
from app.queries.recall import Recall
from app.queries.view import View
from app.store.corpus import version_of

_log = logging.getLogger(__name__)
_READING = frozenset({"GET", "HEAD"})
_JSON: Header = (b"content-type", b"application/json")
_LONG = 1_000
"""Bytes of a query string that is looked at; people and programs write shorter ones."""
_SOON, _FEW = 2_000_000, 1_000
"""Articles, and sources, that the index counts within milliseconds, as long as one waits for a thread."""


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


class Answer(NamedTuple):
    """The JSON that answers a request, and what leads from there to other pages; no body is a 304."""

    body: bytes | None
    links: tuple[Header, ...] = ()


Quick = Callable[[Glance], Answer | None]


class Express:
    """Answers what it can at once, with the headers that the middleware would give the answer.

    `ways` are the quick ways by path; one whose path ends with a slash is for all names behind it. `asks`
    says of a path whether it is a question about the corpus, of which a client may have the answer.
    """

    def __init__(
        self,
        reads: Reads,
        keys: Keys,
        readers: Readers,
        ways: Mapping[str, Quick],
        asks: Callable[[str], bool],
    ) -> None:
        self._reads = reads
        self._keys = keys
        self._readers = readers
        self._ways = ways
        self._asks = asks
        self._vary = vary(keyed=bool(keys))

    async def answer(self, scope: Scope, send: Send) -> bool:
        """Whether this request was answered."""
        found = self._find(scope) if scope["method"] in _READING else None
        if found is None:
            return False
        answer, tag = found
        body = answer.body
        headers = [(b"etag", tag), self._reads.tags.control, self._vary]
        if body is not None:
            coding = coding_for(scope) if len(body) >= LARGE else None
            if coding is None:
                headers = [*answer.links, _length(body), _JSON, *headers]
            else:
                body = await coding.pack(body)
                headers = [*answer.links, _JSON, *headers, (b"content-encoding", coding.name), _length(body)]
        headers += self._readers.said(scope)
        status = 304 if body is None else 200
        shown = body if body is not None and scope["method"] == "GET" else b""
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": shown})
        return True

    def _find(self, scope: Scope) -> tuple[Answer, bytes] | None:
        """An answer and its tag; None for what the plain path has to look at."""
        scope = parted(scope)
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        parent, slash, name = path.rpartition("/")
        quick = self._ways.get(path) or self._ways.get(parent + slash)
        known = known_tags(scope)
        if not (quick or known) or known.strip() == b"*" or len(scope["query_string"]) > _LONG:
            return None
        desk = self._reads.desk() if self._keys.admit(scope) else None
        if desk is None:
            return None
        try:
            revision = desk.begin()
            try:
                version = version_of(revision)
                tag = tag_of(scope, version)
                if known and is_known(known, tag) and self._asks(path):
                    return Answer(None), tag
                held = self._reads.held(revision, version)
                if quick is None:
                    return None
                answer = quick(Glance(scope, name, desk, version, *held))
                if answer is not None:
                    return answer, tag
                before = self._reads.held_before(desk.state) if held[1] is None else None
                if before is None or (answer := quick(Glance(scope, name, desk, *before))) is None:
                    return None
                tag = tag_of(scope, before[0])
                return Answer(None) if known and is_known(known, tag) else answer, tag
            finally:
                desk.end()
        except (sqlite3.Error, WarraqError, NotAtOnce):  # the plain path has the words for it
            return None
        except Exception:
            _log.exception("The quick way to %s broke; the plain one is taken", path)
            return None


def _length(body: bytes) -> Header:
    return (b"content-length", b"%d" % len(body))


def counted(work: Callable[[Ask], bytes]) -> Quick:
    """`work` that counts, done at once where the index can do all of it and is small enough to do it soon."""

    def quick(glance: Glance) -> Answer | None:
        if glance.view is None:
            return None
        index = glance.view.index
        if index.size > _SOON or len(index.sources) > _FEW:
            return None
        return Answer(work(Ask(Request(glance.scope), NO_TABLES, glance.version, glance.recall, glance.view)))

    return quick
