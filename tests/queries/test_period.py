"""In which year, month or day an article surely appeared."""

import pytest

from app.queries.period import Interval, period_of, value_of
from app.store.keys import newest
from tests.queries.corpus import day

CASES: list[tuple[str, str | None, str | None, str | None]] = [
    ("2024-09-14", "2024", "2024-09", "2024-09-14"),
    ("2024-09-01..2024-09-30", "2024", "2024-09", None),
    ("2024-01-01..2024-12-31", "2024", None, None),
    ("2024-01-31..2024-02-01", "2024", None, None),
    ("2023-12-31..2024-01-01", None, None, None),
    ("2023-09-01..2024-09-01", None, None, None),
    ("0001-01-01", "0001", "0001-01", "0001-01-01"),
    ("9999-12-31", "9999", "9999-12", "9999-12-31"),
]


@pytest.mark.parametrize(("days", "year", "month", "date"), CASES)
def test_a_date_is_in_a_period_when_all_its_days_are(
    days: str, year: str | None, month: str | None, date: str | None
) -> None:
    assert [shown(days, interval) for interval in ("year", "month", "day")] == [year, month, date]


def shown(days: str, interval: Interval) -> str | None:
    number = period_of(newest(*day(days)), interval)
    return None if number is None else value_of(interval, number)


@pytest.mark.parametrize(
    ("interval", "first", "then"),
    [
        ("year", "2023-12-31", "2024-01-01"),
        ("month", "2023-12-31", "2024-01-01"),
        ("month", "2024-01-31", "2024-02-01"),
        ("day", "2024-02-28", "2024-02-29"),
        ("day", "2024-02-29", "2024-03-01"),
    ],
)
def test_periods_that_follow_each_other_have_numbers_that_do(
    interval: Interval, first: str, then: str
) -> None:
    number = period_of(newest(*day(first)), interval)
    assert number is not None
    assert period_of(newest(*day(then)), interval) == number + 1
