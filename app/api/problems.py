"""Problems: the one shape in which everything that goes wrong is answered (RFC 9457)."""

from collections.abc import Iterable, Mapping
from typing import Annotated, NotRequired

from starlette.responses import Response
from typing_extensions import TypedDict

from app.api.answers import said
from app.api.answers.page import json_bytes
from app.api.kinds import KINDS, Kind
from app.errors import Complaint

MEDIA_TYPE = "application/problem+json"


class ParameterProblem(TypedDict):
    """What is wrong with one parameter."""

    param: Annotated[str, said("The parameter, or the field of the body.", "country")]
    value: Annotated[str | None, said("Its value, as it was sent; null where that says nothing.", "Maroco")]
    message: Annotated[str, said("What is wrong with it.", "No country is called 'Maroco'.")]
    allowed: Annotated[list[str], said("What is allowed, where it can be listed.", ["true", "only"])]
    did_you_mean: Annotated[str | None, said("The nearest guess; null where none is near.", "Maroc")]
    code: Annotated[
        str,
        said("What kind of mistake it is; each has a page below `/problems/`.", "invalid_value"),
    ]


class Problem(TypedDict):
    """What went wrong (RFC 9457)."""

    type: Annotated[
        str, said("A page of this server that explains this kind of problem.", "/problems/invalid_value")
    ]
    title: Annotated[str, said("What this kind of problem is.", "A value means nothing")]
    status: Annotated[int, said("The HTTP status.", 422)]
    detail: Annotated[str, said("What went wrong this time.", "No country is called 'Maroco'.")]
    code: Annotated[str, said("A stable name for this kind of problem.", "invalid_value")]
    errors: NotRequired[Annotated[list[ParameterProblem], said("One entry a mistake; with status 422 only.")]]


def problem(
    code: str,
    detail: str,
    complaints: Iterable[Complaint] = (),
    headers: Mapping[str, str] | None = None,
    status: int | None = None,
    root: str = "",
) -> Response:
    """The answer for a problem of kind `code`; `root` is where the server is mounted."""
    body = problem_body(code, detail, complaints, status, root)
    shown = {"Cache-Control": "no-store", **(headers or {})}
    return Response(json_bytes(body), body["status"], shown, MEDIA_TYPE)


def problem_body(
    code: str, detail: str, complaints: Iterable[Complaint] = (), status: int | None = None, root: str = ""
) -> Problem:
    """The body of that answer."""
    kind = KINDS[code]
    body: Problem = {
        "type": f"{root}/problems/{code}",
        "title": kind.title,
        "status": status or kind.status,
        "detail": detail,
        "code": code,
    }
    if complaints:
        body["errors"] = [_parameter(complaint) for complaint in complaints]
    return body


def example(code: str, kind: Kind) -> Problem:
    """A problem of this kind, as it is answered."""
    return problem_body(code, kind.detail, kind.complaints)


def _parameter(complaint: Complaint) -> ParameterProblem:
    return {
        "param": complaint.param,
        "value": complaint.value,
        "message": complaint.message,
        "allowed": list(complaint.allowed),
        "did_you_mean": complaint.did_you_mean,
        "code": complaint.code,
    }
