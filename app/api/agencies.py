"""Agencies: which are mentioned, how often, and by which names."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from app.api import names
from app.api.agency import find_agency, likely_agencies, nearest_agency
from app.api.answers.entity import AgencyList, OneAgencyAnswer, agency_answer, matched_answer
from app.api.answers.page import json_bytes
from app.api.ask import Ask
from app.api.filters import parse_kinds
from app.api.lists import after_in, list_response
from app.api.parameter import documented
from app.api.params import AGENCY_LIST, ONE_ENTITY
from app.api.reads import answer
from app.errors import NotFound
from app.gazetteer.load import load
from app.queries.entities import count_aliases, list_entities, tally_entity

router = APIRouter(prefix="/v1/agencies", tags=["agencies"])
AgencyIdOrName = Annotated[
    str, Path(description="The agency's id, or any of its names or acronyms.", examples=["ma-dgst"])
]


@router.get(
    "",
    operation_id="list_agencies",
    summary="List agencies",
    response_description="A page of agencies.",
    response_model=AgencyList,
    openapi_extra=documented(AGENCY_LIST),
)
async def list_agencies(request: Request) -> Response:
    """The agencies that articles mention, those of most articles first."""
    return await answer(request, _list)


@router.get(
    "/{id}",
    operation_id="get_agency",
    summary="Get an agency",
    response_description="The agency.",
    response_model=OneAgencyAnswer,
    openapi_extra=documented(ONE_ENTITY),
)
async def get_agency(request: Request, id: AgencyIdOrName) -> Response:
    """One agency: its names, how many articles mention it, and by which forms."""
    return await answer(request, _get)


def _list(ask: Ask) -> Response:
    question = ask.question(AGENCY_LIST)
    kinds, limit = parse_kinds(question), question.number("limit")
    countries, agency_kinds = names.countries(question, "country"), question.choices("kind")
    asked: dict[str, Any] = {"mention_kind": list(kinds)}
    if countries:
        asked["country"] = list(countries)
    if agency_kinds:
        asked["kind"] = list(agency_kinds)
    sealed = ("agencies", asked)
    after = after_in(question, sealed)
    question.close()

    def wanted(id: str) -> bool:
        agency = load().agency(id)
        return (
            agency is not None
            and (not countries or agency.country in countries)
            and (not agency_kinds or agency.kind in agency_kinds)
        )

    page = list_entities(ask.connection, "agency", kinds, limit, after, wanted, ask.recall)
    found = ((load().agency(tally.id), tally) for tally in page.items)
    items = [agency_answer(agency, tally) for agency, tally in found if agency is not None]
    return list_response(ask, page, items, sealed, {**asked, "limit": limit})


def _get(ask: Ask) -> Response:
    question = ask.question(ONE_ENTITY)
    kinds = parse_kinds(question)
    question.close()
    text = ask.named("id")
    ids = find_agency(text)
    agency = load().agency(ids[0]) if len(ids) == 1 else None
    if agency is None:
        likely = likely_agencies(ask.connection, text) or ids or (nearest_agency(text),)
        raise NotFound("agency", text, *likely)
    tally = tally_entity(ask.connection, "agency", agency.id, kinds)
    matched = count_aliases(ask.connection, "agency", agency.id, kinds)
    body: OneAgencyAnswer = {**agency_answer(agency, tally), "matched": matched_answer(matched)}
    return Response(json_bytes(body), media_type="application/json")
