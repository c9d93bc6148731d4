"""Counting the articles of a filter by the index: set operations over ranks."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
from pyroaring import BitMap

from app.gazetteer.model import DEFAULT_KINDS, Entity, EntityType, MentionKind
from app.queries.chosen import By, Value
from app.queries.index import Index, Integers
from app.queries.recall import Recall
from app.queries.together import Ranks, count_pairs
from app.queries.view import View


class _Named(NamedTuple):
    """The articles that mention each entity of a type, and those that mention any."""

    each: Mapping[str, BitMap]
    any: BitMap


class _Spans(NamedTuple):
    """Stretches of articles with the same dates: the rank where each begins, and its sort key."""

    begin: Ranks
    newest: Integers


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

    def newest(self) -> dict[int, int]:
        """How many have which dates."""
        return self._dates(self._chosen)

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

    def newest_of(self, by: By, ids: Iterable[str]) -> dict[str, dict[int, int]]:
        """How many of those that have each of these values have which dates."""
        each = self._each(by)
        return {one: self._dates(self._chosen & each[one]) if one in each else {} for one in ids}

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

    def _dates(self, chosen: BitMap) -> dict[int, int]:
        spans = self._recall("spans", lambda: _spans(self._index.newest))
        before = np.searchsorted(_array(chosen), spans.begin)
        counts = np.diff(before, append=len(chosen))
        having = np.flatnonzero(counts)
        return dict(zip(spans.newest[having].tolist(), counts[having].tolist(), strict=True))

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


def _spans(newest: Integers) -> _Spans:
    """The stretches of articles whose sort keys, in order, are `newest`."""
    begin = np.flatnonzero(np.diff(newest, prepend=newest[:1] - 1))
    return _Spans(begin.astype(np.uint32), newest[begin])
