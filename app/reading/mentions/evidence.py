"""What in a text speaks for a country, in the order it stands."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from app.gazetteer.matcher import Hit
from app.gazetteer.model import MentionKind
from app.gazetteer.particle import ARTICLE, NO_WORDS, Words
from app.reading.mentions.cues import word_before
from app.text.fold import PARAGRAPH, Folded
from app.text.span import Span

_LAM, _WAW = "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER WAW}"
_COMMA = "\N{ARABIC COMMA}"
_ADJECTIVE = re.compile(rf"(?: {ARTICLE}\w+)? ?[,{_COMMA}]? ?")
_PERSON = re.compile(rf"(?: \w+){{0,6}} ?[,{_COMMA}]? ?")
"""What stands between the names of a list, and between its adjectives."""
_LONG = 60
"""Hardly more stands there."""
_AROUND = 100
"""So many pieces of evidence on either side of a name are looked at within its sentence."""


_start = attrgetter("start")


class Evidence(NamedTuple):
    """A place of the original text that speaks for a country; `hit` is the country's name or adjective,
    None where an agency of that country speaks for it."""

    start: int
    code: str
    surface: str
    hit: Hit | None = None


class Named(NamedTuple):
    """An agency that the text names by a name of its own, and where in the folded text."""

    start: int
    id: str
    country: str
    kind: MentionKind
    surface: str


def first_named(agencies: Iterable[Named]) -> tuple[Named, ...]:
    """`agencies`, each only where it is first named as what it is."""
    found: dict[tuple[str, MentionKind], Named] = {}
    for agency in agencies:
        found.setdefault((agency.id, agency.kind), agency)
    return tuple(found.values())


class Said(NamedTuple):
    """The evidence of one field, in order: all of it, and what can tell whose a body is. A body whose
    country is to be found stands among all, with no code."""

    all: tuple[Evidence, ...] = ()
    speaking: tuple[Evidence, ...] = ()


def said(
    folded: Folded, evidence: Iterable[Evidence], shared: Iterable[Hit], classes: Mapping[str, Words]
) -> Said:
    """`evidence` put in order among the `shared` names of bodies, and without the countries that only say
    who was there."""
    found = tuple(sorted(evidence, key=_start))
    bodies = [Evidence(folded.origin(hit.start), "", "", hit) for hit in shared]
    return Said(tuple(sorted((*bodies, *found), key=_start)), tuple(_speaking(folded, found, classes)))


def _speaking(folded: Folded, found: Iterable[Evidence], classes: Mapping[str, Words]) -> Iterator[Evidence]:
    """What of `found`, in order, does not stand aloof, nor is joined to what does."""
    aloof: Hit | None = None
    for one in found:
        hit = one.hit
        if hit is not None and (
            is_aloof(folded, hit, classes) or (aloof and _joins(folded.text, aloof, hit, classes))
        ):
            aloof = hit
        else:
            aloof = None
            yield one


def count(evidence: Iterable[Evidence]) -> Mapping[str, int]:
    """How often each country is spoken for, by its names or by its places, whichever is more; 0 for others.

    A Counter would take four times as long for the few there are.
    """
    counts: defaultdict[str, int] = defaultdict(int)
    places: defaultdict[str, int] = defaultdict(int)
    for one in evidence:
        (places if is_place(one.hit) else counts)[one.code] += 1
    for code, times in places.items():
        counts[code] = max(counts[code], times)
    return counts


def is_place(hit: Hit | None) -> bool:
    """Whether a place of the country is named, and not the country."""
    return hit is not None and hit.alias.strength == "hint"


def is_people(hit: Hit | None) -> bool:
    """Whether the country is named by people or something of that nation: «a Tunisian», «the Tunisians»."""
    if hit is None or hit.alias.kind != "demonym":
        return False
    return hit.alias.many or not (hit.particles.article or hit.alias.latin)


def is_aloof(folded: Folded, hit: Hit, classes: Mapping[str, Words]) -> bool:
    """Whether a country says who was there, or where somebody goes, and not whose a body is: people of
    that nation, something of that nation, a destination, the other side of a meeting."""
    if is_people(hit):
        return True
    text, other_side = folded.text, classes.get("other_side", NO_WORDS)
    before = word_before(text, hit.word)
    if hit.particles.to == _LAM or before in other_side:
        return True
    if hit.alias.kind != "demonym" and before in classes.get("visit", NO_WORDS):
        # «their minister, who visits Tunisia»: the host is at home there.
        return word_before(text, text.rfind(before, 0, hit.word)) not in classes.get("who", NO_WORDS)
    # «to the Algerian capital»: the noun between belongs to the adjective.
    noun = text.rfind(before, 0, hit.word) if hit.alias.kind == "demonym" and before else 0
    return noun > 0 and word_before(text, noun) in other_side


def _joins(text: str, one: Hit, other: Hit, classes: Mapping[str, Words]) -> bool:
    """Whether `other` is joined to `one` that stands before it: «Turkey, Iran», «Turkey then Iran». A name
    may have its adjective between them, an adjective whom it tells of: «the Turkish So-and-so and the
    Iranian So-and-so»."""
    adjectives = one.alias.kind == "demonym"
    if adjectives != (other.alias.kind == "demonym") or other.particles.to:
        return False
    between = text[one.end : other.word] if other.word - one.end <= _LONG else PARAGRAPH
    if between[1:-1] in classes.get("conjunction", NO_WORDS):
        return True
    joined = other.particles.and_ == _WAW or between.rstrip(" ").endswith((",", _COMMA))
    return joined and (_PERSON if adjectives else _ADJECTIVE).fullmatch(between) is not None


def around(evidence: Sequence[Evidence], span: Span, sentence: Span) -> Sequence[Evidence]:
    """The evidence of the sentence around `span`, out of all in order; of a list without end, what is
    near."""
    first = bisect_left(evidence, sentence.start, key=_start)
    last = bisect_left(evidence, sentence.end, first, key=_start)
    if last - first > 2 * _AROUND:
        at = bisect_left(evidence, span.start, first, last, key=_start)
        first, last = max(first, at - _AROUND), min(last, at + _AROUND)
    return evidence[first:last]
