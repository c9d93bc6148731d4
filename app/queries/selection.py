"""A filter as the set of articles that pass it, by the index alone."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import reduce
from operator import and_, or_

from pyroaring import BitMap

from app.gazetteer.load import load
from app.gazetteer.model import MENTION_KINDS, Entity, EntityType
from app.queries.expression import And, Everything, Expression, Leaf, Not, Or
from app.queries.filter import ArticleFilter
from app.queries.index import Coarse, Index
from app.store.keys import newest_from, newest_to

LONGEST = 366
"""Days that the interval in which an article may have appeared has at most: a year is the coarsest."""
_NONE = BitMap()
Words = Callable[[Leaf], BitMap]
"""The articles that have a word, a beginning of one, or a phrase."""


def select(index: Index, asked: ArticleFilter, words: Words) -> BitMap:
    """The articles that pass `asked`. Not to be changed: it may be the index's own."""
    given = sorted(_asked_for(index, asked, words), key=len)
    found = reduce(and_, given) if given else index.everything
    for one in asked.country_not:
        found = found - index.naming(Entity("country", one), asked.kinds)
    for one in asked.agency_not:
        found = found - index.naming(Entity("agency", one), asked.kinds)
    for one in asked.source_not:
        found = found - index.sources.get(one, _NONE)
    return found


def _asked_for(index: Index, asked: ArticleFilter, words: Words) -> Iterator[BitMap]:
    """For each thing that is asked for, the articles that have it."""
    in_time = _in_time(index, asked)
    if in_time is not None:
        yield in_time
    yield from _named(index, asked)
    if asked.source:
        yield _any(index.sources.get(one) for one in asked.source)
    if asked.language:
        yield _any(index.languages.get(one) for one in asked.language)
    if asked.missing:
        yield _any(index.missing[what] for what in asked.missing)
    if asked.naming:
        yield _any(index.mentioned[MENTION_KINDS.index(kind)] for kind in asked.kinds)
    if asked.q is not None:
        yield _matching(index, asked.q, words)


def _named(index: Index, asked: ArticleFilter) -> Iterator[BitMap]:
    """For each group of entities of which one has to be mentioned, the articles that do."""
    groups: tuple[tuple[EntityType, tuple[str, ...], tuple[str, ...]], ...] = (
        ("country", asked.country, asked.country_all),
        ("agency", asked.agency, asked.agency_all),
    )
    for type_, any_of, all_of in groups:
        if any_of:
            yield _any(index.naming(Entity(type_, one), asked.kinds) for one in any_of)
        for one in all_of:
            yield index.naming(Entity(type_, one), asked.kinds)
    if asked.agency_country:
        agencies = (one for one in index.kinds if one.type == "agency")
        owned = (one for one in agencies if _owner(one) in asked.agency_country)
        yield _any(index.naming(one, asked.kinds) for one in owned)


def _owner(agency: Entity) -> str | None:
    known = load().agency(agency.id)
    return None if known is None else known.country


def _any(sets: Iterable[BitMap | None]) -> BitMap:
    found = [one for one in sets if one]
    return found[0] if len(found) == 1 else BitMap.union(*found) if found else BitMap()


def _matching(index: Index, asked: Expression, words: Words) -> BitMap:
    """The articles whose words are as asked."""
    if isinstance(asked, Everything):
        return index.everything
    if isinstance(asked, And | Or):
        combine = and_ if isinstance(asked, And) else or_
        return reduce(combine, (_matching(index, part, words) for part in asked.parts))
    if isinstance(asked, Not):
        return index.everything - _matching(index, asked.part, words)
    return words(asked)


def _in_time(index: Index, asked: ArticleFilter) -> BitMap | None:
    """The articles that lie in time as asked, None where all do.

    Ranks fall with days: all that is dated between two days is one stretch of ranks. So is all that has the
    same date, and of those that are no single day a few lie across a bound.
    """
    start, end = asked.published_from, asked.published_to
    if start is None and end is None and asked.takes_dated and asked.takes_undated:
        return None
    found = BitMap()
    if asked.takes_dated:
        first = 0 if end is None else int(index.newest.searchsorted(newest_to(end)))
        behind = index.dated
        if start is not None:
            behind = int(index.newest.searchsorted(newest_from(start), "right"))
        if behind > first:
            found.add_range(first, behind)
        if asked.date_match == "certain" and start is not None:
            for stretch in _across(index.coarse, start, start.toordinal()):
                found.remove_range(*stretch)
        elif asked.date_match == "possible" and end is not None:
            for stretch in _across(index.coarse, start, end.toordinal() + 1):
                found.add_range(*stretch)
    if asked.takes_undated:
        found.add_range(index.dated, index.size)
    return found


def _across(coarse: Coarse, start: date | None, bound: int) -> Iterator[tuple[int, int]]:
    """Where those stand that may have appeared before the day `bound`, an ordinal that may be behind the last
    day there is, and on it or later, and not before `start`."""
    earliest, falling = coarse.earliest, coarse.falling
    latest = -bound if start is None else min(-bound, -start.toordinal())
    for at in range(bisect_left(falling, -bound - LONGEST), bisect_right(falling, latest)):
        if earliest[at] < bound:
            yield coarse.first[at], coarse.behind[at]
