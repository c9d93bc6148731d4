"""The vocabulary of dates, as it comes from its data."""

from typing import Literal

import pytest
from babel.dates import get_day_names, get_month_names

from app.reading.dates.words import load_vocabulary
from app.text.fold import fold_name

LOCALES = (
    "ar",
    "ar_MA",
    "ar_DZ",
    "ar_TN",
    "ar_MR",
    "ar_EG",
    "ar_SY",
    "ar_IQ",
    "ar_LB",
    "ar_SA",
    "fr",
    "en",
)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
def test_every_month_that_cldr_prints_is_known(locale: str, width: Literal["wide", "abbreviated"]) -> None:
    words = load_vocabulary().words
    for number, name in get_month_names(width, locale=locale).items():
        word = words[fold_name(name).rstrip(".")]
        assert (word.value, word.kind in "MmL") == (number, True), name


@pytest.mark.parametrize("locale", LOCALES)
def test_every_weekday_that_cldr_prints_is_known(locale: str) -> None:
    words = load_vocabulary().words
    for number, name in get_day_names("wide", locale=locale).items():
        assert words[fold_name(name)].value == number, name


def test_forms_are_folded_and_known_with_particles() -> None:
    words = load_vocabulary().words
    assert words["الاحد"].kind == "W"
    assert (words["والاحد"].skip, words["والاحد"].joined) == (1, True)
    assert (words["للاسبوع"].skip, words["للاسبوع"].joined) == (2, False)


def test_he_touched_is_not_for_yesterday() -> None:
    assert "لامس" not in load_vocabulary().words
    assert "بامس" in load_vocabulary().words
