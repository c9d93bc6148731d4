"""Where an article answers a question: spans of the words as they are written, and an excerpt.

A word is marked whole, with the particles and endings it is written with; a phrase from its first
word to its last. What is excluded is never marked. The analysis is that of the index, so what is
marked is what was found.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from app.queries.expression import Expression, Leaf, Phrase, Prefix, Word, positive
from app.reading.model import Field
from app.text.fold import PARAGRAPH, Folded, fold
from app.text.span import Span, trim
from app.text.stem import letters
from app.text.token import LONGEST, Token, paragraphs, tokens_in

EXCERPT = 240
"""Characters of an excerpt, about."""
MOST = 1_000
"""Marks in one field, about: a text that says a word more often is marked up to there."""
_SPACE = re.compile(r"\s")


class Mark(NamedTuple):
    """One word or phrase found: `[start, end)` of the title or the text, in code points."""

    field: Field
    start: int
    end: int


class Highlights(NamedTuple):
    """The marks, those of the title first, in order, none meeting another, about `MOST` a field at most; and
    a span of the text around the best of those that stand in it, None where none does."""

    marks: tuple[Mark, ...]
    excerpt: Span | None


class _Hit(NamedTuple):
    start: int
    end: int
    leaves: frozenset[int]


def highlight(expression: Expression, title: str, text: str) -> Highlights:
    """The highlights of one article for `expression`; `title` is empty if it has none apart from `text`."""
    wanted = _wanted(expression)
    if wanted is None:
        return Highlights((), None)
    in_title, in_text = wanted.find(title), wanted.find(text)
    marks = [Mark("title", hit.start, hit.end) for hit in in_title]
    marks += [Mark("text", hit.start, hit.end) for hit in in_text]
    return Highlights(tuple(marks), _excerpt(text, in_text))


@lru_cache(maxsize=256)
def _wanted(expression: Expression) -> "_Wanted | None":
    leaves = positive(expression)
    return _Wanted(leaves) if leaves else None


class _Wanted:
    """What is looked for in a text."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._leaves = [(leaf, frozenset({number})) for number, leaf in enumerate(leaves)]
        self._stems = {leaf.stem for leaf in leaves if isinstance(leaf, Word)}
        self._forms = {form for leaf in leaves if isinstance(leaf, Phrase) for form in leaf.forms}
        self._forms |= {form for leaf in leaves if isinstance(leaf, Prefix) for form in leaf.before}
        self._beginnings = tuple(b for leaf in leaves if isinstance(leaf, Prefix) for b in leaf.beginnings)
        parts = self._stems | self._forms | set(self._beginnings)
        self._letters = tuple({way for part in parts for way in letters(part)})

    def find(self, text: str) -> list[_Hit]:
        """Where the leaves are found in `text`, in order; hits that meet are one."""
        if not text:
            return []
        folded = fold(text)
        words = list(self._words(folded.text))
        found: list[_Hit] = []
        hits = 0
        for at, word in enumerate(words):
            for leaf, own in self._leaves:
                if size := _size(leaf, words, at, folded):
                    _add(found, _Hit(*folded.span(word.start, words[at + size - 1].end), own))
                    hits += 1
            if hits > MOST:
                break
        return found

    def _words(self, folded: str) -> Iterator[Token]:
        """The words that concern some leaf, in order.

        Where its letters do not stand nothing is analysed, and to look for letters takes no time.
        """
        plain = folded.replace(PARAGRAPH, " ")
        chunks: dict[int, str] = {}
        for way in self._letters:
            at = plain.find(way)
            while at >= 0:
                start, end = plain.rfind(" ", 0, at) + 1, plain.find(" ", at)
                chunks[start] = chunk = plain[start : end if end >= 0 else None]
                at = plain.find(way, start + len(chunk))
        for start, chunk in sorted(chunks.items()):
            words = _read(chunk) if len(chunk) <= LONGEST else tuple(tokens_in(chunk))
            wanted = {word.start for word in words if self._concerns(word)}
            for word in words:
                if word.start in wanted:  # with the other word of two written as one, which parts neighbours
                    yield Token(word.written, word.form, word.stem, start + word.start, start + word.end)

    def _concerns(self, word: Token) -> bool:
        if word.stem in self._stems or word.form in self._forms:
            return True
        return bool(self._beginnings) and word.form.startswith(self._beginnings)


@lru_cache(maxsize=1 << 14)
def _read(chunk: str) -> tuple[Token, ...]:
    """The words of a chunk of folded text."""
    return tuple(tokens_in(chunk))


def _size(leaf: Leaf, words: Sequence[Token], at: int, folded: Folded) -> int:
    """How many of `words` from `at` on are what `leaf` asks for; 0 where they are not."""
    if isinstance(leaf, Word):
        return int(words[at].stem == leaf.stem)
    forms = leaf.forms if isinstance(leaf, Phrase) else leaf.before
    size = len(forms) + isinstance(leaf, Prefix)
    here = words[at : at + size]
    if len(here) < size or any(word.form != form for word, form in zip(here, forms, strict=False)):
        return 0
    if isinstance(leaf, Prefix) and not here[-1].form.startswith(leaf.beginnings):
        return 0
    return size if all(_follows(folded, *pair) for pair in pairwise(here)) else 0


def _follows(folded: Folded, one: Token, other: Token) -> bool:
    """Whether `other` is the word behind `one`, in the same paragraph as the index parts them."""
    if one.start == other.start or folded.text[one.end : other.start] == " ":
        return True
    behind = next(tokens_in(folded.text[one.end : other.end]))
    between = folded.original[folded.origin(one.end - 1) + 1 : folded.origin(other.start)]
    return one.end + behind.start == other.start and len(paragraphs(between)) == 1


def _add(found: list[_Hit], hit: _Hit) -> None:
    """Add `hit`, which begins with the last of `found` or behind its start; if the two meet they are one."""
    if found and hit.start < found[-1].end:
        last = found[-1]
        found[-1] = _Hit(last.start, max(last.end, hit.end), last.leaves | hit.leaves)
    else:
        found.append(hit)


def _excerpt(text: str, hits: Sequence[_Hit]) -> Span | None:
    """About `EXCERPT` characters of `text` where most leaves stand together; the first place of several as
    good. It begins and ends between words."""
    if not hits:
        return None
    first, last = _cluster([_between_spaces(text, hit) for hit in hits])
    room = max(0, EXCERPT - (last.end - first.start))
    start = max(0, min(first.start - room // 2, len(text) - EXCERPT))
    end = min(len(text), max(start + EXCERPT, last.end))
    if start > 0 and not text[start - 1].isspace():
        space = _SPACE.search(text, start, first.start)
        start = space.end() if space else first.start
    rest = text[last.end : end]
    if end < len(text) and rest and not (text[end].isspace() or rest[-1].isspace()):
        end -= len(rest.rsplit(None, 1)[-1])
    return trim(text, start, end)


def _between_spaces(text: str, hit: _Hit) -> _Hit:
    """`hit` with all that is written together with it, unless that alone would be too long."""
    start, end = hit.start, hit.end
    while start > 0 and not text[start - 1].isspace() and end - start <= EXCERPT:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - start <= EXCERPT:
        end += 1
    return hit._replace(start=start, end=end) if end - start <= EXCERPT else hit


def _cluster(hits: Sequence[_Hit]) -> tuple[_Hit, _Hit]:
    """The first and the last of the hits that fit in an excerpt and together have most leaves."""
    if hits[-1].end - hits[0].start <= EXCERPT:
        return hits[0], hits[-1]
    best, best_score, end = (0, 0), (0, 0), 0
    inside: dict[int, int] = {}
    for at, hit in enumerate(hits):
        while end < len(hits) and (end <= at or hits[end].end - hit.start <= EXCERPT):
            for leaf in hits[end].leaves:
                inside[leaf] = inside.get(leaf, 0) + 1
            end += 1
        score = (sum(map(bool, inside.values())), end - at)
        if score > best_score:
            best, best_score = (at, end - 1), score
        for leaf in hit.leaves:
            inside[leaf] -= 1
    return hits[best[0]], hits[best[1]]
