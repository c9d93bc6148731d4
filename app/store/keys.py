"""Integer keys that hold the order articles are listed in, so that a page is one range scan.

A day is its proleptic Gregorian ordinal (`date.toordinal`, 1 to 3,652,059, 22 bits).
"""

from datetime import date

_DAY_BITS = 22


def newest(earliest: date | None, latest: date | None) -> int:
    """The sort key of an interval: ascending is latest first, then earliest first; undated last.

    Negative for a dated article, 0 for an undated one.
    """
    if earliest is None or latest is None:
        return 0
    return -(latest.toordinal() << _DAY_BITS | earliest.toordinal())


def newest_from(day: date) -> int:
    """The largest `newest` that an article whose `latest` is `day` or after can have."""
    return -(day.toordinal() << _DAY_BITS)


def newest_to(day: date) -> int:
    """The smallest `newest` that an article whose `latest` is `day` or before can have."""
    return -((day.toordinal() + 1) << _DAY_BITS) + 1


LATEST_SHIFT = _DAY_BITS
"""`-newest >> LATEST_SHIFT` is the ordinal of `latest`."""
EARLIEST_MASK = (1 << _DAY_BITS) - 1
"""`-newest & EARLIEST_MASK` is the ordinal of `earliest`."""
