"""Finds the stretches of a folded text that can hold a date, and cuts them into tokens.

One pass of an Aho-Corasick automaton finds the words and years that a date cannot be without; from
each of them the stretch grows to both sides while its words are words of dates. Everything else in
the text is never looked at, and what stands between two spaces is understood once and remembered.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.reading.dates.words import Word, anchors_in, load_vocabulary
from app.text.fold import PARAGRAPH, Folded

_LEX = re.compile(rf"\d+|[^\W\d]+|[^\w\s]|{PARAGRAPH}")
_REACH = 48
"""Characters that one word is looked for in; no word of a date is longer."""
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
_MARKS = {**{c: c for c in ",/-().:"}, **_DASHES, "\N{ARABIC COMMA}": ",", PARAGRAPH: "\n"}
_FAR = 24
"""Chunks that a stretch grows by to either side; a table of numbers may go on for ever, no date does."""
_YEAR_DIGITS = 4
_UNKNOWN = "?"


class Token(NamedTuple):
    """A word, number or mark of a date: its kind (see `app.reading.dates.words`) and its span."""

    kind: str
    value: int
    start: int
    end: int


class Chunk(NamedTuple):
    """What stands between two spaces: the kinds of its tokens in one string, the tokens from its start on.

    `known` says that each of its words can stand in a date, `hopeful` that one can; `head` that its last
    may begin a phrase that goes on; `phrases` is the number of words in its longest phrase.
    """

    kinds: str
    tokens: tuple[Token, ...]
    known: bool
    hopeful: bool
    head: bool
    phrases: int


class Run(NamedTuple):
    """Neighbouring chunks with where each starts, and the kinds of all their tokens as one string."""

    kinds: str
    starts: list[int]
    chunks: list[Chunk]

    def tokens(self) -> list[Token]:
        """All tokens, in folded offsets: `kinds[i]` is the kind of the token at `i`."""
        return [
            Token(kind, value, at + start, at + end)
            for at, chunk in zip(self.starts, self.chunks, strict=True)
            for kind, value, start, end in chunk.tokens
        ]


def iter_runs(folded: Folded) -> Iterator[Run]:
    """The stretches of a folded text that can hold dates, in order; the last word of one, which is
    not all a date's, may be the first of the next."""
    text, done = folded.text, 0
    for start in anchors_in(folded):
        if start < done:
            continue
        if text[start] == " ":
            start += 1  # noqa: PLW2901
        floor = start - _REACH if start - _REACH > done else done
        left = text.rfind(" ", floor, start) + 1 or floor
        right = _chunk_end(text, start)
        chunk = _read_chunk(text[left:right])
        if not chunk.hopeful:
            continue
        starts, chunks = [left], [chunk]
        _grow_left(text, done, starts, chunks)
        done = _grow_right(text, right, starts, chunks)
        if any(chunk.head for chunk in chunks):
            _join_phrases(text, starts, chunks)
        yield Run("".join([chunk.kinds for chunk in chunks]), starts, chunks)


def _chunk_end(text: str, start: int) -> int:
    end = text.find(" ", start, start + _REACH)
    return min(len(text), start + _REACH) if end < 0 else end


def _grow_left(text: str, floor: int, starts: list[int], chunks: list[Chunk]) -> None:
    """Put the chunks before the first one in front of it, as long as all of each is a date's."""
    left = starts[0]
    for _ in range(_FAR):
        if left <= floor:
            return
        limit = max(floor, left - 1 - _REACH)
        before = text.rfind(" ", limit, left - 1) + 1 or limit
        chunk = _read_chunk(text[before : left - 1])
        left = before
        if chunk.hopeful or chunk.known:
            starts.insert(0, left)
            chunks.insert(0, chunk)
        if not chunk.known:
            return


def _grow_right(text: str, right: int, starts: list[int], chunks: list[Chunk]) -> int:
    """Put the chunks after `right` behind the last one; returns where those end that are all a date's."""
    length = len(text)
    for _ in range(_FAR):
        if right >= length:
            break
        end = _chunk_end(text, right + 1)
        chunk = _read_chunk(text[right + 1 : end])
        if chunk.hopeful or chunk.known:
            starts.append(right + 1)
            chunks.append(chunk)
        if not chunk.known:
            break
        right = end
    else:
        # A list so long is cut behind a year, not between a day and its year.
        last = max((i for i, chunk in enumerate(chunks) if chunk.kinds.endswith("y")), default=0)
        if last:
            right = starts[last] + chunks[last].tokens[-1].end
            del starts[last + 1 :], chunks[last + 1 :]
    return right


def _join_phrases(text: str, starts: list[int], chunks: list[Chunk]) -> None:
    """Put the chunks together that make a phrase of two or three words, such as January in Syria."""
    for i in range(len(chunks) - 1):
        if i >= len(chunks) or not chunks[i].head:
            continue
        for size in (3, 2):
            if i + size > len(starts):
                continue
            joined = _read_chunk(text[starts[i] : _chunk_end(text, starts[i + size - 1])])
            if joined.phrases == size:
                chunks[i : i + size] = [joined]
                starts[i + 1 : i + size] = []
                break


def _meaning(piece: str) -> Word | None:
    vocabulary = load_vocabulary()
    word = vocabulary.words.get(piece)
    if word is None and piece.isdigit():
        return _number(piece)
    if word is None and piece in _MARKS:
        return Word(_MARKS[piece], 0)
    return word


def _phrase(chunk: str, pieces: Sequence[re.Match[str]], at: int) -> int:
    """How many pieces from `at` on make one phrase; 1 where they make none."""
    vocabulary = load_vocabulary()
    if pieces[at].group() in vocabulary.heads:
        for size in (3, 2):
            last = at + size - 1
            if last < len(pieces) and chunk[pieces[at].start() : pieces[last].end()] in vocabulary.words:
                return size
    return 1


@lru_cache(maxsize=1 << 15)
def _read_chunk(chunk: str) -> Chunk:
    """What stands in one stretch without spaces, or in several that may make a phrase."""
    vocabulary = load_vocabulary()
    tokens: list[Token] = []
    pieces = list(_LEX.finditer(chunk))
    known, hopeful, longest, i = True, False, 1, 0
    while i < len(pieces):
        size = _phrase(chunk, pieces, i)
        start, end = pieces[i].start(), pieces[i + size - 1].end()
        longest, i = max(longest, size), i + size
        piece = chunk[start:end]
        word = _meaning(piece)
        possible = word is not None or piece in vocabulary.parts
        known = known and possible
        hopeful = hopeful or (possible and piece not in _MARKS)
        word = word or Word(_UNKNOWN, 0)
        if word.joined:
            tokens.append(Token("&", 0, start, start + 1))
        tokens.append(Token(word.kind, word.value, start + word.skip, end))
    head = bool(pieces) and pieces[-1].group() in vocabulary.heads
    return Chunk("".join(token.kind for token in tokens), tuple(tokens), known, hopeful, head, longest)


def _number(piece: str) -> Word:
    value = int(piece) if len(piece) <= _YEAR_DIGITS else 0
    if len(piece) <= 2 and 1 <= value <= 31:
        return Word("d", value)
    if len(piece) == _YEAR_DIGITS and 1000 <= value < 2200:
        return Word("y", value)
    return Word("#", value)
