"""Which articles have a word: asked of the full-text index once, then kept as a set of ranks.

To look up a word that half of a million articles have takes a twentieth of a second, so the commonest are
looked up before anybody asks for them (`app.queries.census`).
"""

from collections import Counter, OrderedDict
from collections.abc import Mapping
from threading import Lock

import numpy as np
from pyroaring import BitMap
from sqlalchemy import Connection, TextClause, bindparam, func, select, text

from app.queries.article import KEYS
from app.queries.expression import Leaf, Word
from app.queries.index import Index, Integers
from app.queries.schema import article
from app.queries.tsquery import tsquery
from app.text.fold import fold
from app.text.token import tokens_in

MOST_BYTES = 32 << 20
"""What is kept of sets takes at most so much memory; those used longest ago go first."""
_ENTRY = 512
_LETTER = 32
"""Bytes that a set takes for itself, and for each letter it is asked by: there may be a thousand of these."""
_HAVING = {
    "sqlite": "SELECT rowid FROM search WHERE search MATCH :words",
    "postgresql": "SELECT key FROM search WHERE lexemes @@ CAST(CAST(:words AS text) AS tsquery)",
}

_JOINED = {
    "sqlite": "SELECT group_concat(rowid) FROM search WHERE search MATCH :words",
    "postgresql": (
        "SELECT string_agg(CAST(key AS text), ',') FROM search"
        " WHERE lexemes @@ CAST(CAST(:words AS text) AS tsquery)"
    ),
}
"""The keys as one text: those of a word in 800,000 articles take 0.16 s, as rows of one number 0.65 s."""

_SAMPLE = 100
"""Articles that are read to learn which words are the commonest."""
_BEGINNING = func.substr(article.c.text, 1, 2_000)
_SHARE, MANY = 0.1, 50_000
"""A word is common if it stands in this share of all articles, and in too many to be soon looked up."""


class WordSets:
    """The sets of one index, shared by threads. Words that the index is asked alike for share one."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._kept: OrderedDict[str, BitMap] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def known(self, leaf: Leaf) -> BitMap:
        """The set of `leaf`, if it is kept.

        Raises:
            KeyError: it has to be loaded.
        """
        asked = leaf.match
        with self._lock:
            self._kept.move_to_end(asked)
            return self._kept[asked]

    def load(self, connection: Connection, leaf: Leaf) -> BitMap:
        """The set of `leaf`, as `connection` sees it where it is not kept."""
        try:
            return self.known(leaf)
        except KeyError:
            found = self._index.ranks(matching_keys(connection, leaf))
        asked = leaf.match
        with self._lock:
            if asked not in self._kept:
                self._kept[asked] = found
                self._bytes += _bytes(asked, found)
            while self._bytes > MOST_BYTES:
                oldest = self._kept.popitem(last=False)
                self._bytes -= _bytes(*oldest)
        return found


def common_words(connection: Connection, index: Index) -> list[Word]:
    """The words that a search will mostly be slow for at first, the commonest first: those of a sample taken
    evenly from the whole list of articles. There are none where there are few articles."""
    least = max(_SHARE * index.size, MANY)
    if index.size < least:
        return []
    keys = index.keys[:: max(1, index.size // _SAMPLE)].tolist()
    texts = connection.scalars(select(_BEGINNING).where(article.c.key.in_(KEYS)), {"keys": keys}).all()
    counts = Counter(stem for text in texts for stem in {word.stem for word in tokens_in(fold(text).text)})
    enough = least / index.size * len(texts)
    return [Word(stem, stem) for stem, having in counts.most_common() if having >= enough]


def having(leaf: Leaf, dialect: str) -> TextClause:
    """A query for the keys of the articles that have `leaf`, in any order."""
    return _asking(_HAVING, leaf, dialect)


def _asking(queries: Mapping[str, str], leaf: Leaf, dialect: str) -> TextClause:
    asked = leaf.match if dialect == "sqlite" else tsquery(leaf)
    return text(queries[dialect]).bindparams(bindparam("words", asked, unique=True))


def matching_keys(connection: Connection, leaf: Leaf) -> Integers:
    """The keys of the articles that have `leaf`, in any order."""
    joined = connection.scalar(_asking(_JOINED, leaf, connection.dialect.name))
    return np.fromstring(joined, np.int64, sep=",") if joined else np.empty(0, np.int64)


def _bytes(asked: str, found: BitMap) -> int:
    of = found.get_statistics()
    held = of["n_bytes_array_containers"] + of["n_bytes_bitset_containers"] + of["n_bytes_run_containers"]
    return _ENTRY + _LETTER * len(asked) + held
