"""The articles that pass a filter, as what is counted over them sees them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, Protocol

from app.gazetteer.model import EntityType

By = Literal["country", "agency", "source"]
Value = Literal["country", "agency", "source", "language"]
Newest = Mapping[int, int]
"""How many articles have each of the sort keys that stand for their dates."""


class Chosen(Protocol):
    """The articles of one filter; only mentions of its kinds count."""

    def total(self) -> int:
        """How many they are."""

    def newest(self) -> Newest:
        """How many have which dates."""

    def values(self, by: Value) -> dict[str, int]:
        """How many mention each country or agency, come from each source, are in each language; no zeros."""

    def naming(self, type: EntityType) -> int:
        """How many mention any country, or any agency."""

    def newest_of(self, by: By, ids: Iterable[str]) -> Mapping[str, Newest]:
        """How many of those that have each of these values have which dates."""

    def pairs(self, of: tuple[EntityType, EntityType]) -> Iterator[tuple[str, str, int]]:
        """How many mention both of each pair, by ids; of one type the lesser id first. In any order."""


def most_first(counts: dict[str, int]) -> list[tuple[str, int]]:
    """What is counted, in the order of its counts, then of its ids."""
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))
