"""What is counted over articles, read in plain Python from what the articles are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from app.gazetteer.model import Entity
from app.queries.facets import Dimension
from app.queries.filter import ArticleFilter
from tests.queries.corpus import Piece, passes

OWN = {
    "country": {"country": (), "country_all": (), "country_not": ()},
    "agency": {"agency": (), "agency_all": (), "agency_not": (), "agency_country": ()},
    "source": {"source": (), "source_not": ()},
    "year": {"published_from": None, "published_to": None, "date_match": "certain", "undated": None},
    "month": {"published_from": None, "published_to": None, "date_match": "certain", "undated": None},
    "language": {"language": ()},
}
WIDTH = {"year": 4, "month": 7, "day": 10}
"""How much of YYYY-MM-DD says in which year, month or day it is."""


def passing(pieces: Iterable[Piece], asked: ArticleFilter) -> list[Piece]:
    """The pieces that pass."""
    return [piece for piece in pieces if passes(piece, asked)]


def without_own(asked: ArticleFilter, dimension: Dimension) -> ArticleFilter:
    """The filter without what it asks of the dimension itself."""
    return replace(asked, **OWN[dimension])  # type: ignore[arg-type]


def named(piece: Piece, asked: ArticleFilter) -> set[Entity]:
    """What a piece mentions, in a way that counts."""
    return {entity for entity, kind in piece.names if kind in asked.kinds}


def values(piece: Piece, dimension: str, asked: ArticleFilter) -> set[str]:
    """The values that a piece has in a dimension; `day` is one here too."""
    if dimension in ("country", "agency"):
        return {entity.id for entity in named(piece, asked) if entity.type == dimension}
    if dimension == "source":
        return {piece.source} - {None}  # type: ignore[return-value]
    if dimension == "language":
        return {piece.language} - {None}  # type: ignore[return-value]
    cut = {str(day)[: WIDTH[dimension]] for day in piece.days or ()}
    return cut if len(cut) == 1 else set()


def counted(pieces: Iterable[Piece], dimension: str, asked: ArticleFilter) -> Counter[str]:
    """How many of the pieces have each value."""
    return Counter(value for piece in pieces for value in values(piece, dimension, asked))


def pairs(pieces: Iterable[Piece], of: tuple[str, str], asked: ArticleFilter) -> Counter[tuple[str, str]]:
    """How many of the pieces mention both of each pair."""
    found: Counter[tuple[str, str]] = Counter()
    for piece in pieces:
        first = sorted(values(piece, of[0], asked))
        second = sorted(values(piece, of[1], asked))
        found.update(combinations(first, 2) if of[0] == of[1] else ((a, b) for a in first for b in second))
    return found
