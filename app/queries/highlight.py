"""Where an article answers a question: spans of the words as they are written, and an excerpt.

A word is marked whole, with the particles and endings it is written with; a phrase from its first
word to its last. What is excluded is never marked. The analysis is that of the index, so what is
marked is what was found.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from app.queries import grammar
from app.queries.expression import Expression, Leaf, Phrase, Prefix, Word, positive
from app.reading.model import Field
from app.text.fold import PARAGRAPH, Folded, fold
from app.text.span import Span, trim
from app.text.stem import letters
from app.text.token import Token, paragraphs, tokens_in

EXCERPT = 240
"""Characters of an excerpt, about."""
MOST = 1_000
"""Marks in one field, about: a text that says a word more often is marked up to there."""
_LONG_RUN = 1 << 10
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


@lru_cache(maxsize=64)
def _wanted(expression: Expression) -> "_Wanted | None":
    leaves = positive(expression)
    return _Wanted(leaves) if leaves else None


class _Wanted:
    """What is looked for in a text."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._leaves = leaves
        self._stems = {leaf.stem for leaf in leaves if isinstance(leaf, Word)}
        self._forms = {form for leaf in leaves if isinstance(leaf, Phrase) for form in leaf.forms}
        self._forms |= {form for leaf in leaves if isinstance(leaf, Prefix) for form in leaf.before}
        self._beginnings = tuple(b for leaf in leaves if isinstance(leaf, Prefix) for b in leaf.beginnings)
        parts = self._stems | self._forms | set(self._beginnings)
        ways = {re.escape(way) for part in parts for way in letters(part)}
        self._letters = re.compile("|".join(ways)).search

    def find(self, text: str) -> list[_Hit]:
        """Where the leaves are found in `text`, in order; hits that meet are one."""
        folded, found = fold(text), []
        for run in self._runs(folded):
            for at in range(len(run)):
                for number, leaf in enumerate(self._leaves):
                    if size := _size(leaf, run, at):
                        span = folded.span(run[at].start, run[at + size - 1].end)
                        found.append(_Hit(*span, frozenset({number})))
                if len(found) > MOST:
                    return _merged(found)
        return _merged(found)

    def _runs(self, folded: Folded) -> Iterator[list[Token]]:
        """The stretches of `folded` whose words, one after the other, all concern some leaf."""
        chunks = folded.text.replace(PARAGRAPH, " ").split(" ")
        read = {chunk: found for chunk in set(chunks) if (found := self._concerned(chunk))}
        if not read:
            return
        starts = list(accumulate([len(chunk) + 1 for chunk in chunks], initial=0))
        run: list[Token] = []
        last = 0
        for at in [at for at, chunk in enumerate(chunks) if chunk in read]:
            if run and not (_silent(chunks[last + 1 : at]) and _together(folded, run[-1].end, starts[at])):
                yield run
                run = []
            shift = starts[at]
            run += [w._replace(start=w.start + shift, end=w.end + shift) for w in read[chunks[at]]]
            last = at
            if len(run) > _LONG_RUN:
                yield run
                run = run[-grammar.MOST :]  # what stands here again is found again, and merged
        yield run

    def _concerned(self, chunk: str) -> list[Token] | None:
        """The words of a chunk of folded text, if one of them concerns a leaf."""
        if not self._letters(chunk):
            return None
        read = list(tokens_in(chunk))
        return read if any(map(self._concerns, read)) else None

    def _concerns(self, word: Token) -> bool:
        return word.stem in self._stems or word.form in self._forms or word.form.startswith(self._beginnings)


def _silent(chunks: Sequence[str]) -> bool:
    """Whether `chunks` have no word."""
    return not any(True for chunk in chunks for _ in tokens_in(chunk))


def _together(folded: Folded, end: int, start: int) -> bool:
    """Whether folded `end` and `start` lie in one paragraph, as the index parts them."""
    between = folded.original[folded.origin(end - 1) + 1 : folded.origin(start)]
    return len(paragraphs(between)) == 1


def _size(leaf: Leaf, run: Sequence[Token], at: int) -> int:
    """How many words from `at` on are what `leaf` asks for; 0 where they are not."""
    if isinstance(leaf, Word):
        return int(run[at].stem == leaf.stem)
    forms = leaf.forms if isinstance(leaf, Phrase) else leaf.before
    end = at + len(forms)
    if tuple(word.form for word in run[at:end]) != forms:
        return 0
    if isinstance(leaf, Phrase):
        return len(forms)
    return len(forms) + 1 if end < len(run) and run[end].form.startswith(leaf.beginnings) else 0


def _merged(hits: list[_Hit]) -> list[_Hit]:
    """`hits` in order, those that meet made one."""
    merged: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: hit.start):
        last = merged[-1] if merged else None
        if last is None or hit.start >= last.end:
            merged.append(hit)
        else:
            merged[-1] = _Hit(last.start, max(last.end, hit.end), last.leaves | hit.leaves)
    return merged


def _excerpt(text: str, hits: Sequence[_Hit]) -> Span | None:
    """About `EXCERPT` characters of `text` where most leaves stand together; the first place of several as
    good. It begins and ends between words."""
    if not hits:
        return None
    first, last = _cluster(hits)
    room = max(0, EXCERPT - (last.end - first.start))
    start = max(0, min(first.start - room // 2, len(text) - EXCERPT))
    end = min(len(text), max(start + EXCERPT, last.end))
    if start > 0 and not text[start - 1].isspace():
        space = _SPACE.search(text, start, first.start)
        start = space.end() if space else first.start
    if end < len(text) and not text[end].isspace():
        spaces = [space.start() for space in _SPACE.finditer(text, last.end, end)]
        end = spaces[-1] if spaces else last.end
    return trim(text, start, end)


def _cluster(hits: Sequence[_Hit]) -> tuple[_Hit, _Hit]:
    """The first and the last of the hits that fit in an excerpt and together have most leaves."""
    best, best_score, end = (0, 0), (0, 0), 0
    inside: Counter[int] = Counter()
    for at, hit in enumerate(hits):
        while end < len(hits) and (end <= at or hits[end].end - hit.start <= EXCERPT):
            inside.update(hits[end].leaves)
            end += 1
        score = (len(+inside), end - at)
        if score > best_score:
            best, best_score = (at, end - 1), score
        inside.subtract(hit.leaves)
    return hits[best[0]], hits[best[1]]
