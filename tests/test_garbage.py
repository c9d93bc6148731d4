"""The garbage collector rests where it is told to, and nowhere else."""

import gc

import pytest

from app.garbage import uncollected


@uncollected()
def fail() -> None:
    assert not gc.isenabled()
    raise KeyError


def test_the_collector_rests_within_and_works_again_behind_even_an_error() -> None:
    with pytest.raises(KeyError):
        fail()
    assert gc.isenabled()


def test_a_collector_that_was_told_to_rest_goes_on_resting() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
