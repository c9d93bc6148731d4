"""Rules for dates longer than a day: months, years, decades, and units counted from the reference."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from app.reading.dates.calendar import Bounds, month_bounds, nearest_month, unit_bounds, year_bounds
from app.reading.dates.match import Found, Scene
from app.reading.dates.tokens import Token
from app.reading.dates.words import UNITS, load_vocabulary
from app.reading.model import Calendar, DateKind, Precision

_MONTH, _YEAR = UNITS.index("month"), UNITS.index("year")
_TWIN = r"(?:[/-]?[MmH]|\([MmH]\))?"

MONTHS = re.compile(
    rf"(?P<cue>[uBVKSGibtf]*)(?P<months>[MmHhL]{_TWIN}(?:(?:,?&|,|-|/|t|&t)u?[MmH]{_TWIN})*)"
    r"(?:\.?(?:,|[/-]|fu|f|u|fA|A)?(?P<year>y)(?P<era>[gE])?"
    r"|f?(?:A(?P<yearly>P)|D(?P<this>A)|(?P<same>JA|Aj))|(?P<steps>P))?"
)
YEARS = re.compile(
    r"(?:(?<![dyo#/.:-])|(?<=[d#])(?=uy))(?P<cue>[uABVKSGYibtf]+)(?P<era_before>[gE])?\(?(?P<years>y(?:(?:,?&[uAt]?|,|-|/|t[uA]?)y)*)(?P<era>[gE])?(?![dy#/.:-]*[dy#])"
)
SHARE = re.compile(
    r"(?P<share>q)(?:(?P<which>o)|(?P<final>l))f?(?:[uA]?(?P<year>y)(?P<era>g)?|(?P<unit>A)(?P<steps>P)|D(?P<this>A))"
)
UNIT = re.compile(r"(?P<unit>A)(?P<steps>P)|(?P<this>D)(?P<unit2>A)")
AGO = re.compile(r"(?P<way>[SGY])(?:(?P<count>[d#c])(?P<many>[uV])|(?P<two>v)|(?P<one>u)c?)(?P<of>f?)")
DECADE = re.compile(r"(?P<cue>[XuVKS])?(?P<decade>[Rr])(?:[fi]?(?P<century>C))?")


def _calendar(month: Token) -> Calendar:
    return "hijri" if month.kind in "Hh" else "gregorian"


def _listed(tokens: Sequence[Token], kinds: str, between: bool) -> list[tuple[Token, Token]]:
    """The months or years of a list as `(first, last)`: names of one month are one, a range is its ends."""
    items: list[tuple[Token, Token]] = []
    joint = ""
    for token in tokens:
        if token.kind not in kinds:
            joint += token.kind
            continue
        previous = items[-1][1] if items else None
        ranged = set(joint) & set("t-/") or (between and joint == "&" and len(items) == 1)
        if previous and joint in ("", "/", "-", "(") and previous.value == token.value:
            pass
        elif previous and ranged and items[-1][0] is previous:
            items[-1] = (previous, token)
        else:
            items.append((token, token))
        joint = ""
    return items


def _month_counts(scene: Scene, month: Token) -> bool:
    """Whether something beside the word says that it is the month."""
    cue = set(scene.kinds("cue"))
    if month.kind == "L":
        return scene.says("year")
    if month.kind in "Mm" and scene.follows("first_names"):
        return False
    if scene.says("year", "yearly", "this", "same", "steps") or not cue.isdisjoint("uBVK"):
        return True
    return month.kind in "MH" and not cue.isdisjoint("iSbtG" if month.kind == "M" else "iS")


def _month_bounds(scene: Scene, month: Token) -> Bounds | None:
    calendar, year, steps = _calendar(month), scene.value("year"), scene.value("steps")
    if year is not None:
        return _month_in(calendar, year, month.value)
    if scene.reference is None or scene.says("same"):
        return None
    if scene.says("yearly", "this"):
        year = scene.reference.year + (scene.value("yearly") or 0)
        return _month_in(calendar, year, month.value)
    if steps is None and "S" in scene.kinds("cue"):
        steps = -1
    return nearest_month(scene.reference, calendar, month.value, steps)


def _month_in(calendar: Calendar, year: int, month: int) -> Bounds | None:
    """The month in a year of either calendar: the Ramadan of 2017 is the only one to begin in it."""
    if calendar == "gregorian" or year < 1500:
        return month_bounds(calendar, year, month)
    near = (nearest_month(date(year, at, 1), calendar, month, None) for at in (3, 9)) if year < 2077 else ()
    fitting = {bounds for bounds in near if bounds and bounds.earliest.year == year}
    return fitting.pop() if len(fitting) == 1 else None


def read_months(scene: Scene) -> Iterator[Found]:
    """May 2015; the month of March; October of last year; from January to March 2017; in September."""
    items = _listed(scene.tokens("months"), "MmHhL", "b" in scene.kinds("cue"))
    year = scene.value("year")
    kind: DateKind = "absolute" if year is not None else "relative"
    single = len(items) == 1 and items[0][0] is items[0][1]
    cues = scene.tokens("cue")
    named = cues[-1].start if single and cues and cues[-1].kind == "u" else None
    if not _month_counts(scene, items[-1][1]):
        return
    for i, (first, last) in enumerate(items):
        end = scene.end if i == len(items) - 1 else last.end
        bounds = _month_bounds(scene, last)
        if year is not None and bounds is None:
            continue
        if first is not last and bounds:
            start = nearest_month(bounds.earliest, _calendar(first), first.value, -1)
            bounds = Bounds(start.earliest, bounds.latest) if start else None
            if bounds is None and kind == "absolute":
                continue
        precision: Precision = "month" if first is last else "range"
        yield Found(
            named if named is not None else first.start, end, bounds, precision, kind, _calendar(last),
            month=last.value, steps=scene.value("steps"),
        )  # fmt: skip


def _year_counts(scene: Scene, years: tuple[Token, ...]) -> bool:
    """Whether something beside the number says that it is a year."""
    cue = set(scene.kinds("cue"))
    if "A" in cue and scene.follows("general"):
        return False
    if scene.precedes("counted") or scene.follows("numbers"):
        return False
    if cue & set("uABV"):
        return any(t.kind in "AuBV" and t.value == _YEAR for t in scene.tokens("cue"))
    if cue == {"f"} and "t" not in scene.kinds("years"):
        return False
    following = scene.next_word()
    modern = all(1800 <= t.value < 2100 for t in years)
    return modern and (not following or all(t.value % 100 for t in years))


def read_years(scene: Scene) -> Iterator[Found]:
    """The year 2015; in 2015; the years 2014 and 2018; between 2014 and 2018; the year 1445 AH."""
    years = tuple(t for t in scene.tokens("years") if t.kind == "y")
    if not _year_counts(scene, years):
        return
    hijri = "E" in (scene.kinds("era"), scene.kinds("era_before"))
    calendar: Calendar = "hijri" if hijri else "gregorian"
    era_said = scene.says("era", "era_before")
    cues = scene.tokens("cue")
    items = _listed(scene.tokens("years"), "y", "b" in scene.kinds("cue"))
    named = cues[-1].start if len(items) == 1 and cues[-1].kind in "uA" else None
    for i, (first, last) in enumerate(items):
        if not era_said and 1300 <= first.value < 1500:
            continue
        low, high = sorted((first.value, last.value))  # 2017/2016 is 2016/2017, typed from right to left
        since, bounds = year_bounds(calendar, low), year_bounds(calendar, high)
        if bounds is None or since is None:
            continue
        yield Found(
            named if named is not None else first.start, scene.end if i == len(items) - 1 else last.end,
            Bounds(since.earliest, bounds.latest), "year" if first is last else "range", "absolute", calendar,
        )  # fmt: skip


def read_share(scene: Scene) -> Iterator[Found]:
    """The first quarter of 2023, the second half of last year."""
    shares, which = scene.value("share"), scene.value("which")
    units = [token.value for name in ("unit", "this") for token in scene.tokens(name)]
    if not shares or any(unit != _YEAR for unit in units):
        return
    number = shares if which is None else which
    if number > shares:
        return
    year, relative = scene.value("year"), not scene.says("year")
    if relative and scene.reference is not None:
        year = scene.reference.year + (scene.value("steps") or 0)
    months = 12 // shares
    first = month_bounds("gregorian", year, (number - 1) * months + 1) if year else None
    last = month_bounds("gregorian", year, number * months) if year else None
    bounds = Bounds(first.earliest, last.latest) if first and last else None
    if bounds or relative:
        yield Found(scene.start, scene.end, bounds, "range", "relative" if relative else "absolute")


def read_unit(scene: Scene) -> Iterator[Found]:
    """Last year, next week, this month."""
    unit = scene.value("unit") if scene.first("unit") else scene.value("unit2")
    if unit is None or scene.follows("general"):
        return
    steps = 0 if scene.says("this") else scene.value("steps") or 0
    bounds = unit_bounds(scene.reference, UNITS[unit], steps) if scene.reference else None
    yield Found(scene.start, scene.end, bounds, UNITS[unit], "relative", steps=steps)


def read_ago(scene: Scene) -> Iterator[Found]:
    """Two days ago, since a year: as exact as the unit. Not two days before the elections.

    "After three days" mostly counts from an event, so it needs "from now", or to be all there is.
    """
    unit = scene.first("many") or scene.first("two") or scene.first("one")
    from_now = scene.says("of") and scene.precedes("from_now")
    if unit is None or (scene.says("of") and not from_now):
        return
    ahead = scene.kinds("way") == "Y"
    if ahead and not from_now and not scene.alone:
        return
    count = 2 if scene.first("two") else scene.value("count") if scene.first("count") else 1
    alone = scene.first("one") is not None
    if alone and (unit.value == 0 or scene.next_word().startswith(_AL)):
        return
    if not count:
        return
    bounds = (
        unit_bounds(scene.reference, UNITS[unit.value], count if ahead else -count)
        if scene.reference
        else None
    )
    yield Found(scene.start, unit.end, bounds, UNITS[unit.value], "relative")


_AL = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"


def _said_of_age(scene: Scene) -> bool:
    before, after = scene.nearby(30)
    return not load_vocabulary().beside["age"].isdisjoint(before[-2:] + after[:3])


def read_decade(scene: Scene) -> Iterator[Found]:
    """The nineties, the decade of the eighties, the thirties of last century; not a person in his sixties."""
    decade = scene.first("decade")
    century = scene.value("century") if scene.first("century") else 1900
    if decade is None or century is None or (not scene.says("century") and _said_of_age(scene)):
        return
    if decade.kind == "r" and not scene.first("century") and scene.kinds("cue") not in ("X", "V"):
        return
    first = century + decade.value
    start = scene.start if scene.kinds("cue") == "X" else decade.start
    yield Found(start, scene.end, Bounds(date(first, 1, 1), date(first + 9, 12, 31)), "decade", "absolute")
