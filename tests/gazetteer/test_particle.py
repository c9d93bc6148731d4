"""What may stand attached before a word."""

import pytest

from app.gazetteer.particle import PARTICLES, expand


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


def test_words_are_expanded_with_every_particle() -> None:
    assert {"نهر", "النهر", "بنهر", "وللنهر", "لنهر"} <= expand(["نهر"])
    assert "للقصر" in expand(["القصر"])


def test_a_word_marked_indefinite_takes_no_article_and_a_phrase_nothing() -> None:
    words = expand(["=خليج", "عبد الله", ""])
    assert {"خليج", "وبخليج", "عبد الله", ""} <= words
    assert not {"الخليج", "للخليج", "وعبد الله"} & words
