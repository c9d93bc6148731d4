"""Comentions: which countries and agencies are mentioned in the same articles, and in how many."""

from typing import NamedTuple

from sqlalchemy import Connection

from app.gazetteer.model import Entity, EntityType
from app.queries.choice import choose_articles
from app.queries.filter import ArticleFilter
from app.queries.page import Page, Place, Tally, page_of
from app.queries.recall import Recall, compute
from app.queries.view import View

Of = tuple[EntityType, EntityType]


class Pair(NamedTuple):
    """Two entities, and how many articles mention both."""

    first: Entity
    second: Entity
    articles: int


def list_pairs(
    connection: Connection,
    asked: ArticleFilter,
    of: Of,
    limit: int,
    after: Place | None = None,
    view: View | None = None,
    recall: Recall = compute,
) -> Page[Pair]:
    """A page of the pairs that the articles of `asked` mention, most articles first, then by ids.

    The first of a pair is of the first type of `of`, the second of the second. With one type twice
    each pair stands once, the lesser id first. Mentions of the filter's kinds count.
    """
    chosen = choose_articles(connection, asked, view, recall)
    page = page_of((Tally(f"{one} {other}", number) for one, other, number in chosen.pairs(of)), limit, after)
    pairs = []
    for tally in page.items:
        first, _, second = tally.id.partition(" ")  # no id holds a space
        pairs.append(Pair(Entity(of[0], first), Entity(of[1], second), tally.articles))
    return Page(tuple(pairs), page.total, page.end)
