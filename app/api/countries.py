"""Countries: which are mentioned, how often, and by which names."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from app.api.answers.entity import CountryList, OneCountryAnswer, country_answer, matched_answer
from app.api.answers.page import json_bytes
from app.api.ask import Ask
from app.api.filters import parse_kinds
from app.api.lists import after_in, list_response
from app.api.names import find_country, nearest_country
from app.api.parameter import documented
from app.api.params import COUNTRY_LIST, ONE_ENTITY
from app.api.reads import answer
from app.errors import NotFound
from app.gazetteer.load import load
from app.queries.entities import count_aliases, list_entities, tally_entity

router = APIRouter(prefix="/v1/countries", tags=["countries"])
CountryCode = Annotated[
    str,
    Path(
        description="An ISO 3166-1 alpha-2 or alpha-3 code, or a name in Arabic, French or English.",
        examples=["MA"],
    ),
]


@router.get(
    "",
    operation_id="list_countries",
    summary="List countries",
    response_description="A page of countries.",
    response_model=CountryList,
    openapi_extra=documented(COUNTRY_LIST),
)
async def list_countries(request: Request) -> Response:
    """The countries that articles mention, those of most articles first."""
    return await answer(request, _list)


@router.get(
    "/{code}",
    operation_id="get_country",
    summary="Get a country",
    response_description="The country.",
    response_model=OneCountryAnswer,
    openapi_extra=documented(ONE_ENTITY),
)
async def get_country(request: Request, code: CountryCode) -> Response:
    """One country: its names, how many articles mention it, and by which forms."""
    return await answer(request, _get)


def _list(ask: Ask) -> Response:
    question = ask.question(COUNTRY_LIST)
    kinds, limit = parse_kinds(question), question.number("limit")
    asked: dict[str, Any] = {"mention_kind": list(kinds)}
    sealed = ("countries", asked)
    after = after_in(question, sealed)
    question.close()
    countries = load().countries
    page = list_entities(ask.connection, "country", kinds, limit, after, countries.__contains__, ask.recall)
    items = [country_answer(countries[tally.id], tally) for tally in page.items]
    return list_response(ask, page, items, sealed, {**asked, "limit": limit})


def _get(ask: Ask) -> Response:
    question = ask.question(ONE_ENTITY)
    kinds = parse_kinds(question)
    question.close()
    text = ask.named("code")
    codes = find_country(text)
    if len(codes) != 1:
        raise NotFound("country", text, *(codes or (nearest_country(text),)))
    tally = tally_entity(ask.connection, "country", codes[0], kinds)
    matched = count_aliases(ask.connection, "country", codes[0], kinds)
    body: OneCountryAnswer = {
        **country_answer(load().countries[codes[0]], tally),
        "matched": matched_answer(matched),
    }
    return Response(json_bytes(body), media_type="application/json")
