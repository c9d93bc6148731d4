"""What one stretch of a credit names: a place, an outlet, an agency, a date, a person.

One reader walks the words and knows at each what may start there; where it stops, the text begins.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from app.gazetteer.outlets import Outlets, load_outlets
from app.reading.layout.block import Words
from app.reading.layout.enclosed import QUOTE, bracketed, quoted
from app.reading.layout.furniture import Layout, load_layout, opens
from app.reading.layout.person import People, load_people
from app.reading.layout.place import load_places
from app.reading.layout.stamp import issue, stamp
from app.text.span import Span

Kind = Literal["place", "outlet", "agency", "agencies", "issue", "date", "name", "cue", "kicker"]

CUES = ("byline.sure", "byline.others", "byline.correspondents", "byline.of")
"""What announces a name; the last of them only behind a place or an outlet."""
STATIONED = ("byline.correspondents", "byline.stationed")
_NAMELESS = ("byline.correspondents", "byline.anonymous")
_IN = "\N{ARABIC LETTER BEH}"

_BOUND = re.compile(r"[\-\u2010-\u2015\u0640/|\\:()\[\],\u060c\u2022\u00b7\u00ab\u00bb\"\u201c\u201d+]")
_LONGEST_NAME, _LONGEST_PLACE, _LONGEST_OUTLET = 8, 4, 6


class Element(NamedTuple):
    """Words `[first, last)` of a line and what they name; `glued`: to a preposition of one letter."""

    kind: Kind
    first: int
    last: int
    sure: bool = True
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Elements:
    """Reads the elements of credits by the words it is given."""

    places: frozenset[str]
    countries: frozenset[str]
    starts: frozenset[str]
    """The first words of all places, outlets and agencies."""
    outlets: Outlets
    people: People
    layout: Layout

    def read(self, line: Words, dates: Sequence[Span], reach: int | None = None) -> tuple[list[Element], int]:
        """What `line` names from its first word on, and the index of the word where that stops.

        `dates`, and `reach`, where it stops at the latest, are spans and an offset of the whole text.
        """
        found: list[Element] = []
        at = 0
        while at < len(line.words) and (reach is None or line.span(at, at + 1).start < reach):
            if (element := self._at(line, at, dates, found)) is None:
                break
            found.append(element)
            at = element.last
        return found, at

    def _at(self, line: Words, at: int, dates: Sequence[Span], before: list[Element]) -> Element | None:
        kind_before = before[-1].kind if before else None
        word, placed = line.words[at], kind_before in ("place", "outlet", "agency")
        whence = word in self.layout.lists["source.from"]
        found = self._kicker(line, at) if kind_before == "place" else None
        if found is None and word in self.starts and any(element.kind == "place" for element in before):
            found = self._weak_outlet(line, at, dates)
        if found:
            return found
        if stamped := stamp(self.layout, line, at, dates, yearless=kind_before == "place"):
            return Element("date", at, stamped)
        if before and (numbered := issue(self.layout, line, at)):
            return Element("issue", at, numbered)
        if kind_before in ("outlet", "agency") and whence:
            place = self._longest(line, at + 1, _LONGEST_PLACE, self.places.__contains__)
            return Element("place", at, place) if place else self._writer(line, at, dates, placed)
        stationed = kind_before == "cue" or (kind_before == "name" and whence)
        found = self._station(line, at, dates) if stationed else None
        if found is None and word in self.starts:
            found = self._known(line, at, dates, before)
        if found is None and not before and (dates or "(" in line.folded.original[line.start : line.end]):
            found = self._town(line, dates) or (self._republished(line, dates) if dates else None)
        if found:
            return found
        if kind_before == "place" and (last := quoted(line, at)):
            return Element("outlet", at, last)
        if kind_before in ("place", "date") and (last := bracketed(line, at, dated=kind_before == "date")):
            return Element("agencies", at, last)
        if kind_before == "date" and (word.isdigit() or word in self.layout.lists["date.fillers"]):
            return Element("date", at, at + 1)
        return self._writer(line, at, dates, placed)

    def _known(self, line: Words, at: int, dates: Sequence[Span], before: list[Element]) -> Element | None:
        """A place, outlet or agency of the lists that starts at word `at`."""
        placeable = not before or before[-1].kind == "place"
        countries = self.countries if placeable else ()
        place = self._longest(
            line, at, _LONGEST_PLACE, lambda key: key in self.places or key in countries, dates
        )
        if place:
            return Element("place", at, place)
        announced = bool(QUOTE.search(line.gap(at)))
        outlet = self._longest(
            line, at, _LONGEST_OUTLET, lambda key: bool(self.outlets.named(key, announced)), dates
        )
        if outlet := outlet or (0 if before else self._announced(line, dates)):
            return self._outlet(line, at, outlet, announced=not before)
        agencies = self._longest(line, at, 3, self.layout.lists["source.agencies"].__contains__)
        return Element("agencies", at, agencies) if agencies else None

    def _town(self, line: Words, dates: Sequence[Span]) -> Element | None:
        """A town that no list knows: its country is in brackets behind it, and then an agency or a date."""
        last = next((i for i in range(1, min(_LONGEST_PLACE, len(line.words))) if line.gap(i).strip()), 0)
        country = last and self._longest(line, last, _LONGEST_PLACE, self.countries.__contains__)
        if not country or line.gap(last).strip() != "(" or ")" not in line.gap(country):
            return None
        after = self._at(line, country, dates, [Element("place", 0, country)])
        return Element("place", 0, last) if after and after.kind in ("agency", "agencies", "date") else None

    def _republished(self, line: Words, dates: Sequence[Span]) -> Element | None:
        """The paper that a collection of articles has one from: published in Outlet on 3 September 2024."""
        label = self.layout.label(line, "date.published")
        for last in range(min(label + _LONGEST_OUTLET, len(line.words) - 1), label, -1) if label else ():
            dated = stamp(self.layout, line, last, dates)
            if dated and self.outlets.named(" ".join(line.words[label:last]), True):
                return Element("outlet", 0, last)
        return None

    def _writer(self, line: Words, at: int, dates: Sequence[Span], placed: bool) -> Element | None:
        """Names, or a correspondent who has none; `placed`: behind a place or outlet."""
        ways = ((STATIONED, self._station), (_NAMELESS, self._bounded), (_NAMELESS[:1], self._employed))
        for cues, holds in ways if line.words[at] in self.layout.openers else ():
            last = at + self.layout.label(line, *cues, at=at)
            if last > at and holds(line, last, dates):
                return Element("cue", at, last)
        return self._name(line, at, dates, placed)

    def _employed(self, line: Words, at: int, dates: Sequence[Span]) -> bool:
        """Whether an outlet stands at word `at` that no other word names, behind its correspondent."""
        return self._longest(line, at, _LONGEST_OUTLET, lambda key: bool(self.outlets.named(key)), dates) > 0

    def _kicker(self, line: Words, at: int) -> Element | None:
        """What a place is followed by where a paper says what kind of news it prints."""
        last = at + self.layout.label(line, "section.kickers", at=at)
        return Element("kicker", at, last) if last > at and self._bounded(line, last, ()) else None

    def _weak_outlet(self, line: Words, at: int, dates: Sequence[Span]) -> Element | None:
        """An outlet named by an ordinary word, no section's: the place before it announces it."""
        sections, named = self.layout.lists["section.names"], self.outlets.named
        last = self._longest(
            line, at, _LONGEST_OUTLET, lambda key: key not in sections and bool(named(key, True)), dates
        )
        return self._outlet(line, at, last, announced=True) if last else None

    def _outlet(self, line: Words, first: int, last: int, announced: bool) -> Element:
        named = self.outlets.named(" ".join(line.words[first:last]), announced)
        return Element("agency" if any(outlet.agency for outlet in named) else "outlet", first, last)

    def _station(self, line: Words, at: int, dates: Sequence[Span]) -> Element | None:
        """Where a correspondent writes from, up to a mark, a name or the end; between "in" and a colon with
        a sure name behind it any place will do.
        """
        words, first = line.words, at
        if at < len(words) and (words[at] in self.layout.lists["source.from"] or words[at] == _IN):
            first += 1
        for last in range(min(first + _LONGEST_PLACE, len(words)), first, -1):
            key = " ".join(words[first:last])
            glued = first == at and key.startswith(_IN) and key not in self.places
            listed = key.removeprefix(_IN if glued else "") in self.places
            if not listed and (first == at or ":" not in line.gap(last)):
                continue
            name = self._name(line, last, dates)
            if (listed and self._bounded(line, last, dates)) or (name and name.sure):
                return Element("place", at, last, glued=glued)
        return None

    def _announced(self, line: Words, dates: Sequence[Span]) -> int:
        """Where an outlet with the name of something else ends, at the start of a line; 0 if no place, sure
        name or date behind it announces it as a source.
        """
        last = self._longest(line, 0, _LONGEST_OUTLET, lambda key: bool(self.outlets.named(key, True)), dates)
        if not last or last == len(line.words):
            return 0
        after = self._at(line, last, dates, [Element("outlet", 0, last)])
        return last if after and after.sure and after.kind in ("place", "name", "date", "issue") else 0

    def _longest(
        self, line: Words, at: int, most: int, known: Callable[[str], bool], dates: Sequence[Span] = ()
    ) -> int:
        """Where the longest known name that starts at word `at` ends, if a mark bounds it; else 0."""
        for last in range(min(at + most, len(line.words)), at, -1):
            if known(" ".join(line.words[at:last])) and self._bounded(line, last, dates):
                return last
        return 0

    def _bounded(self, line: Words, last: int, dates: Sequence[Span]) -> bool:
        if last == len(line.words) or _BOUND.search(line.gap(last)) or stamp(self.layout, line, last, dates):
            return True
        return line.words[last] in self.layout.lists["source.from"] and self._placed(line, last + 1)

    def _placed(self, line: Words, at: int) -> bool:
        """Whether the rest of the line is the name of a place, up to a mark."""
        last = at + 1
        while last < len(line.words) and last - at < _LONGEST_PLACE and not _BOUND.search(line.gap(last)):
            last += 1
        return " ".join(line.words[at:last]) in self.places

    def _name(self, line: Words, at: int, dates: Sequence[Span], placed: bool = False) -> Element | None:
        """One name or several, with or without a cue before it; `placed`: a place or outlet stands there."""
        words = line.words
        cue = self.layout.label(line, *(CUES if placed else CUES[:-1]), at=at)
        first = last = at + cue
        if first == len(words) or (at == 0 and not cue and not self.people.may_start(words[0])):
            return None
        if not cue and not self.people.may_open(words[first : first + 2]):  # before each word is looked at
            return None
        most = min(len(words), first + _LONGEST_NAME + 1)  # a word more than that, and it is no name
        while last < most and (last == first or not _BOUND.search(line.gap(last))):
            if dates and stamp(self.layout, line, last, dates):
                break
            if cue and words[last] in self.layout.lists["source.from"] and self._placed(line, last + 1):
                break
            if not cue and self.people.bars(words[last]):
                return None  # as certainty would say of all these words
            last += 1
        if cue and self.layout.label(line, "byline.impersonal", "byline.anonymous", at=first) == last - first:
            return Element("cue", at, last)
        certainty = self.people.certainty(words[first:last]) if last - first <= _LONGEST_NAME else None
        of = " ".join(words[at:first]) in self.layout.lists["byline.of"]
        if certainty is None or (of and certainty == "likely"):
            return None
        told = bool(cue) and (self.layout.label(line, "byline.sure", at=at) > 0 or opens(line, first))
        return Element("name", at, last, certainty == "sure" or told)


@cache
def load_elements() -> Elements:
    """A reader with the places, outlets, names and words that Warraq knows; built once."""
    (places, countries), outlets, layout = load_places(), load_outlets(), load_layout()
    starts = {place.partition(" ")[0] for place in places | countries}
    starts |= outlets.first_words() | layout.firsts["source.agencies"]
    return Elements(places, countries, frozenset(starts), outlets, load_people(), layout)
