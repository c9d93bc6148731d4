"""What all lists answer with: the envelope, and the link to the next page."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from app.api.answers.page import json_bytes
from app.api.ask import Ask
from app.api.cursor import read_cursor, write_cursor
from app.api.question import Question
from app.queries.page import Page, Place


def after_in(question: Question, asked: Any) -> Place | None:
    """Where a list of entities or sources goes on, given what is `asked` of it."""
    return read_cursor(question, asked, int)


def list_response(
    ask: Ask, page: Page[Any], items: Sequence[Any], asked: Any, query: Mapping[str, Any]
) -> Response:
    """A page: `items` as shown, `asked` as its cursor is sealed with, `query` as it was understood."""
    return raw_response(ask, page, [json_bytes(item) for item in items], asked, query)


def raw_response(
    ask: Ask, page: Page[Any], items: Sequence[bytes], asked: Any, query: Mapping[str, Any]
) -> Response:
    """The same for items that are JSON already."""
    cursor = write_cursor(asked, page.end)
    rest = {
        "total": page.total,
        "next_cursor": cursor,
        "query": query,
        "corpus_version": ask.version,
    }
    headers = {} if cursor is None else {"Link": f'<{_next_url(ask.request, cursor)}>; rel="next"'}
    body = b'{"items":[' + b",".join(items) + b"]," + json_bytes(rest)[1:]
    return Response(body, headers=headers, media_type="application/json")


def _next_url(request: Request, cursor: str) -> str:
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return f"{here(request.scope)}?{urlencode([*kept, ('cursor', cursor)])}"


def here(scope: Scope) -> str:
    """The address that was asked, without its query; absolute, so that a page of another site can follow."""
    host = next((value for name, value in scope["headers"] if name == b"host"), None)
    return _address(scope["scheme"], scope["path"], host, *(scope.get("server") or ("", None)))


@lru_cache(maxsize=64)
def _address(scheme: str, path: str, host: bytes | None, name: str, port: int | None) -> str:
    headers = [] if host is None else [(b"host", host)]
    return str(URL(scope={"scheme": scheme, "path": path, "headers": headers, "server": (name, port)}))
