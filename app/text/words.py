"""The words of a folded text as arrays: where each starts and ends, and one number for each.

This is for work that compares whole texts. All of it happens in numpy, a few microseconds for an
article and a fraction of a second for a book, because a loop over words would cost more than the fold.
"""

import unicodedata
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Hashes: TypeAlias = npt.NDArray[np.uint64]
Offsets: TypeAlias = npt.NDArray[np.intp]

_PLANE = 0x10000
"""Letters, digits and marks are told apart from the rest up to here; above it stand emoji, mostly."""
_IN_WORD = np.array([unicodedata.category(chr(code))[0] in "LNM" for code in range(_PLANE)])
_ODD = 0x9E3779B97F4A7C15
"""2**64 divided by the golden ratio: an odd factor that spreads its multiples (Knuth, TAOCP 6.4)."""
_READY = 1 << 16


class Words(NamedTuple):
    """The words of a folded text: the offsets at which each starts and ends, and its hash."""

    starts: Offsets
    ends: Offsets
    hashes: Hashes


def mix(numbers: Hashes) -> Hashes:
    """Scatter numbers over 64 bits, equal ones alike: a product's low bits know nothing of the high ones."""
    mixed = (numbers ^ (numbers >> np.uint64(32))) * np.uint64(_ODD)
    return mixed ^ (mixed >> np.uint64(29))


def _powers(base: int, count: int) -> Hashes:
    """base**1 to base**count, modulo 2**64."""
    return np.multiply.accumulate(np.full(count, base, dtype=np.uint64))


_RISING, _FALLING = _powers(_ODD, _READY), _powers(pow(_ODD, -1, 1 << 64), _READY)


def powers(count: int) -> Hashes:
    """The first `count` powers of the factor that gives each place in a row its own weight."""
    return _RISING[:count] if count <= _READY else _powers(_ODD, count)


def words_of(folded: str) -> Words:
    """The words of a folded text (`fold(text).text`): runs of letters, digits and their marks, in order.

    The hash is a polynomial of the code points modulo 2**64, scattered: the same on every machine.
    """
    codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    count = len(codes)
    inside = np.zeros(count + 2, dtype=np.bool_)
    _IN_WORD.take(codes, mode="clip", out=inside[1:-1])
    edges = (inside[1:] != inside[:-1]).nonzero()[0]
    starts, ends = edges[::2], edges[1::2]
    sums = np.zeros(count + 1, dtype=np.uint64)
    (codes * powers(count)).cumsum(out=sums[1:])
    falling = _FALLING if count <= _READY else _powers(int(_FALLING[0]), count)
    return Words(starts, ends, mix((sums[ends] - sums[starts]) * falling[starts]))
