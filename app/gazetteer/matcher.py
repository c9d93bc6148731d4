"""Finds every alias in a folded text: one automaton, then boundaries, particles and capitals.

All overlapping hits are looked at, because a long form that does not hold (a wrong boundary, a rule
against it) may hide a short one that does.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation, MatchKind

from app.gazetteer.model import Alias
from app.gazetteer.particle import ARTICLE, BARE, LONGEST, PARTICLES, Particles
from app.text.alphabet import ALPHABET, encode
from app.text.fold import Folded

_GLUED_AFTER = frozenset(
    "\N{ARABIC LETTER TEH MARBUTA}\N{ARABIC LETTER ALEF MAKSURA}\N{ARABIC LETTER HAMZA}\N{ARABIC LETTER REH}"
    "\N{ARABIC LETTER DAL}\N{ARABIC LETTER THAL}\N{ARABIC LETTER ZAIN}\N{ARABIC LETTER WAW}"
)
"""Letters after which a missing space goes unseen: those that never join the next one."""
_GLUED_HOST = 3
_GLUED_STEM = 4
_WORD_IN_CAPITALS = 4
"""A neighbour of this many letters is a word, and no acronym."""
_LONG_WORD = 30
_AND_THE = f" \N{ARABIC LETTER WAW}{ARTICLE}"
_AND_APART = f" \N{ARABIC LETTER WAW} {ARTICLE}"


class Hit(NamedTuple):
    """One place where an alias stands: `[start, end)` of the folded text is its surface, `word`
    where its first word begins with its particles."""

    start: int
    end: int
    word: int
    particles: Particles
    alias: Alias


class Matcher:
    """An automaton over the stems of all aliases."""

    def __init__(self, aliases: Iterable[Alias]) -> None:
        by_stem: dict[str, list[Alias]] = {}
        for alias in aliases:
            by_stem.setdefault(alias.stem, []).append(alias)
        for stem, found in tuple(by_stem.items()):
            if _AND_THE in stem:  # papers of the Maghreb set the conjunction apart
                by_stem.setdefault(stem.replace(_AND_THE, _AND_APART), found)
        self._by_stem = {stem: _by_article(found) for stem, found in by_stem.items()}
        coded = {code: found for stem, found in self._by_stem.items() if (code := encode(stem)) is not None}
        self._coded_aliases, self._aliases = tuple(coded.values()), tuple(self._by_stem.values())
        # A coded text takes half the time. A DFA would take two thirds of it, and 100 MB.
        self._coded = BytesAhoCorasick(
            list(coded), matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
        )

    @cached_property
    def _plain(self) -> AhoCorasick:
        """The automaton for texts that have no code, built when the first one comes."""
        return AhoCorasick(
            list(self._by_stem),
            matchkind=MatchKind.Standard,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA,
        )

    def find(self, folded: Folded) -> list[Hit]:
        """All hits in `folded`, overlapping ones too, in the order in which they end."""
        text = folded.text
        if folded.code is None:
            known, found = self._aliases, self._plain.find_matches_as_indexes(text, overlapping=True)
        else:
            known = self._coded_aliases
            found = self._coded.find_matches_as_indexes(folded.code, overlapping=True)
        if not found:
            return []
        letters = _letters(folded)
        hits = []
        for index, start, end in found:
            # The word goes on, and not because an Arabic one begins behind a Latin one without a space.
            if letters[end] and (text[end] < _ARABIC or text[end - 1] >= _NO_LATIN):
                continue
            first, particles = start, BARE
            if letters[start - 1]:  # at the start of the text this is the 0 at its end
                floor = start - LONGEST - 1 if start > LONGEST else 0
                first = letters.rfind(0, floor, start) + 1 or floor
                found_before = PARTICLES.get(text[first:start])
                if found_before is None:
                    hits += _glued(folded, start, end, known[index][True])
                    continue
                particles = found_before
            for alias in known[index][particles.article]:
                if alias.latin and not _holds_latin(folded, start, end, alias):
                    continue
                hits.append(Hit(start - particles.kept, end, first, particles, alias))
        return hits


def _by_article(aliases: Sequence[Alias]) -> tuple[tuple[Alias, ...], tuple[Alias, ...]]:
    """Those of `aliases` that may stand without the article, and those that may bear it."""
    bare = tuple(alias for alias in aliases if alias.article != "must")
    return bare, tuple(alias for alias in aliases if alias.article != "never")


_NO_LATIN, _ARABIC = "\u0250", "\u0600"
"""Latin letters stand below the first, Arabic ones from the second on."""
_IS_LETTER = bytes(char.isalpha() for char in ALPHABET).ljust(256, b"\0")


def _letters(folded: Folded) -> bytes:
    """For each character of the folded text, and its end, whether it is a letter: 1 or 0."""
    if folded.code is None:
        return bytes(map(str.isalpha, folded.text)) + b"\0"
    return folded.code.translate(_IS_LETTER) + b"\0"


def _holds_latin(folded: Folded, start: int, end: int, alias: Alias) -> bool:
    """Whether a Latin form stands apart from digits, and in capitals where it must."""
    text = folded.text
    if (start and text[start - 1].isdigit()) or (end < len(text) and text[end].isdigit()):
        return False
    if not alias.capitals:
        return True
    surface = folded.span(start, end).of(folded.original)
    if alias.capitals == "first":
        return surface[:1].isupper()
    return surface.isupper() and not _among_capitals(folded, start, end)


def _among_capitals(folded: Folded, start: int, end: int) -> bool:
    """Whether the word on either side is a Latin one in capitals too, so that capitals say nothing."""
    before = folded.text[max(0, start - _LONG_WORD) : start].rstrip(" ").rpartition(" ")[2]
    after = folded.text[end : end + _LONG_WORD].lstrip(" ").partition(" ")[0]
    first, last = start - len(before) - 1, end + 1
    for word, at in ((before, first), (after, last)):
        if len(word) >= _WORD_IN_CAPITALS and word.isascii() and word.isalpha():
            surface = folded.span(max(0, at), at + len(word)).of(folded.original)
            if surface.isupper():
                return True
    return False


def _glued(folded: Folded, start: int, end: int, aliases: tuple[Alias, ...]) -> list[Hit]:
    """Hits of a definite form whose space before it was left out, if the letter before hides that.

    The host must be a word's length and end in a letter that never joins the next, or is only
    written at the end of a word, so that reader and typesetter could see two words.
    """
    text, article = folded.text, start - len(ARTICLE)
    if end - start < _GLUED_STEM or text[article:start] != ARTICLE:
        return []
    if folded.original[folded.origin(article - 1)] not in _GLUED_AFTER:
        return []
    if not text[max(0, article - _GLUED_HOST) : article].isalpha() or article < _GLUED_HOST:
        return []
    particles = PARTICLES[ARTICLE]
    return [
        Hit(article, end, article, particles, alias)
        for alias in aliases
        if alias.type == "country" and alias.strength == "strong"
    ]
