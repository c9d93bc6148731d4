"""Finds every alias in a folded text: one automaton, then boundaries, particles and capitals.

All overlapping hits are looked at, because a long form that does not hold (a wrong boundary, a rule
against it) may hide a short one that does.
"""

from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from app.gazetteer.model import ARTICLE, Alias
from app.gazetteer.particle import BARE, LONGEST, PARTICLES, Particles
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
        self._aliases = tuple(tuple(found) for found in by_stem.values())
        # A DFA would be twice as fast here, and take 150 MB and a second to build.
        self._automaton = AhoCorasick(
            list(by_stem),
            matchkind=MatchKind.Standard,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA,
        )

    def find(self, folded: Folded) -> list[Hit]:
        """All hits in `folded`, overlapping ones too, in the order in which they end."""
        text = folded.text
        length = len(text)
        hits = []
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if end < length and text[end].isalpha() and not _script_ends(text, end):
                continue
            first = start
            while first and text[first - 1].isalpha() and start - first <= LONGEST:
                first -= 1
            particles = PARTICLES.get(text[first:start]) if first < start else BARE
            aliases = self._aliases[index]
            if particles is None:
                hits += _glued(folded, start, end, aliases)
                continue
            for alias in aliases:
                if alias.article == "must" and not particles.article:
                    continue
                if alias.article == "never" and particles.article:
                    continue
                if alias.latin and not _holds_latin(folded, start, end, alias):
                    continue
                hits.append(Hit(start - particles.kept, end, first, particles, alias))
        return hits


def _script_ends(text: str, end: int) -> bool:
    """Whether a Latin word ends at `end` because an Arabic one begins there without a space."""
    return text[end - 1] < "\u0250" and text[end] >= "\u0600"


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
        if alias.type == "country" and alias.strength == "strong" and alias.article != "never"
    ]
