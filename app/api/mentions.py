"""The concordance: mentions with their sentences."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.api.answers.concordance import MentionList, concordance_items
from app.api.ask import Ask
from app.api.cursor import read_cursor
from app.api.filters import parse_filter, understood
from app.api.lists import list_response
from app.api.parameter import documented
from app.api.params import MENTION_LIST
from app.api.reads import answer
from app.errors import Complaint
from app.queries.mentions import is_place, list_mentions

router = APIRouter(prefix="/v1/mentions", tags=["mentions"])


@router.get(
    "",
    operation_id="list_mentions",
    summary="List mentions with their sentences",
    response_description="A page of mentions.",
    response_model=MentionList,
    openapi_extra=documented(MENTION_LIST),
)
async def list_mentions_(request: Request) -> Response:
    """Each mention in the articles that pass the filters, with its sentence: newest articles first, then in
    the order of the text.

    Where the filters ask for countries or agencies, only mentions of these are shown, and only those that
    count by `mention_kind`.
    """
    return await answer(request, _list)


def _list(ask: Ask) -> Response:
    question = ask.question(MENTION_LIST)
    asked = parse_filter(question, ask.connection)
    limit = question.number("limit")
    wide = question.choice("offsets") == "utf16"
    sealed = ("mentions", asked)
    after = read_cursor(question, sealed, int)
    if after is not None and not is_place(after):
        message = "This is no cursor: send back the next_cursor of a page as it was."
        question.add(Complaint("cursor", question.text("cursor"), message))
    question.close()
    page = list_mentions(ask.connection, asked, limit, after, view=ask.view, recall=ask.recall)
    query = {**understood(asked), "limit": limit}
    return list_response(ask, page, list(concordance_items(page.items, wide=wide)), sealed, query)
