"""An Atom feed of any filter."""

from typing import Any

from fastapi import APIRouter
from pydantic_core import from_json
from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response

from app.api.answers.feed import MEDIA_TYPE, Address, feed
from app.api.answers.shape import article_bytes
from app.api.ask import Ask
from app.api.cursor import read_cursor, write_cursor
from app.api.filters import parse_filter, understood
from app.api.lists import link_to, next_url
from app.api.parameter import documented
from app.api.params import ARTICLES_ATOM
from app.api.reads import answer
from app.gazetteer.model import MentionKind
from app.queries.article import Article, Listed
from app.queries.articles import list_articles
from app.queries.filter import ArticleFilter
from app.queries.schema import corpus
from app.store.card import instant

router = APIRouter(prefix="/v1", tags=["exports"])
_NEVER = "1970-01-01T00:00:00Z"
_FEED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A page of the feed.",
        "content": {
            MEDIA_TYPE: {
                "schema": {"type": "string", "description": "An Atom feed, RFC 4287."},
                "example": '<feed xmlns="http://www.w3.org/2005/Atom"></feed>',
            }
        },
    }
}


@router.get(
    "/articles.atom",
    operation_id="follow_articles",
    summary="Follow articles as an Atom feed",
    response_class=Response,
    responses=_FEED,
    openapi_extra=documented(ARTICLES_ATOM),
)
async def follow_articles(request: Request) -> Response:
    """The articles that pass the filters, newest first, as a feed (RFC 4287) in pages (RFC 5005): links with
    `rel="next"` lead to the end.

    Each entry is in its article's language and direction. Its id never changes; `updated` is when the
    article was loaded, and `published` the day it appeared, at midnight UTC, where that is known to the day.
    """
    return await answer(request, _feed)


def _feed(ask: Ask) -> Response:
    question = ask.question(ARTICLES_ATOM)
    asked = parse_filter(question, ask.connection)
    limit = question.number("limit")
    sealed = ("feed", asked)
    after = read_cursor(question, sealed, int)
    question.close()
    page = list_articles(
        ask.connection, asked, limit=limit, after=after, bodies=True, view=ask.view, recall=ask.recall
    )
    cursor = write_cursor(sealed, page.end)
    request = ask.request
    address = Address(
        str(request.base_url).rstrip("/"),
        str(request.url),
        next_url(request, cursor),
    )
    words = _words(asked)
    items = (_item(listed, asked.kinds) for listed in page.items)
    body = b"".join(feed(items, address, f"Warraq: {words or 'all articles'}", words, _updated(ask)))
    return Response(body, headers=link_to(address.next), media_type=f"{MEDIA_TYPE}; charset=utf-8")


def _item(listed: Listed, kinds: tuple[MentionKind, ...]) -> Any:
    assert listed.body is not None  # noqa: S101
    return from_json(article_bytes(Article(listed.card, listed.body, ()), kinds, wide=False))


def _updated(ask: Ask) -> str:
    """When the corpus last changed."""
    moment = ask.connection.execute(select(corpus.c.changed_at)).scalar()
    return _NEVER if moment is None else instant(moment)


def _words(asked: ArticleFilter) -> str:
    """The filter on one line, in a fixed wording."""
    shown = understood(asked)
    named = ((name, value if isinstance(value, list) else [value]) for name, value in shown.items())
    usual = understood(ArticleFilter())
    return ", ".join(
        f"{name} {' '.join(map(str, values))}" for name, values in named if usual.get(name) != values
    )
