"""Finding names by how they begin, or how one of their words begins, while somebody types.

Every name is listed once from each of its words on, in the fold, sorted: what begins with the typed
letters is then one slice of the list, and numpy picks the best of even a long one in microseconds.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.gazetteer.outlets import name_key
from app.gazetteer.particle import ARTICLE

_LAM = "\N{ARABIC LETTER LAM}"
_PARTICLES = (
    "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER FEH}", "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER KAF}",
)  # fmt: skip
_WITH_ARTICLE = (ARTICLE, *(particle + ARTICLE for particle in _PARTICLES), _LAM + _LAM)
_BARE = re.compile(f"(?:{'|'.join(_WITH_ARTICLE)})(?=.)")
"""The article at the beginning of a word, with what may be attached before it."""
_UNFINISHED = frozenset(begun[:length] for begun in _WITH_ARTICLE for length in (1, 2, 3))
"""How a word may begin before it is clear whether it bears the article."""
_BEHIND_SPACE, _LAST = "!", "\U0010ffff"
"""In the order of keys: what no key holds and follows a space, and what follows everything."""

Flags = NDArray[np.bool_]


class Found(NamedTuple):
    """The owner of a name, the name, and how well it fits.

    0 wholly; 1 as its beginning, or as whole words in it; 2 as the beginning of a word in it.
    """

    owner: int
    name: str
    fit: int


class PrefixIndex:
    """Names of owners, which are numbered from 0. An owner may have many names, a name many owners."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        self._names: list[str] = []
        rows: list[tuple[str, bool, int, int]] = []
        for name, owner in names:
            rows += ((key, first, owner, len(self._names)) for key, first in _beginnings(name))
            self._names.append(name)
        rows.sort(key=lambda row: row[0])
        self._keys = [row[0] for row in rows]
        self._first = np.array([row[1] for row in rows], dtype=np.bool_)
        self._owner = np.array([row[2] for row in rows], dtype=np.int32)
        self._name = np.array([row[3] for row in rows], dtype=np.int32)

    def find(self, text: str, standing: "Standing", limit: int, among: Flags | None = None) -> list[Found]:
        """The owners of names that `text` begins, each once: better fits first, then by `standing`.

        `among` says of each owner whether it may be found.
        """
        key = typed(text)
        low = bisect_left(self._keys, key)
        high = bisect_left(self._keys, key + _LAST, low) if key else low
        owners, first = self._owner[low:high], self._first[low:high]
        whole, begun = first.copy(), first.copy()
        whole[bisect_right(self._keys, key, low, high) - low :] = False
        begun[: bisect_left(self._keys, key + _BEHIND_SPACE, low, high) - low] = True
        found: dict[int, Found] = {}
        for fit, fits in enumerate((whole, begun, ~begun)):
            if len(found) < limit:
                for owner in standing.best(owners[fits], limit + len(found), among):
                    if owner not in found:
                        at = int(np.flatnonzero(fits & (owners == owner))[0])
                        found[owner] = Found(owner, self._names[self._name[low + at]], fit)
        return list(found.values())[:limit]


class Standing:
    """The order of owners: more articles first, then the lower number."""

    def __init__(self, articles: Sequence[int]) -> None:
        self.articles = articles
        counts = np.array(articles, dtype=np.int64)
        self._order = np.argsort(-counts, kind="stable")

    @cached_property
    def _place(self) -> NDArray[np.int64]:
        place = np.empty_like(self._order)
        place[self._order] = np.arange(len(self._order))
        return place

    def best(self, owners: NDArray[np.int32], limit: int, among: Flags | None) -> list[int]:
        """The first `limit` of `owners`, each once."""
        present = np.zeros(len(self._order), dtype=np.bool_)
        present[self._place[owners]] = True
        if among is not None:
            present &= among[self._order]
        return [int(owner) for owner in self._order[np.flatnonzero(present)[:limit]]]


def typed(text: str) -> str:
    """What is typed, as a beginning of the keys: folded, later words without the article."""
    first, *rest = name_key(text).split(" ")
    if rest and rest[-1] in _UNFINISHED:
        rest[-1] = ""
    return " ".join([first, *map(_bare, rest)])


def _beginnings(name: str) -> Iterator[tuple[str, bool]]:
    """A name from each of its words on, that word with and without article; whether it is the first."""
    words = name_key(name).split(" ")
    bare = [_bare(word) for word in words]
    for i, word in enumerate(words):
        rest = ["", *bare[i + 1 :]]
        for way in dict.fromkeys(_ways(word, bare[i])):
            yield way + " ".join(rest), i == 0


def _ways(word: str, bare: str) -> tuple[str, ...]:
    return (word,) if word == bare else (word, bare, ARTICLE + bare)


def _bare(word: str) -> str:
    found = _BARE.match(word)
    return word[found.end() :] if found else word
