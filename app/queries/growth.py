"""An index brought up to date where articles have come to the corpus, and nothing else has changed.

Those that were there keep their order: their ranks only move apart. So what is read is the new articles, and
the order of all articles of their days.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from pyroaring import BitMap
from sqlalchemy import Connection, bindparam, select

from app.gazetteer.model import MENTION_KINDS
from app.queries.index import (
    MASK,
    Index,
    Integers,
    Kinds,
    columns,
    load_kinds,
    put_together,
    ranked,
    to_bitmap,
)
from app.queries.schema import article, named, source
from app.queries.state import State, state_of

_AT_ONCE = 500
"""Values of one query."""
_FEW = 0.25
"""Where more have come than this share of those that were there, to read all takes hardly longer."""
_NOWHERE = BitMap()
_NEW = (
    select(
        article.c.key, article.c.newest, article.c.title_sort.is_(None), article.c.byline.is_(None),
        source.c.id, article.c.language,
    )
    .outerjoin_from(article, source, article.c.source_key == source.c.key)
    .where(article.c.key > bindparam("last"))
)  # fmt: skip
_DAYS = (
    select(article.c.key, article.c.newest)
    .where(article.c.newest.in_(bindparam("values", expanding=True)))
    .order_by(article.c.newest, article.c.id)
)
_NAMED = select(named.c.entity_key, named.c.article_key, MASK).where(
    named.c.article_key.in_(bindparam("values", expanding=True))
)


class _New(NamedTuple):
    key: int
    newest: int
    untitled: bool
    unsigned: bool
    source: str | None
    language: str | None


def grown_index(connection: Connection, before: Index) -> Index | None:
    """The index of what `connection` sees, the same as a whole one; None where that is not what `before` was
    and a few articles more."""
    state = state_of(connection)
    more = state.loaded - before.state.loaded
    if not state.only_adds_to(before.state) or more > _FEW * before.size:
        return None
    new = [_New(*row) for row in connection.execute(_NEW, {"last": len(before.rank_of) - 1})]
    if len(new) != more:
        return None
    keys, newest = _in_order(connection, before, [one.newest for one in new])
    if len(keys) != before.size + more:
        return None
    return _Growth(connection, before, new, keys).index(state, newest)


def _in_order(connection: Connection, before: Index, days: Sequence[int]) -> Integers:
    """The keys of all articles and their sort keys: those of `days` as they are read, the others as they
    were."""
    own = np.unique(np.array(days, np.int64))
    edges = np.zeros(before.size + 1, np.int32)
    np.add.at(edges, before.newest.searchsorted(own), 1)
    np.add.at(edges, before.newest.searchsorted(own, "right"), -1)
    others = np.cumsum(edges[:-1]) == 0
    read = [columns(connection, _DAYS, {"values": some}) for some in _portions(own.tolist())]
    both = np.concatenate([np.stack([before.keys[others], before.newest[others]]), *read], axis=1)
    return both[:, both[1].argsort(kind="stable")]


def _portions(values: Sequence[int]) -> Iterator[Sequence[int]]:
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))


class _Growth:
    """The sets of an index, each with the ranks that its articles have now, and with new ones."""

    def __init__(self, connection: Connection, before: Index, new: Sequence[_New], keys: Integers) -> None:
        self._connection = connection
        self._before = before
        self._new = new
        self._keys = keys
        self._rank_of = ranked(keys)
        self._moved = self._rank_of[before.keys]

    def index(self, state: State, newest: Integers) -> Index:
        """All of it together."""
        before, new = self._before, self._new
        known: dict[str | None, BitMap] = {
            **{one: before.sources.get(one, _NOWHERE) for one in state.sources},
            None: before.missing["source"],
        }
        sources = self._by(known, [one.source for one in new])
        nowhere = sources.pop(None)
        return put_together(
            state,
            self._keys,
            newest,
            self._rank_of,
            kinds=self._kinds(),
            sources={id: articles for id, articles in sources.items() if id is not None},  # noqa: A001
            languages=self._by(before.languages, [one.language for one in new]),
            missing={
                "title": self._grown(before.missing["title"], [one.key for one in new if one.untitled]),
                "byline": self._grown(before.missing["byline"], [one.key for one in new if one.unsigned]),
                "source": nowhere,
            },
        )

    def _by(
        self, before: Mapping[str | None, BitMap], values: Sequence[str | None]
    ) -> dict[str | None, BitMap]:
        """The articles of each value, given those of the new ones."""
        having: dict[str | None, list[int]] = {value: [] for value in before}
        for one, value in zip(self._new, values, strict=True):
            having.setdefault(value, []).append(one.key)
        return {value: self._grown(before.get(value, _NOWHERE), own) for value, own in having.items()}

    def _kinds(self) -> Kinds:
        found = {
            one: tuple(self._grown(articles, ()) for articles in own)
            for one, own in self._before.kinds.items()
        }
        nothing = (_NOWHERE,) * len(MENTION_KINDS)
        for some in _portions([one.key for one in self._new]):
            read = load_kinds(self._connection, self._rank_of, _NAMED, {"values": some})
            for one, own in read.items():
                known = found.get(one, nothing)
                found[one] = tuple(a | b for a, b in zip(known, own, strict=True))
        return found

    def _grown(self, before: BitMap, keys: Sequence[int]) -> BitMap:
        """The articles of a set, and those of `keys`, that are new."""
        old = to_bitmap(self._moved[np.frombuffer(before.to_array(), np.uint32)])
        return old | to_bitmap(np.sort(self._rank_of[np.array(keys, np.int64)])) if keys else old
