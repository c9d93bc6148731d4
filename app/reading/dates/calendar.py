"""Arithmetic of dates: what a day, month, year or week spans, and which one a text can mean.

Pure functions over `datetime.date`. Bounds are inclusive. Hijri dates are converted by hijridate,
which follows the Umm al-Qura calendar for the years 1343 to 1500; a country that goes by sighting the
moon may begin a month a day sooner or later.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

from hijridate import Gregorian, Hijri
from hijridate.ummalqura import GREGORIAN_RANGE, HIJRI_RANGE

from app.reading.model import Calendar, Precision

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NEAR_DAYS = 300
_NEAR_MONTHS = 4
"""Farther than this from the reference, a month without a year could as well be last or next year's."""


class Bounds(NamedTuple):
    """The first and the last day that is meant."""

    earliest: date
    latest: date


def day_of(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """The Gregorian day, or None where the calendar has no such day (or hijridate no such year)."""
    try:
        if calendar == "hijri":
            first, last = HIJRI_RANGE[0][0], HIJRI_RANGE[1][0]
            gregorian = Hijri(year, month, day) if first <= year <= last else None
            return date(*gregorian.to_gregorian().datetuple()) if gregorian else None
        return date(year, month, day)
    except ValueError:
        return None


def is_possible(calendar: Calendar, month: int, day: int) -> bool:
    """Whether some year of the calendar has that day."""
    return 1 <= day <= (_LONGEST[month - 1] if calendar == "gregorian" else 30)


def month_bounds(calendar: Calendar, year: int, month: int) -> Bounds | None:
    """The first and last day of a month; None where the calendar does not reach."""
    if calendar == "gregorian":
        if not MINYEAR <= year <= MAXYEAR:
            return None
        return Bounds(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    first = day_of(calendar, year, month, 1)
    last = day_of(calendar, year, month, 30) or day_of(calendar, year, month, 29)
    return Bounds(first, last) if first and last else None


def year_bounds(calendar: Calendar, year: int) -> Bounds | None:
    """The first and last day of a year; None where the calendar does not reach."""
    if calendar == "gregorian":
        return Bounds(date(year, 1, 1), date(year, 12, 31)) if MINYEAR <= year <= MAXYEAR else None
    first, last = month_bounds(calendar, year, 1), month_bounds(calendar, year, 12)
    return Bounds(first.earliest, last.latest) if first and last else None


def week_bounds(day: date) -> Bounds:
    """Monday to Sunday around `day` (ISO 8601)."""
    monday = day - timedelta(day.weekday())
    return Bounds(monday, monday + timedelta(6))


def unit_bounds(reference: date, unit: Precision, steps: int) -> Bounds | None:
    """The day, week, month or year that lies `steps` of them after the one of `reference`."""
    try:
        if unit == "day":
            day = reference + timedelta(steps)
            return Bounds(day, day)
        if unit == "week":
            return week_bounds(reference + timedelta(7 * steps))
    except OverflowError:
        return None
    if unit == "month":
        year, month = divmod(reference.year * 12 + reference.month - 1 + steps, 12)
        return month_bounds("gregorian", year, month + 1)
    return year_bounds("gregorian", reference.year + steps)


def year_in(calendar: Calendar, reference: date) -> int | None:
    """The year of `calendar` that `reference` lies in; None where hijridate does not reach."""
    if calendar == "gregorian":
        return reference.year
    if not date(*GREGORIAN_RANGE[0]) <= reference <= date(*GREGORIAN_RANGE[1]):
        return None
    return Gregorian.fromdate(reference).to_hijri().year


def years_fitting(month: int, day: int, weekday: int, years: Iterable[int]) -> tuple[int, ...]:
    """Those of `years` in which the Gregorian day and month fall on `weekday` (Monday is 0)."""
    days = ((year, day_of("gregorian", year, month, day)) for year in years)
    return tuple(year for year, found in days if found and found.weekday() == weekday)


def nearest_day(
    reference: date, calendar: Calendar, month: int, day: int, weekday: int | None, steps: int | None
) -> date | None:
    """The day of this day and month that a text of `reference` means.

    That is the nearest one; with `steps` -1 the last one before the reference, with 1 the next after,
    with 0 the one of the current month (or a month beside it, for a text printed at its turn).
    A weekday (Monday is 0) has to fit, in the reference's year or one beside it, within ten months:
    a text of January that gives 21 January a wrong weekday does not mean next year's. None where
    nothing fits.
    """
    year = year_in(calendar, reference)
    if year is None:
        return None
    reach = 8 if (month, day) == (2, 29) else 1
    days = [day_of(calendar, year + i, month, day) for i in range(-reach, reach + 1)]
    fitting = [d for d in days if d and weekday in (None, d.weekday())]
    if weekday is not None:
        fitting = [d for d in fitting if abs((d - reference).days) <= _NEAR_DAYS]
    if steps == 0:
        fitting = [d for d in fitting if abs(_months(d) - _months(reference)) <= 1]
    elif steps is not None:
        fitting = [d for d in fitting if (d - reference).days * steps > 0]
    return min(fitting, key=lambda d: abs(d - reference), default=None)


def nearest_month(reference: date, calendar: Calendar, month: int, steps: int | None) -> Bounds | None:
    """The month of this number that a text of `reference` means; `steps` as for `nearest_day`.

    Without `steps`, None where last year's and next year's are about as near.
    """
    year = year_in(calendar, reference)
    if year is None:
        return None
    found = [month_bounds(calendar, year + i, month) for i in (-1, 0, 1)]
    distances = {_months(b.earliest) - _months(reference): b for b in found if b}
    if steps is None:
        fitting = [n for n in distances if abs(n) <= _NEAR_MONTHS]
    elif steps == 0:
        fitting = [n for n in distances if abs(n) <= 1]
    else:
        fitting = [n for n in distances if n * steps > 0]
    return distances[min(fitting, key=abs)] if fitting else None


def nearest_weekday(reference: date, weekday: int, steps: int | None) -> date:
    """The day of this weekday nearest to `reference`; strictly before it (-1) or after it (1) if asked."""
    ahead = (weekday - reference.weekday()) % 7
    if steps == -1:
        ahead -= 7
    elif steps == 1:
        ahead = ahead or 7
    elif ahead > 3:
        ahead -= 7
    return reference + timedelta(ahead)


def weekday_in_tense(reference: date, weekday: int, tense: int) -> date:
    """The day of this weekday up to `reference` (tense -1) or from it on (1), itself included."""
    steps = (weekday - reference.weekday()) % 7
    return reference + timedelta(steps if tense > 0 or not steps else steps - 7)


def _months(day: date) -> int:
    return day.year * 12 + day.month
