"""The query string, piece by piece: a question is new, its pieces are not, and what they say is kept."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

_SHORT = 200
"""Bytes of a piece that is kept."""
_PLAIN = re.compile(r"[\w.~-]+=[\w.~-]*", re.ASCII)
"""A piece that is encoded as it stands."""


class Piece(NamedTuple):
    """A parameter with a value, as they are meant and as they are encoded."""

    name: str
    value: str
    encoded: str

    @property
    def pair(self) -> tuple[str, str]:
        """The parameter and its value."""
        return self.name, self.value


def read_query(query: bytes) -> list[Piece]:
    """The pieces of a query string, in its order; what is between two `&` says nothing of the rest."""
    found = (_read_short(one) if len(one) <= _SHORT else _read(one) for one in query.split(b"&"))
    return [piece for piece in found if piece is not None]


def _read(piece: bytes) -> Piece | None:
    text = piece.decode("latin-1")
    if _PLAIN.fullmatch(text):
        name, _, value = text.partition("=")
        return Piece(name, value, text)
    for pair in parse_qsl(text, keep_blank_values=True):
        return Piece(*pair, urlencode([pair]))
    return None


_read_short = lru_cache(maxsize=4096)(_read)
