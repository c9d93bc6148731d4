"""The application, wired: `uvicorn --factory app.main:create_app`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from anyio import CapacityLimiter
from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware import Middleware
from starlette.middleware.errors import ServerErrorMiddleware

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
from app.api.access import require_key
from app.api.answers.page import json_bytes
from app.api.encodings import Encodings
from app.api.handlers import HANDLERS, on_crash
from app.api.heads import Heads
from app.api.openapi import TITLE, build_document
from app.api.origins import Origins
from app.api.reads import Reads
from app.api.slashes import Slashes
from app.api.stream import Streams
from app.settings import Settings, load_settings


def create_app(settings: Settings | None = None) -> FastAPI:
    """The API over the database that `settings` (by default the environment's) name.

    It starts whether or not there is a database; until there is one, it answers 503.
    """
    settings = settings or load_settings()
    reads = Reads(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await reads.warm()
        yield
        reads.close()

    app = FastAPI(
        title=TITLE,
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
        exception_handlers=HANDLERS,
        middleware=_middleware(settings),
    )
    v1 = APIRouter()
    for room in (
        articles, countries, agencies, sources, corpus, annotate, similar,
        mentions, exports, feed, facets, timeline, comentions, suggest,
    ):  # fmt: skip
        v1.routes += room.router.routes
    if settings.api_keys:
        app.include_router(v1, dependencies=_locks(settings))
    else:  # a router that is included is walked through at each request: 0.15 ms, as much as FastAPI's own
        app.router.routes += v1.routes
    for router in (health.router, documents.router):
        app.router.routes += router.routes
    document = build_document(app, keys=bool(settings.api_keys))
    app.openapi = lambda: document  # type: ignore[method-assign]
    app.state.document = json_bytes(document)
    app.state.reads = reads
    app.state.streams = Streams(settings)
    app.state.annotators = CapacityLimiter(annotate.READERS)
    app.state.paths = (*document["paths"], "/docs", "/redoc", "/openapi.json", "/problems")
    return app


def _locks(settings: Settings) -> list[Any]:
    return [Depends(require_key(settings.api_keys))] if settings.api_keys else []


def _middleware(settings: Settings) -> list[Middleware]:
    """What every request passes through, the outermost first: pure ASGI, and no more than a test or two each.

    A mistake of ours is answered inside of `Origins`, so that a page of another site can read that too.
    """
    return [
        Middleware(Origins, origins=settings.cors_origins),
        Middleware(ServerErrorMiddleware, handler=on_crash),
        Middleware(Heads),
        Middleware(Encodings, keyed=bool(settings.api_keys)),
        Middleware(Slashes),
    ]
