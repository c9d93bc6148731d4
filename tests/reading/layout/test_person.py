"""Names of persons: what is ruled out at a glance is never one."""

from hypothesis import given
from hypothesis import strategies as st

from app.reading.layout.person import load_people

PEOPLE = load_people()
WORDS = st.one_of(
    *(st.sampled_from(sorted(words)) for words in (PEOPLE.given, PEOPLE.kin, PEOPLE.titles, PEOPLE.never)),
    st.sampled_from(["و", "م", "24", "يوم", "تقول", "للامن", "غدا", "ومحمد", "وزير", "الكاتب", "سمير"]),
)


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_words_that_may_not_open_a_name_are_none_whatever_follows_them(words: list[str]) -> None:
    if PEOPLE.certainty(words) is not None:
        assert PEOPLE.may_open(words[:2])


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_a_word_that_bars_names_leaves_none_wherever_it_stands(words: list[str]) -> None:
    if any(map(PEOPLE.bars, words)):
        assert PEOPLE.certainty(words) is None
