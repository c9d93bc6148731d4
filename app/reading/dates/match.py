"""What a rule for dates sees, and what it answers.

A `Scene` is one match of a rule's pattern over the kinds of a run of tokens, with the text around it
and the day it counts from; a `Found` is one date that the rule claims.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from app.reading.dates.calendar import Bounds
from app.reading.dates.tokens import Token
from app.reading.dates.words import load_vocabulary
from app.reading.model import Calendar, DateKind, Precision
from app.text.fold import Folded

_WORD = re.compile(r"\w+")
_WORD_AFTER = re.compile(r" ?(\w+)")
_SENTENCE_END = re.compile(r"[.!?\u061f\u2029](?: |\Z)|\u2029")
_OPENING = "\"'(\u00ab\u201c"
_LONGEST_WORD = 24
_NEARBY = 70
"""Characters on both sides, within the sentence, in which a word can decide what a doubtful one means."""


class Found(NamedTuple):
    """A date over the folded text; `weekday`, `month`, `day` and `steps` are what it says, where it does.

    `steps` is -1 for "last", 0 for "this" and 1 for "next", else None.
    """

    start: int
    end: int
    bounds: Bounds | None
    precision: Precision
    kind: DateKind
    calendar: Calendar = "gregorian"
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    steps: int | None = None


class Shape(NamedTuple):
    """Where a pattern matched in a string of kinds, and what each group that took part took.

    `groups` holds `(first token, token after the last, kinds)`. It says nothing of one text, so that it
    can be kept for all texts with the same kinds.
    """

    start: int
    end: int
    groups: Mapping[str, tuple[int, int, str]]


def find_shapes(pattern: re.Pattern[str], kinds: str) -> Iterator[Shape]:
    """The matches of a pattern, in order."""
    for match in pattern.finditer(kinds):
        taken = {name: (*match.span(name), text) for name, text in match.groupdict().items() if text}
        yield Shape(*match.span(), taken)


class Scene(NamedTuple):
    """A rule's match over the tokens of a run, in `folded`; relative dates count from `reference`."""

    folded: Folded
    run: list[Token]
    shape: Shape
    reference: date | None

    def tokens(self, group: str) -> list[Token]:
        """The tokens that a group of the pattern took; none where it took none."""
        taken = self.shape.groups.get(group)
        return self.run[taken[0] : taken[1]] if taken else []

    def kinds(self, group: str) -> str:
        """The kinds of the tokens that a group took; empty where it took none."""
        taken = self.shape.groups.get(group)
        return taken[2] if taken else ""

    def first(self, group: str) -> Token | None:
        """The first token of a group; None where it took none, or the pattern has no such group."""
        taken = self.shape.groups.get(group)
        return self.run[taken[0]] if taken else None

    def value(self, group: str) -> int | None:
        """The number that a group's first token stands for."""
        taken = self.shape.groups.get(group)
        return self.run[taken[0]].value if taken else None

    def says(self, *groups: str) -> bool:
        """Whether any of these groups took something."""
        return not self.shape.groups.keys().isdisjoint(groups)

    @property
    def start(self) -> int:
        """Where the first token of the match starts in the folded text."""
        return self.run[self.shape.start].start

    @property
    def end(self) -> int:
        """Where the last token of the match ends in the folded text."""
        return self.run[self.shape.end - 1].end

    def follows(self, words: str, before: str | None = None) -> bool:
        """Whether the word before the match, or before a group of it, is in this list of `[beside]`."""
        text = self.folded.text
        start = self.run[self.shape.groups[before][0]].start if before else self.start
        if start and text[start - 1].isalpha():  # an attached particle: not a word of its own
            start = text.rfind(" ", max(0, start - _LONGEST_WORD), start) + 1
        if not start or text[start - 1] != " ":
            return False
        word = text[max(0, start - _LONGEST_WORD) : start - 1].rpartition(" ")[2]
        return word.lstrip(_OPENING) in load_vocabulary().beside[words]

    def precedes(self, words: str) -> bool:
        """Whether the word after the match is in this list of `[beside]`."""
        return self.next_word() in load_vocabulary().beside[words]

    def next_word(self) -> str:
        """The word right after the match; empty where a mark or the end of the text stands there."""
        found = _WORD_AFTER.match(self.folded.text, self.end)
        return found.group(1) if found else ""

    def nearby(self, reach: int = _NEARBY) -> tuple[list[str], list[str]]:
        """The words before and after the match, within its sentence and `reach` characters."""
        text = self.folded.text
        before = _SENTENCE_END.split(text[max(0, self.start - reach) : self.start])[-1]
        after = _SENTENCE_END.split(text[self.end : self.end + reach])[0]
        return _WORD.findall(before), _WORD.findall(after)

    @property
    def alone(self) -> bool:
        """Whether the text is nothing but this match, so that no other sense can be meant."""
        text, size = self.folded.text, self.end - self.start
        return len(text) - size < _LONGEST_WORD and len(text.strip(" .\u2029")) <= size
