"""The tables as SQLAlchemy Core knows them, under short names, and the counts of mentions in them."""

from functools import cache, reduce
from operator import add

from sqlalchemy import ColumnElement, FromClause

from app.gazetteer.model import MENTION_KINDS, MentionKind
from app.store.tables import metadata

article = metadata.tables["article"]
source = metadata.tables["source"]
entity = metadata.tables["entity"]
named = metadata.tables["article_entity"]
"""Which articles name which entity, and how often by kind, in the order of lists."""
corpus = metadata.tables["corpus"]
run = metadata.tables["run"]


@cache
def mentions_of(table: FromClause, kinds: tuple[MentionKind, ...]) -> ColumnElement[int]:
    """How often a row of `article_entity` counts, when only mentions of `kinds` do."""
    return reduce(add, (table.c[kind] for kind in kinds))


@cache
def is_named(table: FromClause, kinds: tuple[MentionKind, ...]) -> tuple[ColumnElement[bool], ...]:
    """The condition that a row of `article_entity` counts; none when every kind does."""
    if set(kinds) == set(MENTION_KINDS):
        return ()
    return (mentions_of(table, kinds) > 0,)
