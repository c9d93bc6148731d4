"""Chooses among the hits of one text: which hold, and the longest of those that overlap."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from app.gazetteer.matcher import Hit
from app.gazetteer.particle import Words
from app.reading.mentions.cues import UNJUDGED, Verdict, is_adjective, judge
from app.text.fold import Folded

COORDINATED = "coordinated"
"""The rule by which a phrase holds whose head stands in the phrase before it."""


class Candidate(NamedTuple):
    """A hit that holds, with what the cues say. `start` and `end` are the hit's, `chain` the folded
    end of the coordinated phrase it begins or belongs to; its own end where it stands alone."""

    start: int
    end: int
    hit: Hit
    verdict: Verdict
    chain: int


def candidate(hit: Hit, verdict: Verdict) -> Candidate:
    """A candidate that stands alone."""
    return Candidate(hit.start, hit.end, hit, verdict, hit.end)


def choose(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that remain when the longest come first and none may overlap, sorted by start.

    Of equally long ones a block goes first, then the one that stands first in `candidates`. Blocks
    are left out of the answer.
    """
    chosen: list[Candidate] = []
    cluster: list[Candidate] = []
    reach = -1
    for one in sorted(candidates, key=_start):
        if one.start < reach:
            cluster.append(one)
            reach = max(reach, one.end)
            continue
        chosen += _longest(cluster) if len(cluster) > 1 else cluster
        cluster = [one]
        reach = one.end
    chosen += _longest(cluster) if len(cluster) > 1 else cluster
    return [one for one in chosen if one.hit.alias.strength != "blocked"]


_start = attrgetter("start")


def _longest(cluster: list[Candidate]) -> list[Candidate]:
    cluster.sort(key=_longest_first)
    taken: list[Candidate] = []
    for one in cluster:
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
    taken.sort(key=_start)
    return taken


def _longest_first(one: Candidate) -> tuple[int, bool]:
    return one.start - one.end, one.hit.alias.strength != "blocked"


def countries(folded: Folded, hits: Sequence[Hit], classes: Mapping[str, Words]) -> list[Candidate]:
    """The country mentions among `hits`, sorted by start."""
    own = [hit for hit in hits if hit.alias.type == "country"]
    named = {hit.alias.entity.id for hit in own if hit.alias.strength == "strong" and hit.alias.entity}
    held: dict[tuple[int, int], Candidate] = {}
    for hit in own:
        verdict = judge(folded, hit, named) if hit.alias.rules.each else UNJUDGED
        if not verdict.holds:
            continue
        key = hit[:2]
        rival = held.get(key)
        if rival is None or _prevails(folded, hit, rival.hit, classes):
            held[key] = candidate(hit, verdict)
    return choose(list(held.values()))


def _prevails(folded: Folded, hit: Hit, rival: Hit, classes: Mapping[str, Words]) -> bool:
    """Whether `hit` names what stands there rather than `rival`, which has the same span."""
    alias, other = hit.alias, rival.alias
    if alias.entity == other.entity and {alias.kind, other.kind} == {"name", "demonym"}:
        return (alias.kind == "demonym") == is_adjective(folded, hit, classes)
    if (alias.strength == "blocked") != (other.strength == "blocked"):
        return alias.strength == "blocked"
    # A rule accepted a weak one, so its context speaks for it.
    return alias.strength == "weak" and other.strength != "weak"


def within(folded: Folded, hits: Sequence[Hit], starts: Sequence[int]) -> list[Hit]:
    """The hits that do not run over the beginning of a part; `starts` are those beginnings, in the
    original text. Only a form of several words can."""
    if not hits:
        return []
    cuts = [folded.place(start) for start in starts[1:]]
    return [
        hit
        for hit in hits
        if " " not in hit.alias.stem or bisect_right(cuts, hit.start) == bisect_left(cuts, hit.end)
    ]
