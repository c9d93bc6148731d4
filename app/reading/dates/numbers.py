"""Rules for dates in numbers: 14/09/2024, 2024-09-14, Sunday 14/9, 14/05/24."""

import re
from collections.abc import Iterator
from datetime import date

from app.reading.dates.calendar import Bounds, day_of, is_possible, nearest_day
from app.reading.dates.days import LEAD
from app.reading.dates.match import Found, Scene
from app.reading.model import Calendar

NUMBERS = re.compile(
    rf"(?<![#dy]){LEAD}(?:(?P<d>d)(?P<mark>[/.-])(?P<m>d)(?P=mark)(?P<y>y)"
    r"|(?P<y2>y)(?P<mark2>[/.-])(?P<m2>d)(?P=mark2)(?P<d2>d))(?P<era>[gE])?"
)
SHORT_NUMBERS = re.compile(r"(?<![#dy])(?P<weekday>W)?[,f]?(?P<d>d)/(?P<m>d)/(?P<y>[d#])")
_REACH = 4
_BEFORE, _AFTER = re.compile(r"\d[/.:-]$"), re.compile(r"(?!-\d\d?[:h]\d\d)[/.:-]?\d")
_SPACED_BEFORE, _SPACED_AFTER = re.compile(r"\d ?[/.:-] ?$"), re.compile(r" ?[/.:-] ?\d")
DAY_AND_MONTH = re.compile(r"(?P<weekday>W)[f,Z]*(?P<d>d)/(?P<m>d)(?![/.:-])")


def _is_of_longer(scene: Scene, first: int, last: int) -> bool:
    """Whether more numbers are joined to those of `[first, last)`: a telephone number, a version.

    A time may stand behind a dash with spaces around it, unless the numbers themselves are joined so.
    """
    text = scene.folded.text
    before, after = text[max(0, first - _REACH) : first], text[last : last + _REACH]
    spaced = " " in text[first:last]
    behind, ahead = (_SPACED_BEFORE, _SPACED_AFTER) if spaced else (_BEFORE, _AFTER)
    return bool(behind.search(before) or ahead.match(after))


def read_numbers(scene: Scene) -> Iterator[Found]:
    """14/09/2024, the day first, and 2024-09-14."""
    parts = [scene.first(name) or scene.first(f"{name}2") for name in "ymd"]
    numbers = [token for token in parts if token]
    first, last = min(token.start for token in numbers), max(token.end for token in numbers)
    if _is_of_longer(scene, first, last) or scene.follows("numbers"):
        return
    year, month, day = (token.value for token in numbers)
    hijri = scene.kinds("era") == "E"
    calendar: Calendar = "hijri" if hijri or 1300 < year < 1500 else "gregorian"
    found = day_of(calendar, year, month, day)
    if found is None:
        return
    weekday = scene.first("weekdays")
    lead = scene.first("now") or weekday or scene.first("d") or scene.first("y2")
    yield Found(
        lead.start if lead else scene.start, scene.end, Bounds(found, found), "day", "absolute", calendar,
        weekday.value if weekday else None, month, day,
    )  # fmt: skip


def read_short_numbers(scene: Scene) -> Iterator[Found]:
    """14/05/24: a date of the reference's time, or one that nobody can tell the year of.

    The last two digits are a year's only where they are that of the reference or one beside it, and
    where they could not as well be the day, with the year in front.
    """
    tokens = [token for name in "dmy" for token in scene.tokens(name)]
    texts = [scene.folded.text[token.start : token.end] for token in tokens]
    glued = _is_of_longer(scene, tokens[0].start, tokens[-1].end)
    if glued or any(len(text) != 2 for text in texts) or scene.follows("numbers"):
        return
    day, month, year = map(int, texts)
    if not 1 <= month <= 12 or not is_possible("gregorian", month, day):
        return
    found = _short_year_day(scene.reference, year, month, day)
    if _short_year_day(scene.reference, day, month, year) not in (None, found):
        found = None
    weekday = scene.first("weekday")
    start = weekday.start if weekday else tokens[0].start
    yield Found(
        start, scene.end, Bounds(found, found) if found else None, "day", "relative",
        weekday=weekday.value if weekday and found else None,
    )  # fmt: skip


def _short_year_day(reference: date | None, year: int, month: int, day: int) -> date | None:
    years = [reference.year + i for i in (-1, 0, 1)] if reference else []
    fitting = [full for full in years if full % 100 == year]
    return day_of("gregorian", fitting[0], month, day) if fitting else None


def read_day_and_month(scene: Scene) -> Iterator[Found]:
    """Sunday 14/9: a weekday says that the numbers are a date, and which year they are of."""
    weekday, day, month = (token for name in ("weekday", "d", "m") for token in scene.tokens(name))
    if month.value > 12 or not is_possible("gregorian", month.value, day.value):
        return
    found = None
    if scene.reference is not None:
        found = nearest_day(scene.reference, "gregorian", month.value, day.value, weekday.value, None)
    bounds = Bounds(found, found) if found else None
    yield Found(
        weekday.start, scene.end, bounds, "day", "relative",
        weekday=weekday.value, month=month.value, day=day.value,
    )  # fmt: skip
