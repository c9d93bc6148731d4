"""What may stand attached before a word."""

import pytest

from app.gazetteer.particle import PARTICLES, Words, keys


@pytest.mark.parametrize(
    ("written", "article", "kept"),
    [
        ("", False, 0), ("و", False, 0), ("ب", False, 0), ("ال", True, 2), ("وال", True, 2), ("بال", True, 2),
        ("وبال", True, 2), ("كال", True, 2), ("لل", True, 0), ("ولل", True, 0), ("فلل", True, 0),
        ("ل", False, 0),
    ],
)  # fmt: skip
def test_particles_are_taken_apart(written: str, article: bool, kept: int) -> None:
    assert (PARTICLES[written].article, PARTICLES[written].kept) == (article, kept)


@pytest.mark.parametrize("letters", ["لال", "بو", "س", "الو", "بل", "وو"])
def test_other_letters_are_no_particles(letters: str) -> None:
    assert letters not in PARTICLES


def test_a_word_is_looked_for_as_it_is_and_without_any_particle() -> None:
    assert keys("وللقصر") == ("=وللقصر", "=للقصر", "=لقصر", "وللقصر", "للقصر", "لقصر", "قصر")
    assert keys("و") == ("=و", "و")
    assert keys("نهر") == ("=نهر", "نهر")


def test_words_are_held_with_every_particle() -> None:
    words = Words(["نهر", "القصر"])
    held = {"نهر", "النهر", "بنهر", "وللنهر", "لنهر", "للقصر"}
    assert set(words.among([*held, "أنهر", "نهرا", "بلنهر"])) == held


def test_a_word_marked_indefinite_takes_no_article_and_a_phrase_nothing() -> None:
    words = Words(["=خليج", "عبد الله", ""])
    assert all(word in words for word in ("خليج", "وبخليج", "عبد الله", ""))
    assert not any(word in words for word in ("الخليج", "للخليج", "وعبد الله", 3))
    assert words.phrases == ("عبد الله",)


def test_a_set_holds_what_the_sets_it_is_made_of_hold() -> None:
    words = Words(["بحر"], [Words(["=خليج"]), Words(["نهر"])])
    assert all(word in words for word in ("والبحر", "خليج", "النهر"))
    assert words
    assert not Words()
