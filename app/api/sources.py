"""Sources: where articles come from, how many, from when to when."""

from typing import Annotated

from fastapi import APIRouter, Path
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from app.api.answers.entity import SourceAnswer, SourceList, source_answer
from app.api.answers.page import json_bytes
from app.api.ask import Ask
from app.api.lists import after_in, list_response
from app.api.names import source_names
from app.api.parameter import documented
from app.api.params import SOURCE_LIST
from app.api.question import nearest
from app.api.reads import answer
from app.errors import NotFound
from app.queries import sources

router = APIRouter(prefix="/v1/sources", tags=["sources"])
SourceIdOrName = Annotated[
    str, Path(description="The source's id, or any of its names.", examples=["middle-east-online"])
]


@router.get(
    "",
    operation_id="list_sources",
    summary="List sources",
    response_description="A page of sources.",
    response_model=SourceList,
    openapi_extra=documented(SOURCE_LIST),
)
async def list_sources(request: Request) -> Response:
    """The sources that articles come from, those of most articles first."""
    return await answer(request, _list)


@router.get(
    "/{id}",
    operation_id="get_source",
    summary="Get a source",
    response_description="The source.",
    response_model=SourceAnswer,
)
async def get_source(request: Request, id: SourceIdOrName) -> Response:
    """One source: how many articles come from it, and from when to when."""
    return await answer(request, _get)


def _list(ask: Ask) -> Response:
    question = ask.question(SOURCE_LIST)
    limit = question.number("limit")
    after = after_in(question, "sources")
    question.close()
    page = sources.list_sources(ask.connection, limit, after, ask.recall)
    items = [source_answer(source) for source in page.items]
    return list_response(ask, page, items, "sources", {"limit": limit})


def _get(ask: Ask) -> Response:
    ask.question(()).close()
    source = sources.get_source(ask.connection, _id(ask.connection, ask.named("id")))
    return Response(json_bytes(source_answer(source)), media_type="application/json")


def _id(connection: Connection, text: str) -> str:
    found = sources.find_sources(connection, text)
    if len(found) != 1:
        raise NotFound("source", text, *(found or (nearest(text, source_names(connection)),)))
    return found[0]
