"""How much sets overlap, against comparing each with each."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.queries import together
from app.queries.together import Ranks, count_pairs

MEMBERS = st.sets(st.integers(0, 40).map(lambda n: n * n), max_size=30)


def ranks(members: set[int]) -> Ranks:
    return np.array(sorted(members), np.uint32)


def counted(first: list[set[int]], second: list[set[int]]) -> dict[tuple[int, int], int]:
    every = ranks(set().union(*first, *second))
    found = [((i, j), n) for i, j, n in count_pairs(every, list(map(ranks, first)), list(map(ranks, second)))]
    assert len(dict(found)) == len(found)
    return dict(found)


@pytest.mark.parametrize("small", [False, True])
@given(first=st.lists(MEMBERS, max_size=6), second=st.lists(MEMBERS, max_size=6))
def test_every_pair_that_overlaps_is_counted_once(
    small: bool, first: list[set[int]], second: list[set[int]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if small:  # as when there is more than is walked or kept at once
            patch.setattr(together, "_CHUNK", 3)
            patch.setattr(together, "_CELLS", 5)
        assert counted(first, second) == {
            (i, j): len(one & other)
            for i, one in enumerate(first)
            for j, other in enumerate(second)
            if one & other
        }
