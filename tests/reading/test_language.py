"""The language of a text, by its script and its grammar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading.language import find_language, language_code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("أعلنت وزارة الداخلية اليوم عن توقيف أربعة أشخاص", "ar"),
        ("أعلنت DGSN عن توقيف شخص وفق FBI و CIA", "ar"),
        ("الرباط", None),
        ("المغرب وفرنسا", "ar"),
        ("وزیر امور خارجه ایران در دیدار با همتای خود گفت که این مذاکرات برای دو کشور مهم است", "fa"),
        ("وزیر اعظم نے کہا ہے کہ حکومت عوام کے مسائل کو حل کرنے میں کامیاب ہو گی اور یہ کام جاری ہے", "ur"),
        (
            "Le ministre de l'Intérieur a annoncé dans un communiqué que les suspects sont en garde à vue",
            "fr",
        ),
        ("The minister of the interior said in a statement that the suspects were in custody", "en"),
        ("El ministro del Interior dijo en un comunicado que los sospechosos fueron detenidos", "es"),
        ("O ministro do Interior disse em um comunicado que os suspeitos não foram detidos", "pt"),
        ("Der Minister sagte, dass die Verdächtigen mit dem Fall nicht verbunden sind", "de"),
        ("Hespress Morocco Rabat Casablanca", None),
        ("Министр внутренних дел заявил, что подозреваемые задержаны", None),
        ("2024-09-14 12:30", None),
        ("", None),
    ],
)
def test_the_language_is_told_or_left_open(text: str, language: str | None) -> None:
    assert find_language(text) == language


_WORDS = st.sampled_from(("المغرب", "في", "على", "است", "این", "برای", "ہے", "میں", "کی", "قال", "از", "در"))


@given(st.lists(_WORDS, min_size=4, max_size=9))
def test_a_sign_of_no_alphabet_changes_no_language(words: list[str]) -> None:
    text = " ".join(words)
    assert find_language(text) == find_language(f"{text} \N{SNOWMAN}")  # which cannot be coded


@given(st.text())
def test_any_text_has_a_language_or_none(text: str) -> None:
    found = find_language(text)
    assert found is None or (found.isalpha() and found.islower())


@pytest.mark.parametrize(("given", "code"), [("AR", "ar"), ("ar-MA", "ar"), ("fr_FR", "fr"), (" en ", "en")])
def test_a_language_that_is_given_becomes_its_code(given: str, code: str) -> None:
    assert language_code(given) == code
