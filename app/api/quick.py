"""Lists and articles at once: on the event loop, from the index and from finished pieces.

What takes more than looking up a few rows is declined, and a worker thread answers it the long way.
The bytes are the same. A page takes a quarter of a millisecond here, three there; half of that is
FastAPI's own.
"""

from functools import lru_cache
from itertools import islice
from typing import NamedTuple, get_args
from urllib.parse import urlencode

from pydantic_core import to_json
from starlette.responses import Response

from app.api.answers.shape import joined, needs_bodies
from app.api.cursor import read_cursor, seal, write_cursor
from app.api.filters import parse_filter, understood
from app.api.lists import here
from app.api.params import ARTICLE_LIST
from app.api.question import NotAtOnce, Question
from app.api.reads import Glance, named
from app.queries.filter import ArticleFilter
from app.queries.page import Place
from app.queries.view import ByDate, View

_ELSEWHERE = {"id", "source", "source_not"}
"""Parameters that only the tables can tell the meaning of."""
_LONG = 1_000
"""Letters of a query string that is kept with its plan."""
_CURSOR = tuple(parameter for parameter in ARTICLE_LIST if parameter.name == "cursor")


class _Plan(NamedTuple):
    """What a query string asks, its cursor left out: parsed once for all pages of a list."""

    asked: ArticleFilter
    sort: ByDate
    limit: int
    seal: bytes
    query: bytes
    encoded: str


def quick_list(glance: Glance) -> Response | None:
    """A page of articles by their dates."""
    pairs = glance.request.query_params.multi_items()
    rest = tuple(pair for pair in pairs if pair[0] != "cursor")
    plan = _planned(rest)
    if glance.view is None or plan is None:
        return None
    after = None
    if len(rest) < len(pairs):
        question = Question((pair for pair in pairs if pair[0] == "cursor"), _CURSOR)
        after = read_cursor(question, plan.seal, int)
        question.close()
    try:
        return _page(glance, glance.view, plan, after)
    except NotAtOnce:
        return None


def _planned(pairs: tuple[tuple[str, str], ...]) -> _Plan | None:
    """The plan of a query string; one that is very long is not kept."""
    short = sum(len(name) + len(value) for name, value in pairs) <= _LONG
    try:
        return _plan(pairs) if short else _plan.__wrapped__(pairs)
    except NotAtOnce:
        return None


@lru_cache(maxsize=4096)
def _plan(pairs: tuple[tuple[str, str], ...]) -> _Plan | None:
    if not _ELSEWHERE.isdisjoint(name for name, _ in pairs):
        return None
    question = Question(pairs, ARTICLE_LIST, at_once=True)
    asked = parse_filter(question, None)
    sort, limit = question.choice("sort"), question.number("limit")
    wide = question.choice("offsets") == "utf16"
    slow = sort not in get_args(ByDate) or needs_bodies(asked, question.choices("include"), wide=wide)
    question.close()
    if slow:
        return None
    query = to_json({**understood(asked), "sort": sort, "limit": limit})
    return _Plan(asked, sort, limit, seal((asked, sort)), query, urlencode(pairs))


def _page(glance: Glance, view: View, plan: _Plan, after: Place | None) -> Response:
    index = view.index
    chosen = view.known(plan.asked)
    start = 0
    if after is not None:
        start = view.rank_behind(after, glance.desk.key(after.id), _count_elsewhere)
    ranks = list(islice(view.walk(chosen, plan.sort, start, after), plan.limit + 1))
    more = len(ranks) > plan.limit
    keys = index.keys[ranks[: plan.limit]].tolist()
    cards = glance.desk.cards(keys)
    headers = {}
    cursor = None
    if more:
        last = ranks[plan.limit - 1]
        cursor = write_cursor(plan.seal, Place(int(index.newest[last]), glance.desk.id(keys[-1])))
        between = "&" if plan.encoded else ""
        headers["Link"] = f'<{here(glance.request)}?{plan.encoded}{between}cursor={cursor}>; rel="next"'
    body = b'{"items":[%b],"total":%d,"next_cursor":%b,"query":%b,"corpus_version":"%b"}' % (
        b",".join(cards),
        len(chosen),
        b"null" if cursor is None else f'"{cursor}"'.encode(),
        plan.query,
        glance.version.encode(),
    )
    return Response(body, headers=headers, media_type="application/json")


def _count_elsewhere() -> int:
    """The article that a page ended with is gone: to count those before its place may take a while."""
    raise NotAtOnce


def quick_article(glance: Glance) -> Response | None:
    """One article with all that is known of it."""
    if glance.request.scope["query_string"]:
        return None
    id = named(glance.request, "id")  # noqa: A001
    found = None if "\0" in id else glance.desk.whole(id)
    if found is None:
        return None
    own = to_json({"text": found.text.decode(), "duplicates": [twin.decode() for twin in found.twins]})
    return Response(joined(found.card, own, found.detail), media_type="application/json")
