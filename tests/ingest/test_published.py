"""The publication date in metadata."""

from datetime import date
from typing import Any

import pytest

from app.errors import InputError
from app.ingest.published import parse_published


@pytest.mark.parametrize(
    ("written", "earliest", "latest", "precision"),
    [
        ("2024-09-14", date(2024, 9, 14), date(2024, 9, 14), "day"),
        (" 2024-09-14 ", date(2024, 9, 14), date(2024, 9, 14), "day"),
        ("20240914", date(2024, 9, 14), date(2024, 9, 14), "day"),
        ("2024-09-14T23:30:00Z", date(2024, 9, 14), date(2024, 9, 14), "day"),
        ("2024-09-14T23:30:00-08:00", date(2024, 9, 14), date(2024, 9, 14), "day"),
        ("2024-09-14 00:10:00.123456+03:00", date(2024, 9, 14), date(2024, 9, 14), "day"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31), "month"),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "year"),
        ("٢٠٢٤-٠٩-١٤", date(2024, 9, 14), date(2024, 9, 14), "day"),
        ("۲۰۲۴-۰۹-۱۴T۲۳:۳۰:۰۰+۰۳:۰۰", date(2024, 9, 14), date(2024, 9, 14), "day"),
        ("٢٠٢٤-٠٢", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("٢٠٢٤", date(2024, 1, 1), date(2024, 12, 31), "year"),
        (2024, date(2024, 1, 1), date(2024, 12, 31), "year"),
    ],
)
def test_a_day_a_month_or_a_year_is_taken_as_written(
    written: Any, earliest: date, latest: date, precision: str
) -> None:
    published = parse_published(written)
    assert published == (earliest, latest, precision, "metadata", None)


@pytest.mark.parametrize(
    "written",
    ["14/09/2024", "14-09-2024", "2024-13", "2024-00", "2024-02-30", "2024-9-1", "24", "0000", "yesterday",
     "2024-09-14T25:00", "2024-09-14 10:00 GMT", "Sat, 14 Sep 2024", "٢٠٢٤/٠٩/١٤", "٢٤", "٢٠٢٤-١٣", "२०२४",
     "2024-W37", 14, 1726270000, 2024.0, True, ["2024"], {"latest": "2024"}],
)  # fmt: skip
def test_anything_else_is_refused_and_named(written: Any) -> None:
    with pytest.raises(InputError, match=r"published is .*2024-09-14"):
        parse_published(written)
