"""Chooses among the hits of one text: which hold, and the longest of those that overlap."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from app.gazetteer.matcher import Hit
from app.gazetteer.model import Entity
from app.gazetteer.particle import NO_WORDS, Words
from app.reading.mentions.cues import UNJUDGED, Setting, Verdict, is_adjective, judge, word_after, word_before
from app.text.fold import Folded

COORDINATED = "coordinated"
"""The rule by which a phrase holds whose head stands in the phrase before it."""


_HEH, _BEH = "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER BEH}"


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
    if len(candidates) < 2:
        return [one for one in candidates if one.hit.alias.strength != "blocked"]
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


def countries(
    folded: Folded, hits: Sequence[Hit], classes: Mapping[str, Words], setting: Setting
) -> list[Candidate]:
    """The country mentions among the `hits` of countries, sorted by start; `setting` is that of the field."""
    towns = [hit for hit in hits if hit.alias.strength == "hint"]
    if towns:
        accords = _accords(folded.text, towns, classes)
        hits = [hit for hit in hits if not (hit.alias.strength == "hint" and hit.alias.stem in accords)]
    named = {hit.alias.entity.id for hit in hits if hit.alias.strength == "strong" and hit.alias.entity}
    setting = setting._replace(named=named)
    held: dict[tuple[int, int], Candidate] = {}
    for hit in hits:
        verdict = judge(folded, hit, setting) if hit.alias.rules.each else UNJUDGED
        if not verdict.holds:
            continue
        key = hit[:2]
        rival = held.get(key)
        if rival is None or _prevails(folded, hit, rival.hit, classes):
            held[key] = candidate(hit, verdict)
    chosen = choose(list(held.values()))
    return _where_said(folded.text, chosen, classes) if towns else chosen


def _accords(text: str, towns: Iterable[Hit], classes: Mapping[str, Words]) -> frozenset[str]:
    """Those of `towns` that the text knows for what was agreed or fought there: «the accord of Taif»."""
    words = classes.get("accord", NO_WORDS)
    return frozenset(hit.alias.stem for hit in towns if word_before(text, hit.word) in words)


def _where_said(text: str, chosen: Sequence[Candidate], classes: Mapping[str, Words]) -> list[Candidate]:
    """`chosen` without the towns that the country right after them says to lie elsewhere."""
    by_word = {one.hit.word: one for one in chosen}
    sides = classes.get("side", NO_WORDS)
    return [
        one
        for one in chosen
        if one.hit.alias.strength != "hint"
        or _country_after(text, one, by_word, sides) in (None, _owner(one))
    ]


def _country_after(
    text: str, town: Candidate, by_word: Mapping[int, Candidate], sides: Words
) -> Entity | None:
    """The country that a town is said to lie in: by its adjective, after beh, or as a part of it."""
    found = by_word.get(town.end + 1)
    if found is not None:
        alias, particles = found.hit.alias, found.hit.particles
        adjective = alias.kind == "demonym" and particles.kept and alias.stem.endswith(_HEH)
        inside = alias.kind == "name" and particles.to == _BEH
        return _owner(found) if (adjective or inside) and not particles.and_ else None
    side = word_after(text, town.end)
    found = by_word.get(town.end + 1 + len(side) + 1) if side in sides else None
    return _owner(found) if found is not None and found.hit.alias.kind == "name" else None


def _owner(one: Candidate) -> Entity | None:
    return one.hit.alias.entity


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
    return [hit for hit in hits if " " not in hit.alias.stem or _is_within(folded, hit, starts)]


def _is_within(folded: Folded, hit: Hit, starts: Sequence[int]) -> bool:
    first, last = folded.origin(hit.start), folded.origin(hit.end - 1)
    return bisect_right(starts, first, 1) == bisect_right(starts, last, 1)
