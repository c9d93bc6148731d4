"""The order of relevance: every match is scored, in the engine's own ranking, and the best come first.

SQLite scores by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009), PostgreSQL
by cover density (`ts_rank_cd`). Less is better, here as there; what has no score comes last, and
equal scores are ordered as lists are.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select, text

from app.queries.expression import Expression, match, ranking
from app.queries.index import Integers
from app.queries.page import Place
from app.queries.raw import iter_rows
from app.queries.schema import article
from app.queries.tsquery import ranking_tsquery
from app.queries.walk import Found
from app.text.analysis import WEIGHTS

Scores = NDArray[np.float64]
_SCORED = f"SELECT rowid AS key, bm25(search, {', '.join(map(str, WEIGHTS))}) AS score FROM search"
_BM25 = text(f"{_SCORED} WHERE search MATCH :words")
_MATCHES = text("SELECT count(*) FROM search WHERE search MATCH :words")
_BEST = text(
    f"SELECT key, score FROM ({_SCORED} WHERE search MATCH :words)"
    " WHERE score >= :least ORDER BY score LIMIT :most"
)
_COVER = text(
    "SELECT key, -ts_rank_cd('{0.1, 0.4, 0.25, 1}', lexemes, asked)"
    " FROM search, CAST(CAST(:words AS text) AS tsquery) AS asked WHERE lexemes @@ asked"
)
_FEW = 500
"""Articles that are all fetched with their scores as soon as the best of them are."""
_SPARE = 80
"""Articles fetched beyond a page, for those of one score."""
_START = float(np.finfo(np.float64).min)


class _Scored(NamedTuple):
    """Articles by their places in the order of lists, and their scores."""

    places: Integers
    scores: Scores

    def of(self, chosen: NDArray[np.bool_]) -> "_Scored":
        return _Scored(self.places[chosen], self.scores[chosen])


class _Behind(NamedTuple):
    """Where a page begins: behind the article of this score that has this place."""

    score: float
    place: int


def ranked_page(
    connection: Connection, asked: Expression, keys: Integers, limit: int, after: Place | None
) -> list[Found]:
    """The best `limit` of the articles `keys`, which come in the order of lists, behind `after`."""
    behind = _Behind(_START, -1)
    if after is not None and isinstance(after.at, float | int):
        own = connection.scalar(select(article.c.key).where(article.c.id == after.id))
        place = int(np.argmax(keys == own)) if own is not None and own in keys else -1
        behind = _Behind(after.at, place)
    places, scores = _best(connection, asked, keys, limit, behind) or _all(connection, asked, keys, behind)
    if len(places) > limit:
        good = scores <= np.partition(scores, limit - 1)[limit - 1]
        places, scores = places[good], scores[good]
    order = np.lexsort((places, scores))[:limit]
    own_keys = keys[places[order]].tolist()
    ids = _ids(connection, own_keys)
    return [
        Found(Place(score, ids[key]), key)
        for score, key in zip(scores[order].tolist(), own_keys, strict=True)
    ]


def _best(
    connection: Connection, asked: Expression, keys: Integers, limit: int, behind: _Behind
) -> _Scored | None:
    """Articles behind a place, `limit` of them or more, and none left out that is as good as one of them.

    None where it takes all to know. SQLite sorts scores in a fraction of the time that it takes to hand them
    over, so that most pages need no more than it has in a hand.
    """
    words = match(asked) if connection.dialect.name == "sqlite" else None
    if words is None or len(keys) < _FEW:
        return None
    matches = connection.scalar(_MATCHES, {"words": words}) or 0
    most = (limit + _SPARE) * matches // len(keys)
    if 2 * most > matches:
        return None
    asking = {"words": words, "least": behind.score, "most": most}
    rows = [row for rows in iter_rows(connection, _BEST, asking) for row in rows]
    if len(rows) == most:
        rows = [row for row in rows if row[1] < rows[-1][1]]  # more may have the last one's score
    known = dict(rows)
    places = np.flatnonzero(np.isin(keys, np.array(list(known), np.int64)))
    scores = np.array([known[key] for key in keys[places].tolist()], np.float64)
    found = _from(_Scored(places, scores), behind)
    return found if len(found.places) >= limit else None


def _all(connection: Connection, asked: Expression, keys: Integers, behind: _Behind) -> _Scored:
    """All articles behind a place."""
    return _from(_Scored(np.arange(len(keys)), _scores(connection, asked, keys)), behind)


def _from(scored: _Scored, behind: _Behind) -> _Scored:
    equal = (scored.scores == behind.score) & (scored.places > behind.place)
    return scored.of((scored.scores > behind.score) | equal)


def _scores(connection: Connection, asked: Expression, keys: Integers) -> Scores:
    """The score of each of `keys`, 0 where the words that count for it do not stand."""
    sqlite = connection.dialect.name == "sqlite"
    words = ranking(asked) if sqlite else ranking_tsquery(asked)
    found = np.zeros(len(keys))
    if words is None or not len(keys):
        return found
    order = np.argsort(keys)
    for rows in iter_rows(connection, _BM25 if sqlite else _COVER, {"words": words}):
        scored = np.array(rows, dtype=np.float64)
        own = scored[:, 0].astype(np.int64)
        at = order[np.minimum(np.searchsorted(keys, own, sorter=order), len(keys) - 1)]
        known = keys[at] == own
        found[at[known]] = scored[known, 1]
    return found


def _ids(connection: Connection, keys: list[int]) -> dict[int, str]:
    rows = connection.execute(select(article.c.key, article.c.id).where(article.c.key.in_(keys)))
    return {row.key: row.id for row in rows}
