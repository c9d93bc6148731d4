"""The words around a hit."""

import re

from hypothesis import given
from hypothesis import strategies as st

from app.gazetteer.particle import Words
from app.reading.mentions.cues import words_near

_WORD = st.text("والبنم", min_size=1, max_size=5)
_CUES = st.lists(st.one_of(_WORD, _WORD.map("={}".format), st.just("نبا من")), max_size=60).map(Words)


@given(_CUES, st.lists(_WORD, max_size=40), st.lists(_WORD, max_size=40))
def test_the_cues_near_a_name_are_those_of_the_words_on_both_sides(
    cues: Words, before: list[str], after: list[str]
) -> None:
    left, right = "".join(f"{word} " for word in before), "".join(f" {word}" for word in after)
    text = f"{left}X{right}"
    near = re.findall(r"\w+", f"{left[-70:]} {right[:70]}")
    assert words_near(cues, text, len(left), len(left) + 1) == cues.among(set(near))


def test_a_cue_of_another_paragraph_is_not_near() -> None:
    cues = Words(["نبا"])
    assert words_near(cues, "نبا\N{PARAGRAPH SEPARATOR}X", 4, 5) == ()
    assert words_near(cues, "نبا X", 4, 5) == ("نبا",)
