"""The one place where an error becomes an answer."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.api.problems import problem
from app.errors import (
    ConfigurationError,
    DatabaseBusy,
    DatabaseCorrupt,
    DatabaseError,
    DatabaseMissing,
    NotFound,
    QueryError,
    QueryTimeout,
    SchemaMismatch,
)

_DATABASE_CODES: Mapping[type[DatabaseError], str] = {
    QueryTimeout: "query_timeout",
    DatabaseMissing: "database_missing",
    DatabaseBusy: "database_busy",
    DatabaseCorrupt: "database_corrupt",
    SchemaMismatch: "schema_mismatch",
}
_STATUS_CODES = {401: "unauthorized", 413: "too_large"}
_RETRY_AFTER = "5"
"""Seconds."""


async def on_query_error(request: Request, error: Exception) -> Response:
    """A question that means nothing."""
    assert isinstance(error, QueryError)  # noqa: S101 - registered for this alone
    codes = {complaint.code for complaint in error.complaints}
    code = codes.pop() if len(codes) == 1 else "invalid_request"
    detail = " ".join(complaint.message for complaint in error.complaints)
    return problem(code, detail, error.complaints, root=_root(request))


async def on_not_found(request: Request, error: Exception) -> Response:
    """An id that is not there."""
    assert isinstance(error, NotFound)  # noqa: S101 - registered for this alone
    *others, last = [f"{guess!r}" for guess in error.did_you_mean] or [""]
    guesses = f"{', '.join(others)} or {last}" if others else last
    guess = f" Did you mean {guesses}?" if guesses else ""
    return problem("not_found", f"{error}{guess}", root=_root(request))


async def on_database_error(request: Request, error: Exception) -> Response:
    """A database that cannot be used now."""
    code = next((code for kind, code in _DATABASE_CODES.items() if isinstance(error, kind)), "database_error")
    return problem(code, str(error), headers={"Retry-After": _RETRY_AFTER}, root=_root(request))


async def on_http_exception(request: Request, error: Exception) -> Response:
    """An unknown path or method, or what the framework itself refuses."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this alone
    if error.status_code == 405:
        return _wrong_method(request, error)
    if error.status_code == 404:
        return problem("not_found", _no_such_path(request), root=_root(request))
    code = _STATUS_CODES.get(error.status_code, "invalid_request")
    return problem(code, error.detail, (), error.headers, error.status_code, _root(request))


def _wrong_method(request: Request, error: HTTPException) -> Response:
    """A method that a path does not have; OPTIONS only asks which it has."""
    given = {name.strip() for name in (error.headers or {}).get("Allow", "GET").split(",")}
    allowed = ", ".join(sorted(given | {"OPTIONS"} | ({"HEAD"} if "GET" in given else set())))
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": allowed})
    detail = f"{request.url.path} knows {allowed}, not {request.method}."
    return problem("method_not_allowed", detail, headers={"Allow": allowed}, root=_root(request))


def _no_such_path(request: Request) -> str:
    path = request.url.path
    near = get_close_matches(path, _paths_like(request, path), n=2, cutoff=0.7)
    guess = [other for other in near if other != path]  # as is `/v1/articles/` with an id that is empty
    return f"There is no {path}." + (
        f" Did you mean {guess[0]}?" if guess else " See /docs for what there is."
    )


def _paths_like(request: Request, path: str) -> list[str]:
    """The documented paths, their parameters filled in from the same places of `path`."""
    steps = path.split("/")
    found = []
    for template in request.app.state.paths:
        pieces = template.split("/")
        if len(pieces) == len(steps):
            pieces = [step if "{" in piece else piece for piece, step in zip(pieces, steps, strict=True)]
        found.append("/".join(pieces))
    return found


async def on_crash(request: Request, error: Exception) -> Response:
    """A mistake of ours."""
    detail = "The server made a mistake while answering. It is in its log."
    return problem("internal_error", detail, root=_root(request))


def _root(request: Request) -> str:
    """Where the server is mounted, for one behind a proxy that serves it below a path."""
    return str(request.scope.get("root_path", "")).rstrip("/")


HANDLERS: dict[Any, Any] = {
    QueryError: on_query_error,
    NotFound: on_not_found,
    DatabaseError: on_database_error,
    ConfigurationError: on_database_error,  # a database URL that cannot be used, or lacks its driver
    HTTPException: on_http_exception,
}
"""What answers each error; what is not named here is a mistake of ours, and `on_crash` answers that."""
