"""Date expressions in a text: where they stand, what they say, and which days they can mean.

A date is never invented: `precision` says what is known, the bounds hold every day that can be meant,
and where nothing anchors a relative or yearless date they stay None. The rules stand in
`days`, `numbers`, `periods` and `when`; here they are put in order and made to agree.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from app.reading.dates.calendar import DAY_NAMES
from app.reading.dates.days import (
    ACROSS,
    DAY_OF_THIS_MONTH,
    DAYS,
    MONTH_FIRST,
    read_across,
    read_day_of_this_month,
    read_days,
)  # fmt: skip
from app.reading.dates.equation import equate
from app.reading.dates.match import Found, Scene, Shape, find_shapes
from app.reading.dates.numbers import (
    DAY_AND_MONTH,
    NUMBERS,
    SHORT_NUMBERS,
    read_day_and_month,
    read_numbers,
    read_short_numbers,
)
from app.reading.dates.periods import (
    AGO,
    DECADE,
    MONTHS,
    SHARE,
    UNIT,
    YEARS,
    read_ago,
    read_decade,
    read_months,
    read_share,
    read_unit,
    read_years,
)  # fmt: skip
from app.reading.dates.tokens import Run, iter_runs
from app.reading.dates.when import NIGHT, WEEKDAYS, WHEN, read_night, read_weekdays, read_when
from app.reading.model import DateExpression, Field
from app.text.fold import Folded

_TATWEEL = "\N{ARABIC TATWEEL}"


class Rule(NamedTuple):
    """A pattern over the kinds of tokens, and what reads its matches; `needs` one of these kinds."""

    needs: str
    pattern: re.Pattern[str]
    read: Callable[[Scene], Iterator[Found]]


RULES = (
    Rule("MmHhL", ACROSS, read_across),
    Rule("y", NUMBERS, read_numbers),
    Rule("yL", MONTH_FIRST, read_days),
    Rule("MmHhLas", DAYS, read_days),
    Rule("W", DAY_AND_MONTH, read_day_and_month),
    Rule("/", SHORT_NUMBERS, read_short_numbers),
    Rule("PDJj", DAY_OF_THIS_MONTH, read_day_of_this_month),
    Rule("MmHhL", MONTHS, read_months),
    Rule("q", SHARE, read_share),
    Rule("y", YEARS, read_years),
    Rule("TN", WHEN, read_when),
    Rule("n", NIGHT, read_night),
    Rule("W", WEEKDAYS, read_weekdays),
    Rule("A", UNIT, read_unit),
    Rule("SGY", AGO, read_ago),
    Rule("Rr", DECADE, read_decade),
)
"""In order of claim: what an earlier rule reads, a later one leaves alone."""


class Yearless(NamedTuple):
    """A day of a month whose year the text does not say: what arithmetic on its weekday can start from."""

    expression: DateExpression
    month: int
    day: int
    weekday: int | None
    steps: int | None


class DateReading(NamedTuple):
    """The dates of a text in order, sentences about weekdays that contradict them, those without a year."""

    expressions: tuple[DateExpression, ...]
    weekday_contradictions: tuple[str, ...]
    yearless: tuple[Yearless, ...]


def find_dates(folded: Folded, reference: date | None, field: Field = "text") -> tuple[DateExpression, ...]:
    """The date expressions of a text in order, none overlapping another.

    `reference` is the day that relative dates count from, usually that of publication; without it
    they have no bounds. `field` says which string the offsets count in: `folded.original`.
    """
    return read_dates(folded, reference, field).expressions


def weekday_contradictions(folded: Folded) -> tuple[str, ...]:
    """For each complete date whose weekday is not the one the text gives, a sentence that says so."""
    return read_dates(folded, None).weekday_contradictions


def read_dates(folded: Folded, reference: date | None, field: Field = "text") -> DateReading:
    """All that `find_dates` and `weekday_contradictions` give, read once, and the yearless days."""
    expressions: list[DateExpression] = []
    contradictions: list[str] = []
    yearless: list[Yearless] = []
    done = 0
    for run in iter_runs(folded):
        for found in _read_run(folded, run, reference):
            if found.start < done:
                continue
            done = found.end
            expression = _expression(folded, found, field)
            expressions.append(expression)
            contradictions.extend(_contradiction(expression, found, reference))
            if found.month and found.day and found.calendar == "gregorian" and found.kind == "relative":
                yearless.append(Yearless(expression, found.month, found.day, found.weekday, found.steps))
    return DateReading(tuple(equate(folded, expressions)), tuple(contradictions), tuple(yearless))


@lru_cache(maxsize=1 << 13)
def _shapes(kinds: str) -> tuple[tuple[Rule, Shape], ...]:
    """All matches of all rules, in order of claim. Texts repeat themselves: most strings were seen before."""
    return tuple(
        (rule, shape)
        for rule in RULES
        if not set(rule.needs).isdisjoint(kinds)
        for shape in find_shapes(rule.pattern, kinds)
    )


def _read_run(folded: Folded, run: Run, reference: date | None) -> list[Found]:
    shapes = _shapes(run.kinds)
    if not shapes:
        return []
    tokens = run.tokens()
    claims: list[Found] = []
    taken: list[tuple[int, int]] = []
    for rule, shape in shapes:
        if taken and any(shape.start < end and start < shape.end for start, end in taken):
            continue
        found = list(rule.read(Scene(folded, tokens, shape, reference)))
        if found:
            claims += found
            taken.append((shape.start, shape.end))
    if len(taken) > 1:
        claims.sort(key=lambda claim: claim.start)
    return claims


def _expression(folded: Folded, found: Found, field: Field) -> DateExpression:
    start, end = folded.span(found.start, found.end)
    original = folded.original
    while original.startswith(_TATWEEL, end):  # the sign of a Hijri year is written with one
        end += 1
    earliest, latest = found.bounds or (None, None)
    return DateExpression(
        original[start:end], field, start, end, earliest, latest, found.precision, found.kind, found.calendar
    )


def _contradiction(expression: DateExpression, found: Found, reference: date | None) -> Iterator[str]:
    """A sentence, where the weekday cannot be that of the day."""
    if found.weekday is None or found.precision != "day" or found.calendar != "gregorian":
        return
    day, said = expression.earliest, DAY_NAMES[found.weekday]
    if day is None and reference is not None:
        yield f"\u00ab{expression.surface}\u00bb: no such day near {reference.isoformat()} is a {said}."
    elif day is not None and day.weekday() != found.weekday:
        is_a = f"{day.isoformat()} is a {DAY_NAMES[day.weekday()]}"
        yield f"\u00ab{expression.surface}\u00bb says {said}, but {is_a}."
