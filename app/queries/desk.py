"""Finished answers by the shortest way: one SQLite connection of its own, bytes in, bytes out.

What it reads is a few rows by their keys, microseconds each, so it is asked on the event loop itself,
where SQLAlchemy and a worker thread would take twenty times as long as the query. It knows no filters: those
are the view's. Whatever it cannot give, the other queries can.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy.engine import URL

from app.queries.article import MOST_DUPLICATES
from app.queries.page import Place
from app.store.engine import open_reader

_REVISION = "SELECT revision FROM corpus"
_WHOLE = "SELECT card, detail, text, text_sha256 FROM article WHERE id = ?"
_TWINS = f"SELECT id FROM article WHERE text_sha256 = ? AND id <> ? ORDER BY id LIMIT {MOST_DUPLICATES}"
_EQUAL = "SELECT count(*) FROM article WHERE newest = ? AND id <= ?"


class Card(NamedTuple):
    """An article of a list: its id, and the JSON that shows it."""

    id: bytes
    card: bytes


class Whole(NamedTuple):
    """One article: `card` and `detail` as JSON, and the ids of others with the same text."""

    card: bytes
    detail: bytes
    text: bytes
    twins: tuple[bytes, ...]


class Desk:
    """A reading connection for one thread, to the database at `url`."""

    def __init__(self, url: URL) -> None:
        self._connection = open_reader(url)
        self._connection.text_factory = bytes

    def begin(self) -> str:
        """Begin to read one revision, and say which it is; empty where nothing was ever written."""
        self._connection.execute("BEGIN")
        row = self._connection.execute(_REVISION).fetchone()
        return "" if row is None else row[0].decode()

    def end(self) -> None:
        """Done with that revision."""
        self._connection.execute("COMMIT")

    def cards(self, keys: Sequence[int]) -> list[Card]:
        """The cards of the articles `keys`, all of which there are, in this order."""
        found = {key: Card(*card) for key, *card in self._connection.execute(_cards(len(keys)), keys)}
        return [found[key] for key in keys]

    def whole(self, id: str) -> Whole | None:
        """The article `id`, None where there is none."""
        row = self._connection.execute(_WHOLE, (id,)).fetchone()
        if row is None:
            return None
        card, detail, text, sha256 = row
        twins = self._connection.execute(_TWINS, (sha256.decode(), id))
        return Whole(card, detail, text, tuple(twin for (twin,) in twins))

    def equal(self, place: Place) -> int:
        """How many articles with the date of `place` stand there or before it."""
        count: int = self._connection.execute(_EQUAL, place).fetchone()[0]
        return count

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()


@lru_cache(maxsize=128)
def _cards(number: int) -> str:
    return f"SELECT key, id, card FROM article WHERE key IN ({', '.join('?' * number)})"
