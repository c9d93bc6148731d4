"""How the tests of dates say what was read."""

from datetime import date

from app.reading.dates.expressions import find_dates
from app.reading.model import DateExpression
from app.text.fold import fold

SATURDAY = date(2024, 9, 14)
"""The day that relative dates count from below."""


def read(text: str, reference: date | None = SATURDAY) -> tuple[DateExpression, ...]:
    return find_dates(fold(text), reference)


def days(text: str, reference: date | None = SATURDAY) -> list[str]:
    """Each date as `surface = first..last`, or `surface = day`, or `surface = ?` where it has no bounds."""
    return [f"{found.surface} = {bounds(found)}" for found in read(text, reference)]


def bounds(found: DateExpression) -> str:
    if found.earliest is None or found.latest is None:
        return "?"
    if found.earliest == found.latest:
        return found.earliest.isoformat()
    return f"{found.earliest}..{found.latest}"
