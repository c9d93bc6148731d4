"""Counting the articles of a filter by the index: set operations over ranks."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
from pyroaring import BitMap

from app.gazetteer.model import DEFAULT_KINDS, Entity, EntityType, MentionKind
from app.queries.chosen import By, Value
from app.queries.index import Index, Integers
from app.queries.period import Interval, Spread, period_of
from app.queries.recall import Recall
from app.queries.together import Ranks, count_pairs
from app.queries.view import View

_NONE = BitMap()


class _Named(NamedTuple):
    """The articles that mention each entity of a type, and those that mention any."""

    each: Mapping[str, BitMap]
    any: BitMap


class _Spans(NamedTuple):
    """Stretches of articles with the same dates: the rank where each begins, and its bucket.

    That is 0 where there is no date, 1 where the date lies in no single year, month or day, and 2 for
    that of number `first`, 3 for the next.
    """

    begin: Ranks
    bucket: Integers
    first: int


class Ranked:
    """The articles `chosen` of a view's index; a `app.queries.chosen.Chosen`. Mentions of `kinds` count."""

    def __init__(self, view: View, chosen: BitMap, kinds: tuple[MentionKind, ...], recall: Recall) -> None:
        self._index = view.index
        self._chosen = chosen
        self._kinds = kinds
        self._recall = recall

    def total(self) -> int:
        """How many they are."""
        return len(self._chosen)

    def through(self, interval: Interval) -> Spread:
        """How many surely appeared in each year, month or day."""
        return self._spread(self._chosen, interval)

    def values(self, by: Value) -> dict[str, int]:
        """How many mention, come from or are written in each."""
        chosen, found = self._chosen, {}
        for value, own in self._each(by).items():
            if articles := chosen.intersection_cardinality(own):
                found[value] = articles
        return found

    def naming(self, type: EntityType) -> int:
        """How many mention any country, or any agency."""
        return self._chosen.intersection_cardinality(self._named(type).any)

    def each_through(self, interval: Interval, by: By, ids: Iterable[str]) -> dict[str, Spread]:
        """The same for those that have each of these values."""
        each = self._each(by)
        return {one: self._spread(self._chosen & each.get(one, _NONE), interval) for one in ids}

    def pairs(self, of: tuple[EntityType, EntityType]) -> Iterator[tuple[str, str, int]]:
        """How many mention both of each pair."""
        first = self._mentioned(of[0])
        second = first if of[0] == of[1] else self._mentioned(of[1])
        ids, others = list(first), list(second)
        for one, other, articles in count_pairs(
            _array(self._chosen), list(first.values()), list(second.values())
        ):
            if first is not second or one < other:
                yield ids[one], others[other], articles

    def _mentioned(self, type: EntityType) -> dict[str, Ranks]:
        """The articles that mention each entity of a type, of those that any mentions, by id."""
        own = ((one, self._chosen & articles) for one, articles in sorted(self._named(type).each.items()))
        return {one: _array(articles) for one, articles in own if articles}

    def _spread(self, chosen: BitMap, interval: Interval) -> Spread:
        spans = self._recall(("spans", interval), lambda: _spans(self._index.newest, interval))
        ranks = _array(chosen)
        if len(ranks) < len(spans.begin):
            counts = np.bincount(spans.bucket[np.searchsorted(spans.begin, ranks, "right") - 1], minlength=2)
        else:
            own = np.diff(np.searchsorted(ranks, spans.begin), append=len(ranks))
            counts = np.bincount(spans.bucket, own, minlength=2).astype(np.int64)
        having = np.flatnonzero(counts[2:])
        found = zip((having + spans.first).tolist(), counts[having + 2].tolist(), strict=True)
        return Spread(dict(found), int(counts[0]), int(counts[1]))

    def _each(self, by: Value) -> Mapping[str, BitMap]:
        if by == "source":
            return self._index.sources
        if by == "language":
            return {tag: own for tag, own in self._index.languages.items() if tag is not None}
        return self._named(by).each

    def _named(self, type: EntityType) -> _Named:
        if self._kinds != DEFAULT_KINDS:
            return _named(self._index, type, self._kinds)
        return self._recall(("named", type), lambda: _named(self._index, type, DEFAULT_KINDS))


def _named(index: Index, type: EntityType, kinds: tuple[MentionKind, ...]) -> _Named:
    each = {one.id: index.naming(Entity(type, one.id), kinds) for one in index.kinds if one.type == type}
    return _Named(each, BitMap.union(*each.values()) if each else BitMap())


def _array(chosen: BitMap) -> Ranks:
    return np.frombuffer(chosen.to_array(), np.uint32)


def _spans(newest: Integers, interval: Interval) -> _Spans:
    """The stretches of articles whose sort keys, in order, are `newest`."""
    begin = np.flatnonzero(np.diff(newest, prepend=newest[:1] - 1))
    keys = newest[begin].tolist()
    numbers = [period_of(key, interval) if key else None for key in keys]
    first = min((number for number in numbers if number is not None), default=0)
    buckets = (0 if not key else 1 if number is None else number - first + 2
               for key, number in zip(keys, numbers, strict=True))  # fmt: skip
    return _Spans(begin.astype(np.uint32), np.fromiter(buckets, np.int64, len(keys)), first)
