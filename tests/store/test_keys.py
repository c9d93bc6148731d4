"""Keys put articles in the order of lists."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.store.keys import EARLIEST_MASK, SEQUENCE_SPACE, first_key, newest, newest_from, newest_to

DAYS = st.dates()
INTERVALS = st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair)))


@given(INTERVALS, INTERVALS)
def test_newest_orders_by_latest_then_earliest_descending(a: tuple[date, date], b: tuple[date, date]) -> None:
    assert (newest(*a) < newest(*b)) == ((a[1], a[0]) > (b[1], b[0]))


@given(INTERVALS)
def test_undated_articles_come_last(interval: tuple[date, date]) -> None:
    assert newest(*interval) < newest(None, None)
    assert first_key(interval[1]) + SEQUENCE_SPACE <= first_key(None)


@given(INTERVALS, DAYS)
def test_the_bounds_of_a_day_hold_exactly_the_articles_on_its_side(
    interval: tuple[date, date], day: date
) -> None:
    assert (newest(*interval) <= newest_from(day)) == (interval[1] >= day)
    assert (newest(*interval) >= newest_to(day)) == (interval[1] <= day)


@given(INTERVALS)
def test_earliest_can_be_read_off_the_order(interval: tuple[date, date]) -> None:
    assert date.fromordinal(-newest(*interval) & EARLIEST_MASK) == interval[0]


@given(st.dates(max_value=date.max - timedelta(days=1)))
def test_a_day_has_its_keys_for_itself(day: date) -> None:
    assert first_key(day + timedelta(days=1)) + SEQUENCE_SPACE == first_key(day)
    assert first_key(None) + SEQUENCE_SPACE < 2**63
