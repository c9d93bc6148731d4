"""What counts as a word, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.fold import fold
from app.text.stem import words
from app.text.token import LONGEST, paragraphs, plain, say, tokens
from app.text.words import words_of

TEXT = st.text(st.sampled_from('والأبتلكمصرةى ـَّ\u200f\n\t .،-«»"()1٢aéÉﻻﷺ_\u2029\u00a0🙂'), max_size=60)


def forms(text: str) -> list[str]:
    return [token.form for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("الأمن الوطني", ["امن", "وطني"]),
        ("أَمْــنٌ", ["امن"]),
        ("(مصر)، «تونس».", ["مصر", "تونس"]),
        ("يومي 13 و14 يونيو", ["يومي", "13", "14", "يونيو"]),
        ("يومي 13 و 14 يونيو", ["يومي", "13", "14", "يونيو"]),
        ("١٤ ۱۴", ["14", "14"]),
        ("بالـDGSN والـ14", ["dgsn", "14"]),
        ("COVID-19 covid19", ["covid", "19", "covid", "19"]),
        ("l'Été à Fès", ["l", "ete", "a", "fes"]),
        ("د.ج و ب", ["د", "ج"]),
        ("لعبدالله وعبد الله", ["عبد", "الله", "عبد", "الله"]),
        ("الفايسبوك والفيس بوك", ["فيس", "بوك", "فيس", "بوك"]),
        ("بفايس بوك ولفايسبوك", ["فيس", "بوك", "فيس", "بوك"]),
        ("بأبوظبي ونيويورك", ["ابو", "ظبي", "نيو", "يورك"]),
        ("سريلانكا وسري لانكا", ["سري", "لانكا", "سري", "لانكا"]),
        ("بنيو يورك وكنيو يورك وفأبو ظبي", ["نيو", "يورك", "نيو", "يورك", "ابو", "ظبي"]),
        ("العبدالي والأبواب عبداللهيان", ["عبدالي", "ابواب", "عبداللهيان"]),
        ("ﻻﻋﺐ", ["لاعب"]),
        ("مصر_تونس", ["مصر", "تونس"]),
        ("? ! … — 🙂", []),
        ("", []),
    ],
)
def test_a_text_says_its_words(text: str, found: list[str]) -> None:
    assert forms(text) == found


@pytest.mark.parametrize(
    ("text", "word", "written"),
    [
        ("في بمِصْرَ.", "مصر", "بمِصْرَ"),
        ("الـوطن،", "وطن", "الـوطن"),
        ("و14", "14", "14"),
        ("«ﻻﻋﺐ»", "لاعب", "ﻻﻋﺐ"),
        ("«وبنِيويورك»", "نيو", "وبنِيويورك"),
        ("«وبنِيويورك»", "يورك", "وبنِيويورك"),
    ],
)
def test_a_word_stands_where_it_is_written(text: str, word: str, written: str) -> None:
    token = next(token for token in tokens(text) if token.form == word)
    assert text[token.start : token.end] == written


PARTICLES = [
    conjunction + particle
    for conjunction in ("", "و", "ف")
    for particle in ("", "ب", "ك", "ل", "ال", "بال", "كال", "لل")
]


@pytest.mark.parametrize("particle", PARTICLES)
def test_a_name_written_as_one_is_its_two_words_whatever_particles_it_has(particle: str) -> None:
    for name, (first, second) in words().joined.items():
        assert forms(particle + name) == forms(name) == forms(f"{first} {second}"), particle + name


@given(TEXT)
def test_words_come_in_order_and_none_is_empty(text: str) -> None:
    read = list(tokens(text))
    assert [token.start for token in read] == sorted(token.start for token in read)
    for token in read:
        assert 0 <= token.start < token.end <= len(text)
        assert token.form
        assert token.stem
        assert len(token.form) <= LONGEST


@given(TEXT)
def test_a_text_says_the_same_chunk_by_chunk(text: str) -> None:
    said, read = say(text), list(tokens(text))
    assert said.forms.split(" ") == ([token.form for token in read] or [""])
    assert said.stems.split() == [token.stem for token in read if token.stem != token.form]


@given(TEXT)
def test_a_plain_text_has_the_words_of_the_folded_one(text: str) -> None:
    assert words_of(plain(text)).hashes.tolist() == words_of(fold(text).text).hashes.tolist()


@given(st.lists(st.sampled_from(["مصر", "بتونس،", "(الأمن)", "-", "و14"]), max_size=8))
def test_a_form_says_itself(words: list[str]) -> None:
    found = forms(" ".join(words))
    assert forms(" ".join(found)) == found


def test_more_words_than_are_remembered_are_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.text.token._MOST", 3)
    written = [f"كلمة{number}" for number in range(20)]
    assert [say(word).forms for word in written * 2] == [f"كلمه {number}" for number in range(20)] * 2


@pytest.mark.parametrize(
    ("text", "parts"),
    [("أ\nب", 1), ("أ\n\nب", 2), ("أ\n \t\n\n ب", 2), ("أ\u2029ب", 2), ("أ\r\n\r\nب", 2)],
)
def test_a_blank_line_parts_paragraphs(text: str, parts: int) -> None:
    assert len(paragraphs(text)) == parts
