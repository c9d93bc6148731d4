"""What in a text speaks for a country, in the order it stands."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from app.gazetteer.matcher import Hit
from app.gazetteer.model import MentionKind
from app.text.span import Span

_AROUND = 100
"""So many pieces of evidence on either side of a name are looked at within its sentence."""


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


def count(evidence: Iterable[Evidence], about: Iterable[str] = ()) -> Mapping[str, int]:
    """How often each country is spoken for, in evidence or in `about`; 0 for the others. A Counter would
    take four times as long for the few there are."""
    counts: defaultdict[str, int] = defaultdict(int)
    for one in evidence:
        counts[one.code] += 1
    for code in about:
        counts[code] += 1
    return counts


_start = attrgetter("start")


def in_order(evidence: Iterable[Evidence]) -> Sequence[Evidence]:
    """The evidence by growing start."""
    return sorted(evidence, key=_start)


def around(evidence: Sequence[Evidence], span: Span, sentence: Span) -> Sequence[Evidence]:
    """The evidence of the sentence around `span`, out of all `in_order`; of a list without end, what is
    near."""
    first = bisect_left(evidence, sentence.start, key=_start)
    last = bisect_left(evidence, sentence.end, first, key=_start)
    if last - first > 2 * _AROUND:
        at = bisect_left(evidence, span.start, first, last, key=_start)
        first, last = max(first, at - _AROUND), min(last, at + _AROUND)
    return evidence[first:last]
