"""What the figures of a score mean."""

import pytest

from eval.score import Score


def test_a_score_counts_what_was_right_in_vain_and_missed() -> None:
    score = Score()
    score.add({"FR", "DE"}, {"FR", "IT", "GB"}, "one", neutral={"GB"})
    score.add({"MA"}, {"MA"}, "two")
    assert (score.hit, score.vain, score.missed) == (2, 1, 1)
    assert [(miss.sort, miss.what, miss.text) for miss in score.misses] == [
        ("vain", "IT", "one"),
        ("missed", "DE", "one"),
    ]
    assert (score.precision, score.recall, score.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))


def test_a_score_of_nothing_is_nought() -> None:
    assert Score().f1 == 0
