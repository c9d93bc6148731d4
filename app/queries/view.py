"""One revision of the corpus in memory, and the questions it answers by itself."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import islice, takewhile
from typing import Literal, NamedTuple, get_args

import numpy as np
from pyroaring import BitMap
from sqlalchemy import Connection, func, select

from app.gazetteer.model import DEFAULT_KINDS, Entity, EntityType, MentionKind
from app.queries.article import KEYS
from app.queries.filter import ArticleFilter
from app.queries.index import Index, Integers
from app.queries.page import Place
from app.queries.period import Interval, Spans, spans
from app.queries.schema import article
from app.queries.selection import select as passing
from app.queries.walk import Found
from app.queries.words import WordSets

ByDate = Literal["-published", "published"]
_RECENT = 64
"""Filters whose articles are kept, at most 125 kB each for a million: further pages need them too."""
_IDS = select(article.c.key, article.c.id).where(article.c.key.in_(KEYS))


class Named(NamedTuple):
    """The articles that mention each entity of a type, and those that mention any."""

    each: Mapping[str, BitMap]
    any: BitMap


def named(index: Index, type: EntityType, kinds: tuple[MentionKind, ...]) -> Named:
    """The articles that mention entities of `type` as one of `kinds`."""
    ids = sorted(one.id for one in index.kinds if one.type == type)  # soon sorted again, by their counts
    each = {one: index.naming(Entity(type, one), kinds) for one in ids}
    return Named(each, BitMap.union(*each.values()) if each else BitMap())


class View:
    """The index of a revision, what nearly every count needs of it, and the sets of words that have been
    asked of it."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.words = words = WordSets(index)
        self.known = lru_cache(_RECENT)(lambda asked: passing(index, asked, words.known))
        """The articles that pass a filter, by memory alone; `KeyError` where a word has to be looked up."""
        self.spans: Mapping[Interval, Spans] = {
            interval: spans(index.newest, interval) for interval in get_args(Interval)
        }
        self.named: Mapping[EntityType, Named] = {
            one: named(index, one, DEFAULT_KINDS) for one in get_args(EntityType)
        }

    def select(self, connection: Connection, asked: ArticleFilter) -> BitMap:
        """The articles that pass `asked`, as a set of ranks."""
        found = passing(self.index, asked, lambda leaf: self.words.load(connection, leaf))
        if not asked.ids:
            return found
        ids = [one for one in asked.ids if "\0" not in one]
        keys = connection.scalars(select(article.c.key).where(article.c.id.in_(ids))).all()
        return found & self.index.ranks(np.array(keys, np.int64))

    def keys(self, chosen: BitMap) -> Integers:
        """The keys of articles, in the order of lists."""
        return self.index.keys[np.frombuffer(chosen.to_array(), np.uint32)]

    def rank_behind(self, after: Place, key: int | None, equal: Callable[[], int]) -> int:
        """The rank of the first article behind a place of the list, whether or not one still stands there.

        `key` is that of the article of this id, if there is one. Where it stands elsewhere now, `equal`
        counts the articles with the date of the place that stand there or before it: it may be many.
        """
        if key is not None and key < len(self.index.rank_of):
            rank = int(self.index.rank_of[key])
            if rank >= 0 and self.index.newest[rank] == after.at:
                return rank + 1
        return int(self.index.newest.searchsorted(int(after.at or 0))) + equal()

    def ranks(
        self, chosen: BitMap, sort: ByDate, limit: int, start: int = 0, after: Place | None = None
    ) -> list[int]:
        """The first `limit` of `chosen` in the order `sort`; after a place, `start` is the rank behind it."""
        if sort == "-published":
            return list(islice(chosen.iter_equal_or_larger(start), limit))
        newest, dated = self.index.newest, self.index.dated
        at = None if after is None else int(after.at or 0)
        found: list[int] = []
        left = 0 if at == 0 else chosen.rank(dated - 1) if dated else 0
        if at:  # what is left of the day
            first, behind = int(newest.searchsorted(at)), int(newest.searchsorted(at + 1))
            same = takewhile(lambda rank: rank < behind, chosen.iter_equal_or_larger(start))
            found = list(islice(same, limit))
            left = chosen.rank(first - 1) if first else 0
        while left and len(found) < limit:
            begin, window = self._turned(chosen, left, limit)
            found += window
            left = begin
        found += islice(chosen.iter_equal_or_larger(max(dated, start)), max(0, limit - len(found)))
        return found[:limit]

    def _turned(self, chosen: BitMap, left: int, limit: int) -> tuple[int, list[int]]:
        """Some of the first `left` of `chosen`, the oldest first, and how many stand before these.

        Articles of the same date keep their order, so they are taken together, however many they are.
        """
        newest = self.index.newest
        begin = max(0, left - 2 * limit)
        window = np.frombuffer(chosen[begin:left].to_array(), np.uint32)
        dates = newest[window]
        if begin:
            same = int(dates.searchsorted(dates[0], "right"))
            if same == len(window):
                first = int(newest.searchsorted(dates[0]))
                begin = chosen.rank(first - 1) if first else 0
                return begin, list(chosen[begin : min(left, begin + limit)])
            begin, window, dates = begin + same, window[same:], dates[same:]
        return begin, window[np.argsort(-dates, kind="stable")].tolist()

    def page(
        self, connection: Connection, chosen: BitMap, sort: ByDate, limit: int, after: Place | None = None
    ) -> list[Found]:
        """The first `limit` of the articles `chosen` behind `after`."""
        start = 0 if after is None else self._behind(connection, after)
        ranks = self.ranks(chosen, sort, limit, start, after)
        keys = self.index.keys[ranks].tolist()
        rows = connection.execute(_IDS, {"keys": keys})
        ids = {row.key: row.id for row in rows}
        newest = self.index.newest[ranks].tolist()
        return [Found(Place(at, ids[key]), key) for at, key in zip(newest, keys, strict=True)]

    def _behind(self, connection: Connection, after: Place) -> int:
        def equal() -> int:
            rows = select(func.count()).where(article.c.newest == after.at, article.c.id <= after.id)
            return int(connection.scalar(rows) or 0)

        return self.rank_behind(
            after, connection.scalar(select(article.c.key).where(article.c.id == after.id)), equal
        )
