"""Cuts a stretch of text into sentences, by the end marks that Arabic and Latin papers use."""

import re
from itertools import pairwise

from app.text.span import Span, trim

_MARK = "[.!?\u061f\u06d4\u2026]"
_MARKS = re.compile(_MARK + _MARK + "*[\"'\u201d\u2019\u00bb)\\]]*")
"""End marks (also the Arabic question mark and the Urdu full stop), and what closes after them. The first one
stands by itself, because a pattern that begins with one letter of a set is looked for twice as fast."""
_POINTS = ".\u2026"
_TRAILING = 3
"""From this many dots on they trail off; two are a pause within a sentence in Maghreb papers."""
_SHORT = 2
"""A full stop with no space after it ends a sentence only between words longer than this: shorter
ones are initials and abbreviations."""


def sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The sentences of `text[start:end]`, in order, without the white space around them.

    A new line ends no sentence. A full stop ends none in a number, after a single letter, or in an
    address; several marks in a row are one end.
    """
    ends = sentence_ends(text, start, end)
    found = [trim(text, begin, after) for begin, after in pairwise((start, *ends))]
    rest = trim(text, ends[-1] if ends else start, end)
    return (*found, rest) if rest.start < rest.end else tuple(found)


def sentence_ends(text: str, start: int, end: int) -> list[int]:
    """Where the sentences of `text[start:end]` end, in order; the last one may go on to `end`."""
    return [m.end() for m in _MARKS.finditer(text, start, end) if _ends(text, m.start(), m[0], end)]


def _ends(text: str, mark: int, marks: str, end: int) -> bool:
    """Whether `marks`, which stand at `mark`, end a sentence."""
    after = mark + len(marks)
    if marks[0] not in _POINTS:
        return True
    spaced = after >= end or text[after].isspace()
    dots = marks.count(".")
    if dots == 1 and marks[0] == ".":
        if mark and text[mark - 1].isalpha() and (mark == 1 or not text[mark - 2].isalnum()):
            return False
        if spaced:
            return True
        before, behind = text[max(0, mark - _SHORT - 1) : mark], text[after : after + _SHORT + 1]
        return _is_long(before) and _is_long(behind)
    return spaced and (marks[0] != "." or dots >= _TRAILING)


def _is_long(letters: str) -> bool:
    return len(letters) > _SHORT and letters.isalpha() and letters[0] > "\u0600"
