"""A raw text in blocks: its lines, with the lines of a hard-wrapped paragraph joined again.

Whether a text is hard-wrapped shows in its lines: nearly each that does not end a sentence is so
full that the next line's first word had no room in it. Soft-wrapped text has a paragraph a line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from app.reading.model import Role
from app.text.fold import Folded
from app.text.span import Span, trim

_VISIBLE = re.compile(r"[^\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_WORD = re.compile(r"[^\W_]+")
_WORD_OR_NUMBER = re.compile(r"\d+|[^\W\d_]+")
_CLOSING = "\"'\u00bb\u201d\u201c\u2019)]"
_ENDS = (".", "!", "?", "\u061f", "\u2026", "\u06d4")
_INNER_END = re.compile(r"[.!?\u061f\u2026\u06d4][\"'\u00bb\u201d)\]]*\s")

_WIDEST, _NARROWEST = 140, 40
"""Text is hard-wrapped between these widths: screens, mail and typewriters all are."""
_COLUMN = 30
"""The narrowest column of a newspaper."""
_WORDS_A_LINE = 8
_FEWEST = 3
"""Fewer full lines than this prove nothing."""


class Block(NamedTuple):
    """A paragraph, heading or line of the page, trimmed; `gap`: a blank line stands before it."""

    start: int
    end: int
    text: str
    gap: bool

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does, closing quotes aside."""
        return self.text.rstrip(_CLOSING).endswith(_ENDS)


class Piece(NamedTuple):
    """A part to be, with what it says: `value` is where the name, title, place … itself stands.

    `note` says how: by a `label`, as a `line` of its own, among the `credit` that opens an article;
    for dates `published` or `updated`, where a label says so.
    """

    role: Role
    start: int
    end: int
    value: Span | None = None
    note: str = ""


def furniture(block: Block) -> Piece:
    """The block as the page's own and no part of the article."""
    return Piece("boilerplate", block.start, block.end, None, "page")


@dataclass  # frozen would take four times as long to make
class Words:
    """The words of the piece `[start, end)` of a text, folded; `pattern` is what a word is."""

    words: tuple[str, ...]
    folded: Folded
    start: int
    end: int
    pattern: re.Pattern[str]

    @cached_property
    def at(self) -> tuple[tuple[int, int], ...]:
        """Where they stand in `folded`: what few lines are asked for."""
        folded = self.folded
        found = self.pattern.finditer(folded.text, folded.place(self.start), folded.place(self.end))
        return tuple([m.span() for m in found])

    @property
    def key(self) -> str:
        """The words with one space between: how lines of one wording are told to be the same."""
        return " ".join(self.words)

    def span(self, first: int, last: int) -> Span:
        """Where words `[first, last)` stand in the whole text."""
        return self.folded.span(self.at[first][0], self.at[last - 1][1])

    def gap(self, index: int) -> str:
        """What the original has between word `index - 1` and word `index`, or an end of the piece."""
        start = self.folded.after(self.at[index - 1][1]) if index else self.start
        end = self.folded.origin(self.at[index][0]) if index < len(self.at) else self.end
        return self.folded.original[start:end]


def words_of(folded: Folded, start: int, end: int, apart: bool = False) -> Words:
    """The words of `folded.original[start:end]`; meant for lines, not for long paragraphs.

    `apart`: a number that letters are glued to is a word of its own, as in 18h30.
    """
    pattern = _WORD_OR_NUMBER if apart else _WORD
    words = pattern.findall(folded.text, folded.place(start), folded.place(end))
    return Words(tuple(words), folded, start, end, pattern)


def key_of(folded: Folded) -> str:
    """The `Words.key` of a whole text."""
    return " ".join(_WORD.findall(folded.text))


def _lines(text: str) -> list[Block]:
    """The lines that show something. Invisible marks alone on a line belong to the line before."""
    found: list[Block] = []
    hidden = -1
    before = at = 0
    for line in text.splitlines(keepends=True):
        rest = line.lstrip()
        start, at = at + len(line) - len(rest), at + len(line)
        if not rest:
            continue
        shown = rest.rstrip()
        end = start + len(shown)
        if not (shown[0].isalnum() or _VISIBLE.search(shown)):
            if found:
                first, _, _, gap = found[-1]
                found[-1] = Block(first, end, text[first:end], gap)
            elif hidden < 0:
                hidden = start
            before = end
            continue
        gap = bool(found) and _is_gap(text[before:start])
        if hidden >= 0:
            start, shown, hidden = hidden, text[hidden:end], -1
        found.append(Block(start, end, shown, gap))
        before = end
    if hidden >= 0:
        span = trim(text, hidden, len(text))
        found.append(Block(*span, span.of(text), False))
    return found


def _is_gap(between: str) -> bool:
    return max(between.count("\n"), between.count("\r")) > 1 or "\u2029" in between


def _room(line: Block, following: Block, width: int) -> int:
    """How many characters stay free on `line` if `following`'s first word is put on it too."""
    first = following.text.split(maxsplit=1)[0]
    return width - (line.end - line.start) - 1 - len(first)


def may_run_on(lines: Sequence[Block]) -> bool:
    """Whether `lines` may be one wrapped text: on none was there room for the first word of the next.

    Two or three lines prove no width, but nor does one of them show that it was broken on purpose.
    """
    if any(len(line.text) > _WIDEST for line in lines) or any(line.gap for line in lines[1:]):
        return False
    width = max((len(line.text) for line in lines), default=0)
    pairs = [(a, b) for a, b in pairwise(lines) if not a.ends_sentence]
    if width < _COLUMN and len(lines) == 2:
        return False  # who wrote, and a few words
    return bool(pairs) and all(_room(a, b, width) < 0 for a, b in pairs)


class _Wrap(NamedTuple):
    """How a text is wrapped: `width`, and whether a sentence that fills its line ends a paragraph."""

    width: int
    sentence_ends: bool

    def breaks(self, line: Block, following: Block) -> bool:
        """Whether a paragraph ends between two lines that no blank line parts."""
        room = _room(line, following, self.width)
        if line.ends_sentence:
            return self.sentence_ends or room > self.width // 8
        return room > self.width // 3


def _wrap(lines: Sequence[Block]) -> _Wrap | None:
    """How `lines` were wrapped, or None if each is a paragraph of its own."""
    if len(lines) <= _FEWEST:
        return None
    widths = sorted(line.end - line.start for line in lines)
    width = widths[-1 - len(widths) // 20]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    running = [_room(a, b, width) <= width // 8 for a, b in pairs if not a.ends_sentence]
    if sum(running) < _FEWEST or sum(running) < 0.75 * len(running):
        return None
    # A sentence that ends inside a paragraph ends at a line's end by chance only, about one time in
    # as many as a line has words. More full lines that end one are ends of paragraphs.
    full = sum(a.ends_sentence and _room(a, b, width) <= width // 8 for a, b in pairs)
    inner = sum(len(_INNER_END.findall(line.text)) for line in lines)
    # Nor does it where blank lines part the paragraphs.
    parted = sum(b.gap and a.ends_sentence for a, b in pairwise(lines))
    return _Wrap(width, full > max(inner / _WORDS_A_LINE, parted))


def read_blocks(text: str) -> list[Block]:
    """The blocks of `text`, in order, trimmed; all that is not white space lies in one of them."""
    lines = _lines(text)
    wrap = _wrap(lines)
    if wrap is None:
        return lines
    groups = [[lines[0]]]
    for before, line in pairwise(lines):
        if line.gap or wrap.breaks(before, line):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [Block(g[0].start, g[-1].end, text[g[0].start : g[-1].end], g[0].gap) for g in groups]
