"""Finished answers by the shortest way: one SQLite connection of its own, bytes in, bytes out.

What it reads is a few rows by their keys, microseconds each, so it is asked on the event loop itself,
where SQLAlchemy and a worker thread would take twenty times as long as the query. It knows no filters: those
are the view's. Whatever it cannot give, the other queries can.
"""

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from pydantic_core import from_json
from sqlalchemy.engine import URL

from app.queries.article import MOST_DUPLICATES
from app.queries.state import NEVER, read_state
from app.store.engine import open_reader

_KEPT = 32 * 1024 * 1024
"""Bytes of cards that are kept: of some 30,000 articles, those that are shown most."""
_PAGES = 8
"""MiB of pages that SQLite keeps here: to find a row among a million it needs about 5 of them each time."""
_SLOT = 200
"""Bytes that it takes to keep a card, besides its own."""
_REVISION = "SELECT revision FROM corpus"
_LONG = 50_000
"""Characters of an article that takes longer than a few milliseconds to copy."""
_TWINS = (
    "SELECT id FROM article AS other WHERE other.text_sha256 = article.text_sha256 AND other.id <> article.id"
    f" ORDER BY id LIMIT {MOST_DUPLICATES}"
)
_WHOLE = (
    f"SELECT card, detail, text, (SELECT group_concat(id, char(0)) FROM ({_TWINS})) FROM article"
    f" WHERE id = ? AND characters <= {_LONG}"
)
"""One statement, for a second one takes longer than what it looks up. No id has a NUL in it."""
_KEY = "SELECT key FROM article WHERE id = ?"


class _Half(NamedTuple):
    """Cards by the keys of their articles, and the bytes that they take."""

    cards: dict[int, bytes]
    size: int


class Whole(NamedTuple):
    """One article: `card` and `detail` as JSON, and the ids of others with the same text."""

    card: bytes
    detail: bytes
    text: bytes
    twins: tuple[bytes, ...]


class Desk:
    """A reading connection for one thread, to the database at `url`.

    Cards are kept, up to `most` bytes of them, for as long as the corpus is the same or gets more articles:
    to read the 20 of a list takes SQLite forty pages of its file, 0.1 ms, and most are about the newest.
    They are kept in two halves, so that to show one again need not be noted: once the newer half is full,
    what was last shown before it was begun goes.
    """

    def __init__(self, url: URL, most: int = _KEPT) -> None:
        self._most = most
        self.state = NEVER
        """Of the revision that was last begun."""
        self._newer, self._older = _Half({}, 0), _Half({}, 0)
        self._connection = open_reader(url)
        self._connection.text_factory = bytes
        self._connection.execute(f"PRAGMA cache_size = -{_PAGES * 1024}")
        self._connection.execute("PRAGMA busy_timeout = 0")  # to wait is for worker threads

    def begin(self) -> str:
        """Begin to read one revision, and say which it is; empty where nothing was ever written."""
        if self._connection.in_transaction:  # the last one could not be ended
            self._connection.rollback()
        self._connection.execute("BEGIN")
        row = self._connection.execute(_REVISION).fetchone()
        revision = "" if row is None else row[0].decode()
        if revision != self.state.revision:
            before, self.state = self.state, read_state(self._connection.execute)
            if not self.state.only_adds_to(before):
                self._newer, self._older = _Half({}, 0), _Half({}, 0)
        return revision

    def end(self) -> None:
        """Done with that revision."""
        self._connection.execute("COMMIT")

    @property
    def kept(self) -> int:
        """Bytes that the cards take now."""
        return self._newer.size + self._older.size

    def cards(self, keys: Sequence[int]) -> list[bytes]:
        """The cards of the articles `keys` as JSON, all of which there are, in this order."""
        newer = self._newer.cards
        with suppress(KeyError):
            return [newer[key] for key in keys]
        found = self._fetch([key for key in keys if key not in newer])
        cards = [newer.get(key) or found[key] for key in keys]
        size = sum(len(card) + _SLOT for card in found.values())
        if self._newer.size + size > self._most // 2:
            self._newer, self._older = _Half({}, 0), self._newer
        if size <= self._most // 2:
            self._newer.cards.update(found)
            self._newer = _Half(self._newer.cards, self._newer.size + size)
        return cards

    def _fetch(self, keys: Sequence[int]) -> dict[int, bytes]:
        """From the older half, or else from the database."""
        older = self._older.cards
        found = {key: older[key] for key in keys if key in older}
        unread = [key for key in keys if key not in found]
        if unread:
            found |= dict(self._connection.execute(_cards(len(unread)), unread))
        return found

    def whole(self, id: str) -> Whole | None:
        """The article `id`, None where there is none, or none that is soon copied."""
        row = self._connection.execute(_WHOLE, (id,)).fetchone()
        if row is None:
            return None
        card, detail, text, twins = row
        return Whole(card, detail, text, tuple(twins.split(b"\0")) if twins is not None else ())

    def key(self, id: str) -> int | None:
        """The key of the article `id`, None where there is none."""
        row = self._connection.execute(_KEY, (id,)).fetchone()
        return None if row is None else int(row[0])

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()


def id_on(card: bytes) -> str:
    """The id that a card begins with: to read it there is cheaper than to keep it beside each card."""
    id: str = from_json(card[len(b'{"id":') : card.index(b',"title":')])  # noqa: A001
    return id


@lru_cache(maxsize=128)
def _cards(number: int) -> str:
    return f"SELECT key, card FROM article WHERE key IN ({', '.join('?' * number)})"
