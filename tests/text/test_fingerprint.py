"""Fingerprints: what copies of a text bear too."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.fingerprint import GUARANTEED, SHINGLE, fingerprints, fingerprints_of
from app.text.fold import fold

WORDS = [f"{first}{rest}" for first in "بتجدرسعفقكلمنه" for rest in ("وطن", "امن", "عمل", "خبر", "نشر")]
RUNS = st.lists(st.sampled_from(WORDS), max_size=90)


def of(text: str) -> tuple[int, ...]:
    return fingerprints(fold(text).text)


@given(
    RUNS, RUNS, RUNS, RUNS, st.lists(st.sampled_from(WORDS), min_size=GUARANTEED, max_size=GUARANTEED + 20)
)
def test_texts_that_share_a_long_enough_run_share_a_fingerprint(
    before: list[str], after: list[str], ahead: list[str], behind: list[str], run: list[str]
) -> None:
    one, other = " ".join(before + run + after), " ".join(ahead + run + behind)
    assert set(of(one)) & set(of(other))


@given(RUNS)
def test_fingerprints_are_signed_64_bit_numbers_in_growing_order_each_once(words: list[str]) -> None:
    found = of(" ".join(words))
    assert list(found) == sorted(set(found))
    assert all(-(1 << 63) <= number < 1 << 63 for number in found)
    assert bool(found) == (len(words) >= SHINGLE)


@given(st.lists(RUNS.map(" ".join), max_size=6))
def test_several_texts_at_once_have_the_fingerprints_of_each(texts: list[str]) -> None:
    assert fingerprints_of(texts) == [fingerprints(text) for text in texts]


def test_they_cost_about_eight_rows_for_a_hundred_words() -> None:
    random = Random(7)  # noqa: S311
    words = [f"{random.choice(WORDS)}{random.randrange(1000)}" for _ in range(20_000)]
    assert 7.5 < len(of(" ".join(words))) / 200 < 9


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أكّد وزير الداخليّة أنّ الأمن الوطني تمكّن، اليوم، من توقيف ثلاثة أشخاص",
         "اكد وزير الداخلية ان الامن الوطنى تمكن اليوم من توقيف ثلاثة اشخاص"),
        ("قالت «الصحيفة»: «إن المغرب\nحليف موثوق» لفرنسا، ولإسبانيا، ولغيرهما منذ 2015",
         "قالت الصحيفة إن المغرب حليف موثوق لفرنسا ولإسبانيا ولغيرهما منذ ٢٠١٥"),
    ],
    ids=["vowels and hamza", "quotation marks, lines and digits"],
)  # fmt: skip
def test_spelling_and_punctuation_change_nothing(one: str, other: str) -> None:
    assert of(one) == of(other) != ()


def test_they_are_the_same_on_every_machine() -> None:
    assert of("نشرت الجريدة الرسمية الفرنسية قرار وزير الداخلية المتعلق بتوشيح المدير العام") == (
        1371837016390182305,
    )


def test_unlike_texts_share_none() -> None:
    random = Random(3)  # noqa: S311
    one, other = (" ".join(random.choice(WORDS) for _ in range(2_000)) for _ in range(2))
    assert not set(of(one)) & set(of(other))
