"""All articles that pass a filter, from the first to the last, a piece at a time.

The pieces are of one snapshot: that of the connection, which begins with the first question asked of it.
What is held in memory is one piece, and where there is an index eight bytes for each article that passes.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Connection, func, select

from app.queries.article import KEYS, MOST_DUPLICATES, Article, Body
from app.queries.driver import choose
from app.queries.filter import ArticleFilter
from app.queries.schema import article
from app.queries.scope import resolve
from app.queries.view import View
from app.queries.walk import find_page

FIRST = 20
"""Articles of the first piece: few, so that an answer starts at once."""
PIECE = 100
"""Articles of every later one, at most: made within milliseconds, for others wait beside each piece."""
_CHARACTERS = 1 << 17
"""A piece ends when its texts are as long as this together: articles may be long, and a corpus hold books."""

T = TypeVar("T")
_SIZES = select(article.c.key, article.c.characters).where(article.c.key.in_(KEYS))
_WHOLE = select(
    article.c.key, article.c.id, article.c.card, article.c.text_sha256, article.c.text, article.c.title_field,
    article.c.detail,
).where(article.c.key.in_(KEYS))  # fmt: skip
_SAME = article.alias("same")
_PLACE = func.row_number().over(partition_by=_SAME.c.text_sha256, order_by=_SAME.c.id)
_TWINS = (
    select(_SAME.c.text_sha256, _SAME.c.id, _PLACE.label("place"))
    .where(_SAME.c.text_sha256.in_(select(article.c.text_sha256).where(article.c.key.in_(KEYS))))
    .subquery()
)
_DUPLICATES = select(_TWINS.c.text_sha256, _TWINS.c.id).where(_TWINS.c.place <= MOST_DUPLICATES + 1)


def iter_articles(
    connection: Connection, asked: ArticleFilter, view: View | None = None
) -> Iterator[list[Article]]:
    """The articles that pass `asked`, newest first, in pieces that are never empty.

    With a `view` of the connection's snapshot the index finds them, else the tables do.
    """
    return (load_articles(connection, keys) for keys in iter_keys(connection, asked, view))


def iter_keys(connection: Connection, asked: ArticleFilter, view: View | None = None) -> Iterator[list[int]]:
    """The keys of the same articles in the same pieces."""
    for keys in _keys(connection, asked, view):
        yield from _bounded(connection, keys)


def load_articles(connection: Connection, keys: Sequence[int]) -> list[Article]:
    """The articles `keys` with all that is known of them, in this order."""
    asked = {"keys": tuple(keys)}
    twins: dict[str, list[str]] = {}
    for sha256, id_ in connection.execute(_DUPLICATES, asked):
        twins.setdefault(sha256, []).append(id_)
    found = {}
    for key, own, card, sha256, *body in connection.execute(_WHOLE, asked):
        others = sorted(other for other in twins[sha256] if other != own)
        found[key] = Article(card, Body(*body), tuple(others[:MOST_DUPLICATES]))
    return [found[key] for key in keys]


def _keys(connection: Connection, asked: ArticleFilter, view: View | None) -> Iterator[Sequence[int]]:
    """The keys of what passes, in the order of lists, FIRST of them and then up to PIECE at a time."""
    if view is not None:
        keys = view.keys(view.select(connection, asked))
        for start, end in _stretches(len(keys)):
            yield keys[start:end].tolist()
        return
    scope = resolve(connection, asked)
    driver = choose(connection, scope)
    limit, after = FIRST, None
    while found := find_page(connection, scope, driver, "-published", limit, after):
        yield [one.key for one in found]
        if len(found) < limit:
            return
        limit, after = PIECE, found[-1].place


def _stretches(count: int) -> Iterator[tuple[int, int]]:
    start, end = 0, min(FIRST, count)
    while start < end:
        yield start, end
        start, end = end, min(end + PIECE, count)


def _bounded(connection: Connection, keys: Sequence[int]) -> Iterator[list[int]]:
    """`keys` in stretches, each of one long text or of texts that are not too long together."""
    sizes: dict[int, int] = {key: size for key, size in connection.execute(_SIZES, {"keys": tuple(keys)})}  # noqa: C416
    piece: list[int] = []
    total = 0
    for key in keys:
        if piece and total + sizes[key] > _CHARACTERS:
            yield piece
            piece, total = [], 0
        piece.append(key)
        total += sizes[key]
    if piece:
        yield piece
