"""Lists of articles, and one article by its id."""

from collections.abc import Sequence

import numpy as np
from sqlalchemy import Connection, bindparam, select

from app.errors import NotFound
from app.queries.article import CARDS, CARDS_AND_BODIES, DUPLICATES, WHOLE, Article, Body, Listed
from app.queries.driver import choose, count, passing_keys
from app.queries.filter import ArticleFilter, Sort
from app.queries.index import Integers
from app.queries.page import Page, Place
from app.queries.recall import Recall, compute
from app.queries.relevance import ranked_page
from app.queries.schema import article
from app.queries.scope import resolve
from app.queries.view import View
from app.queries.walk import find_page

_TEXT = select(article.c.text).where(article.c.id == bindparam("id"))


def list_articles(
    connection: Connection,
    asked: ArticleFilter,
    sort: Sort = "-published",
    limit: int = 20,
    after: Place | None = None,
    *,
    bodies: bool = False,
    view: View | None = None,
    recall: Recall = compute,
) -> Page[Listed]:
    """A page of at most `limit` articles that pass `asked`, behind the place `after`.

    With a `view` the index answers what it can, else the tables do: the answers are the same. To count
    all articles of a long list by the tables is more work than to find a page of it: `recall` may remember.
    """
    chosen = None if view is None else view.select(connection, asked)
    if view is not None and chosen is not None and (sort == "-published" or sort == "published"):
        found = view.page(connection, chosen, sort, limit + 1, after)
    elif sort == "relevance" and asked.q is not None:
        keys = _keys(connection, asked) if view is None or chosen is None else view.keys(chosen)
        found = ranked_page(connection, asked.q, keys, limit + 1, after)
    else:
        scope = resolve(connection, asked)
        found = find_page(connection, scope, choose(connection, scope), sort, limit + 1, after)
    page = found[:limit]
    more = len(found) > limit
    if chosen is not None:
        total = len(chosen)
    elif after is None and not more:
        total = len(page)
    else:
        total = recall(asked, lambda: count_articles(connection, asked))
    listed = load_listed(connection, [row.key for row in page], bodies=bodies)
    return Page(listed, total, page[-1].place if more else None)


def count_articles(connection: Connection, asked: ArticleFilter) -> int:
    """How many articles pass `asked`."""
    scope = resolve(connection, asked)
    return count(connection, scope, choose(connection, scope))


def _keys(connection: Connection, asked: ArticleFilter) -> Integers:
    scope = resolve(connection, asked)
    return np.array(passing_keys(connection, scope, choose(connection, scope)), np.int64)


def load_listed(connection: Connection, keys: Sequence[int], *, bodies: bool = False) -> tuple[Listed, ...]:
    """The articles `keys`, in this order."""
    if not keys:
        return ()
    rows = connection.execute(CARDS_AND_BODIES if bodies else CARDS, {"keys": tuple(keys)})
    found = {key: Listed(card, Body(*body) if body else None) for key, card, *body in rows}
    return tuple(found[key] for key in keys)


def get_article(connection: Connection, id: str) -> Article:
    """The article `id` with all that is known of it.

    Raises:
        NotFound: there is no such article.
    """
    row = None if "\0" in id else connection.execute(WHOLE, {"id": id}).first()
    if row is None:
        raise NotFound("article", id)
    twins = connection.execute(DUPLICATES, {"sha256": row.text_sha256, "id": id}).scalars().all()
    return Article(row.card, Body(row.text, row.title_field, row.detail), tuple(twins))


def get_text(connection: Connection, id: str) -> str:
    """The text of the article `id`.

    Raises:
        NotFound: there is no such article.
    """
    text = None
    if "\0" not in id:
        text = connection.execute(_TEXT, {"id": id}).scalar()
    if text is None:
        raise NotFound("article", id)
    return str(text)
