"""Facets: how the articles of a filter fall by country, agency, source, year, month and language."""

from typing import get_args

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.api.answers.facet import FacetsAnswer, facets_bytes
from app.api.answers.page import json_bytes
from app.api.ask import Ask
from app.api.filters import is_walked, parse_filter, understood
from app.api.parameter import documented
from app.api.params import FACETS
from app.api.reads import answer
from app.queries.facets import Dimension, count_facets
from app.queries.sources import known_sources

router = APIRouter(prefix="/v1/facets", tags=["counts"])


@router.get(
    "",
    operation_id="get_facets",
    summary="Count articles by dimension",
    response_description="The facets.",
    response_model=FacetsAnswer,
    openapi_extra=documented(FACETS),
)
async def get_facets(request: Request) -> Response:
    """How many of the articles that pass the filters have each country, agency, source and so on.

    A dimension ignores its own filter, so that a chosen value stands beside those that could be
    chosen instead: `country` ignores `country`, `country_all` and `country_not`; `agency` its three
    and `agency_country`; `source` ignores `source` and `source_not`; `language` ignores `language`;
    `year` and `month` ignore `published_from`, `published_to`, `date_match` and `undated`.
    """
    return await answer(request, _get)


def _get(ask: Ask) -> Response:
    return Response(count(ask), media_type="application/json")


def count(ask: Ask) -> bytes:
    """The answer: the same on a worker thread and at once."""
    question = ask.question(FACETS)
    asked = parse_filter(question, ask.connection)
    dimensions: tuple[Dimension, ...] = question.choices("dimension") or get_args(Dimension)
    limit = question.number("limit")
    question.close()
    if is_walked(asked):
        ask.walk()
    sources = (
        ask.recall("known sources", lambda: known_sources(ask.connection)) if "source" in dimensions else {}
    )
    found = count_facets(ask.connection, asked, dimensions, limit, ask.view, ask.recall)
    query = {**understood(asked), "dimension": list(dimensions), "limit": limit}
    return b'{"facets":%b,"total":%d,"query":%b,"corpus_version":"%b"}' % (
        facets_bytes(found, sources), found.total, json_bytes(query), ask.version.encode(),
    )  # fmt: skip
