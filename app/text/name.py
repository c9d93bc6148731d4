"""Names of two words that many write as one: each is a word of its own, in texts and questions alike.

Which they are is listed (`data/stems.toml`, [joined]). What merely begins as such a name does is one word;
the particles that may stand before a name come off it, so that its first word is always the same.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import takewhile

from app.text.stem import form, stem, words

_WAW, _FEH, _BEH, _KAF, _LAM, _ALEF = (
    unicodedata.lookup(f"ARABIC LETTER {name}") for name in ("WAW", "FEH", "BEH", "KAF", "LAM", "ALEF")
)
_PARTICLES = f"[{_WAW}{_FEH}]?(?:[{_BEH}{_KAF}]?(?:{_ALEF}{_LAM})?|{_LAM}{_LAM}?)"
"""What may stand before a name, written together with it."""


@lru_cache(maxsize=1)
def _joined() -> re.Pattern[str]:
    return re.compile(f"{_PARTICLES}({'|'.join(words().joined)})")


def names(word: str) -> tuple[str, str] | None:
    """The two words that the folded `word` is, written as one, whatever particles it has; None where it is
    one word."""
    found = _joined().fullmatch(word)
    return words().joined[found[1]] if found else None


def parted(word: str) -> Iterator[tuple[str, str]]:
    """The form of the first word, and the beginning of the second, of those written as one that begin with
    `word`, whatever particles it has. A second word of which only what may be a particle is there goes on as
    far as all that it may be do alike."""
    ways = [word[cut:] for cut in range(len(word)) if re.fullmatch(_PARTICLES, word[:cut])]
    for way in ways:
        begun: dict[str, list[str]] = {}
        for name, (first, second) in words().joined.items():
            if name.startswith(way) and len(way) > len(first):
                begun.setdefault(first, []).append(second)
        for first, seconds in begun.items():
            rest = way.removeprefix(first)
            yield form(first), _alike(seconds) if re.fullmatch(_PARTICLES, rest) else rest


def _alike(words: list[str]) -> str:
    """What all of `words` begin with."""
    first, last = min(words), max(words)
    return first[: len(list(takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))))]


@lru_cache(maxsize=1)
def _named() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """The stems of the names of two words, by their forms."""
    named = [tuple(map(form, pair)) for pair in words().joined.values()]
    return {forms: tuple(map(stem, forms)) for forms in named}


def spelled(forms: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """`forms`, and if they are a name of two words those of its other spellings and inflections."""
    stems = _named().get(forms)
    return (forms, *(other for other, own in _named().items() if own == stems and other != forms))
