"""Facets: how the articles of a filter fall by country, agency, source, year, month or language."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection

from app.queries.choice import choose_articles
from app.queries.chosen import Chosen, most_first
from app.queries.filter import ArticleFilter
from app.queries.period import value_of
from app.queries.recall import Recall, compute
from app.queries.view import View

MOST_VALUES = 1000
Dimension = Literal["country", "agency", "source", "year", "month", "language"]

_DATES: Mapping[str, Any] = {
    "published_from": None, "published_to": None, "date_match": "certain", "undated": None,
}  # fmt: skip
_OWN: Mapping[Dimension, Mapping[str, Any]] = {
    "country": dict.fromkeys(("country", "country_all", "country_not"), ()),
    "agency": dict.fromkeys(("agency", "agency_all", "agency_not", "agency_country"), ()),
    "source": dict.fromkeys(("source", "source_not"), ()),
    "year": _DATES,
    "month": _DATES,
    "language": {"language": ()},
}
"""What each dimension asks for itself, and how it is when nothing is asked."""


class Facet(NamedTuple):
    """The values of one dimension with their numbers of articles, most first.

    `articles` pass every filter but the dimension's own. `missing` of them have no value. `more` is
    how many values there are that are not shown.
    """

    values: tuple[tuple[str, int], ...]
    more: int
    articles: int
    missing: int


class Facets(NamedTuple):
    """How many articles pass, and the facets asked for, in the order of asking."""

    total: int
    facets: Mapping[Dimension, Facet]


def count_facets(
    connection: Connection,
    asked: ArticleFilter,
    dimensions: Iterable[Dimension],
    limit: int,
    view: View | None = None,
    recall: Recall = compute,
) -> Facets:
    """The facets of `asked`, at most `limit` values of each.

    An article counts for each country and agency that it mentions, and for the year or month in
    which it surely appeared: one whose date is less precise has no value there.
    """
    opened: dict[ArticleFilter, Chosen] = {}
    if asked.ids:  # they are many and long, and nobody asks for the same again
        recall = compute

    def under(one: ArticleFilter) -> Chosen:
        chosen = opened.get(one)
        if chosen is None:
            chosen = opened[one] = choose_articles(connection, one, view, recall)
        return chosen

    found = {}
    for dimension in dimensions:
        others = without_own(asked, dimension)
        found[dimension] = recall(
            ("facet", dimension, others, limit),
            lambda: _count(dimension, under(others), limit),  # noqa: B023
        )
    return Facets(under(asked).total(), found)


def without_own(asked: ArticleFilter, dimension: Dimension) -> ArticleFilter:
    """The filter that a dimension is counted under: all but what narrows down the dimension itself."""
    own = _OWN[dimension]
    for name, value in own.items():
        if getattr(asked, name) != value:
            return replace(asked, **own)
    return asked


def _count(dimension: Dimension, chosen: Chosen, limit: int) -> Facet:
    """The facet of `chosen`."""
    articles = chosen.total()
    if dimension == "year" or dimension == "month":
        through = chosen.through(dimension).counts
        counts = {value_of(dimension, number): articles for number, articles in through.items()}
    else:
        counts = chosen.values(dimension)
    if dimension == "country" or dimension == "agency":
        having = chosen.naming(dimension)
    else:
        having = sum(counts.values())
    values = most_first(counts)
    return Facet(tuple(values[:limit]), max(0, len(values) - limit), articles, articles - having)
