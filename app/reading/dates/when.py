"""Rules for days that count from the day of writing: today, yesterday, a weekday."""

import re
from collections.abc import Iterator
from datetime import date

from app.reading.dates.calendar import Bounds, nearest_weekday, unit_bounds, weekday_in_tense
from app.reading.dates.match import Found, Scene
from app.reading.dates.outlet import ends_name_of_outlet
from app.reading.dates.tokens import Token
from app.reading.dates.words import load_vocabulary

WHEN = re.compile(r"(?P<part>e)?(?P<day>u)?(?P<now>[TN])(?:,?u?(?P<weekday>W))?")
NIGHT = re.compile(r"n(?P<steps>P)")
WEEKDAYS = re.compile(
    r"(?P<head>[BVubtG])?(?P<part>e)?(?P<day>u)?(?P<weekdays>W(?:(?:,?&|[-/])W)*)(?P<steps>P)?(?P<number>d)?"
)

_TANWIN = "\N{ARABIC FATHATAN}"
_AND = ("\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER FEH}")
_FUTURE = re.compile(
    "\N{ARABIC LETTER SEEN}[\N{ARABIC LETTER YEH}\N{ARABIC LETTER TEH}\N{ARABIC LETTER NOON}]"
    "[\u0621-\u064a]{2,}"
)
"""The particle of the future tense, the first letter of a verb, and the rest of it."""
_CLAUSE, _WORDS_AFTER = 120, 4
"""So many characters before a weekday, and words behind it, can hold the verb that dates it."""
_GOOD_DAYS_OFF = 1
"""A weekday may correct the reference by a day, for a text printed the day after it was written."""


def read_when(scene: Scene) -> Iterator[Found]:
    """Yesterday, today Sunday, tomorrow morning; a bare "today" only where the sentence tells of an event."""
    now = scene.first("now")
    weekday = scene.first("weekday")
    if now is None or (weekday is None and not _means_a_day(scene, now)):
        return
    day = _day(scene.reference, now.value, weekday.value if weekday else None)
    yield Found(
        now.start, scene.end, Bounds(day, day) if day else None, "day", "relative",
        weekday=weekday.value if weekday else None,
    )  # fmt: skip


def _day(reference: date | None, offset: int, weekday: int | None) -> date | None:
    bounds = unit_bounds(reference, "day", offset) if reference else None
    if bounds is None or weekday is None:
        return bounds.earliest if bounds else None
    nearest = nearest_weekday(bounds.earliest, weekday, None)
    return nearest if abs(nearest - bounds.earliest).days <= _GOOD_DAYS_OFF else None


def _means_a_day(scene: Scene, now: Token) -> bool:
    """Whether the word is that day: not "nowadays", "that day", "it became", "in dire need"."""
    if now.kind == "T":
        return not scene.precedes("not_yesterday")
    if now.value == 0 and (scene.precedes("named_day") or scene.follows("not_today")):
        return False
    if ends_name_of_outlet(scene.folded, now.start, now.end):
        return False
    if scene.says("part") or scene.alone:
        return True
    if now.value:
        start, end = scene.folded.span(scene.start, scene.end)
        if scene.says("day") or _TANWIN in scene.folded.original[start:end]:
            return True
        if not scene.next_word() or scene.precedes("after_tomorrow"):
            return True
        if not scene.folded.text[scene.start : scene.end].endswith("\N{ARABIC LETTER ALEF}"):
            return False
    beside = load_vocabulary().beside
    before, after = scene.nearby()
    if not beside["nowadays"].isdisjoint(before[-4:] + after[:1]):
        return False
    return not beside["events"].isdisjoint(before + after[:2])


def read_night(scene: Scene) -> Iterator[Found]:
    """Last night: it began yesterday and ended today."""
    if scene.value("steps") != -1:
        return
    today = unit_bounds(scene.reference, "day", 0) if scene.reference else None
    before = unit_bounds(scene.reference, "day", -1) if scene.reference else None
    bounds = Bounds(before.earliest, today.latest) if before and today else None
    yield Found(scene.start, scene.end, bounds, "range", "relative")


def _tense(scene: Scene) -> int:
    """Whether the sentence tells of the weekday as past (-1) or to come (1); 0 where it does not show."""
    before, after = scene.nearby(_CLAUSE)
    beside = load_vocabulary().beside
    if before and before[-1] in beside["weekday_event"]:
        return 0
    for word in (*reversed(before), *after[:_WORDS_AFTER]):
        if word in beside["past"]:
            return -1
        if word in beside["future"]:
            return 1
        bare = word[1:] if word.startswith(_AND) else word
        if _FUTURE.match(bare) and bare not in beside["not_future"]:
            return 1
    return 0


def read_weekdays(scene: Scene) -> Iterator[Found]:
    """Sunday, last Sunday, Saturday and Sunday; not the Friday prayer, nor Saturdays."""
    head = scene.kinds("head")
    if (head == "V" and not scene.says("steps")) or (head == "b" and not scene.says("day")):
        return
    if scene.follows("not_weekday") or scene.precedes("not_weekday_after"):
        return
    tokens = [token for token in scene.tokens("weekdays") if token.kind == "W"]
    steps, number, day = scene.value("steps"), scene.value("number"), None
    last = scene.first("steps") or tokens[-1]
    for i, token in enumerate(tokens):
        if day is not None:
            day = nearest_weekday(day, token.value, 1)
        elif scene.reference is not None:
            tense = _tense(scene) if steps is None else 0
            if tense:
                day = weekday_in_tense(scene.reference, token.value, tense)
            else:
                day = nearest_weekday(scene.reference, token.value, steps or None)
        if day is not None and number not in (None, day.day):
            day = None  # a day of another month, which the text leaves to be understood
        yield Found(
            token.start, last.end if i == len(tokens) - 1 else token.end, Bounds(day, day) if day else None,
            "day", "relative", weekday=token.value if day else None, steps=steps,
        )  # fmt: skip
