"""Rules for dates that name a day of a month: written out, in lists and ranges."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from app.reading.dates.calendar import (
    Bounds,
    day_of,
    is_possible,
    month_bounds,
    nearest_day,
    unit_bounds,
    year_in,
)
from app.reading.dates.match import Found, Scene
from app.reading.dates.tokens import Token
from app.reading.model import Calendar, DateKind, Precision

LEAD = (
    r"(?:(?P<now>[TN])(?:,|(?!o)))?"
    r"(?:(?:[BVu]|Zu)?(?P<weekdays>[WwFs](?:,?&[WwFs])*)P?[.,]?)?(?P<head>[ZfubBV(i]*)"
)
"""What may stand before the day: a word such as today (but "the day the first of" is no today), weekdays."""
_MONTH = r"(?P<month>[MmHhLas])(?:[/(-]?[MmH]\)?)?"
_YEAR = r"\.?(?:,|[/-]|fu|f|u|fA|A)?(?P<year>y)(?P<era>[gE])?"
_SINCE = r"(?:f?(?:A(?P<yearly>P)|D(?P<this>A)|(?P<same>JA|Aj))|(?P<steps>P))"
_DAY = r"[do]Q?"
_SEPTEMBER = 9
_LONG_NAME = 4
"""Latin month names of so many letters are no other word, as `may`, `mar` and `sep` are."""
_SHORT_YEAR = re.compile(r" ?['\u2019]?\d\d(?![\d\w:/%-]|[.,]\d| ?\w)")

DAYS = re.compile(
    rf"(?<![#dy][/.:])(?<!#){LEAD}(?P<days>{_DAY}(?:(?:,?&|,|-|/|t|&t)u?W?,?{_DAY})*)(?:fu|f|u|,|[/-])?{_MONTH}(?:{_YEAR}|{_SINCE})?"
)
MONTH_FIRST = re.compile(
    rf"{LEAD}(?P<month>[MmHhLas])\.?(?P<days>{_DAY})(?:,?(?P<year>y)(?P<era>[gE])?|(?<=L[do])(?![\d:#dyMmL]))"
)
ACROSS = re.compile(
    rf"(?P<head>[bf])?u?(?P<weekday1>[WwF])?,?(?P<day1>{_DAY})(?:fu|f|u)?(?P<month1>[MmHhL])(?:,?(?P<year1>y))?"
    rf"(?P<joint>t|-|&t|&)(?:u?[WwF],?)?(?P<day>{_DAY})(?:fu|f|u)?(?P<month>[MmHhL])(?:{_YEAR}|{_SINCE})?"
)
DAY_OF_THIS_MONTH = re.compile(
    rf"{LEAD}(?P<days>{_DAY}(?:(?:,?&|,|-|t)u?{_DAY})*)f?(?:A(?P<steps>P)|(?P<same>JA|Aj)|(?P<this>D)A|(?P<bare>P))"
)


def _year_of(scene: Scene) -> tuple[int | None, bool]:
    """The year that the match names, and whether it counts from the reference."""
    year = scene.value("year")
    if year is not None or scene.reference is None:
        return year, False
    if scene.says("yearly"):
        return scene.reference.year + (scene.value("yearly") or 0), True
    return (scene.reference.year, True) if scene.says("this") else (None, False)


def _calendar(month: Token) -> Calendar:
    return "hijri" if month.kind in "Hh" else "gregorian"


def _exact(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """The day in a year of either calendar: a day of Ramadan may be said to be of 2017."""
    if calendar == "hijri" and year > 1500:
        near = year_in("hijri", date(year, 7, 1)) if year < 2077 else None
        days = [day_of("hijri", near + i, month, day) for i in (-1, 0, 1)] if near else []
        fitting = [d for d in days if d and d.year == year]
        return fitting[0] if len(fitting) == 1 else None
    return day_of(calendar, year, month, day)


def _resolve(scene: Scene, month: Token, day: int, weekday: int | None) -> date | None:
    """The day meant, or None where the year is not known; ValueError where there is no such day."""
    year, _ = _year_of(scene)
    calendar = _calendar(month)
    if year is not None:
        found = _exact(calendar, year, month.value, day)
        if found is None:
            raise ValueError
        return found
    if not is_possible(calendar, month.value, day):
        raise ValueError
    if scene.reference is None or scene.says("same", "yearly", "this") or _short_year_follows(scene):
        return None
    now = scene.value("now")
    if now is not None:
        found = nearest_day(scene.reference, calendar, month.value, day, weekday, None)
        today = unit_bounds(scene.reference, "day", now)
        return found if found and today and abs((found - today.earliest).days) <= 1 else None
    steps = scene.value("steps")
    days = "days" if scene.says("days") else "day"
    named = scene.follows("names_event", before=days) or scene.precedes("names_event_after")
    if named and steps is None and weekday is None:
        return None
    return nearest_day(scene.reference, calendar, month.value, day, weekday, steps)


def _may_lack_year(scene: Scene, month: Token) -> bool:
    """Whether a day and this month are a date without their year."""
    if month.kind != "L":
        return month.kind not in "ash"
    text, original = scene.folded.text, scene.folded.original
    capital = original[scene.folded.origin(month.start)].isupper()
    if month.start < scene.tokens("days")[0].start:
        return capital and (scene.says("weekdays") or scene.follows("month_first"))
    return capital or month.end - month.start >= _LONG_NAME or text[month.start : month.end] == "mai"


def _short_year_follows(scene: Scene) -> bool:
    """Whether two digits of a year stand behind day and month: of which century, nobody says."""
    return bool(_SHORT_YEAR.match(scene.folded.text, scene.end))


class _Item(NamedTuple):
    """One day of a list, `first` and `last` the same token, or a range; with the weekday said of it."""

    first: Token
    last: Token
    weekday: Token | None = None


def _items(scene: Scene) -> list[_Item]:
    """The days of a list in order."""
    between = "b" in scene.kinds("head")
    items: list[_Item] = []
    joint, weekday = "", None
    for token in scene.tokens("days"):
        if token.kind == "W":
            weekday = token
        elif token.kind not in "do":
            joint += token.kind
        else:
            ranged = set(joint) & set("t-/") or (between and joint == "&" and len(items) == 1)
            open_ended = bool(items) and items[-1].first is items[-1].last
            if items and ranged and open_ended and items[-1].first.value < token.value:
                items[-1] = _Item(items[-1].first, token)
            elif items and ranged:
                items[-1] = _Item(token, token)  # from 28 to 3 March: the first is of another month
            else:
                items.append(_Item(token, token, weekday))
            joint, weekday = "", None
    return _with_lead(items, [token for token in scene.tokens("weekdays") if token.kind in "WwFs"])


def _with_lead(items: list[_Item], weekdays: list[Token]) -> list[_Item]:
    """The days with the weekdays that stand before all of them: one each, or the first one's own."""
    if len(weekdays) == len(items):
        return [item._replace(weekday=day) for item, day in zip(items, weekdays, strict=True)]
    if len(weekdays) == 1:
        items[0] = items[0]._replace(weekday=weekdays[0])
    return items


def read_days(scene: Scene) -> Iterator[Found]:
    """Sunday 14 February 2010; 13 and 14 of this June; from 3 to 5 May 2023; the fifth of August."""
    month = scene.first("month")
    year = scene.value("year")
    if month is None or (year is None and not _may_lack_year(scene, month)):
        return
    if month.kind == "s":
        month = month._replace(value=_SEPTEMBER)
    items = _items(scene)
    calendar = _calendar(month)
    lead = scene.first("now") or (month if month.start < items[0].first.start else None)
    for i, (first, last, weekday) in enumerate(items):
        day_name = weekday.value if weekday and first is last else None
        try:
            day = _resolve(scene, month, last.value, day_name)
        except ValueError:
            if len(items) == 1:
                yield from _month_instead(scene, month)
            continue
        bounds = Bounds(day - timedelta(last.value - first.value), day) if day else None
        own = weekday if i or len(scene.tokens("weekdays")) == 1 else None
        earlier = items[i - 1].last.end if i else 0
        starts = [token.start for token in (first, own, lead if i == 0 else None) if token]
        end = scene.end if i == len(items) - 1 else last.end
        precision: Precision = "day" if first is last else "range"
        yield Found(
            min(start for start in starts if start >= earlier), end, bounds, precision,
            "absolute" if year else "relative", calendar,
            day_name, month.value, first.value, scene.value("steps"),
        )  # fmt: skip


def _month_instead(scene: Scene, month: Token) -> Iterator[Found]:
    """What stays true of 31 February 2024: its month."""
    year = scene.value("year")
    bounds = month_bounds(_calendar(month), year, month.value) if year else None
    if bounds and scene.shape.groups["days"] < scene.shape.groups["month"]:
        yield Found(month.start, scene.end, bounds, "month", "absolute", _calendar(month))


def read_across(scene: Scene) -> Iterator[Found]:
    """From 28 May to 3 June 2023: a day of one month to a day of another, often one year for both."""
    day1, month1, day, month = (
        t for name in ("day1", "month1", "day", "month") for t in scene.tokens(name)[:1]
    )
    ranged = scene.kinds("joint") != "&" or scene.kinds("head") == "b"
    if not ranged or _calendar(month1) != _calendar(month) or "L" in (month1.kind, month.kind):
        return
    calendar = _calendar(month)
    try:
        last = _resolve(scene, month, day.value, None)
    except ValueError:
        return
    year1 = scene.value("year1")
    first = day_of(calendar, year1, month1.value, day1.value) if year1 else None
    if last and not year1:
        first = nearest_day(last, calendar, month1.value, day1.value, None, -1)
    if last and (first is None or first >= last):
        return
    bounds = Bounds(first, last) if first and last else None
    kind: DateKind = "absolute" if scene.first("year") else "relative"
    start = (scene.first("weekday1") or day1).start
    yield Found(start, scene.end, bounds, "range", kind, calendar)


def read_day_of_this_month(scene: Scene) -> Iterator[Found]:
    """The fifth of this month, the 24th instant."""
    unit = next((t for t in scene.run[scene.shape.start : scene.shape.end] if t.kind == "A"), None)
    bare = scene.first("bare")
    months = unit is not None and unit.value == 2
    said = scene.says("weekdays") or not set("uBV").isdisjoint(scene.kinds("head"))
    spoken_of = bare is not None and bare.value == 0 and said
    if not months and not spoken_of:
        return
    items = _items(scene)
    steps = 0 if scene.says("this") else scene.value("steps") if months else 0
    for i, (first, last, weekday) in enumerate(items):
        days: list[date | None] = [None, None]
        if scene.reference is not None and steps is not None:
            month = unit_bounds(scene.reference, "month", steps)
            if month is not None:
                at = month.earliest
                days = [day_of("gregorian", at.year, at.month, token.value) for token in (first, last)]
                if None in days:
                    continue
        bounds = Bounds(days[0], days[1]) if days[0] and days[1] else None
        start = weekday.start if weekday and i == 0 else first.start
        precision: Precision = "day" if first is last else "range"
        yield Found(
            start, scene.end if i == len(items) - 1 else last.end, bounds, precision, "relative",
            weekday=weekday.value if weekday else None, day=first.value, steps=steps,
        )  # fmt: skip
