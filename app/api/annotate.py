"""A text that is sent, read as an ingest would read it; nothing is kept."""

import json
import re
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.api.answers.annotation import AnnotationAnswer, annotation_answer
from app.api.answers.page import json_bytes
from app.api.answers.span import code_points, utf16
from app.api.parameter import documented
from app.api.params import ONE_TEXT
from app.api.question import Question
from app.reading.article import read
from app.reading.model import Known
from app.text.fold import latin_digits

router = APIRouter(prefix="/v1/annotate", tags=["annotate"])

MOST_BYTES = 1 << 20
READERS = 2
"""Texts that are read at once: more would take turns, and keep lists waiting."""
_FIELDS = ("text", "title", "reference")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_QUESTION = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/AnnotationQuestion"}}}}


@router.post(
    "",
    operation_id="annotate_text",
    summary="Read a text",
    response_description="What is read in it.",
    response_model=AnnotationAnswer,
    openapi_extra={
        **documented(ONE_TEXT),
        "requestBody": {"required": True, "description": "The text, at most 1 MiB in all.", **_QUESTION},
    },
)
async def annotate_text(request: Request) -> Response:
    """What an ingest would read in a text: its parts, dates and mentions. Nothing is stored.

    Every offset counts in the text (or title) as it was sent.
    """
    question = Question(request.query_params.multi_items(), ONE_TEXT)
    wide = question.choice("offsets") == "utf16"
    sent = _parse(question, await _body(request))
    question.close()
    limiter: CapacityLimiter = request.app.state.annotators
    return await to_thread.run_sync(partial(_annotate, sent, wide=wide), limiter=limiter)


def _annotate(sent: dict[str, Any], *, wide: bool) -> Response:
    text, title = sent["text"], sent.get("title")
    reading = read(text, Known(title=title, reference=sent.get("reference")))
    at = utf16(text, title) if wide else code_points
    return Response(
        json_bytes(annotation_answer(reading, at)),
        headers={"Cache-Control": "no-store"},
        media_type="application/json",
    )


async def _body(request: Request) -> bytes:
    """The request's body, of which no more is taken than may be."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(413, f"A text with its title may have {MOST_BYTES:,} bytes; send less.")
    return bytes(body)


def _parse(question: Question, body: bytes) -> dict[str, Any]:
    """The fields of the body, `reference` as a day; what is wrong with them stays in the question."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict):
        question.complain("body", None, 'The body is no JSON object such as {"text": "…"}.')
        return {}
    for name in sent.keys() - set(_FIELDS):
        message = f"There is no field {name!r} here."
        question.complain(name, None, message, _FIELDS, name, code="unknown_parameter")
    for name in ("text", "title"):
        _check_text(question, name, sent)
    if sent.get("reference") is not None:
        sent["reference"] = _day(question, sent["reference"])
    return sent


def _check_text(question: Question, name: str, sent: dict[str, Any]) -> None:
    value = sent.get(name)
    if value is None and name == "title":
        return
    if not isinstance(value, str) or not value.strip():
        question.complain(name, None, f"{name} has to be a string that is not empty.")
    elif any(char == "\0" or "\ud800" <= char <= "\udfff" for char in value):
        question.complain(name, None, f"{name} has a NUL character or half a surrogate pair in it.")


def _day(question: Question, value: Any) -> date | None:
    with suppress(ValueError):
        if isinstance(value, str) and _DAY.fullmatch(day := latin_digits(value)):
            return date.fromisoformat(day)
    question.complain("reference", str(value), "reference is a day of the calendar.", ("YYYY-MM-DD",))
    return None
