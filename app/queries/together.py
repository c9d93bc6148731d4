"""Which of many sets overlap, and by how much, without comparing each with each.

Sets of articles are walked article by article instead: the work grows with the pairs that articles
really hold, not with the square of the number of sets.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ranks = NDArray[np.uint32]
_CHUNK = 1 << 17
"""Articles that are walked at once: a few megabytes each time."""
_CELLS = 1 << 22
"""Counts that are kept at once."""


class _Members(NamedTuple):
    """For each article, of which sets it is: those of the `n`th are `sets[begin[n] : begin[n + 1]]`."""

    sets: NDArray[np.int64]
    begin: NDArray[np.int64]


def count_pairs(
    every: Ranks, first: Sequence[Ranks], second: Sequence[Ranks]
) -> Iterator[tuple[int, int, int]]:
    """How many articles are in the `i`th set of `first` and the `j`th of `second`: `(i, j, articles)`.

    Pairs that no article is in are left out. `every` has the ranks of all articles there are, each set
    some of them; all ascend.
    """
    members = _members(every, second)
    begin = 0
    while begin < len(first) and len(second):
        end = begin + max(1, _CELLS // len(second))
        counts = _count(every, first[begin:end], members, len(second))
        for place in np.flatnonzero(counts).tolist():
            one, other = divmod(place, len(second))
            yield begin + one, other, int(counts[place])
        begin = end


def _members(every: Ranks, sets: Sequence[Ranks]) -> _Members:
    places, numbers = _flat(every, sets)
    begin = np.zeros(len(every) + 1, np.int64)
    np.cumsum(np.bincount(places, minlength=len(every)), out=begin[1:])
    return _Members(numbers[np.argsort(places, kind="stable")], begin)


def _flat(every: Ranks, sets: Sequence[Ranks]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places in `every` of all members of all sets, and of which set each is."""
    ranks = np.concatenate([np.empty(0, np.uint32), *sets])
    numbers = np.repeat(np.arange(len(sets)), [len(one) for one in sets])
    return np.searchsorted(every, ranks), numbers


def _count(every: Ranks, first: Sequence[Ranks], members: _Members, width: int) -> NDArray[Any]:
    places, numbers = _flat(every, first)
    cells = len(first) * width
    counts = np.zeros(cells, np.int64)
    for at in range(0, len(places), _CHUNK):
        chunk = places[at : at + _CHUNK]
        start = members.begin[chunk]
        many = members.begin[chunk + 1] - start
        before = np.cumsum(many) - many
        index = np.arange(int(many.sum())) + np.repeat(start - before, many)
        one = np.repeat(numbers[at : at + _CHUNK], many)
        counts += np.bincount(one * width + members.sets[index], minlength=cells)
    return counts
