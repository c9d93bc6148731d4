"""A day that a text gives in both calendars: the Gregorian one says which day is meant.

Months of the Hijri year begin where the moon is seen, a day sooner or later than the tables have it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from app.reading.dates.words import load_vocabulary
from app.reading.model import DateExpression
from app.text.fold import Folded

_FARTHEST, _MOST_DAYS = 32, 2
"""Characters between the two dates, and days between what the tables say and what the text says."""
_WORD = re.compile(r"\w+")
_MARK = re.compile(r"[/(=\-\u2010-\u2015]")


def equate(folded: Folded, expressions: Sequence[DateExpression]) -> Sequence[DateExpression]:
    """The expressions of a text in order, with each Hijri day that the text itself equates with a Gregorian
    one on that day. What lies more than two days apart is a slip, and stays as it was.
    """
    if not any(one.calendar == "hijri" for one in expressions):
        return expressions
    found = list(expressions)
    for i, (one, other) in enumerate(pairwise(expressions)):
        hijri, at, gregorian = (one, i, other) if one.calendar == "hijri" else (other, i + 1, one)
        if _same_day(hijri, gregorian) and _joined(folded, one, other):
            found[at] = hijri._replace(earliest=gregorian.earliest, latest=gregorian.latest)
    return found


def _same_day(hijri: DateExpression, gregorian: DateExpression) -> bool:
    """Whether the two are days of the two calendars, so near that one may be the other."""
    if (hijri.calendar, gregorian.calendar) != ("hijri", "gregorian"):
        return False
    if hijri.precision != "day" or gregorian.precision != "day":
        return False
    if hijri.earliest is None or gregorian.earliest is None:
        return False
    return abs((hijri.earliest - gregorian.earliest).days) <= _MOST_DAYS


def _joined(folded: Folded, one: DateExpression, other: DateExpression) -> bool:
    """Whether what stands between two dates says that they are the same day."""
    if other.start - one.end > _FARTHEST:
        return False
    between = folded.text[folded.place(one.end) : folded.place(other.start)]
    beside, words = load_vocabulary().beside, _WORD.findall(between)
    if not beside["equates"].union(beside["equated"]).issuperset(words):
        return False
    return not beside["equates"].isdisjoint(words) or bool(_MARK.search(between))
