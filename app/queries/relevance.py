"""The order of relevance: every match is scored, in the engine's own ranking, and the best come first.

SQLite scores by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009), PostgreSQL
by cover density (`ts_rank_cd`). Less is better, here as there; what has no score comes last, and
equal scores are ordered as lists are.
"""

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select, text

from app.queries.expression import Expression, ranking
from app.queries.index import Integers
from app.queries.page import Place
from app.queries.raw import iter_rows
from app.queries.schema import article
from app.queries.tsquery import ranking_tsquery
from app.queries.walk import Found
from app.text.analysis import WEIGHTS

Scores = NDArray[np.float64]
_BM25 = text(
    f"SELECT rowid, bm25(search, {', '.join(map(str, WEIGHTS))}) FROM search WHERE search MATCH :words"
)
_COVER = text(
    "SELECT key, -ts_rank_cd('{0.1, 0.4, 0.25, 1}', lexemes, asked)"
    " FROM search, CAST(CAST(:words AS text) AS tsquery) AS asked WHERE lexemes @@ asked"
)


def ranked_page(
    connection: Connection, asked: Expression, keys: Integers, limit: int, after: Place | None
) -> list[Found]:
    """The best `limit` of the articles `keys`, which come in the order of lists, behind `after`."""
    scores = _scores(connection, asked, keys)
    places = np.arange(len(keys))
    if after is not None and isinstance(after.at, float | int):
        own = connection.scalar(select(article.c.key).where(article.c.id == after.id))
        place = int(np.argmax(keys == own)) if own is not None and own in keys else -1
        places = places[(scores > after.at) | ((scores == after.at) & (places > place))]
    if len(places) > limit:
        worst = np.partition(scores[places], limit - 1)[limit - 1]
        places = places[scores[places] <= worst]
    best = places[np.lexsort((places, scores[places]))][:limit]
    ids = _ids(connection, keys[best].tolist())
    return [
        Found(Place(float(scores[place]), ids[key]), key)
        for place, key in zip(best.tolist(), keys[best].tolist(), strict=True)
    ]


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
