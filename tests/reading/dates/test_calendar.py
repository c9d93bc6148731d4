"""What a day, month or year spans, and which one a text can mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading.dates.calendar import (
    day_of,
    month_bounds,
    nearest_day,
    nearest_month,
    nearest_weekday,
    unit_bounds,
    week_bounds,
    year_bounds,
    years_fitting,
)

DAYS = st.dates(min_value=date(1930, 1, 1), max_value=date(2070, 12, 31))
JANUARY_21 = date(2017, 1, 21)
"""A Saturday."""


@pytest.mark.parametrize(("month", "days"), [(1, 31), (2, 29), (4, 30), (12, 31)])
def test_a_month_ends_on_its_last_day(month: int, days: int) -> None:
    assert month_bounds("gregorian", 2024, month) == (date(2024, month, 1), date(2024, month, days))


def test_the_hijri_calendar_is_that_of_umm_al_qura() -> None:
    assert day_of("hijri", 1445, 9, 1) == date(2024, 3, 11)
    assert month_bounds("hijri", 1445, 9) == (date(2024, 3, 11), date(2024, 4, 9))
    assert year_bounds("hijri", 1445) == (date(2023, 7, 19), date(2024, 7, 6))


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2023, 2, 29), (2024, 4, 31), (2024, 13, 1), (2024, 0, 1), (0, 1, 1)]
)
def test_there_is_no_impossible_day(year: int, month: int, day: int) -> None:
    assert day_of("gregorian", year, month, day) is None


@pytest.mark.parametrize(("year", "month", "day"), [(1445, 9, 31), (132, 1, 1), (1501, 1, 1), (1445, 13, 1)])
def test_there_is_no_hijri_day_that_the_tables_do_not_hold(year: int, month: int, day: int) -> None:
    assert day_of("hijri", year, month, day) is None


def test_the_nearest_day_may_lie_in_another_year() -> None:
    assert nearest_day(date(2024, 12, 30), "gregorian", 1, 2, None, None) == date(2025, 1, 2)
    assert nearest_day(date(2025, 1, 2), "gregorian", 12, 30, None, None) == date(2024, 12, 30)


@pytest.mark.parametrize(
    ("steps", "expected"), [(-1, date(2016, 1, 21)), (0, JANUARY_21), (1, date(2018, 1, 21))]
)
def test_last_is_before_the_reference_and_next_after_it(steps: int, expected: date) -> None:
    assert nearest_day(JANUARY_21, "gregorian", 1, 21, None, steps) == expected


def test_this_month_is_no_month_far_away() -> None:
    assert nearest_day(JANUARY_21, "gregorian", 6, 5, None, 0) is None
    assert nearest_day(JANUARY_21, "gregorian", 12, 28, None, 0) == date(2016, 12, 28)


def test_a_weekday_chooses_the_year() -> None:
    assert nearest_day(date(2022, 7, 20), "gregorian", 2, 1, 2, None) == date(2023, 2, 1)


def test_a_wrong_weekday_does_not_move_a_near_day_by_a_year() -> None:
    assert date(2018, 1, 21).weekday() == 6
    assert nearest_day(JANUARY_21, "gregorian", 1, 21, 6, None) is None


def test_29_february_is_looked_for_in_leap_years() -> None:
    assert nearest_day(date(2021, 3, 1), "gregorian", 2, 29, None, None) == date(2020, 2, 29)


@pytest.mark.parametrize(("month", "expected"), [(12, (2016, 12)), (5, (2017, 5)), (9, (2016, 9)), (7, None)])
def test_a_month_half_a_year_away_is_of_no_certain_year(month: int, expected: tuple[int, int] | None) -> None:
    found = nearest_month(JANUARY_21, "gregorian", month, None)
    assert (found and (found.earliest.year, found.earliest.month)) == expected


def test_years_fitting_a_weekday() -> None:
    assert years_fitting(2, 1, 2, range(2020, 2030)) == (2023,)


@given(DAYS, st.integers(0, 6))
def test_the_nearest_weekday_is_within_half_a_week(reference: date, weekday: int) -> None:
    found = nearest_weekday(reference, weekday, None)
    assert found.weekday() == weekday
    assert abs((found - reference).days) <= 3


@given(DAYS, st.integers(0, 6), st.sampled_from([-1, 1]))
def test_last_and_next_weekday_are_within_a_week_and_never_today(
    reference: date, weekday: int, steps: int
) -> None:
    found = nearest_weekday(reference, weekday, steps)
    assert found.weekday() == weekday
    assert 1 <= (found - reference).days * steps <= 7


@given(DAYS)
def test_a_week_runs_from_monday_to_sunday_around_its_day(day: date) -> None:
    first, last = week_bounds(day)
    assert (first.weekday(), last.weekday(), first <= day <= last) == (0, 6, True)


@given(DAYS, st.sampled_from(["day", "week", "month", "year"]), st.integers(-20, 20))
def test_units_follow_one_another_without_a_gap(reference: date, unit: str, steps: int) -> None:
    this = unit_bounds(reference, unit, steps)  # type: ignore[arg-type]
    after = unit_bounds(reference, unit, steps + 1)  # type: ignore[arg-type]
    assert this is not None
    assert after is not None
    assert (after.earliest - this.latest).days == 1


def test_before_the_first_year_there_is_nothing() -> None:
    assert unit_bounds(date(2024, 1, 1), "year", -3000) is None
    assert unit_bounds(date(2024, 1, 1), "day", -(10**9)) is None
