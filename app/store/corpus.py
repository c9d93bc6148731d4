"""The corpus version: one token that changes whenever an answer can have changed, and only then."""

import hashlib
import secrets
from datetime import datetime
from functools import cache, lru_cache

from sqlalchemy import Connection, insert, select, update

from app import __version__
from app.gazetteer.load import load
from app.reading.model import READING_VERSION
from app.store.rows import Versions
from app.store.search import SEARCH_VERSION
from app.store.tables import metadata

_CORPUS = metadata.tables["corpus"]
_REVISION = select(_CORPUS.c.revision)


def corpus_revision(connection: Connection) -> str:
    """What is stored, as one token that every change of it replaces; empty before the first."""
    return connection.scalar(_REVISION) or ""


def version_of(revision: str) -> str:
    """Sixteen hexadecimal digits made of what is stored and of the software that answers.

    Two processes of one Warraq over one database agree on it.
    """
    return _digest(revision or "nothing yet", _software())


@lru_cache(maxsize=4)
def _digest(revision: str, software: str) -> str:
    return hashlib.sha256(f"{revision} {software}".encode()).hexdigest()[:16]


def corpus_version(connection: Connection) -> str:
    """The version of the corpus that `connection` sees."""
    return version_of(corpus_revision(connection))


def mark_changed(connection: Connection, versions: Versions, now: datetime) -> None:
    """Give the corpus a new revision, in the transaction that changes it."""
    values = {
        "revision": secrets.token_hex(8),
        "search_version": SEARCH_VERSION,
        "gazetteer_version": versions.gazetteer,
        "reading_version": versions.reading,
        "changed_at": now,
    }
    if not connection.execute(update(_CORPUS).values(values)).rowcount:
        connection.execute(insert(_CORPUS).values(key=1, **values))


@cache
def _software() -> str:
    return f"{load().version} {READING_VERSION} {SEARCH_VERSION} {__version__}"
