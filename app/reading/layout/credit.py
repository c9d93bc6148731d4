"""Credits: the places, agencies, outlets, names and dates that open an article, as papers join them.

    Madrid –                              before the first sentence
    Rabat (MAP) –                         the same, with an agency
    Rabat-First Last                      a line of its own
    Outlet from Rabat | First Last | 3 September 2024 - 12:30

One reader walks the words and knows at each what may start there; where it stops, the text begins.
"""

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from app.gazetteer.outlets import Outlets, load_outlets, name_key
from app.reading.layout.block import Block, Piece, Words, words_of
from app.reading.layout.element import ROLES, Element
from app.reading.layout.furniture import Layout, load_layout
from app.reading.layout.person import People, load_people
from app.text.fold import Folded, fold, fold_name
from app.text.span import Span

_BOUND = re.compile(r"[\-\u2010-\u2015\u0640/|\\:()\[\],\u060c\u2022\u00b7\u00ab\u00bb\"\u201c\u201d+]")
_BREAK = re.compile(r"[\-\u2010-\u2015\u0640]\s|\s[\-\u2010-\u2015\u0640]|[\u2013\u2014:]|/\s|\)")
_OPENING = "([\u00ab\"\u201c\u2018'"
_QUOTE = re.compile(r"[\u00ab\u00bb\"\u201c\u201d]\s*$")
_QUOTED = re.compile(r"[\u00ab\u00bb\"\u201c\u201d]")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_NAME, _LONGEST_PLACE, _LONGEST_OUTLET = 8, 4, 6
_LONGEST_LABEL, _LONGEST_QUOTED = 6, 3
_PREFIX = 160
"""A credit before the first sentence ends within so many characters."""
_LEAST_TEXT = 3
"""So many words must follow a credit for it to be one that opens a sentence."""


@dataclass(frozen=True, slots=True)
class CreditReader:
    """Reads credits by the words it is given."""

    places: frozenset[str]
    countries: frozenset[str]
    starts: frozenset[str]
    """The first words of all places, outlets and agencies."""
    openers: frozenset[str]
    """These, and the first words of cues to a name: without one, and without a date, there is no credit."""
    outlets: Outlets
    people: People
    layout: Layout

    def elements(
        self, line: Words, dates: Sequence[Span], reach: int | None = None
    ) -> tuple[list[Element], int]:
        """What `line` names from its first word on, and the index of the word where that stops, or before
        which `reach` ends.

        `dates` and `reach` are a span and an offset of the whole text.
        """
        found: list[Element] = []
        at = 0
        while at < len(line.words) and (reach is None or line.span(at, at + 1).start < reach):
            element = self._at(line, at, dates, found)
            if element is None:
                break
            found.append(element)
            at = element.last
        return found, at

    def _at(self, line: Words, at: int, dates: Sequence[Span], before: list[Element]) -> Element | None:
        kind_before = before[-1].kind if before else None
        date = self._date(line, at, dates) or self._labelled_date(line, at, dates) if dates else None
        if date:
            return date
        if kind_before == "place" and self._is_day_and_month(line, at):
            return Element("date", at, at + 2)
        words, word = line.words, line.words[at]
        if kind_before in ("outlet", "agency") and word in self.layout.lists["source.from"]:
            place = self._longest(line, at + 1, _LONGEST_PLACE, self.places.__contains__)
            return Element("place", at, place) if place else None
        if word in self.starts:
            known = self._is_place if kind_before in (None, "place") else self.places.__contains__
            place = self._longest(line, at, _LONGEST_PLACE, known, dates)
            if place:
                return Element("place", at, place)
            quoted = bool(_QUOTE.search(line.gap(at)))
            outlet = self._longest(
                line, at, _LONGEST_OUTLET, lambda key: bool(self.outlets.named(key, quoted)), dates
            )
            outlet = outlet or (0 if before else self._announced(line, dates))
            if outlet:
                agency = any(o.agency for o in self.outlets.named(" ".join(words[at:outlet]), not before))
                return Element("agency" if agency else "outlet", at, outlet)
            agencies = self._longest(line, at, 3, self.layout.lists["source.agencies"].__contains__)
            if agencies:
                return Element("agencies", at, agencies)
        quoted_name = self._quoted(line, at) if kind_before == "place" else 0
        if quoted_name:
            return Element("outlet", at, quoted_name)
        if kind_before == "date" and (word.isdigit() or word in self.layout.lists["date.fillers"]):
            return Element("date", at, at + 1)
        return self._name(line, at, dates)

    def _is_place(self, key: str) -> bool:
        return key in self.places or key in self.countries

    def _announced(self, line: Words, dates: Sequence[Span]) -> int:
        """Where an outlet with the name of something else ends, at the start of a line; 0 if it is none.

        A place, a sure name or a date behind it announce it as a source.
        """
        last = self._longest(line, 0, _LONGEST_OUTLET, lambda key: bool(self.outlets.named(key, True)), dates)
        if not last or last == len(line.words):
            return 0
        after = self._at(line, last, dates, [Element("outlet", 0, last)])
        return last if after and after.sure and after.kind in ("place", "name", "date") else 0

    def _quoted(self, line: Words, at: int) -> int:
        """Where a quotation of few words ends that is all the rest of the line, or that a colon follows."""
        if not _QUOTE.search(line.gap(at)):
            return 0
        last = at + 1
        while last < len(line.words) and last - at < _LONGEST_QUOTED and not line.gap(last).strip():
            last += 1
        closed = _QUOTED.match(line.gap(last))
        return last if closed and (last == len(line.words) or ":" in line.gap(last)) else 0

    def _labelled_date(self, line: Words, at: int, dates: Sequence[Span]) -> Element | None:
        """A date behind a label such as "published on", or behind "on the day of"."""
        first = at + self.layout.label(line, "date.published", "date.updated", at=at)
        most, lead = min(len(line.words), at + _LONGEST_LABEL), self.layout.lists["date.lead"]
        while first < most and line.words[first] in lead:
            first += 1
        date = self._date(line, first, dates) if at < first < len(line.words) else None
        return Element("date", at, date.last) if date else None

    def _is_day_and_month(self, line: Words, at: int) -> bool:
        """Whether two short numbers joined by a mark stand at word `at`: 14-5, of a year nobody says."""
        pair = line.words[at : at + 2]
        short = len(pair) == 2 and all(word.isdigit() and len(word) <= 2 for word in pair)
        return short and line.gap(at + 1).strip() in ("-", "/", "\u2013")

    def _date(self, line: Words, at: int, dates: Sequence[Span]) -> Element | None:
        start = line.span(at, at + 1).start
        last = at
        for date in dates:
            if date.start <= start < date.end:
                while last < len(line.words) and line.span(last, last + 1).start < date.end:
                    last += 1
        return Element("date", at, last) if last > at else None

    def _longest(
        self, line: Words, at: int, most: int, known: Callable[[str], bool], dates: Sequence[Span] = ()
    ) -> int:
        """Where the longest known name that starts at word `at` ends, if a mark bounds it; else 0."""
        for last in range(min(at + most, len(line.words)), at, -1):
            if known(" ".join(line.words[at:last])) and self._bounded(line, last, dates):
                return last
        return 0

    def _bounded(self, line: Words, last: int, dates: Sequence[Span]) -> bool:
        if last == len(line.words) or _BOUND.search(line.gap(last)):
            return True
        if dates and (self._date(line, last, dates) or self._labelled_date(line, last, dates)):
            return True
        after = " ".join(line.words[last + 1 : last + 1 + _LONGEST_PLACE])
        return line.words[last] in self.layout.lists["source.from"] and after in self.places

    def _name(self, line: Words, at: int, dates: Sequence[Span]) -> Element | None:
        """One name or several, with or without a cue before it."""
        words = line.words
        cue = self.layout.label(line, "byline.sure", "byline.others", at=at)
        first = last = at + cue
        if first == len(words) or (at == 0 and not cue and not self.people.may_start(words[0])):
            return None
        if not cue and not self.people.may_open(words[first : first + 2]):  # before each word is looked at
            return None
        most = min(len(words), first + _LONGEST_NAME + 1)  # a word more than that, and it is no name
        while last < most and (last == first or not _BOUND.search(line.gap(last))):
            if dates and (self._date(line, last, dates) or self._labelled_date(line, last, dates)):
                break
            last += 1
        if cue and " ".join(words[first:last]) in self.layout.lists["byline.impersonal"]:
            return Element("cue", at, last)
        if last == first or last - first > _LONGEST_NAME:
            return None
        certainty = self.people.certainty(words[first:last])
        if certainty is None:
            return None
        return Element("name", at, last, certainty == "sure" or bool(cue))

    def pieces(self, line: Words, block: Block, found: Sequence[Element], end: int) -> list[Piece]:
        """The parts that `found` makes of `block` up to offset `end`, neighbours of one role joined."""
        starts = [block.start]
        for element in found[1:]:
            start = line.span(element.first, element.first + 1).start
            before = line.gap(element.first)
            starts.append(start - (len(before) - len(before.rstrip(_OPENING))))
        pieces: list[Piece] = []
        for element, start, stop in zip(found, starts, [*starts[1:], end], strict=True):
            role = ROLES[element.kind]
            value = self._value(line, element)
            note = "agency" if element.kind == "agency" else "credit"
            if element.kind == "date" and self.layout.label(line, "date.updated", at=element.first):
                note = "updated"
            if pieces and pieces[-1].role == role:
                before_value = pieces[-1].value
                if role in ("source", "date") and before_value:
                    value = before_value
                elif before_value and value:
                    value = Span(before_value.start, value.end)
                pieces[-1] = pieces[-1]._replace(end=stop, value=value)
            else:
                pieces.append(Piece(role, start, stop, value, note))
        return pieces

    def _value(self, line: Words, element: Element) -> Span | None:
        first = element.first
        if element.kind in ("agencies", "cue"):
            return None
        if element.kind == "name":
            first += self.layout.label(line, "byline.sure", "byline.others", at=first)
        if element.kind == "place" and line.words[first] in self.layout.lists["source.from"]:
            first += 1
        return line.span(first, element.last)

    def line(self, line: Words, block: Block, dates: Sequence[Span], trusting: bool) -> list[Piece]:
        """The parts of a line that is a credit and nothing else; empty if it is not.

        A line that is only a name is left to others. `trusting` takes names that are only likely.
        """
        if not dates and self.openers.isdisjoint(line.words):
            return []
        found, stop = self.elements(line, dates)
        if stop < len(line.words) or not any(e.kind != "name" for e in found):
            return []
        if not trusting and any(not e.sure for e in found):
            return []
        return self.pieces(line, block, found, block.end)

    def opening(self, folded: Folded, block: Block, dates: Sequence[Span], first: bool) -> list[Piece]:
        """The credit that opens the sentence of a `block` that may have one, or an empty list.

        In the `first` block of the text a colon may end it; further down only a dash or a bracket.
        """
        line = words_of(folded, block.start, min(block.end, block.start + _PREFIX))
        last_break = max((mark.end() for mark in _BREAK.finditer(block.text[:_PREFIX])), default=0)
        found, _ = self.elements(line, dates, block.start + last_break)
        while found and not _BREAK.search(line.gap(found[-1].last)):
            found.pop()
        if not found or len(line.words) - found[-1].last < _LEAST_TEXT or not all(e.sure for e in found):
            return []
        cued = found[0].kind == "name" and bool(self.layout.label(line, "byline.sure", "byline.others"))
        if found[0].kind not in ("place", "agency", "agencies", "outlet") and not cued:
            return []
        last = found[-1].last
        bracketed = ")" in line.gap(last) or _BREAK.search(line.gap(last).replace(":", ""))
        if not bracketed and (found[0].kind in ("agency", "agencies", "outlet") or not first):
            return []
        gap = line.gap(last)
        end = line.span(last, last + 1).start - (len(gap) - len(gap.rstrip(_OPENING)))
        return self.pieces(line, block, found, end)

    def may_open(self, block: Block) -> bool:
        """Whether `block` may open with a credit, by its first word and the marks near its beginning."""
        head = block.text[:_PREFIX]
        first = _WORD.search(fold_name(head.split(maxsplit=1)[0]))
        return (first is None or first.group() in self.openers) and bool(_BREAK.search(head))

    def tail(self, block: Block, dates: Sequence[Span]) -> Piece | None:
        """The agencies in brackets after the last sentence of `block`, if there are any."""
        match = _TAIL.search(block.text) if block.text.endswith(_TAIL_ENDS) else None
        if not match:
            return None
        start = block.start + match.start(1)
        line = words_of(fold(block.text), match.start(1), len(block.text))
        found, stop = self.elements(line, ())
        if stop < len(line.words) or not all(e.kind in ("agency", "agencies") for e in found):
            return None
        value = self._value(line, found[0])
        if value:
            value = Span(value.start + block.start, value.end + block.start)
        return Piece("source", start, block.end, value, "tail")


_TAIL_ENDS = (")", "]", "/", ").")
_TAIL = re.compile(r"[.!?\u061f\u2026\u00bb\u201d\"]\s*([(\[/][^()\[\]\n]{2,40}[)\]/]\s*\.?)$")


@cache
def load_credit_reader() -> CreditReader:
    """A reader with the places, outlets, names and words that Warraq knows; built once."""
    data = tomllib.loads(files("app.reading").joinpath("data/places.toml").read_text("utf-8"))
    places = frozenset(map(name_key, data["cities"]))
    outlets, layout = load_outlets(), load_layout()
    countries = frozenset(map(name_key, data["countries"]))
    starts = {place.partition(" ")[0] for place in places | countries}
    starts |= outlets.first_words() | layout.firsts["source.agencies"]
    openers = starts | layout.firsts["byline.sure"] | layout.firsts["byline.others"]
    return CreditReader(
        places, countries, frozenset(starts), frozenset(openers), outlets, load_people(), layout
    )
