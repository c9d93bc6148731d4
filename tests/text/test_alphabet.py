"""The characters that nearly every text makes do with, a byte each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.alphabet import ALPHABET, decode, encode
from app.text.fold import fold

OF_THE_ALPHABET = st.text(alphabet=st.sampled_from(ALPHABET))


def test_each_character_has_one_byte() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) <= 256
    assert encode(ALPHABET) == bytes(range(len(ALPHABET)))


@given(OF_THE_ALPHABET)
def test_a_coded_text_is_as_long_as_the_text_and_gives_it_back(text: str) -> None:
    code = encode(text)
    assert code is not None
    assert len(code) == len(text)
    assert decode(code) == text


@pytest.mark.parametrize("text", ["漢", "مصر 😀", "ﻻ", "Łódź"])
def test_a_text_with_another_character_has_no_code(text: str) -> None:
    assert encode(text) is None


@given(OF_THE_ALPHABET)
def test_a_text_folds_alike_with_a_code_and_without(text: str) -> None:
    coded, plain = fold(text), fold(text + "漢")
    assert coded.code == encode(coded.text)
    assert plain.code is None
    assert plain.text == coded.text + "漢"
    letters = range(len(coded.text))
    assert [coded.origin(i) for i in letters] == [plain.origin(i) for i in letters]
    assert [coded.span(i, i + 1) for i in letters] == [plain.span(i, i + 1) for i in letters]
