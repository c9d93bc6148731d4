"""Suggestions for a search box: countries, agencies and sources by the beginning of any of their names."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.api.answers.page import json_bytes
from app.api.answers.suggest import SuggestionsAnswer, suggestion_answer
from app.api.ask import Ask
from app.api.filters import parse_kinds
from app.api.parameter import documented
from app.api.params import SUGGESTIONS
from app.api.reads import answer
from app.queries.suggest import suggest

router = APIRouter(prefix="/v1/suggest", tags=["suggest"])


@router.get(
    "",
    operation_id="get_suggestions",
    summary="Suggest countries, agencies and sources",
    response_description="The suggestions.",
    response_model=SuggestionsAnswer,
    openapi_extra=documented(SUGGESTIONS),
)
async def get_suggestions(request: Request) -> Response:
    """Who may be meant by what is typed, with the number of their articles.

    Names count in Arabic (in any spelling, with or without the article), French and English, and so
    do acronyms, codes and ids. Suggested are all countries and agencies that are known by a name of
    their own, and as soon as an article has them, sources and the bodies that every country has.
    """
    return await answer(request, _get)


def _get(ask: Ask) -> Response:
    question = ask.question(SUGGESTIONS)
    text, types = question.needed("q"), question.choices("type")
    kinds, limit = parse_kinds(question), question.number("limit")
    question.close()
    found = suggest(ask.connection, text, kinds, types, limit, ask.recall)
    query = {"q": text, "mention_kind": list(kinds), "limit": limit}
    if types:
        query["type"] = list(types)
    body = {
        "items": [suggestion_answer(one) for one in found],
        "query": query,
        "corpus_version": ask.version,
    }
    return Response(json_bytes(body), media_type="application/json")
