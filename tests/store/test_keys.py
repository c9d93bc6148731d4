"""Keys put articles in the order of lists."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.store.keys import EARLIEST_MASK, LATEST_SHIFT, newest, newest_from, newest_to

DAYS = st.dates()
INTERVALS = st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair)))


@given(INTERVALS, INTERVALS)
def test_newest_orders_by_latest_then_earliest_descending(a: tuple[date, date], b: tuple[date, date]) -> None:
    assert (newest(*a) < newest(*b)) == ((a[1], a[0]) > (b[1], b[0]))


@given(INTERVALS)
def test_undated_articles_come_last(interval: tuple[date, date]) -> None:
    assert newest(*interval) < newest(None, None)


@given(INTERVALS, DAYS)
def test_the_bounds_of_a_day_hold_exactly_the_articles_on_its_side(
    interval: tuple[date, date], day: date
) -> None:
    assert (newest(*interval) <= newest_from(day)) == (interval[1] >= day)
    assert (newest(*interval) >= newest_to(day)) == (interval[1] <= day)


@given(INTERVALS)
def test_both_days_can_be_read_off_the_order(interval: tuple[date, date]) -> None:
    key = newest(*interval)
    read = (date.fromordinal(-key & EARLIEST_MASK), date.fromordinal(-key >> LATEST_SHIFT))
    assert read == interval
