"""Years, months and days as numbers that follow each other, so that articles can be counted by them."""

from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from app.store.keys import EARLIEST_MASK

Interval = Literal["year", "month", "day"]
_DAY_BITS = EARLIEST_MASK.bit_length()


class Period(NamedTuple):
    """The `number`th year, month or day of the calendar."""

    interval: Interval
    number: int

    def __str__(self) -> str:
        """As filters take it: YYYY, YYYY-MM or YYYY-MM-DD."""
        if self.interval == "day":
            return date.fromordinal(self.number).isoformat()
        if self.interval == "year":
            return f"{self.number:04d}"
        year, month = divmod(self.number, 12)
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
