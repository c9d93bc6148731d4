"""Lists of articles, and one article by its id."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select

from app.errors import NotFound
from app.gazetteer.model import MentionKind
from app.queries.article import (
    DUPLICATES,
    SUMMARIES,
    SUMMARIES_WITH_TEXTS,
    WHOLE,
    Article,
    Body,
    Include,
    Listed,
    entities_of,
    to_origin,
    to_summary,
)
from app.queries.body import Texts, load_bodies
from app.queries.driver import choose, count
from app.queries.filter import ArticleFilter, Sort
from app.queries.page import Page, Place
from app.queries.recall import Recall, compute
from app.queries.schema import article
from app.queries.scope import resolve
from app.queries.walk import Found, find_page

_TEXT = select(article.c.text).where(article.c.id == bindparam("id"))


def list_articles(
    connection: Connection,
    asked: ArticleFilter,
    sort: Sort = "-published",
    limit: int = 20,
    after: Place | None = None,
    include: Sequence[Include] = (),
    *,
    texts: bool = False,
    recall: Recall = compute,
) -> Page[Listed]:
    """A page of at most `limit` articles that pass `asked`, behind the place `after`.

    `include` fills in their bodies; `texts` brings their texts even when nothing is included. To
    count all articles of a long list is more work than to find a page of it: `recall` may remember.
    """
    scope = resolve(connection, asked)
    driver = choose(connection, scope)
    found = find_page(connection, scope, driver, sort, limit + 1, after)
    page = found[:limit]
    more = len(found) > limit
    whole = after is None and not more
    return Page(
        _listed(connection, page, asked.kinds, include, texts=texts),
        len(page) if whole else recall(asked, lambda: count(connection, scope, driver)),
        page[-1].place if more else None,
    )


def count_articles(connection: Connection, asked: ArticleFilter) -> int:
    """How many articles pass `asked`."""
    scope = resolve(connection, asked)
    return count(connection, scope, choose(connection, scope))


def _listed(
    connection: Connection,
    found: list[Found],
    kinds: tuple[MentionKind, ...],
    include: Sequence[Include],
    *,
    texts: bool,
) -> tuple[Listed, ...]:
    keys = tuple(row.key for row in found)
    if not keys:
        return ()
    with_texts = texts or bool(include)
    statement = SUMMARIES_WITH_TEXTS if with_texts else SUMMARIES
    rows = {row[0]: row for row in connection.execute(statement, {"keys": keys}).all()}
    entities = entities_of(connection, keys, kinds)
    bodies: dict[int, Body] = {}
    if with_texts:
        bodies = load_bodies(
            connection, {key: Texts(row.text, row.title_field) for key, row in rows.items()}, include
        )
    return tuple(
        Listed(to_summary(rows[key], entities.get(key, ())), bodies.get(key, Body())) for key in keys
    )


def get_article(connection: Connection, id: str, kinds: tuple[MentionKind, ...]) -> Article:
    """The article `id` with all that is known of it; its counts of mentions count `kinds`.

    Raises:
        NotFound: there is no such article.
    """
    row = None if "\0" in id else connection.execute(WHOLE, {"id": id}).first()
    if row is None:
        raise NotFound("article", id)
    texts = {row.key: Texts(row.text, row.title_field)}
    entities = entities_of(connection, (row.key,), kinds)
    bodies = load_bodies(connection, texts, ("text", "parts", "dates", "mentions"))
    twins = connection.execute(DUPLICATES, {"sha256": row.text_sha256, "id": id}).scalars().all()
    return Article(to_summary(row, entities.get(row.key, ())), bodies[row.key], to_origin(row, twins))


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
