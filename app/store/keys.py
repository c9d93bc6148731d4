"""Integer keys that hold the order articles are listed in, so that a page is one range scan.

A day is its proleptic Gregorian ordinal (`date.toordinal`, 1 to 3,652,059, 22 bits).
"""

from datetime import date

_DAY_BITS = 22
_SEQUENCE_BITS = 32
_UNDATED_DAY = (1 << _DAY_BITS) - 1


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


EARLIEST_MASK = (1 << _DAY_BITS) - 1
"""`-newest & EARLIEST_MASK` is the ordinal of `earliest`."""


def first_key(latest: date | None) -> int:
    """The first article key of a day: keys ascend from the newest day to the oldest, then undated.

    An article's key is the next free one of its day, so keys of a day are
    `first_key(day) .. first_key(day) + 2**32 - 1`.
    """
    day = _UNDATED_DAY if latest is None else _UNDATED_DAY - latest.toordinal()
    return day << _SEQUENCE_BITS


SEQUENCE_SPACE = 1 << _SEQUENCE_BITS
"""How many keys a day has."""
