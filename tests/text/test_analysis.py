"""What the index is given for an article."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.analysis import ANALYSIS_VERSION, COLUMNS, WEIGHTS, analyse
from app.text.stem import words

SEEDS = sorted(Path(__file__).parents[2].joinpath("seeds").glob("*.txt"))


def test_title_and_text_go_to_columns_of_their_own() -> None:
    assert analyse("الأمن التونسي", "في مصر") == ("امن تونسي", "في مصر", "تونس", "")


def test_only_stems_that_are_not_the_form_are_kept_apart() -> None:
    assert analyse("", "المسؤولون بتونس، مسؤول").text_stem == "مسوول"


def test_no_phrase_reaches_over_a_blank_line() -> None:
    assert analyse("", "الأمن\n\nالوطني").text == "امن \u2029 وطني"
    assert analyse("", "الأمن\nالوطني").text == "امن وطني"


@given(st.text(), st.text())
def test_any_text_can_be_analysed(title: str, text: str) -> None:
    for column in analyse(title, text):
        assert '"' not in column
        assert "\0" not in column


def test_each_column_has_a_weight() -> None:
    assert len(COLUMNS) == len(WEIGHTS)


# What follows fails when the same text is analysed otherwise than before: then raise ANALYSIS_VERSION, so
# that indexes built before are built anew, and put the new digest here.
DIGESTS = {3: "3da84b01a3448467"}


@pytest.mark.skipif(not SEEDS, reason="the seeds are not here")
def test_a_changed_analysis_has_a_new_version() -> None:
    known = words()
    listed = sorted(
        (
            *known.families,
            *known.whole,
            *known.cut,
            *known.senses,
            *known.irregular,
            *known.joined,
            "َوَالكِتَابُ",
            "ﻻﻋﺐ",
            "Été",
            "١٤",
        )
    )
    texts = [" ".join(listed), *(seed.read_text("utf-8") for seed in SEEDS)]
    analysed = "\n".join("|".join(analyse("", text)) for text in texts)
    assert DIGESTS[ANALYSIS_VERSION] == hashlib.sha256(analysed.encode()).hexdigest()[:16]
