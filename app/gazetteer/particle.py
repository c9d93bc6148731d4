"""The particles that Arabic attaches to the front of a word, and what they leave of it.

A word may begin with a conjunction (waw, feh), then a preposition (beh, kaf, lam), then the article
(alef lam). Lam and the article contract to two lams, so the article's alef is not written.
"""

from collections.abc import Iterable
from itertools import product
from typing import NamedTuple

from app.gazetteer.model import ARTICLE

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


_INDEFINITE = tuple(written for written, particles in PARTICLES.items() if not particles.article)


def expand(words: Iterable[str]) -> frozenset[str]:
    """`words` (folded) with every combination of particles, with and without the article.

    A word written `=word` stays indefinite, and a phrase of several words stays as it is.
    """
    found = set()
    for word in words:
        if " " in word or not word:
            found.add(word)
        elif word.startswith("="):
            found.update([written + word[1:] for written in _INDEFINITE])
        else:
            stem = word.removeprefix(ARTICLE) if len(word) > len(ARTICLE) + 1 else word
            found.update([written + stem for written in PARTICLES])
    return frozenset(found)
