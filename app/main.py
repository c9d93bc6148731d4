"""The application, wired: `uvicorn --factory app.main:create_app`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from anyio import CapacityLimiter
from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from app import __version__
from app.api import agencies, annotate, articles, corpus, countries, documents, health, sources
from app.api.access import require_key
from app.api.heads import Heads
from app.api.openapi import TITLE, build_document
from app.api.problems import HANDLERS
from app.api.reads import Reads
from app.api.slashes import Slashes
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
        exception_handlers=HANDLERS,
        middleware=[_cors(settings), Middleware(Heads), Middleware(Slashes)],
    )
    v1 = APIRouter(prefix="/v1", dependencies=_locks(settings))
    for room in (articles, countries, agencies, sources, corpus, annotate):
        v1.include_router(room.router)
    for router in (v1, health.router, documents.router):
        app.include_router(router)
    document = build_document(app, keys=bool(settings.api_keys))
    app.openapi = lambda: document  # type: ignore[method-assign]
    app.state.reads = reads
    app.state.annotators = CapacityLimiter(annotate.READERS)
    app.state.paths = (*document["paths"], "/docs", "/redoc", "/openapi.json")
    return app


def _locks(settings: Settings) -> list[Any]:
    return [Depends(require_key(settings.api_keys))] if settings.api_keys else []


def _cors(settings: Settings) -> Middleware:
    return Middleware(
        CORSMiddleware,
        allow_origins=list(settings.cors_origins),
        allow_methods=["GET", "HEAD", "OPTIONS", "POST"],
        allow_headers=["Authorization", "Content-Type", "If-None-Match"],
        expose_headers=["ETag", "Link"],
        max_age=86400,
    )
