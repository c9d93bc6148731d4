"""Whether the server is alive, and whether it can answer."""

from typing import Annotated, Literal

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response
from typing_extensions import TypedDict

from app.api.answers import said
from app.api.answers.page import json_bytes
from app.api.question import Question
from app.api.reads import Reads

router = APIRouter(tags=["health"])


class HealthAnswer(TypedDict):
    """How the server is."""

    status: Annotated[Literal["ok"], said("Always `ok`; what is not ok is a problem.", "ok")]


@router.get(
    "/healthz",
    operation_id="get_health",
    summary="Is it alive",
    response_description="It is.",
    response_model=HealthAnswer,
)
async def get_health(request: Request) -> Response:
    """Whether the server runs. It says nothing of the database."""
    return _ok(request)


@router.get(
    "/readyz",
    operation_id="get_readiness",
    summary="Is it ready",
    response_description="It is.",
    response_model=HealthAnswer,
)
async def get_readiness(request: Request) -> Response:
    """Whether the database can be reached and has the schema that this server works with."""
    reads: Reads = request.app.state.reads
    await reads.check()
    return _ok(request)


def _ok(request: Request) -> Response:
    Question(request.query_params.multi_items(), ()).close()
    body: HealthAnswer = {"status": "ok"}
    return Response(json_bytes(body), headers={"Cache-Control": "no-store"}, media_type="application/json")
