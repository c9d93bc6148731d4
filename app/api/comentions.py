"""Comentions: which countries and agencies are mentioned in the same articles."""

from typing import get_args

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.api.answers.comention import ComentionList, comention_answer
from app.api.ask import Ask
from app.api.filters import parse_filter, understood
from app.api.lists import after_in, list_response
from app.api.parameter import documented
from app.api.params import COMENTION_LIST
from app.api.reads import answer
from app.gazetteer.model import EntityType
from app.queries.comentions import list_pairs

router = APIRouter(prefix="/v1/comentions", tags=["counts"])


@router.get(
    "",
    operation_id="list_comentions",
    summary="List pairs of entities in the same articles",
    response_description="A page of pairs.",
    response_model=ComentionList,
    openapi_extra=documented(COMENTION_LIST),
)
async def list_comentions(request: Request) -> Response:
    """The pairs of countries and agencies that articles mention together, those of most articles first.

    Only articles that pass the filters count, and in them only mentions of the chosen
    `mention_kind`. A pair of the same type stands once.
    """
    return await answer(request, _list, slow=True)


def _list(ask: Ask) -> Response:
    question = ask.question(COMENTION_LIST)
    asked = parse_filter(question, ask.connection)
    types: tuple[EntityType, ...] = question.choices("of") or get_args(EntityType)
    limit = question.number("limit")
    sealed = ("comentions", types, asked)
    after = after_in(question, sealed)
    question.close()
    page = list_pairs(ask.connection, asked, (types[0], types[-1]), limit, after, ask.view, ask.recall)
    query = {**understood(asked), "of": list(types), "limit": limit}
    return list_response(ask, page, [comention_answer(pair) for pair in page.items], sealed, query)
