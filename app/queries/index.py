"""The corpus in memory: for everything that articles are filtered by, which articles have it.

Articles are numbered by rank, their place in the list of all (newest first), and each value has a
Roaring bitmap of ranks (Chambi, Lemire, Kaser and Godin, "Better bitmap performance with Roaring
bitmaps", 2016). A filter is then a few set operations, its total a cardinality, a page a slice, a facet
an intersection: microseconds where SQL walks rows. A million articles take about 60 MB.

An index is of one revision of the corpus and never changes. Whoever asks compares revisions first, and
goes to the tables when the index is of another one.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from sqlalchemy import ColumnElement, Connection, Select, case, select

from app.gazetteer.model import DEFAULT_KINDS, MENTION_KINDS, Entity, MentionKind
from app.queries.filter import Missing
from app.queries.raw import iter_rows
from app.queries.schema import article, entity, named, source
from app.queries.state import State, state_of
from app.store.keys import EARLIEST_MASK, LATEST_SHIFT

Integers = NDArray[np.int64]
Kinds = dict[Entity, tuple[BitMap, ...]]
_NONE = BitMap()
MASK = sum(
    (case((named.c[kind] > 0, 1 << bit), else_=0) for bit, kind in enumerate(MENTION_KINDS)),
    start=case((named.c.name < 0, 1), else_=0),
)
"""As which of `MENTION_KINDS` an article mentions an entity, a bit for each."""


class Coarse(NamedTuple):
    """The articles whose date is no single day: a stretch of ranks, `first` to before `behind`, for each
    date that there is, in the order of ranks.

    `earliest` are ordinals of days; `falling` those of the latest days, negated, so that they ascend.
    """

    earliest: Sequence[int]
    falling: Sequence[int]
    first: Sequence[int]
    behind: Sequence[int]


@dataclass(frozen=True, slots=True)
class Index:
    """All of one revision. Arrays and bitmaps are by rank; `rank_of` turns an article's key into it.

    `newest` is the sort key of each article; those of rank `dated` and above have no date.
    `kinds` holds, for each entity, the articles that mention it as each of `MENTION_KINDS`, and
    `mentioned` those that mention any entity so.
    """

    state: State
    keys: Integers
    newest: Integers
    rank_of: NDArray[np.int32]
    everything: BitMap
    dated: int
    coarse: Coarse
    kinds: Kinds
    mentioned: tuple[BitMap, ...]
    sources: dict[str, BitMap]
    languages: dict[str | None, BitMap]
    missing: dict[Missing, BitMap]
    _usual: dict[Entity, BitMap] = field(default_factory=dict)

    @property
    def revision(self) -> str:
        """The revision that it is of."""
        return self.state.revision

    @property
    def size(self) -> int:
        """How many articles there are."""
        return len(self.keys)

    def naming(self, entity: Entity, kinds: tuple[MentionKind, ...]) -> BitMap:
        """The articles that mention `entity` as one of `kinds`."""
        known = self._usual.get(entity) if kinds == DEFAULT_KINDS else None
        if known is None:
            own = self.kinds.get(entity)
            if own is None:
                return _NONE
            known = BitMap.union(*(own[MENTION_KINDS.index(kind)] for kind in kinds))
            if kinds == DEFAULT_KINDS:
                self._usual[entity] = known
        return known

    def ranks(self, keys: Integers) -> BitMap:
        """The articles with `keys`; one that came later than this index is left out."""
        known = self.rank_of[keys[keys < len(self.rank_of)]]
        having = np.zeros(self.size, np.bool_)
        having[known[known >= 0]] = True
        return to_bitmap(np.flatnonzero(having))


def to_bitmap(ranks: NDArray[Any]) -> BitMap:
    """A bitmap of ranks in rising order. Of numpy's arrays it would be made number by number."""
    return BitMap(array("I", ranks.astype(np.uint32).tobytes()))


def load_index(connection: Connection) -> Index:
    """The index of what `connection` sees."""
    state = state_of(connection)
    order = columns(
        connection, select(article.c.key, article.c.newest).order_by(article.c.newest, article.c.id)
    )
    keys, newest = order[0], order[1]
    rank_of = ranked(keys)

    def having(condition: ColumnElement[bool]) -> BitMap:
        return to_bitmap(np.sort(rank_of[columns(connection, select(article.c.key).where(condition))[0]]))

    known = connection.execute(select(source.c.id, source.c.key)).all()
    tags = connection.scalars(select(article.c.language).distinct()).all()
    return put_together(
        state,
        keys,
        newest,
        rank_of,
        kinds=load_kinds(connection, rank_of, select(named.c.entity_key, named.c.article_key, MASK)),
        sources={id: having(article.c.source_key == key) for id, key in known},  # noqa: A001
        languages={tag: having(article.c.language.is_not_distinct_from(tag)) for tag in tags},
        missing={
            "title": having(article.c.title_sort.is_(None)),
            "byline": BitMap(range(len(keys))) - having(article.c.byline.is_not(None)),
            "source": having(article.c.source_key.is_(None)),
        },
    )


def put_together(
    state: State,
    keys: Integers,
    newest: Integers,
    rank_of: NDArray[np.int32],
    *,
    kinds: Kinds,
    sources: dict[str, BitMap],
    languages: dict[str | None, BitMap],
    missing: dict[Missing, BitMap],
) -> Index:
    """An index of what was read, and of what follows from it; `missing` lacks those that have no date."""
    dated = int(np.searchsorted(newest, 0))
    return Index(
        state=state,
        keys=keys,
        newest=newest,
        rank_of=rank_of,
        everything=BitMap(range(len(keys))),
        dated=dated,
        coarse=_coarse(newest[:dated]),
        kinds=kinds,
        mentioned=tuple(BitMap.union(BitMap(), *own) for own in zip(*kinds.values(), strict=True))
        or tuple(BitMap() for _ in MENTION_KINDS),
        sources=sources,
        languages=languages,
        missing={**missing, "published": BitMap(range(dated, len(keys)))},
    )


def ranked(keys: Integers) -> NDArray[np.int32]:
    """The ranks of articles by their keys, given in order; -1 where there is no such key."""
    rank_of = np.full(int(keys.max(initial=-1)) + 1, -1, np.int32)
    rank_of[keys] = np.arange(len(keys), dtype=np.int32)
    return rank_of


def _coarse(newest: Integers) -> Coarse:
    first = np.flatnonzero(np.diff(newest, prepend=newest[:1] - 1))
    behind = np.append(first[1:], len(newest))
    latest, earliest = -newest[first] >> LATEST_SHIFT, -newest[first] & EARLIEST_MASK
    having = latest != earliest
    return Coarse(*(column[having].tolist() for column in (earliest, -latest, first, behind)))


def load_kinds(
    connection: Connection,
    rank_of: NDArray[np.int32],
    rows: Select[Any],
    parameters: Mapping[str, Any] | None = None,
) -> Kinds:
    """Which articles mention each entity as what, of `rows` of its key, an article's, and a `MASK`."""
    entities = {row.key: Entity(row.type, row.id) for row in connection.execute(select(entity))}
    found: Kinds = {}
    for own, keys, mask in _runs(connection, rows.order_by(named.c.entity_key), parameters):
        ranks = rank_of[keys]
        order = np.argsort(ranks)
        rising, masks = ranks[order], mask[order]
        bitmaps = (to_bitmap(rising[masks & 1 << bit != 0]) for bit in range(len(MENTION_KINDS)))
        before = found.get(entities[own])
        after = tuple(bitmaps)
        found[entities[own]] = (
            after if before is None else tuple(a | b for a, b in zip(before, after, strict=True))
        )
    return found


def _runs(
    connection: Connection, rows: Select[Any], parameters: Mapping[str, Any] | None
) -> Iterator[tuple[int, Integers, Integers]]:
    """Stretches of `rows` (entity, key, mask) with the same entity, of bounded length."""
    for chunk in iter_rows(connection, rows, parameters):
        table = np.array(chunk, dtype=np.int64)
        edges = np.flatnonzero(np.diff(table[:, 0])) + 1
        for stretch in np.split(table, edges):
            yield int(stretch[0, 0]), stretch[:, 1], stretch[:, 2]


def columns(
    connection: Connection, rows: Select[Any], parameters: Mapping[str, Any] | None = None
) -> Integers:
    """Rows of whole numbers as one array for each column."""
    chunks = [np.array(chunk, dtype=np.int64) for chunk in iter_rows(connection, rows, parameters)]
    width = len(rows.selected_columns)
    return np.concatenate([np.empty((0, width), np.int64), *chunks]).T
