"""Lists and articles at once: from the index and from finished pieces.

What takes more than looking up a few rows is declined, and a worker thread answers it the long way.
"""

from functools import lru_cache
from typing import NamedTuple, get_args
from urllib.parse import unquote_plus

from pydantic_core import to_json

from app.api.answers.shape import joined, needs_bodies
from app.api.ask import NO_TABLES
from app.api.cursor import open_cursor, seal, write_cursor
from app.api.express import Answer, Glance
from app.api.filters import parse_filter, understood
from app.api.lists import link_header, url_behind
from app.api.params import ARTICLE_LIST
from app.api.query import read_query
from app.api.question import NotAtOnce, Question
from app.api.slashes import INNER
from app.errors import Complaint
from app.queries.desk import id_on
from app.queries.filter import ArticleFilter
from app.queries.page import Place
from app.queries.view import ByDate, View

_ELSEWHERE = {"cursor", "id"}
"""Parameters that are no part of a plan, or that the index does not know."""
_BY_DATE = get_args(ByDate)


class _Plan(NamedTuple):
    """What a query string asks, its cursor left out: parsed once for all pages of a list."""

    asked: ArticleFilter
    sort: ByDate
    limit: int
    seal: bytes
    query: bytes
    link: str


def quick_list(glance: Glance) -> Answer | None:
    """A page of articles by their dates."""
    rest, cursor = _apart(glance.scope["query_string"])
    plan = _plan(rest)
    if glance.view is None or plan is None:
        return None
    after = None if cursor is None else open_cursor(cursor, plan.seal, int)
    return None if isinstance(after, Complaint) else _page(glance, glance.view, plan, after)


def _apart(query: bytes) -> tuple[bytes, str | None]:
    """A query string without its cursor, and the cursor."""
    before, found, behind = query.partition(b"cursor=")
    if not found or (before and not before.endswith(b"&")):
        return query, None
    cursor, _, rest = behind.partition(b"&")
    return before + rest, unquote_plus(cursor.decode("latin-1"))


@lru_cache(maxsize=1024)
def _plan(query: bytes) -> _Plan | None:
    """The plan of a query string; None where it takes another way."""
    pieces = read_query(query)
    if not _ELSEWHERE.isdisjoint([piece.name for piece in pieces]):
        return None
    question = Question([piece.pair for piece in pieces], ARTICLE_LIST, at_once=True)
    asked = parse_filter(question, NO_TABLES)
    sort, limit = question.choice("sort"), question.number("limit")
    wide = question.choice("offsets") == "utf16"
    slow = sort not in _BY_DATE or needs_bodies(asked, question.choices("include"), wide=wide)
    question.close()
    if slow:
        return None
    shown = to_json({**understood(asked), "sort": sort, "limit": limit})
    link = "&".join([piece.encoded for piece in pieces])
    return _Plan(asked, sort, limit, seal((asked, sort)), shown, link)


def _page(glance: Glance, view: View, plan: _Plan, after: Place | None) -> Answer:
    index = view.index
    chosen = view.known(plan.asked)
    start = 0
    if after is not None:
        start = view.rank_behind(after, glance.desk.key(after.id), _count_elsewhere)
    ranks = view.ranks(chosen, plan.sort, plan.limit + 1, start, after)
    more = len(ranks) > plan.limit
    keys = index.keys[ranks[: plan.limit]].tolist()
    cards = glance.desk.cards(keys)
    cursor = None
    if more:
        last = Place(int(index.newest[ranks[plan.limit - 1]]), id_on(cards[-1]))
        cursor = write_cursor(plan.seal, last)
    body = b'{"items":[%b],"total":%d,"next_cursor":%b,"query":%b,"corpus_version":"%b"}' % (
        b",".join(cards),
        len(chosen),
        b"null" if cursor is None else f'"{cursor}"'.encode(),
        plan.query,
        glance.version.encode(),
    )
    url = url_behind(glance.scope, plan.link, cursor)
    return Answer(body, () if url is None else ((b"link", link_header(url).encode("latin-1")),))


def _count_elsewhere() -> int:
    """The article that a page ended with is gone: to count those before its place may take a while."""
    raise NotAtOnce


def quick_article(glance: Glance) -> Answer | None:
    """One article with all that is known of it."""
    id = glance.name.replace(INNER, "/")  # noqa: A001
    if glance.scope["query_string"] or "\0" in id:
        return None
    found = glance.desk.whole(id)
    if found is None:
        return None
    own = to_json({"text": found.text, "duplicates": found.twins})  # as UTF-8, which need not be decoded
    return Answer(joined(found.card, own, found.detail))
