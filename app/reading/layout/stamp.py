"""Where a date of a credit ends: bare, behind a label, or a day and month whose year nobody says; and where
the number of an issue does.
"""

from collections.abc import Sequence

from app.reading.layout.block import Words
from app.reading.layout.furniture import Layout
from app.text.span import Span

_LONGEST_LABEL = 6


def stamp(layout: Layout, line: Words, at: int, dates: Sequence[Span], yearless: bool = False) -> int:
    """The word that follows the date starting at word `at` of `line`, or 0 if none of `dates` does.

    A label such as "published on", or "on the day of", may stand before it. `yearless`: a day and month
    that are none of `dates` will do.
    """
    if not (dates or yearless):
        return 0
    bare = _past(line, at, dates)
    if bare:
        return bare
    first = at + layout.label(line, "date.published", "date.updated", at=at)
    most, lead = min(len(line.words), at + _LONGEST_LABEL), layout.lists["date.lead"]
    while first < most and line.words[first] in lead:
        first += 1
    labelled = _past(line, first, dates) if at < first < len(line.words) else 0
    return labelled or (at + 2 if yearless and _is_day_and_month(line, at) else 0)


def issue(layout: Layout, line: Words, at: int) -> int:
    """The word that follows the number of an issue, volume or page that starts at word `at`, or 0."""
    last = at + layout.label(line, "source.issue", at=at)
    return last + 1 if at < last < len(line.words) and line.words[last].isdigit() else 0


def _past(line: Words, at: int, dates: Sequence[Span]) -> int:
    """The word that follows the date around word `at`, or 0."""
    start = line.span(at, at + 1).start
    last = at
    for date in dates:
        if date.start <= start < date.end:
            while last < len(line.words) and line.span(last, last + 1).start < date.end:
                last += 1
    return last if last > at else 0


def _is_day_and_month(line: Words, at: int) -> bool:
    """Whether two short numbers joined by a mark stand at word `at`: 14-5, of a year nobody says."""
    pair = line.words[at : at + 2]
    short = len(pair) == 2 and all(word.isdigit() and len(word) <= 2 for word in pair)
    return short and line.gap(at + 1).strip() in ("-", "/", "\u2013")
