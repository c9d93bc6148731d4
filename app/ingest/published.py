"""The publication date as metadata give it: a day, a month or a year, never more than is written."""

import re
from calendar import monthrange
from datetime import date, datetime
from typing import Any

from app.errors import InputError
from app.reading.model import Published
from app.text.fold import latin_digits

_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_STARTS_WITH_DAY = re.compile(r"\d{4}-?\d\d-?\d\d", re.ASCII)


def parse_published(value: Any) -> Published:
    """`2024-09-14`, `2024-09-14T22:30:00+01:00`, `2024-09` or `2024` as the days it may have been.

    The digits may be Arabic or Persian. A time and its zone change nothing: the day counts as it is written.
    Raises `InputError` for anything else.
    """
    written = (
        latin_digits(str(value)).strip()
        if isinstance(value, str | int) and not isinstance(value, bool)
        else ""
    )
    try:
        if _YEAR.fullmatch(written):
            year = int(written)
            return Published(date(year, 1, 1), date(year, 12, 31), "year", "metadata", None)
        if found := _MONTH.fullmatch(written):
            year, month = map(int, found.groups())
            last = monthrange(year, month)[1]
            return Published(date(year, month, 1), date(year, month, last), "month", "metadata", None)
        if _STARTS_WITH_DAY.match(written):
            day = datetime.fromisoformat(written).date()
            return Published(day, day, "day", "metadata", None)
    except ValueError:
        pass
    raise InputError(f"published is {value!r}, which is no ISO date. Write 2024-09-14, 2024-09 or 2024")
