"""When an article was published: metadata, then a date line of its head, then a sentence that says so.

Nothing is worked out that the text does not say. What arithmetic only suggests becomes a warning for
a person to confirm.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from app.reading.dates.calendar import day_of, years_fitting
from app.reading.dates.expressions import DateReading, Yearless
from app.reading.layout.block import Piece
from app.reading.layout.furniture import load_layout
from app.reading.layout.parts import Layer
from app.reading.model import DateExpression, Evidence, Known, Part, Provenance, Published
from app.text.fold import fold_name

_TOLD: tuple[str, ...] = ("published", "line", "credit", "updated")
"""Which date of a head goes first: one labelled as publication, a bare one, a dateline's, an update."""
_QUOTES = re.compile(r"[\u00ab\u00bb\u201c\u201d\"]")
_WORDS = re.compile(r"\w+|[^\w\s,\u060c(]")
_NEARBY = 40
_MOST_STATEMENTS = 20
_YEARS_AROUND = 2
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def find_published(
    text: str, layer: Layer, dates: DateReading, known: Known
) -> tuple[Published | None, tuple[str, ...]]:
    """The publication date, and warnings about what could not be settled."""
    if known.published is not None:
        return known.published, ()
    opening = [p for p in layer.body if p.role == "date"]
    stated = [p for p in layer.foot if p.role == "date" and p.note == "published"]
    head = [p for p in layer.head if p.role == "date"]
    found, doubts = _told([*head, *opening], dates.expressions, "header")
    if not found and not doubts:
        found, doubts = _told(stated, dates.expressions, "body")
    if found or doubts:
        return found, doubts
    return _said(text, layer, dates), _suggested(text, dates)


def _told(
    pieces: Sequence[Piece], dates: Sequence[DateExpression], provenance: Provenance
) -> tuple[Published | None, tuple[str, ...]]:
    """The date of the date lines that go first, if they agree."""
    for note in _TOLD if pieces else ():
        found = [d for piece in pieces if piece.note == note and (d := _date_of(piece, dates))]
        if not found:
            continue
        first = found[0]
        other = next((d for d in found if not _agree(d, first)), None)
        if other:
            doubt = f"Two dates could be that of publication: «{first.surface}» and «{other.surface}»."
            return None, (doubt,)
        best = min(found, key=lambda d: ("day", "month", "year").index(d.precision))
        return _published(best, provenance), ()
    return None, ()


def _date_of(piece: Piece, dates: Sequence[DateExpression]) -> DateExpression | None:
    """The date that a date line states; of a Hijri and a Gregorian one the latter, which is exact."""
    inside = [d for d in dates if piece.start <= d.start and d.end <= piece.end and _is_dated(d)]
    gregorian = [d for d in inside if d.calendar == "gregorian"]
    return next(iter(gregorian or inside), None)


def _is_dated(d: DateExpression) -> bool:
    return d.kind == "absolute" and d.earliest is not None and d.precision in ("day", "month", "year")


def _agree(a: DateExpression, b: DateExpression) -> bool:
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    return a.earliest <= b.latest and b.earliest <= a.latest


def _published(d: DateExpression, provenance: Provenance) -> Published | None:
    if d.earliest is None or d.latest is None or d.precision not in ("day", "month", "year"):
        return None
    evidence = Evidence(d.field, d.start, d.end, d.surface)
    return Published(d.earliest, d.latest, d.precision, provenance, evidence)


def _said(text: str, layer: Layer, dates: DateReading) -> Published | None:
    """The day that the article itself calls today, outside quotations, if all such sentences agree.

    Not where its weekday contradicts it: then year or day is a slip, and which one nobody can tell.
    """
    today = (d for d in dates.expressions if _is_today(text, d))
    found = [d for d in islice(today, _MOST_STATEMENTS) if not _is_quoted(text, layer.parts, d)]
    if not found or any(d.earliest != found[0].earliest for d in found):
        return None
    if any(f"\u00ab{d.surface}\u00bb" in warning for d in found for warning in dates.weekday_contradictions):
        return None
    return _published(found[0], "body")


def _is_today(text: str, d: DateExpression) -> bool:
    if not _is_dated(d) or d.precision != "day" or d.calendar != "gregorian":
        return False
    lists = load_layout().lists
    words = [fold_name(word) for word in _WORDS.findall(text[max(0, d.start - _NEARBY) : d.start])[-2:]]
    words += [fold_name(word) for word in _WORDS.findall(d.surface)[:1]]
    near = [i for i in range(max(0, len(words) - 2), len(words)) if words[i] in lists["date.today"]]
    return bool(near) and not (near[0] and words[near[0] - 1] in lists["date.not_today"])


def _is_quoted(text: str, parts: Sequence[Part], d: DateExpression) -> bool:
    """Whether a quotation is open in the paragraph before the date; then it is another's today."""
    part = next((p for p in parts if p.start <= d.start < p.end), None)
    if part is None or part.role not in ("paragraph", "lead"):
        return True
    opened = 0
    for mark in _QUOTES.findall(text[part.start : d.start]):
        opened = 0 if mark in "\u00bb\u201d" else (1 - opened if mark == '"' else 1)
    return bool(opened)


def _suggested(text: str, dates: DateReading) -> tuple[str, ...]:
    """Days that a weekday, a month and the years the text names would point to."""
    yearless = [found for found in dates.yearless if found.steps == 0 and found.weekday is not None]
    years = {int(year) for year in _YEAR.findall(text)} if yearless else ()
    found = list(_candidates(yearless, max(years))) if years else []
    if len({(day.year, day.month) for _, day in found}) != 1:
        return ()  # what points to two months points to none
    return tuple(_suggestion(surface, day, max(years)) for surface, day in found)


def _candidates(yearless: Sequence[Yearless], last: int) -> Iterator[tuple[str, date]]:
    """Days of this month that fall on their weekday in one near year: the last one named, or the next.

    A text hardly names years long gone only: what fits two years later is as a rule an accident.
    """
    for found in yearless:
        if found.weekday is None:
            continue
        fitting = years_fitting(found.month, found.day, found.weekday, range(last, last + _YEARS_AROUND + 1))
        day = day_of("gregorian", fitting[0], found.month, found.day) if len(fitting) == 1 else None
        if day and day.year - last < _YEARS_AROUND:
            yield found.expression.surface, day


def _suggestion(surface: str, day: date, last: int) -> str:
    return (
        f"The article may be of {day:%Y-%m}: «{surface}» falls on that weekday on {day.isoformat()}, "
        f"and the latest year the text names is {last}. Confirm it as metadata; published stays unknown."
    )
