"""Whole results as files: the pieces that the queries give, written one after another."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic_core import from_json

from app.api.answers.concordance import concordance_items
from app.api.answers.page import json_bytes
from app.api.answers.shape import article_bytes
from app.api.answers.table import ARTICLE_COLUMNS, MENTION_COLUMNS, csv_head, csv_rows
from app.gazetteer.model import MentionKind
from app.queries.article import Article
from app.queries.mentions import Hit

Articles = Iterable[list[Article]]
Hits = Iterable[list[Hit]]
Kinds = tuple[MentionKind, ...]


def articles_ndjson(pieces: Articles, kinds: Kinds, *, wide: bool = False) -> Iterator[bytes]:
    """One article a line, each with all that is known of it."""
    for piece in pieces:
        yield b"".join(article_bytes(one, kinds, wide=wide) + b"\n" for one in piece)


def articles_csv(pieces: Articles, kinds: Kinds, *, bom: bool = False) -> Iterator[bytes]:
    """A head line, then one article a row."""
    yield csv_head(ARTICLE_COLUMNS, bom=bom)
    for piece in pieces:
        yield csv_rows(ARTICLE_COLUMNS, article_items(piece, kinds))


def mentions_ndjson(pieces: Hits, *, wide: bool = False) -> Iterator[bytes]:
    """One mention a line."""
    for piece in pieces:
        yield b"".join(json_bytes(item) + b"\n" for item in concordance_items(piece, wide=wide))


def mentions_csv(pieces: Hits, *, wide: bool = False, bom: bool = False) -> Iterator[bytes]:
    """A head line, then one mention a row."""
    yield csv_head(MENTION_COLUMNS, bom=bom)
    for piece in pieces:
        yield csv_rows(MENTION_COLUMNS, concordance_items(piece, wide=wide))


def article_items(piece: Iterable[Article], kinds: Kinds) -> Iterator[dict[str, Any]]:
    """Articles as plain data, as the API answers them."""
    return (from_json(article_bytes(one, kinds, wide=False)) for one in piece)
