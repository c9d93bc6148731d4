"""Problems: what each of them means, and the one place where an error becomes an answer (RFC 9457)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, NotRequired

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from typing_extensions import TypedDict

from app.api.answers import said
from app.api.answers.page import json_bytes
from app.api.parameter import MOST_VALUES
from app.errors import (
    Complaint,
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

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its status, its title, and what to do about it."""

    status: int
    title: str
    advice: str


KINDS: Mapping[str, Kind] = {
    "unknown_parameter": Kind(
        422, "There is no such parameter", "`errors` names it, those that there are, and the nearest guess."),
    "invalid_value": Kind(
        422, "A value means nothing", "`errors` says which, what is allowed, and the nearest guess."),
    "ambiguous": Kind(
        422, "A name has several bearers", "`errors` lists them under `allowed`: send one of these instead."),
    "too_many_values": Kind(
        422, "A parameter has too many values",
        f"A parameter that may be repeated takes {MOST_VALUES} values, any other one."),
    "contradiction": Kind(422, "Two values contradict each other", "`errors` says which: change one."),
    "cursor_mismatch": Kind(
        422, "The cursor belongs to another question",
        "A cursor continues the list that it came from: send it with the same filters and `sort`, or "
        "start again without it."),
    "invalid_request": Kind(
        422, "Several things are wrong with the question",
        "`errors` names each parameter, its value, what is allowed and the nearest guess."),
    "unauthorized": Kind(
        401, "A key is needed", "Send one of the server's keys as `Authorization: Bearer KEY`."),
    "not_found": Kind(404, "There is nothing here", "Check the path or the id; `detail` may hold a guess."),
    "method_not_allowed": Kind(405, "The method is not allowed", "The header `Allow` says which are."),
    "too_large": Kind(413, "The body is too large", "`detail` says how large it may be."),
    "query_timeout": Kind(
        503, "The query took too long", "Narrow the question, or raise the server's WARRAQ_QUERY_TIMEOUT."),
    "database_missing": Kind(503, "There is no database", "Create one with `warraq ingest`."),
    "database_busy": Kind(503, "The database is busy", "Try again in a moment."),
    "database_corrupt": Kind(
        503, "The database is damaged", "Put a copy back, or delete it and run `warraq ingest`."),
    "schema_mismatch": Kind(
        503, "The database has another schema", "Run `warraq ingest` to bring it up to date."),
    "database_error": Kind(503, "The database cannot be used", "`detail` says why."),
    "internal_error": Kind(
        500, "Something broke", "It is a mistake of Warraq; the server's log has the details."),
    "bad_request": Kind(400, "The request cannot be read", "`detail` says why."),
}  # fmt: skip
"""Every `code` that a problem can have."""

_DATABASE_CODES: Mapping[type[DatabaseError], str] = {
    QueryTimeout: "query_timeout",
    DatabaseMissing: "database_missing",
    DatabaseBusy: "database_busy",
    DatabaseCorrupt: "database_corrupt",
    SchemaMismatch: "schema_mismatch",
}
_STATUS_CODES = {401: "unauthorized", 413: "too_large"}


class ParameterProblem(TypedDict):
    """What is wrong with one parameter."""

    param: Annotated[str, said("The parameter.", "country")]
    value: Annotated[str | None, said("Its value, as it was sent.", "Maroco")]
    message: Annotated[str, said("What is wrong with it.", "No country is called 'Maroco'.")]
    allowed: Annotated[list[str], said("What is allowed, where it can be listed.", ["true", "only"])]
    did_you_mean: Annotated[str | None, said("The nearest guess.", "Maroc")]
    code: Annotated[
        str,
        said("What kind of mistake it is; each has a page below `/problems/`.", "invalid_value"),
    ]


class Problem(TypedDict):
    """What went wrong (RFC 9457)."""

    type: Annotated[str, said("A page that explains this kind of problem.", "/problems/invalid_value")]
    title: Annotated[str, said("What this kind of problem is.", "A value means nothing")]
    status: Annotated[int, said("The HTTP status.", 422)]
    detail: Annotated[str, said("What went wrong this time.", "No country is called 'Maroco'.")]
    code: Annotated[str, said("A stable name for this kind of problem.", "invalid_value")]
    errors: NotRequired[Annotated[list[ParameterProblem], said("One entry a mistaken parameter.")]]


def problem(
    code: str,
    detail: str,
    complaints: Iterable[Complaint] | None = None,
    headers: Mapping[str, str] | None = None,
    status: int | None = None,
) -> Response:
    """The answer for a problem of kind `code`."""
    kind = KINDS[code]
    body: Problem = {
        "type": f"/problems/{code}",
        "title": kind.title,
        "status": status or kind.status,
        "detail": detail,
        "code": code,
    }
    if complaints is not None:
        body["errors"] = [_parameter(complaint) for complaint in complaints]
    shown = {"Cache-Control": "no-store", **(headers or {})}
    return Response(json_bytes(body), body["status"], shown, MEDIA_TYPE)


def _parameter(complaint: Complaint) -> ParameterProblem:
    return {
        "param": complaint.param,
        "value": complaint.value,
        "message": complaint.message,
        "allowed": list(complaint.allowed),
        "did_you_mean": complaint.did_you_mean,
        "code": complaint.code,
    }


async def on_query_error(request: Request, error: Exception) -> Response:
    """A question that means nothing."""
    assert isinstance(error, QueryError)  # noqa: S101 - registered for this alone
    codes = {complaint.code for complaint in error.complaints}
    code = codes.pop() if len(codes) == 1 else "invalid_request"
    return problem(code, " ".join(complaint.message for complaint in error.complaints), error.complaints)


async def on_not_found(request: Request, error: Exception) -> Response:
    """An id that is not there."""
    assert isinstance(error, NotFound)  # noqa: S101 - registered for this alone
    guess = f" Did you mean {error.did_you_mean!r}?" if error.did_you_mean else ""
    return problem("not_found", f"{error}{guess}")


async def on_database_error(request: Request, error: Exception) -> Response:
    """A database that cannot be used now."""
    return database_problem(error)


def database_problem(error: Exception) -> Response:
    """The answer while the database cannot be used."""
    code = next((code for kind, code in _DATABASE_CODES.items() if isinstance(error, kind)), "database_error")
    return problem(code, str(error), headers={"Retry-After": "5"})


async def on_http_exception(request: Request, error: Exception) -> Response:
    """An unknown path or method, or what the framework itself refuses."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this alone
    if error.status_code == 405:
        return _wrong_method(request, error)
    if error.status_code == 404:
        return problem("not_found", _no_such_path(request))
    code = _STATUS_CODES.get(error.status_code, "bad_request")
    return problem(code, error.detail, headers=error.headers, status=error.status_code)


def _wrong_method(request: Request, error: HTTPException) -> Response:
    """A method that a path does not have; OPTIONS only asks which it has."""
    given = {name.strip() for name in (error.headers or {}).get("Allow", "GET").split(",")}
    allowed = ", ".join(sorted(given | {"OPTIONS"} | ({"HEAD"} if "GET" in given else set())))
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": allowed})
    detail = f"{request.url.path} knows {allowed}, not {request.method}."
    return problem("method_not_allowed", detail, headers={"Allow": allowed})


def _no_such_path(request: Request) -> str:
    path = request.url.path
    guess = get_close_matches(path, _paths_like(request, path), n=1, cutoff=0.7)
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
    return problem("internal_error", "The server made a mistake while answering. It is in its log.")


HANDLERS: dict[Any, Any] = {
    QueryError: on_query_error,
    NotFound: on_not_found,
    DatabaseError: on_database_error,
    ConfigurationError: on_database_error,  # a database URL that cannot be used, or lacks its driver
    HTTPException: on_http_exception,
    Exception: on_crash,
}
"""What answers each error."""
