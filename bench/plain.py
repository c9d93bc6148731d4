"""The measure to beat: FastAPI endpoints that answer with fixed bytes and do nothing else.

`BENCH_SIZES` holds JSON, sizes by name: `/NAME?limit=20&page=1` answers with so many bytes, after
FastAPI has read two integers, as any list would have to.
"""

import json
import os
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager

from fastapi import FastAPI, Response

from bench.server import Server, running
from bench.shelf import ROOT


def create_app() -> FastAPI:
    """An endpoint for every size in `BENCH_SIZES`."""
    app = FastAPI(openapi_url=None)
    for name, size in json.loads(os.environ["BENCH_SIZES"]).items():
        app.get(f"/{name}")(_endpoint(b"x" * size))
    return app


def _endpoint(body: bytes) -> Callable[[int, int], Awaitable[Response]]:
    async def answer(limit: int = 20, page: int = 1) -> Response:
        return Response(body, media_type="application/json")

    return answer


@contextmanager
def plain(sizes: Mapping[str, int], workers: int = 1) -> Iterator[Server]:
    """A server of `create_app`, run by the same server program with the same options as Warraq's."""
    command = [sys.executable, "-m", "uvicorn", "--factory", "bench.plain:create_app", "--no-access-log"]
    command += ["--no-server-header", "--log-level", "info", "--workers", str(workers)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "BENCH_SIZES": json.dumps(dict(sizes))}
    with running(command, env, f"/{next(iter(sizes))}") as server:
        yield server


def plain_paths(name: str, count: int) -> list[str]:
    """Paths of the endpoint `name`, with integers that vary."""
    return [f"/{name}?limit={20 + number % 80}&page={number}" for number in range(1, count + 1)]
