"""Words as common and as rare as in the press, as many as a corpus of any size meets.

Rank and frequency follow two power laws, as in any large corpus (M. Gerlach and E. G. Altmann,
"Stochastic model for the vocabulary growth in natural languages", Physical Review X 3, 2013): about
1 / rank among the first words, and steeper after. The three numbers are fitted to how the vocabulary of
10,161 articles of a radio station's site grows (ANT corpus 1.1): 31,088 words in the first 1,000
articles and 83,136 in 10,000, where this model meets 28,500 and 85,000.
"""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

SIZE = 1 << 20
"""Words there are; an article of a million brings fewer than one new one."""
_OFFSET, _BEND, _STEEP = 5.0, 12_000.0, 1.8
ARTICLE = 95
"""Words that an article has, about."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`words` by falling frequency, and the share of all running words that the first of them make up."""

    words: NDArray[np.object_]
    summed: NDArray[np.float64]

    def at(self, chances: NDArray[np.float64]) -> NDArray[np.object_]:
        """The words that numbers in [0, 1) fall on."""
        return self.words[np.searchsorted(self.summed, chances, side="right")]

    def in_share(self, least: float, most: float, count: int) -> list[str]:
        """At most `count` words, commonest first, that so large a share of articles is expected to have."""
        shares = 1 - (1 - np.diff(self.summed, prepend=0.0)) ** ARTICLE
        return [str(word) for word in self.words[(shares >= least) & (shares <= most)][:count]]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary; always the same one."""
    rank = np.arange(1, SIZE + 1, dtype=np.float64)
    weight = 1 / (rank + _OFFSET)
    tail = rank > _BEND
    weight[tail] = (_BEND / rank[tail]) ** _STEEP / (_BEND + _OFFSET)
    summed = np.cumsum(weight)
    return Vocabulary(np.array(_words(), dtype=object), summed / summed[-1])


@cache
def data() -> dict[str, Any]:
    """`words.toml`."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def _words() -> list[str]:
    """The common words, then made ones: every root in every pattern, shuffled, each affix in turn."""
    known: list[str] = data()["common"]
    roots = ["".join(letters) for letters in product(data()["root"], repeat=3) if len(set(letters)) > 1]
    # Not for secrets: the order has to be the same each time.
    random.Random(1).shuffle(roots)  # noqa: S311
    shapes = [affix.format(pattern) for pattern in data()["patterns"] for affix in data()["affixes"]]
    random.Random(2).shuffle(shapes)  # noqa: S311
    rounds = len(shapes)
    made = dict.fromkeys(known)
    for turn in range(rounds):
        if len(made) >= SIZE:
            break
        made.update(dict.fromkeys(shapes[(turn + i) % rounds].format(*root) for i, root in enumerate(roots)))
    return list(made)[:SIZE]
