"""Adjectives of relation in every form that a paper uses."""

from app.gazetteer.nisba import inflect


def test_one_word_is_inflected_and_may_bear_the_article() -> None:
    forms = inflect("فرنسي")
    assert [form.text for form in forms] == [
        "فرنسي", "فرنسيه", "فرنسيا", "فرنسيان", "فرنسيين", "فرنسيون", "فرنسيات", "فرنسيتان", "فرنسيتين",
    ]  # fmt: skip
    assert {form.article for form in forms} == {"may"}
    assert [form.many for form in forms] == [False] * 3 + [True] * 6


def test_two_adjectives_agree_and_bear_the_article_both() -> None:
    texts = {(form.article, form.text) for form in inflect("كوري جنوبي")}
    assert ("never", "كوريه جنوبيه") in texts
    assert ("must", "كوري الجنوبي") in texts
    assert ("must", "كوريين الجنوبيين") in texts


def test_a_fixed_first_word_stays() -> None:
    assert "جنوب افريقيه" in {form.text for form in inflect("جنوب أفريقي")}


def test_an_adjective_of_another_pattern_has_one_form() -> None:
    assert [form.text for form in inflect("روس")] == ["روس"]
