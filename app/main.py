"""The application, wired: `uvicorn --factory app.main:create_app`."""

import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from anyio import CapacityLimiter
from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute
from starlette.middleware import Middleware
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.types import Receive, Scope, Send

from app import __version__
from app.api import (
    agencies,
    annotate,
    articles,
    comentions,
    corpus,
    countries,
    documents,
    exports,
    facets,
    feed,
    health,
    mentions,
    similar,
    sources,
    suggest,
    timeline,
)
from app.api.access import Keys
from app.api.answers.page import json_bytes
from app.api.encodings import Encodings
from app.api.express import Express, Quick, counted
from app.api.handlers import HANDLERS, on_crash
from app.api.heads import Heads
from app.api.heap import give_back
from app.api.openapi import TITLE, build_document
from app.api.origins import Origins, Readers
from app.api.quick import quick_article, quick_list
from app.api.reads import Reads
from app.api.slashes import Slashes
from app.api.stream import Streams
from app.settings import Settings, load_settings

_TURN = 0.0001
"""Seconds that one thread keeps the interpreter while another waits for it. With Python's own 0.005 a page
waits that long once or twice beside a busy worker thread, which loses by 0.0001 nothing to be measured."""
_WAYS: Mapping[str, Quick] = {
    "/v1/articles": quick_list,
    "/v1/articles/": quick_article,
    "/v1/facets": counted(facets.count),
    "/v1/timeline": counted(timeline.count),
}


class Api(FastAPI):
    """FastAPI, which is asked only what `express` does not answer at once."""

    express: Express

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.state.streams.asked += 1
        if scope["type"] != "http" or not await self.express.answer(scope, send):
            await super().__call__(scope, receive, send)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The API over the database that `settings` (by default the environment's) name.

    It starts whether or not there is a database; until there is one, it answers 503.
    """
    settings = settings or load_settings()
    reads = Reads(settings)
    keys = Keys(settings.api_keys)
    readers = Readers(settings.cors_origins)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        give_back()
        before = sys.getswitchinterval()
        sys.setswitchinterval(_TURN)
        try:
            await reads.warm()
            yield
        finally:
            reads.close()
            sys.setswitchinterval(before)

    app = Api(
        title=TITLE,
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
        exception_handlers=HANDLERS,
        middleware=_middleware(readers, keys),
    )
    v1 = APIRouter()
    for room in (
        articles, countries, agencies, sources, corpus, annotate, similar,
        mentions, exports, feed, facets, timeline, comentions, suggest,
    ):  # fmt: skip
        v1.routes += room.router.routes
    if keys:
        app.include_router(v1, dependencies=[Depends(keys.require)])
    else:  # a router that is included is walked through at each request: 0.15 ms, as much as FastAPI's own
        app.router.routes += v1.routes
    paths = [
        one.path_regex for one in v1.routes if isinstance(one, APIRoute) and "GET" in (one.methods or ())
    ]
    app.express = Express(reads, keys, readers, _WAYS, lambda path: any(one.match(path) for one in paths))
    for router in (health.router, documents.router):
        app.router.routes += router.routes
    document = build_document(app, keys=bool(keys))
    app.openapi = lambda: document  # type: ignore[method-assign]
    app.state.document = json_bytes(document)
    app.state.reads = reads
    app.state.streams = Streams(settings)
    app.state.annotators = CapacityLimiter(annotate.READERS)
    app.state.paths = (*document["paths"], "/docs", "/redoc", "/openapi.json", "/problems")
    return app


def _middleware(readers: Readers, keys: Keys) -> list[Middleware]:
    """What every request passes through that `Express` declines, the outermost first.

    A mistake of ours is answered inside of `Origins`, so that a page of another site can read that too.
    """
    return [
        Middleware(Origins, readers=readers),
        Middleware(ServerErrorMiddleware, handler=on_crash),
        Middleware(Heads),
        Middleware(Encodings, keyed=bool(keys)),
        Middleware(Slashes),
    ]
