"""Credits: the places, agencies, outlets, names and dates that open an article, as papers join them.

Madrid –                              before the first sentence
Rabat (MAP) –                         the same, with an agency
Rabat-First Last                      a line of its own
Outlet from Rabat | First Last | 3 September 2024 - 12:30
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from app.reading.layout.block import Block, Piece, Words, words_of
from app.reading.layout.element import CUES, STATIONED, Element, Elements, Kind, load_elements
from app.reading.layout.furniture import Layout, load_layout
from app.reading.model import Role
from app.text.fold import Folded, fold, fold_name
from app.text.span import Span

_ROLES: dict[Kind, Role] = {
    "place": "dateline", "outlet": "source", "agency": "source", "agencies": "source", "issue": "source",
    "date": "date", "name": "byline", "cue": "byline", "kicker": "section",
}  # fmt: skip
_DASHES = r"\-\u2010-\u2015\u0640"
_BREAK = re.compile(  # begins with one set of marks, which is looked for five times as fast as several ways
    rf"[{_DASHES}:/)](?:(?<=[{_DASHES}/])\s|(?<=\s[{_DASHES}])|(?<=[\u2013\u2014:)]))"
)
_TOWN = re.compile(r"(?:[^\W\d_]+ ){1,3}\([^\W\d_]+(?: [^\W\d_]+)*\)")
"""What may be a town with its country in brackets."""
_OPENING = "([\u00ab\"\u201c\u2018'"
_WORD = re.compile(r"[^\W_]+")
_PREFIX = 160
"""A credit before the first sentence ends within so many characters."""
_LEAST_TEXT = 3
"""So many words must follow a credit for it to be one that opens a sentence."""


@dataclass(frozen=True, slots=True)
class CreditReader:
    """Makes parts of the credits of a page."""

    elements: Elements
    openers: frozenset[str]
    """The first words of elements and of cues to a name: without one, and without a date, no credit."""
    layout: Layout

    def pieces(self, line: Words, block: Block, found: Sequence[Element], end: int) -> list[Piece]:
        """The parts that `found` makes of `block` up to offset `end`, neighbours of one role joined."""
        starts = [block.start]
        for element in found[1:]:
            start = line.span(element.first, element.first + 1).start
            before = line.gap(element.first)
            starts.append(start - (len(before) - len(before.rstrip(_OPENING))))
        pieces: list[Piece] = []
        for element, start, stop in zip(found, starts, [*starts[1:], end], strict=True):
            role = _ROLES[element.kind]
            value = self._value(line, element)
            note = "agency" if element.kind == "agency" else "credit"
            if element.kind == "date" and self.layout.label(line, "date.updated", at=element.first):
                note = "updated"
            if pieces and pieces[-1].role == role:
                before_value = pieces[-1].value
                cued = element.kind == "name" and self.layout.label(line, *CUES, at=element.first)
                if before_value and (cued or role in ("source", "date")):
                    value = before_value
                elif before_value and value:
                    value = _closed(line, Span(before_value.start, value.end))
                pieces[-1] = pieces[-1]._replace(end=stop, value=value)
            else:
                pieces.append(Piece(role, start, stop, value, note))
        return pieces

    def _value(self, line: Words, element: Element) -> Span | None:
        first = element.first
        if element.kind in ("agencies", "issue", "cue"):
            return None
        if element.kind == "name":
            first += self.layout.label(line, *CUES, at=first)
        if element.kind == "outlet" and first == 0:
            first += self.layout.label(line, "date.published")
        if element.glued:
            return line.folded.span(line.at[first][0] + 1, line.at[element.last - 1][1])
        if element.kind == "place" and line.words[first] in self.layout.lists["source.from"]:
            first += 1
        return line.span(first, element.last)

    def line(self, line: Words, block: Block, dates: Sequence[Span], trusting: bool) -> list[Piece]:
        """The parts of a line that is a credit and nothing else; empty if it is not.

        A line that is only one name is left to others. `trusting` takes names that are only likely.
        """
        if not dates and self.openers.isdisjoint(line.words):
            return []
        found, stop = self.elements.read(line, dates)
        cued = bool(found) and found[0].kind == "name" and self.layout.label(line, *CUES[:-1]) > 0
        several = cued and len(found) > 1
        if stop < len(line.words) or not (several or any(e.kind != "name" for e in found)):
            return []
        if any(not e.sure for e in found) and (block.ends_sentence or not trusting):
            return []
        if cued and block.ends_sentence:
            return []  # … wrote his poem in Beirut.
        return self.pieces(line, block, found, block.end)

    def opening(self, folded: Folded, block: Block, dates: Sequence[Span], first: bool) -> list[Piece]:
        """The credit that opens the sentence of a `block` that may have one, or an empty list.

        In the `first` block of the text a colon may end it; further down only a dash or a bracket.
        """
        line = words_of(folded, block.start, min(block.end, block.start + _PREFIX))
        last_break = max((mark.end() for mark in _BREAK.finditer(block.text[:_PREFIX])), default=0)
        found, _ = self.elements.read(line, dates, block.start + last_break)
        while found and not _BREAK.search(line.gap(found[-1].last)):
            found.pop()
        if not found or len(line.words) - found[-1].last < _LEAST_TEXT or not all(e.sure for e in found):
            return []
        kinds = [element.kind for element in found]
        cued = kinds[0] == "name" and bool(self.layout.label(line, *CUES[:-1]))
        stationed = kinds[:2] == ["cue", "place"]
        if kinds[0] not in ("place", "agency", "agencies", "outlet") and not (cued or stationed):
            return []
        last = found[-1].last
        gap = line.gap(last)
        if ")" in gap and "(" not in block.text[: line.span(0, last).end - block.start]:
            return []  # what it closes was opened above
        bracketed = ")" in gap or _BREAK.search(gap.replace(":", ""))
        if not bracketed and not (first and self._ends_in_colon(line, found)):
            return []
        end = line.span(last, last + 1).start - (len(gap) - len(gap.rstrip(_OPENING)))
        return self.pieces(line, block, found, end)

    def _ends_in_colon(self, line: Words, found: Sequence[Element]) -> bool:
        """Whether a colon behind `found` ends a credit: behind one place, a town and its country, a person.

        Two towns or countries are what the sentence is about, as an office is: Baghdad - Washington: ….
        """
        kinds = [element.kind for element in found]
        if kinds == ["place", "place"]:
            town, country = (" ".join(line.words[e.first : e.last]) in self.elements.countries for e in found)
            return country and not town
        if kinds == ["cue", "place"]:
            return self.layout.label(line, "byline.correspondents") > 0
        return kinds[0] not in ("agency", "agencies", "outlet")

    def may_open(self, block: Block) -> bool:
        """Whether `block` may open with a credit, by its first word and the marks near its beginning."""
        head = block.text[:_PREFIX]
        first = _WORD.search(fold_name(head.split(maxsplit=1)[0]))
        begun = first is None or first.group() in self.openers or bool(_TOWN.match(head))
        return begun and bool(_BREAK.search(head))

    def tail(self, block: Block, dates: Sequence[Span]) -> Piece | None:
        """The agencies in brackets after the last sentence of `block`, if there are any."""
        match = _TAIL.search(block.text) if block.text.endswith(_TAIL_ENDS) else None
        if not match:
            return None
        start = block.start + match.start(1)
        line = words_of(fold(block.text), match.start(1), len(block.text))
        found, stop = self.elements.read(line, ())
        if stop < len(line.words) or not all(e.kind in ("agency", "agencies") for e in found):
            return None
        value = self._value(line, found[0])
        if value:
            value = Span(value.start + block.start, value.end + block.start)
        return Piece("source", start, block.end, value, "tail")


def _closed(line: Words, value: Span) -> Span:
    """The value with the bracket that closes one opened in it."""
    text = line.folded.original
    opened = value.of(text).count("(") > value.of(text).count(")")
    return Span(value.start, value.end + 1) if opened and text.startswith(")", value.end) else value


_TAIL_ENDS = (")", "]", "/", ").")
_TAIL = re.compile(r"[.!?\u061f\u2026\u00bb\u201d\"]\s*([(\[/][^()\[\]\n]{2,40}[)\]/]\s*\.?)$")


@cache
def load_credit_reader() -> CreditReader:
    """A reader of the elements that Warraq knows; built once."""
    elements, layout = load_elements(), load_layout()
    openers = elements.starts.union(*(layout.firsts[cues] for cues in (*CUES[:-1], *STATIONED)))
    return CreditReader(elements, openers, layout)
