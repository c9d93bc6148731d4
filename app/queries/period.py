"""Years, months and days as numbers that follow each other, so that articles can be counted by them."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.store.keys import EARLIEST_MASK

Interval = Literal["year", "month", "day"]
_DAY_BITS = EARLIEST_MASK.bit_length()


@lru_cache(maxsize=1 << 16)
def value_of(interval: Interval, number: int) -> str:
    """The `number`th year, month or day of the calendar as filters take it: YYYY, YYYY-MM or YYYY-MM-DD."""
    if interval == "day":
        return date.fromordinal(number).isoformat()
    if interval == "year":
        return f"{number:04d}"
    year, month = divmod(number, 12)
    return f"{year:04d}-{month + 1:02d}"


@lru_cache(maxsize=1 << 16)
def period_of(newest: int, interval: Interval) -> int | None:
    """The number of the year, month or day in which an article surely appeared.

    `newest` is the sort key of its dates. None where these are less precise than `interval`, or
    lie on both sides of its bounds.
    """
    first, last = -newest & EARLIEST_MASK, -newest >> _DAY_BITS
    if interval == "day":
        return last if first == last else None
    start, end = date.fromordinal(first), date.fromordinal(last)
    if start.year != end.year:
        return None
    if interval == "year":
        return start.year
    return start.year * 12 + start.month - 1 if start.month == end.month else None


class Spread(NamedTuple):
    """Articles by the number of their year, month or day, and those that have none.

    `undated` have no date, `coarse` one that does not say in which of them it lies.
    """

    counts: Mapping[int, int]
    undated: int
    coarse: int

    @property
    def total(self) -> int:
        """How many they are."""
        return sum(self.counts.values()) + self.undated + self.coarse


class Spans(NamedTuple):
    """Stretches of articles in the same bucket: the rank where each begins, and that bucket.

    That is 0 where there is no date, 1 where the date lies in no single year, month or day, and 2 for
    that of number `first`, 3 for the next.
    """

    begin: NDArray[np.uint32]
    bucket: NDArray[np.int64]
    first: int


def spans(newest: NDArray[np.int64], interval: Interval) -> Spans:
    """The stretches of articles whose sort keys, in order, are `newest`; two that touch are one."""
    begin = np.flatnonzero(np.diff(newest, prepend=newest[:1] - 1))
    keys = newest[begin].tolist()
    numbers = [period_of(key, interval) if key else None for key in keys]
    first = min((number for number in numbers if number is not None), default=0)
    buckets = (0 if not key else 1 if number is None else number - first + 2
               for key, number in zip(keys, numbers, strict=True))  # fmt: skip
    bucket = np.fromiter(buckets, np.int64, len(keys))
    turns = np.flatnonzero(np.diff(bucket, prepend=-1))
    return Spans(begin[turns].astype(np.uint32), bucket[turns], first)


def spread(newest: Mapping[int, int], interval: Interval) -> Spread:
    """Articles by `interval`, of which so many have each of the sort keys `newest`."""
    counts: Counter[int] = Counter()
    coarse = 0
    for key, articles in newest.items():
        if not key:
            continue
        number = period_of(key, interval)
        if number is None:
            coarse += articles
        else:
            counts[number] += articles
    return Spread(counts, newest.get(0, 0), coarse)
