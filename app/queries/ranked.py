"""Counting the articles of a filter by the index: set operations over ranks."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from pyroaring import BitMap

from app.gazetteer.model import DEFAULT_KINDS, EntityType, MentionKind
from app.queries.chosen import By, Value
from app.queries.period import Interval, Spread
from app.queries.together import Ranks, count_pairs
from app.queries.view import Named, View, named

_NONE = BitMap()


class Ranked:
    """The articles `chosen` of a view's index; a `app.queries.chosen.Chosen`. Mentions of `kinds` count."""

    def __init__(self, view: View, chosen: BitMap, kinds: tuple[MentionKind, ...]) -> None:
        self._view = view
        self._index = view.index
        self._chosen = chosen
        self._kinds = kinds

    def total(self) -> int:
        """How many they are."""
        return len(self._chosen)

    def through(self, interval: Interval) -> Spread:
        """How many surely appeared in each year, month or day."""
        return self._spread(self._chosen, interval)

    def values(self, by: Value) -> dict[str, int]:
        """How many mention, come from or are written in each."""
        each = self._each(by)
        numbers = map(self._chosen.intersection_cardinality, each.values())
        return {value: articles for value, articles in zip(each, numbers, strict=True) if articles}

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
        spans = self._view.spans[interval]
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

    def _named(self, type: EntityType) -> Named:
        usual = self._kinds == DEFAULT_KINDS
        return self._view.named[type] if usual else named(self._index, type, self._kinds)


def _array(chosen: BitMap) -> Ranks:
    return np.frombuffer(chosen.to_array(), np.uint32)
