"""The words of a folded text as arrays."""

import re

from hypothesis import given
from hypothesis import strategies as st

from app.text.fold import fold
from app.text.words import words_of

LETTERS = "ابتمنوي أإآةى ـ 12٣ aÉz\n\t.,،«»-_🙂𝒜é"
TEXTS = st.text(alphabet=st.one_of(st.sampled_from(LETTERS), st.characters(codec="utf-8")), max_size=80)
_WORD = re.compile(r"\w+")


def found(text: str) -> list[str]:
    starts, ends, _ = words_of(text)
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def test_words_are_runs_of_letters_digits_and_their_marks() -> None:
    assert found(fold("قال «المغرب»، في 14 شتنبر/أيلول: DGSN-DGST 🙂!").text) == [
        "قال", "المغرب", "في", "14", "شتنبر", "ايلول", "dgsn", "dgst"
    ]  # fmt: skip


@given(st.text(alphabet=LETTERS[:-3], max_size=80))
def test_in_texts_without_rare_characters_words_are_those_of_the_regular_expression(text: str) -> None:
    folded = fold(text).text
    assert found(folded) == _WORD.findall(folded)


@given(TEXTS, TEXTS)
def test_a_word_has_the_same_number_wherever_it_stands(one: str, other: str) -> None:
    numbers: dict[str, int] = {}
    for text in (one, other, f"{one} . {other}"):
        for word, number in zip(found(text), words_of(text).hashes.tolist(), strict=True):
            assert numbers.setdefault(word, number) == number
    assert len(set(numbers.values())) == len(numbers)


def test_the_numbers_are_the_same_on_every_machine() -> None:
    assert words_of("محضر 14 dgsn").hashes.tolist() == [
        17896434370314530568,
        8353692854279436677,
        17975685362974388818,
    ]


def test_a_text_longer_than_the_ready_table_is_read_the_same() -> None:
    text = "وطن " * 20_000
    assert set(words_of(text).hashes.tolist()) == set(words_of("وطن").hashes.tolist())
