"""One plain spelling for the many ways a word is written, with the way back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.fold import PARAGRAPH, fold, fold_name

ANY = st.text(
    alphabet=st.one_of(
        st.sampled_from(" \n\t_\u00a0\u2029\u200fابتثأإآٱةىئؤءـًَُِّْﻻﷲ٣۴éÉßİŁǾ"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("إسبانيا", "اسبانيا"),
        ("المغربية", "المغربيه"),
        ("مستشفى", "مستشفي"),
        ("مسؤول", "مسوول"),
        ("المـــغرب", "المغرب"),
        ("وفقًا", "وفقا"),
        ("ﺍﻟﻤﻐﺮﺏ", "المغرب"),
        ("٢٠٢٤", "2024"),
        ("هونغ_كونغ", "هونغ كونغ"),
        ("في\u00a0  مصر", "في مصر"),
        ("Émirats", "emirats"),
        ("ڨفصة", "قفصة"),
        ("أڭادير", "أكادير"),
        ("گردستان", "كردستان"),
        ("ڤيينا", "فيينا"),
        ("پاريس", "باريس"),
        ("چورج", "جورج"),
    ],
)
def test_spellings_of_one_word_fold_alike(written: str, same: str) -> None:
    assert fold_name(written) == fold_name(same)


def test_a_blank_line_parts_what_stands_around_it() -> None:
    assert fold("الولايات\n\nالمتحدة").text == f"الولايات{PARAGRAPH}المتحده"
    assert fold("الولايات\nالمتحدة").text == "الولايات المتحده"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_ends_of_lines_of_every_system_are_white_space(line_end: str) -> None:
    assert fold(f"الولايات{line_end}المتحدة").text == "الولايات المتحده"
    assert fold(f"الولايات{line_end * 2}المتحدة").text == f"الولايات{PARAGRAPH}المتحده"


def test_a_mark_between_two_spaces_leaves_one() -> None:
    assert fold("أ ً ب").text == "ا ب"


@given(ANY)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(ANY)
def test_every_folded_character_comes_from_one_that_folds_to_it(text: str) -> None:
    folded = fold(text)
    assert [folded.origin(i) for i in range(len(folded.text))] == sorted(
        folded.origin(i) for i in range(len(folded.text))
    )
    for i, letter in enumerate(folded.text):
        if letter not in (" ", PARAGRAPH):
            assert letter in fold(text[folded.origin(i)]).text


@given(ANY)
def test_the_span_of_a_word_folds_to_the_word(text: str) -> None:
    folded = fold(text)
    for match in re.finditer(r"\w+", folded.text):
        assert match[0] in fold(folded.span(*match.span()).of(text)).text
    assert folded.place(len(text)) <= len(folded.text)


@pytest.mark.parametrize("text", ["فقرة\n\nأخرى", "سطر\nآخر", "Paris \u2013 «الرباط»\r\n\r\n١٢"])
def test_what_papers_print_has_a_coded_form_also_with_blank_lines(text: str) -> None:
    folded = fold(text)
    assert folded.code is not None
    assert len(folded.code) == len(folded.text)
