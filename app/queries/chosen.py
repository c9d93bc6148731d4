"""The articles that pass a filter, as what is counted over them sees them."""

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Literal, Protocol

from app.gazetteer.model import EntityType
from app.queries.period import Interval, Spread

By = Literal["country", "agency", "source"]
Value = Literal["country", "agency", "source", "language"]


class Chosen(Protocol):
    """The articles of one filter; only mentions of its kinds count."""

    def total(self) -> int:
        """How many they are."""

    def through(self, interval: Interval) -> Spread:
        """How many surely appeared in each year, month or day."""

    def values(self, by: Value) -> dict[str, int]:
        """How many mention each country or agency, come from each source, are in each language; no zeros."""

    def naming(self, type: EntityType) -> int:
        """How many mention any country, or any agency."""

    def each_through(self, interval: Interval, by: By, ids: Iterable[str]) -> Mapping[str, Spread]:
        """The same for those that have each of these values."""

    def pairs(self, of: tuple[EntityType, EntityType]) -> Iterator[tuple[str, str, int]]:
        """How many mention both of each pair, by ids; of one type the lesser id first. In any order."""


def most_first(counts: dict[str, int]) -> list[tuple[str, int]]:
    """What is counted, in the order of its counts, then of its ids."""
    by_id = sorted(counts.items())
    return sorted(by_id, key=itemgetter(1), reverse=True)
