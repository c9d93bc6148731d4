"""The particles that Arabic attaches to the front of a word, and what they leave of it.

A word may begin with a conjunction (waw, feh), then a preposition (beh, kaf, lam), then the article
(alef lam). Lam and the article contract to two lams, so the article's alef is not written.
"""

from collections.abc import Container, Iterable
from functools import lru_cache
from itertools import product
from typing import NamedTuple

ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_WAW, _FEH, _BEH, _KAF, _LAM = (
    "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER FEH}", "\N{ARABIC LETTER BEH}",
    "\N{ARABIC LETTER KAF}", "\N{ARABIC LETTER LAM}",
)  # fmt: skip


class Particles(NamedTuple):
    """What stands before a word's stem: `and_` a conjunction, `to` a preposition, `article` whether
    it is definite, `kept` how many of its letters belong to the name (the article's, unless
    contracted)."""

    and_: str
    to: str
    article: bool
    kept: int


BARE = Particles("", "", False, 0)


def _all() -> dict[str, Particles]:
    found = {}
    for and_, to, article in product(("", _WAW, _FEH), ("", _BEH, _KAF, _LAM), (False, True)):
        contracted = article and to == _LAM
        written = and_ + to + (_LAM if contracted else ARTICLE if article else "")
        found[written] = Particles(and_, to, article, len(ARTICLE) if article and not contracted else 0)
    return found


PARTICLES = _all()
"""By the letters before a stem, all that may stand there."""
LONGEST = max(map(len, PARTICLES))


_FIRST = frozenset(written[0] for written in PARTICLES if written)
_SIZES = range(LONGEST + 1)
_MEMORY = 8192
"""So many words are remembered: those that stand beside names are few, and come again and again."""


@lru_cache(maxsize=_MEMORY)
def keys(word: str) -> tuple[str, ...]:
    """By what a folded word is found in `Words`: as it is and as what it may be without the particles it
    begins with, marked by "=" where the article is not among them, and unmarked. A phrase has none."""
    if word[:1] not in _FIRST or " " in word:
        return "=" + word, word
    sizes = [size for size in _SIZES if size < len(word) and word[:size] in PARTICLES]
    indefinite = ["=" + word[size:] for size in sizes if not PARTICLES[word[:size]].article]
    return *indefinite, *[word[size:] for size in sizes]


class Words(Container[str]):
    """A set of folded words that holds each with every combination of particles, with and without the
    article. A word given as `=word` stays indefinite, and a phrase of several words stays as it is.

    It holds a word if it has one of its `keys`. The 24 forms of each would take fifty megabytes.
    """

    __slots__ = ("keys", "phrases")
    keys: frozenset[str]
    phrases: tuple[str, ...]
    """Those of several words, sorted."""

    def __init__(self, words: Iterable[str] = (), more: Iterable["Words"] = ()) -> None:
        """The set of `words` and of all that the sets in `more` hold."""
        found: set[str] = set()
        for word in words:
            if " " in word or not word:
                found.add("=" + word)
            elif word.startswith("="):
                found.add(word)
            else:
                found.add(word.removeprefix(ARTICLE) if len(word) > len(ARTICLE) + 1 else word)
        for other in more:
            found |= other.keys
        self.keys = frozenset(found)
        self.phrases = tuple(sorted(key[1:] for key in found if " " in key))

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and not self.keys.isdisjoint(keys(word))

    def __bool__(self) -> bool:
        return bool(self.keys)

    def among(self, words: Iterable[str]) -> tuple[str, ...]:
        """Which of `words` it holds, sorted."""
        own = self.keys
        return tuple(sorted([word for word in words if not own.isdisjoint(keys(word))]))


NO_WORDS = Words()
