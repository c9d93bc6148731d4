"""A page of a list, and where it ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Place(NamedTuple):
    """Where an item stands in a list: what the list is sorted by, and the item's id."""

    at: int | float | str | None
    id: str


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items of a list, how many there are in all, and where they end if more follow."""

    items: tuple[T, ...]
    total: int
    end: Place | None = None


class Tally(NamedTuple):
    """How many articles have something, and how often they mention it."""

    id: str
    articles: int
    mentions: int = 0


def page_of(tallies: Iterable[Tally], limit: int, after: Place | None) -> Page[Tally]:
    """A page of `tallies`, most articles first, then by id; they may come in any order."""
    ordered = sorted(tallies, key=_standing)
    rest = ordered
    if after is not None and isinstance(after.at, int):
        rest = [tally for tally in ordered if _standing(tally) > (-after.at, after.id)]
    items = tuple(rest[:limit])
    end = Place(items[-1].articles, items[-1].id) if len(rest) > limit else None
    return Page(items, len(ordered), end)


def _standing(tally: Tally) -> tuple[int, str]:
    return (-tally.articles, tally.id)
