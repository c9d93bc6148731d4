"""Articles: lists of them, one of them, its text."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from app.api.answers.article import ArticleAnswer, ArticleList
from app.api.answers.shape import article_bytes, item_bytes, needs_bodies
from app.api.ask import Ask
from app.api.cursor import read_cursor
from app.api.filters import parse_filter, parse_kinds, understood
from app.api.lists import raw_response
from app.api.parameter import documented
from app.api.params import ARTICLE_LIST, ONE_ARTICLE
from app.api.reads import answer
from app.queries import articles
from app.queries.filter import Sort

router = APIRouter(prefix="/v1/articles", tags=["articles"])
ArticleId = Annotated[
    str,
    Path(
        description="The article's id, percent-encoded; it may be in any script.",
        examples=["002_f2247bdb1d6dd84f"],
    ),
]
_SORTED_BY: dict[Sort, type[int] | type[float] | type[str]] = {
    "-published": int, "published": int, "relevance": float, "title": str,
}  # fmt: skip
_TEXT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The text of the article.",
        "content": {"text/plain": {"schema": {"type": "string", "description": "The text as it was given."}}},
    }
}


@router.get(
    "",
    operation_id="list_articles",
    summary="List articles",
    response_description="A page of articles.",
    response_model=ArticleList,
    openapi_extra=documented(ARTICLE_LIST),
)
async def list_articles(request: Request) -> Response:
    """The articles that pass all filters given, newest first, in pages.

    Different parameters are ANDed; repeating one means any of its values. Follow `next_cursor` (or
    the `Link` header) to reach every article.
    """
    return await answer(request, _list, slow=request.query_params.get("sort", "").strip() == "relevance")


@router.get(
    "/{id}",
    operation_id="get_article",
    summary="Get an article",
    response_description="The article.",
    response_model=ArticleAnswer,
    openapi_extra=documented(ONE_ARTICLE),
)
async def get_article(request: Request, id: ArticleId) -> Response:
    """One article: its text, parts, dates and mentions, and the evidence for what is known of it.

    Every offset counts in the text (or title) as it stands here: `text[start:end]` is the surface.
    """
    return await answer(request, _get)


@router.get(
    "/{id}/text",
    operation_id="get_article_text",
    summary="Get an article's text",
    response_class=PlainTextResponse,
    responses=_TEXT,
)
async def get_article_text(request: Request, id: ArticleId) -> Response:
    """The plain text that offsets count in, exactly as it was given."""
    return await answer(request, _text)


def _list(ask: Ask) -> Response:
    question = ask.question(ARTICLE_LIST)
    asked = parse_filter(question, ask.connection)
    sort, limit = question.choice("sort"), question.number("limit")
    include = question.choices("include")
    wide = question.choice("offsets") == "utf16"
    # Scores are of one state of the corpus: in another, a page would go on at a place that means another.
    sealed = (asked, sort, ask.version) if sort == "relevance" else (asked, sort)
    after = read_cursor(question, sealed, _SORTED_BY[sort])
    if sort == "relevance" and asked.q is None:
        question.complain(
            "sort",
            sort,
            "sort=relevance goes with q: say what to look for.",
            ("-published", "published", "title"),
        )
    question.close()
    bodies = needs_bodies(asked, include, wide=wide)
    page = articles.list_articles(
        ask.connection, asked, sort, limit, after, bodies=bodies, view=ask.view, recall=ask.recall
    )
    items = [item_bytes(listed, asked, include, wide=wide) for listed in page.items]
    query = {**understood(asked), "sort": sort, "limit": limit}
    if include:
        query["include"] = list(include)
    return raw_response(ask, page, items, sealed, query)


def _get(ask: Ask) -> Response:
    question = ask.question(ONE_ARTICLE)
    kinds = parse_kinds(question)
    wide = question.choice("offsets") == "utf16"
    question.close()
    article = articles.get_article(ask.connection, ask.named("id"))
    return Response(article_bytes(article, kinds, wide=wide), media_type="application/json")


def _text(ask: Ask) -> Response:
    ask.question(()).close()
    return PlainTextResponse(articles.get_text(ask.connection, ask.named("id")))
