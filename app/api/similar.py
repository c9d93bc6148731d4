"""Articles that share passages with one."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.api.answers.similar import SimilarList, similar_items
from app.api.articles import ArticleId
from app.api.ask import Ask
from app.api.cursor import read_cursor
from app.api.filters import parse_kinds
from app.api.lists import raw_response
from app.api.parameter import documented
from app.api.params import SIMILAR_LIST
from app.api.reads import answer
from app.queries.similar import find_similar

router = APIRouter(prefix="/v1/articles", tags=["articles"])


@router.get(
    "/{id}/similar",
    operation_id="list_similar_articles",
    summary="List articles that share passages with one",
    response_description="A page of similar articles.",
    response_model=SimilarList,
    openapi_extra=documented(SIMILAR_LIST),
)
async def list_similar(request: Request, id: ArticleId) -> Response:
    """The articles that share passages with this one, copied or lightly edited: where each passage stands in
    both, and how much of either text they have in common.

    A passage has at least 12 words that are the same in both, spelling and punctuation aside; up to 6 others
    in a row may part them. A run of 30 words is found wherever it stands, a shorter one mostly. What more
    than 200 articles say alike, such as a paper's own closing lines, makes none of them similar. At most 100
    articles are found: those with the most in common.
    """
    return await answer(request, _list)


def _list(ask: Ask) -> Response:
    question = ask.question(SIMILAR_LIST)
    kinds = parse_kinds(question)
    limit = question.number("limit")
    wide = question.choice("offsets") == "utf16"
    id_ = ask.named("id")
    sealed = ("similar", id_)
    after = read_cursor(question, sealed, int)
    question.close()
    found = find_similar(ask.connection, id_, limit, after)
    items = similar_items(found.body, found.page.items, kinds, wide=wide)
    query = {"mention_kind": list(kinds), "limit": limit}
    return raw_response(ask, found.page, items, sealed, query)
