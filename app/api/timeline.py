"""Timelines: how many articles of a filter appeared in each year, month or day."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.api.answers.page import json_bytes
from app.api.answers.timeline import TimelineAnswer, buckets_bytes, series_answer
from app.api.ask import Ask
from app.api.filters import is_walked, parse_filter, understood
from app.api.parameter import documented
from app.api.params import TIMELINE
from app.api.reads import answer
from app.queries.sources import known_sources
from app.queries.timeline import MOST_BUCKETS, count_timeline

router = APIRouter(prefix="/v1/timeline", tags=["counts"])
_FEW = 500
"""Buckets that are written at once: the months of forty years."""


@router.get(
    "",
    operation_id="get_timeline",
    summary="Count articles by year, month or day",
    response_description="The timeline.",
    response_model=TimelineAnswer,
    openapi_extra=documented(TIMELINE),
)
async def get_timeline(request: Request) -> Response:
    """How the articles that pass the filters lie in time, next to all articles of the corpus.

    No date is guessed: an article known to be of some month is in a bucket of `interval=month`, and
    is counted under `coarse` with `interval=day`. The counts of all buckets, `undated` and `coarse`
    add up to `total`. A timeline of more than 40,000 buckets is refused.
    """
    return await answer(request, _get)


def _get(ask: Ask) -> Response:
    return Response(count(ask), media_type="application/json")


def count(ask: Ask) -> bytes:
    """The answer: the same on a worker thread and at once."""
    question = ask.question(TIMELINE)
    asked = parse_filter(question, ask.connection)
    interval, by, limit = question.choice("interval"), question.choice("by"), question.number("limit")
    if by is None and question.text("limit") is not None and question.text("by") is None:
        message = (
            "limit says how many series there are, and without by there are none: add by, or leave it out."
        )
        question.complain("limit", question.text("limit"), message, code="contradiction")
    question.close()
    if by is not None:
        ask.take_time()
    if is_walked(asked):
        ask.walk()
    most = _FEW if ask.at_once else MOST_BUCKETS
    found = count_timeline(ask.connection, asked, interval, by, limit, ask.view, ask.recall, most)
    query: dict[str, Any] = {**understood(asked), "interval": interval}
    if by is not None:
        query |= {"by": by, "limit": limit}
    rest = {
        "series": series_answer(
            found,
            by,
            ask.recall("known sources", lambda: known_sources(ask.connection)) if by == "source" else {},
        ),
        "more": found.more,
        "undated": found.undated,
        "coarse": found.coarse,
        "total": found.total,
        "query": query,
        "corpus_version": ask.version,
    }
    return b'{"buckets":[%b],%b' % (buckets_bytes(found.buckets), json_bytes(rest)[1:])
