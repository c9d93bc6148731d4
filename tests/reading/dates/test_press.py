"""Date expressions of the press: each case of `press.toml` is read as it says, and nothing beside it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from app.reading.dates.expressions import find_dates
from app.reading.model import DateExpression
from app.text.fold import fold

CASES = tomllib.loads(Path(__file__).with_name("press.toml").read_text("utf-8"))["case"]
LETTERS = {"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "X", "range": "R"}


def said(found: DateExpression) -> str:
    """The precision and what it bounds, as the cases write it."""
    letter, first, last = LETTERS[found.precision], found.earliest, found.latest
    if first is None:
        return f"{letter} ?"
    if letter in "DW":
        return f"{letter} {first}"
    if letter == "X" or (letter == "Y" and found.calendar == "gregorian"):
        return f"{letter} {first.year}"
    if letter == "M" and found.calendar == "gregorian":
        return f"{letter} {first:%Y-%m}"
    return f"{letter} {first}..{last}"


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_date_of_the_press_is_read_as_far_as_it_goes(case: dict[str, Any]) -> None:
    assert [said(found) for found in find_dates(fold(case["text"]), case.get("from"))] == case["dates"]


@pytest.mark.parametrize("between", [" ", "\n"])
def test_a_long_list_of_dates_is_cut_between_them(between: str) -> None:
    found = find_dates(fold(between.join(["14 ماي 2024"] * 100)), None)
    assert [date.surface for date in found] == ["14 ماي 2024"] * 100
