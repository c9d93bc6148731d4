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
    headers = link_to(next_url(ask.request, cursor))
    body = b'{"items":[' + b",".join(items) + b"]," + json_bytes(rest)[1:]
    return Response(body, headers=headers, media_type="application/json")


def next_url(request: Request, cursor: str | None) -> str | None:
    """The address of the page behind `cursor` of the list that was asked for; None where the list ends."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return url_behind(request.scope, urlencode(kept), cursor)


def url_behind(scope: Scope, asked: str, cursor: str | None) -> str | None:
    """The same where `asked` is the encoded query string without its cursor. It is absolute, so that a page
    of another site can follow."""
    return None if cursor is None else f"{_here(scope)}?{asked}{'&' if asked else ''}cursor={cursor}"


def link_to(url: str | None) -> dict[str, str]:
    """The header that leads to the next page (RFC 8288); none behind the last."""
    return {} if url is None else {"Link": link_header(url)}


def link_header(url: str) -> str:
    """What that header says."""
    return f'<{url}>; rel="next"'


def _here(scope: Scope) -> str:
    host = next((value for name, value in scope["headers"] if name == b"host"), None)
    return _address(scope["scheme"], scope["path"], host, *(scope.get("server") or ("", None)))


@lru_cache(maxsize=64)
def _address(scheme: str, path: str, host: bytes | None, name: str, port: int | None) -> str:
    headers = [] if host is None else [(b"host", host)]
    return str(URL(scope={"scheme": scheme, "path": path, "headers": headers, "server": (name, port)}))
