"""The garbage collector rests where it is told to, and nowhere else."""

import gc
from types import SimpleNamespace

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


def test_what_ends_between_the_look_and_the_rest_of_another_leaves_the_collector_at_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = uncollected(), uncollected()
    first.__enter__()

    def look() -> bool:
        """Answer as at this moment, and be too late with it: the first ends in between."""
        collects = gc.isenabled()
        first.__exit__(None, None, None)
        return collects

    with monkeypatch.context() as patch:
        patch.setattr("app.garbage.gc", SimpleNamespace(isenabled=look, disable=gc.disable, enable=gc.enable))
        second.__enter__()
    second.__exit__(None, None, None)
    assert gc.isenabled()
