"""The full-text index and the fingerprints of passages: kept in step with the articles, in their transaction.

In SQLite the index is an FTS5 table without content: words are analysed here beforehand
(`app.text.analysis`), texts are kept once, in `article`. To take an article out, the index has to be
told again what went in; so what it was made by has a version, and under another one it is made anew.
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, Dialect, bindparam, func, select

from app.store.lexemes import lexemes, tokens
from app.store.tables import metadata
from app.text.analysis import ANALYSIS_VERSION, COLUMNS, Analysed, analyse
from app.text.fingerprint import FINGERPRINT_VERSION, fingerprints
from app.text.fold import fold

SEARCH_VERSION = ANALYSIS_VERSION * 1000 + FINGERPRINT_VERSION
"""What the index and the fingerprints were made by."""
_BATCH = 500
_HELD = 8 << 20
"""Bytes of words that SQLite gathers before it writes a piece of the index. With its own 1 MiB a batch is
several pieces, which are then merged; the memory is needed only while a batch is written."""
_ARTICLE = metadata.tables["article"]
_CORPUS = metadata.tables["corpus"]
_FINGERPRINT = metadata.tables["fingerprint"]
_HASHES = (
    select(func.count())
    .select_from(_FINGERPRINT)
    .where(
        _FINGERPRINT.c.hash.in_(bindparam("hashes", expanding=True)),
        _FINGERPRINT.c.article_key == bindparam("key"),
    )
)
_TEXTS = select(_ARTICLE.c.key, _ARTICLE.c.title, _ARTICLE.c.text)
_TEXTS_OF = _TEXTS.where(_ARTICLE.c.key.in_(bindparam("keys", expanding=True)))
_TEXTS_AFTER = _TEXTS.where(_ARTICLE.c.key > bindparam("last")).order_by(_ARTICLE.c.key).limit(_BATCH)


class Indexed(NamedTuple):
    """An article that is indexed."""

    key: int
    title: str | None
    text: str


class Terms(NamedTuple):
    """What is indexed of an article: its words and its fingerprints."""

    key: int
    words: Analysed
    hashes: tuple[int, ...]


class _Words(Protocol):
    """The words of articles in one engine's full-text index."""

    add: str
    remove: str
    clear: str
    count: str

    def widen(self, connection: Connection) -> None:
        """See that many articles are indexed in one go; the index remembers it."""

    def row(self, key: int, words: Analysed) -> tuple[Any, ...]:
        """The parameters of `add` and `remove`."""

    def has(self, connection: Connection, key: int, words: Analysed) -> bool:
        """Whether the index has an article's words, as far as it can be asked."""


class SearchIndex:
    """What of an engine's tables is looked up by words and by passages."""

    def __init__(self, dialect: Dialect) -> None:
        self._words: _Words = _Sqlite() if dialect.name == "sqlite" else _Postgres()
        mark = "?" if dialect.name == "sqlite" else "%s"
        self._add_hash = f"INSERT INTO fingerprint (hash, article_key) VALUES ({mark}, {mark})"
        self._remove_hash = f"DELETE FROM fingerprint WHERE hash = {mark} AND article_key = {mark}"

    def add(self, connection: Connection, articles: Iterable[Indexed]) -> None:
        """Index `articles`, none of which is indexed."""
        self.insert(connection, map(_terms, articles))

    def insert(self, connection: Connection, terms: Iterable[Terms]) -> None:
        """The same, for those whose terms are at hand."""
        self._words.widen(connection)
        self._each(connection, terms, self._words.add, self._add_hash)

    def remove(self, connection: Connection, keys: Sequence[int]) -> None:
        """Take the articles `keys`, which are still stored as they were indexed, out of the index."""
        for start in range(0, len(keys), _BATCH):
            rows = connection.execute(_TEXTS_OF, {"keys": keys[start : start + _BATCH]}).all()
            terms = [_terms(Indexed(*row)) for row in rows]
            self._each(connection, terms, self._words.remove, self._remove_hash)

    def count(self, connection: Connection) -> int:
        """How many articles the full-text index has."""
        return int(connection.exec_driver_sql(self._words.count).scalar() or 0)

    def count_hashes(self, connection: Connection) -> int:
        """How many fingerprints there are of all articles."""
        return connection.execute(select(func.count()).select_from(_FINGERPRINT)).scalar_one()

    def unlike(self, connection: Connection, articles: Sequence[Indexed]) -> tuple[dict[int, str], int]:
        """Which of `articles` are not indexed as they should be, and what is wrong with each; and how many
        fingerprints they have that they should.

        SQLite's index without content cannot be read back: it is asked how many words an article has.
        """
        found: dict[int, str] = {}
        total = 0
        for one in articles:
            words = analyse(one.title or "", one.text)
            if not self._words.has(connection, one.key, words):
                found[one.key] = "the full-text index does not have its words"
            hashes = fingerprints(fold(one.text).text)
            rows = connection.execute(_HASHES, {"hashes": hashes, "key": one.key}).scalar_one()
            total += rows
            if rows != len(hashes):
                found[one.key] = "its fingerprints are not those of its text"
        return found, total

    def bring_up(self, connection: Connection) -> bool:
        """Index everything anew if it was indexed by another version of the rules; whether it was.

        What is found may be other than before, and so the corpus has a new revision.
        """
        version = connection.scalar(select(_CORPUS.c.search_version))
        if version is None or version == SEARCH_VERSION:
            return False
        connection.exec_driver_sql(self._words.clear)
        connection.exec_driver_sql("DELETE FROM fingerprint")
        for articles in _all(connection):
            self.add(connection, articles)
        anew = {"search_version": SEARCH_VERSION, "revision": secrets.token_hex(8)}
        connection.execute(_CORPUS.update().values(anew))
        return True

    def _each(self, connection: Connection, terms: Iterable[Terms], words: str, hashes: str) -> None:
        """Run both statements for all articles; an index of words and one of numbers want to grow."""
        ordered = sorted(terms)
        if not ordered:
            return
        connection.exec_driver_sql(words, [self._words.row(one.key, one.words) for one in ordered])
        found = sorted([(hash, one.key) for one in ordered for hash in one.hashes])  # noqa: A001
        if found:
            connection.exec_driver_sql(hashes, found)


class _Sqlite:
    _names = ", ".join(COLUMNS)
    _marks = ", ".join("?" * len(COLUMNS))
    add = f"INSERT INTO search (rowid, {_names}) VALUES (?, {_marks})"
    remove = f"INSERT INTO search (search, rowid, {_names}) VALUES ('delete', ?, {_marks})"
    clear = "INSERT INTO search (search) VALUES ('delete-all')"
    count = "SELECT count(*) FROM search_docsize"

    def widen(self, connection: Connection) -> None:
        held = connection.exec_driver_sql("SELECT v FROM search_config WHERE k = 'hashsize'").scalar()
        if held != _HELD:
            connection.exec_driver_sql("INSERT INTO search (search, rank) VALUES ('hashsize', ?)", (_HELD,))

    def row(self, key: int, words: Analysed) -> tuple[Any, ...]:
        return (key, *words)

    def has(self, connection: Connection, key: int, words: Analysed) -> bool:
        sizes = connection.exec_driver_sql("SELECT sz FROM search_docsize WHERE id = ?", (key,)).scalar()
        return sizes is not None and _varints(sizes) == [len(tokens(column)) for column in words]


class _Postgres:
    add = "INSERT INTO search (key, lexemes) VALUES (%s, %s::text::tsvector)"
    remove = "DELETE FROM search WHERE key = %s AND %s::text IS NOT NULL"
    clear = "DELETE FROM search"
    count = "SELECT count(*) FROM search"

    def widen(self, connection: Connection) -> None:
        """PostgreSQL gathers what is to be indexed as it sees fit."""

    def row(self, key: int, words: Analysed) -> tuple[Any, ...]:
        return (key, lexemes(words))

    def has(self, connection: Connection, key: int, words: Analysed) -> bool:
        same = "SELECT lexemes = %s::text::tsvector FROM search WHERE key = %s"
        return bool(connection.exec_driver_sql(same, (lexemes(words), key)).scalar())


def _terms(article: Indexed) -> Terms:
    words = analyse(article.title or "", article.text)
    return Terms(article.key, words, fingerprints(fold(article.text).text))


def _varints(packed: bytes) -> list[int]:
    """Whole numbers as SQLite packs them: seven bits a byte, the highest first (never nine bytes here)."""
    numbers, number = [], 0
    for byte in packed:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(number)
            number = 0
    return numbers


def _all(connection: Connection) -> Iterator[list[Indexed]]:
    last = -1
    while rows := connection.execute(_TEXTS_AFTER, {"last": last}).all():
        last = rows[-1].key
        yield [Indexed(*row) for row in rows]
